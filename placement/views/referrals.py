"""The seeker's side of meetings: orders for me and why, applications, answers."""

from functools import partial
from uuid import uuid4

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from placement.actions import referrals as actions
from placement.explaining import Explained
from placement.meetings import compare_pair, orders_for
from placement.models import JobOrder, OfferOfService, Referral, ReferralEvent
from placement.offer_forms import ApplicationForm, MessageForm

SIDE = ReferralEvent.Side.SEEKER


@require_safe
def matches(request):
    """The orders that fit one's offer best, newest first among equals."""
    offer = get_object_or_404(OfferOfService, owner=request.user)
    everything = request.GET.get("wages") == "all"
    found = orders_for(offer, below_floor=everything)
    context = {"offer": offer, "found": found, "everything": everything}
    return render(request, "placement/matches.html", context)


@require_safe
def match(request, pk):
    """Why an order fits, line by line, and what would change it."""
    order = _order(pk)
    offer = OfferOfService.objects.filter(owner=request.user).first()
    if offer is None:
        saved = request.user.saved_orders.filter(order=order).exists()
        context = {"order": order, "saved": saved}
        return render(request, "placement/match_first.html", context)
    return _match_page(request, offer, order, ApplicationForm(order=order))


def _match_page(request, offer, order, application):
    context = {
        "offer": offer,
        "order": order,
        "application": application,
        "explained": Explained(compare_pair(order, offer), get_language()),
        "referral": offer.referrals.filter(order=order).first(),
        "aside": request.user.set_aside.filter(order=order).exists(),
        "saved": request.user.saved_orders.filter(order=order).exists(),
        "responsiveness": Referral.objects.responsiveness(order.organisation),
    }
    return render(request, "placement/match.html", context)


@require_safe
def aside(request):
    """The orders that one does not want proposed any more."""
    get_object_or_404(OfferOfService, owner=request.user)
    rows = request.user.set_aside.for_list()
    return render(request, "placement/aside.html", {"rows": rows})


@require_POST
def set_aside(request, pk):
    """Not for me: the order leaves matches and alerts, and nobody else knows."""
    get_object_or_404(OfferOfService, owner=request.user)
    order = _order(pk)
    request.user.set_aside.get_or_create(order=order)
    said = _("“%(title)s” is put aside: it is not proposed to you any more.")
    messages.success(request, said % {"title": order.title})
    return redirect("placement:matches")


@require_POST
def put_back(request, pk):
    get_object_or_404(OfferOfService, owner=request.user)
    request.user.set_aside.filter(order=pk).delete()
    messages.success(request, _("The order may be proposed to you again."))
    return redirect("placement:matches")


@require_POST
def apply(request, pk):
    offer = get_object_or_404(OfferOfService, owner=request.user)
    order = _order(pk)
    form = ApplicationForm(request.POST, order=order)
    if not form.is_valid():
        return _match_page(request, offer, order, form)
    try:
        referral = actions.apply(order, offer, form.words, by=request.user)
    except actions.Refused:
        referral = offer.referrals.filter(order=order).first()
        if referral is None:
            messages.error(request, _("Publish your offer of service first."))
            return redirect("placement:offer_home")
    else:
        messages.success(request, _("Your application is sent."))
    return redirect("placement:referral", pk=referral.pk)


@require_safe
def referrals(request):
    """Invitations and applications, the last changed first."""
    rows = Referral.objects.of_seeker(request.user).for_list()
    return render(request, "placement/referrals.html", {"referrals": rows})


@require_safe
def referral(request, pk):
    """One meeting: its state, its history, its messages."""
    return _referral_page(request, _own(request, pk))


def _referral_page(request, row: Referral, application=None, message=None):
    explained = Explained(compare_pair(row.order, row.offer), get_language())
    context = {
        "referral": row,
        "application": application or ApplicationForm(order=row.order),
        "order": row.order,
        "explained": explained,
        "events": row.events.all(),
        "thread": row.messages.all(),
        "form": message or MessageForm(initial={"token": uuid4()}),
        "mine": SIDE,
        "post_to": "placement:write",
    }
    return render(request, "placement/referral.html", context)


@require_POST
def accept(request, pk):
    """Accept an invitation: the employer gets name, contact and answers."""
    row = _own(request, pk)
    form = ApplicationForm(request.POST, order=row.order)
    if not form.is_valid():
        return _referral_page(request, row, form)
    return _done(request, row, partial(actions.accept, words=form.words))


@require_POST
def step_back(request, pk):
    """Decline an invitation, or withdraw."""
    return _done(request, _own(request, pk), actions.step_back)


def _done(request, row: Referral, action):
    try:
        action(row, by=request.user)
    except actions.Refused:
        messages.error(request, _("This is not possible any more."))
    else:
        messages.success(request, _("It is saved."))
    return redirect("placement:referral", pk=row.pk)


@require_POST
def write(request, pk):
    row = _own(request, pk)
    form = MessageForm(request.POST)
    if not form.is_valid():
        return _referral_page(request, row, message=form)
    return post_message(request, row, form.cleaned_data, SIDE, "placement:referral")


def post_message(request, row: Referral, words: dict, side: str, back: str):
    """What both sides do with a message that may be sent."""
    try:
        actions.write(row, words["text"], words["token"], by=request.user, side=side)
    except actions.Refused:
        messages.error(request, _("This is not possible any more."))
    else:
        messages.success(request, _("The message is sent."))
    return redirect(back, pk=row.pk)


def _own(request, pk) -> Referral:
    rows = Referral.objects.of_seeker(request.user).for_list()
    return get_object_or_404(rows, pk=pk)


def _order(pk) -> JobOrder:
    order = JobOrder.objects.open().filter(pk=pk).select_related("organisation").first()
    if order is None:
        raise Http404
    return order
