"""The employer's side of meetings: anonymous offers, invitations, inbox."""

from uuid import uuid4

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from placement.actions import referrals as actions
from placement.explaining import Explained
from placement.meetings import compare_pair, offers_for
from placement.models import JobOrder, OfferOfService, Referral, ReferralEvent
from placement.offer_forms import AnswerForm, MessageForm
from placement.reading import Reading
from placement.views.referrals import post_message

SIDE = ReferralEvent.Side.EMPLOYER


@require_safe
def home(request):
    """The open orders of one's organisations, and the meetings that wait."""
    context = {
        "orders": JobOrder.objects.open().of_member(request.user),
        "referrals": _referrals(request).for_list()[:200],
    }
    return render(request, "placement/candidates_home.html", context)


@require_safe
def matches(request, pk):
    """The offers that fit an order best, without names."""
    order = _order(request, pk)
    found = offers_for(order)
    return render(
        request, "placement/candidates.html", {"order": order, "found": found}
    )


@require_safe
def candidate(request, pk, offer):
    """An offer beside an order: what an employer may know, and why it fits."""
    order = _order(request, pk)
    offers = OfferOfService.objects.proposed_for(order).for_reading()
    offer = get_object_or_404(offers, pk=offer)
    try:
        actions.open_offer(order.organisation, offer)
    except actions.QuotaReached:
        actions.tell_of_quota(order.organisation)
        return render(request, "placement/quota.html", {"order": order}, status=429)
    context = {
        "order": order,
        "reading": Reading(offer, get_language()),
        "explained": Explained(compare_pair(order, offer), get_language()),
        "referral": Referral.objects.filter(order=order, offer=offer).first(),
    }
    return render(request, "placement/candidate.html", context)


@require_POST
def invite(request, pk, offer):
    order = _order(request, pk)
    offers = OfferOfService.objects.proposed_for(order).select_related("owner")
    offer = get_object_or_404(offers, pk=offer)
    try:
        actions.invite(order, offer, by=request.user)
    except actions.QuotaReached:
        return render(request, "placement/quota.html", {"order": order}, status=429)
    except actions.Refused:
        messages.error(request, _("This is not possible any more."))
    else:
        messages.success(request, _("The invitation is sent."))
    return redirect("placement:candidate", pk=pk, offer=offer.pk)


@require_safe
def referral(request, pk):
    """One meeting, with name and contact once the person has given them."""
    row = get_object_or_404(_referrals(request).for_list(), pk=pk)
    return _referral_page(request, row)


def _referral_page(request, row: Referral, message=None, answer=None):
    context = {
        "referral": row,
        "order": row.order,
        "reading": Reading(row.offer, get_language()),
        "explained": Explained(compare_pair(row.order, row.offer), get_language()),
        "events": row.events.all(),
        "thread": row.messages.all(),
        "form": message or MessageForm(initial={"token": uuid4()}),
        "answer_form": answer or AnswerForm(),
        "mine": SIDE,
        "post_to": "placement:candidate_write",
    }
    if row.is_disclosed:
        context["person"] = {
            "name": row.offer.full_name,
            "phone": row.offer.phone,
            "email": row.offer.owner.email,
            "documents": row.offer.documents.readable_by(request.user),
        }
    return render(request, "placement/candidate_referral.html", context)


@require_POST
def answer(request, pk):
    """The employer's word; a refusal has its reason."""
    row = get_object_or_404(_referrals(request).for_list(), pk=pk)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose an answer; a refusal needs its reason."))
        return _referral_page(request, row, answer=form)
    words = form.cleaned_data
    try:
        actions.answer(row, words["state"], words["reason"], by=request.user)
    except actions.Refused:
        messages.error(request, _("This is not possible any more."))
    else:
        messages.success(request, _("Your answer is sent."))
    return redirect("placement:candidate_referral", pk=pk)


@require_POST
def write(request, pk):
    row = get_object_or_404(_referrals(request).for_list(), pk=pk)
    form = MessageForm(request.POST)
    if not form.is_valid():
        return _referral_page(request, row, message=form)
    back = "placement:candidate_referral"
    return post_message(request, row, form.cleaned_data, SIDE, back)


def _order(request, pk) -> JobOrder:
    rows = JobOrder.objects.open().of_member(request.user)
    return get_object_or_404(rows.select_related("organisation"), pk=pk)


def _referrals(request):
    """What waits for one's organisations; never one's own offer."""
    rows = Referral.objects.visible_to(request.user)
    return rows.exclude(offer__owner=request.user)
