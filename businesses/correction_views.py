"""Asking that an entry be corrected or removed, and deciding on it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)
from django.views.generic import ListView

from accounts.doors import moderators_only
from businesses import corrections
from businesses.forms import CorrectionForm, DecisionForm
from businesses.models import Correction
from businesses.views import found_or_404


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request, neq):
    """The answer is the same whatever the address, and whatever is kept of it."""
    one = found_or_404(neq)
    kind = Correction.Kind.CORRECT
    draft = Correction(business=one, language=get_language(), kind=kind)
    form = CorrectionForm(request.POST or None, instance=draft)
    if request.method == "POST" and form.is_valid():
        if not form.is_robot:
            corrections.ask(form.save(commit=False))
        return redirect("businesses:asked")
    context = {"form": form, "one": one, "section": "businesses"}
    return render(request, "businesses/correct.html", context)


@require_safe
@login_not_required
def asked(request):
    context = {"days": corrections.FORGOTTEN.days, "section": "businesses"}
    return render(request, "businesses/correction_asked.html", context)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request, token):
    """The link of the message, and its button: mail programs open links too."""
    found = Correction.objects.by_token(token)
    if found is None:
        raise Http404
    if request.method == "POST":
        corrections.confirm(found)
        return redirect("businesses:confirm", token)
    context = {
        "correction": found,
        "asked": found.state == Correction.State.ASKED,
        "section": "businesses",
    }
    return render(request, "businesses/correction_confirm.html", context)


@method_decorator(moderators_only, name="dispatch")
class DeskView(ListView):
    template_name = "desk/corrections.html"
    paginate_by = 50
    refused: dict[int, DecisionForm] = {}

    def get_queryset(self):
        return Correction.objects.for_desk()

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | {
            "form": next(iter(self.refused.values()), None),
            "rows": [
                (one, self.refused.get(one.pk) or DecisionForm(one))
                for one in context["object_list"]
            ],
        }


@require_POST
@moderators_only
def decide(request, pk: int):
    """Accept or refuse; what was typed stays in a form that is refused."""
    found = get_object_or_404(Correction, pk=pk)
    form = DecisionForm(found, request.POST)
    if not form.is_valid():
        view = DeskView(refused={pk: form})
        view.setup(request)
        return view.get(request)
    given = form.cleaned_data
    accepted, precision = given["decision"] == "accepted", given.get("precision", "")
    if corrections.decide(pk, accepted, given["reason"], precision, request.user):
        messages.success(request, _("Done."))
    else:
        messages.error(request, _("Somebody decided already."))
    return redirect("business_desk:list")
