"""The desk: the links between programs and occupations that editors keep by hand."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from django.views.generic import ListView, TemplateView

from accounts.doors import analysts_only
from datasets.own import OwnSource, announce
from training.forms import LinkForm
from training.models import OccupationLink, Program

LINKS = OwnSource(
    "program-occupations-desk",
    (
        "Programmes et professions, liens tenus par l’équipe",
        "Programs and occupations, links kept by the team",
    ),
    (
        "Liens saisis par les analystes du portail, chacun avec la source qui "
        "l’affirme et sa date.",
        "Links entered by the portal’s analysts, each with the source that states it "
        "and its date.",
    ),
)

OLD = 3  # years after which a source is worth reading again


@method_decorator(analysts_only, name="dispatch")
class LinksView(ListView):
    """Every link, whoever says it; those kept by hand can be changed."""

    queryset = OccupationLink.objects.for_desk()
    template_name = "training/desk_links.html"
    context_object_name = "links"
    paginate_by = 100


@method_decorator(analysts_only, name="dispatch")
class AuditView(TemplateView):
    """What is missing or old: programs without a link, links with an old source."""

    template_name = "training/desk_audit.html"

    def get_context_data(self, **kwargs):
        today = timezone.localdate()
        since = today.replace(year=today.year - OLD, day=1)
        unlinked = list(Program.objects.unlinked())
        old = list(OccupationLink.objects.older_than(since))
        return super().get_context_data(**kwargs) | {
            "programs": unlinked,
            "programs_in_all": Program.objects.in_force().count(),
            "old": old,
            "since": since,
        }


@require_http_methods(["GET", "HEAD", "POST"])
@analysts_only
def edit(request, pk: int | None = None):
    link = pk and get_object_or_404(OccupationLink, pk=pk, by_hand=True)
    initial = {"program": request.GET.get("program", "")[:12]}
    if link:
        initial = {"program": link.program_id, "unit_group": link.unit_group_id}
    form = LinkForm(request.POST or None, instance=link or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            link = form.save(commit=False)
            link.by_hand, link.editor = True, request.user
            link.save()
            announce(LINKS, request.user)
        messages.success(request, _("The link is saved."))
        return redirect("training_desk:links")
    return render(request, "training/desk_link.html", {"form": form, "link": link})


@require_POST
@analysts_only
def delete(request, pk: int):
    with transaction.atomic():
        get_object_or_404(OccupationLink, pk=pk, by_hand=True).delete()
        announce(LINKS, request.user)
    messages.success(request, _("The link is deleted."))
    return redirect("training_desk:links")
