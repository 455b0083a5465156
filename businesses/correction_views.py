"""Asking that an entry be corrected or removed, and deciding on it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect, render
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

    def get_queryset(self):
        return Correction.objects.for_desk()


@require_POST
@moderators_only
def decide(request, pk: int):
    form = DecisionForm(request.POST)
    given = form.cleaned_data if form.is_valid() else None
    if given and corrections.decide(
        pk,
        given["decision"] == "accepted",
        given["reason"],
        given["precision"],
        request.user,
    ):
        messages.success(request, _("Done."))
    else:
        messages.error(
            request,
            _(
                "Nothing was done: give a reason, and the words to print with a "
                "correction, or see who decided already."
            ),
        )
    return redirect("business_desk:list")
