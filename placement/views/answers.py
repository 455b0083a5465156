"""The employer's answer by the link of a mail: no sign-in, one confirmation."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from placement.actions import referrals as actions
from placement.offer_forms import AnswerForm


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def by_link(request, token: str):
    """Say what the link would answer; only the button answers.

    Mail programs open links by themselves: reading writes nothing. The page names the
    order and the code, never the person.
    """
    try:
        referral, state = actions.read_token(token)
    except actions.Refused:
        return render(request, "placement/answer.html", {"gone": True}, status=404)
    form = AnswerForm(request.POST or None, initial={"state": state})
    context = {"referral": referral, "form": form, "state": state}
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data
        try:
            actions.answer(referral, state, words["reason"])
        except actions.Refused:
            context["refused"] = True
        else:
            context["done"] = True
    return render(request, "placement/answer.html", context)
