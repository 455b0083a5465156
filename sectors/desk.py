"""The desk: committees and associations that editors keep by hand."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from django.views.generic import ListView

from accounts.doors import analysts_only
from datasets.own import OwnSource, announce
from sectors.bodies import DESK
from sectors.forms import BodyForm
from sectors.models import SectorBody

BODIES = OwnSource(
    DESK,
    (
        "Comités sectoriels et associations, tenus par l’équipe",
        "Sectoral committees and associations, kept by the team",
    ),
    (
        "Fiches saisies par les analystes du portail, chacune avec sa source et sa "
        "date.",
        "Entries of the portal’s analysts, each with its source and its date.",
    ),
)


@method_decorator(analysts_only, name="dispatch")
class BodiesView(ListView):
    """Every body, whoever names it; those kept by hand can be changed."""

    queryset = SectorBody.objects.all()
    template_name = "sectors/desk_bodies.html"
    context_object_name = "bodies"
    paginate_by = 100


@require_http_methods(["GET", "HEAD", "POST"])
@analysts_only
def edit(request, pk: int | None = None):
    body = pk and get_object_or_404(SectorBody, pk=pk, by_hand=True)
    form = BodyForm(request.POST or None, instance=body or None)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            body = form.save(commit=False)
            body.by_hand, body.editor = True, request.user
            body.save()
            announce(BODIES, request.user)
        messages.success(request, _("The entry is saved."))
        return redirect("sector_desk:bodies")
    return render(request, "sectors/desk_body.html", {"form": form, "body": body})


@require_POST
@analysts_only
def delete(request, pk: int):
    with transaction.atomic():
        get_object_or_404(SectorBody, pk=pk, by_hand=True).delete()
        announce(BODIES, request.user)
    messages.success(request, _("The entry is deleted."))
    return redirect("sector_desk:bodies")
