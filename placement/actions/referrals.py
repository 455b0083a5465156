"""Orders and offers that meet: who asks, who answers, who is told.

Each function takes what a page was allowed to see (`visible_to`), locks the row, and
writes the change, its event and the mail in one transaction. Mail carries no name.
"""

import secrets
from datetime import date, datetime

from django.core.signing import BadSignature, TimestampSigner
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import get_language

from mail.outbox import alert, post
from placement.actions import order_mail
from placement.models import (
    Consent,
    JobOrder,
    Message,
    OfferOfService,
    OfferReading,
    Organisation,
    Origin,
    Referral,
    ReferralEvent,
)
from placement.models.referrals import (
    ANSWER_WITHIN,
    EMPLOYERS_ANSWERS,
    INVITED_A_DAY,
    READ_A_DAY,
    REMINDERS,
)

State, Side = Referral.State, ReferralEvent.Side
# Without letters and digits that are taken for one another.
_ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
_signer = TimestampSigner(salt="placement.answer")
LINKS_LAST = 30 * 24 * 3600  # seconds


class Refused(Exception):
    """The state of things does not allow it: somebody else was first, or it ended."""


class QuotaReached(Exception):
    """More than an organisation does in a day."""


def new_code() -> str:
    letters = [secrets.choice(_ALPHABET) for _ in range(8)]
    return "".join(letters[:4]) + "-" + "".join(letters[4:])


# -- the meeting ----------------------------------------------------------------------


@transaction.atomic
def apply(order: JobOrder, offer: OfferOfService, words="", *, by) -> Referral:
    """The person puts themself forward, and gives name and contact to this employer.

    `words`: the answers to the order's questions, and what the person adds.
    """
    if not JobOrder.objects.open().filter(pk=order.pk, apply_here=True).exists():
        raise Refused
    if not offer.is_live or offer.owner_id != by.pk:
        raise Refused
    referral = _meet(order, offer, Origin.APPLICATION, State.APPLIED, Side.SEEKER)
    _disclose(referral, by, words)
    return referral


@transaction.atomic
def invite(order: JobOrder, offer: OfferOfService, *, by) -> Referral:
    """The employer invites a person they do not know; the person gets a code."""
    organisation = order.organisation
    if not OfferOfService.objects.open_to(organisation).filter(pk=offer.pk).exists():
        raise Refused
    if not JobOrder.objects.open().filter(pk=order.pk).exists():
        raise Refused
    # One at a time, or two invitations at once would each see the last free place.
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    today = Referral.objects.filter(
        order__organisation=organisation,
        origin=Origin.INVITATION,
        created_at__date=timezone.localdate(),
    )
    if today.count() >= INVITED_A_DAY:
        raise QuotaReached
    referral = _meet(order, offer, Origin.INVITATION, State.INVITED, Side.EMPLOYER)
    owner = offer.owner
    post(
        f"referral {referral.pk} invited",
        [(owner.email, owner.language)],
        "referral_invited",
        {"code": referral.code},
    )
    return referral


def _meet(order, offer, origin, state, side) -> Referral:
    try:
        with transaction.atomic():
            referral = Referral.objects.create(
                order=order, offer=offer, origin=origin, state=state, code=new_code()
            )
    except IntegrityError:
        raise Refused from None
    ReferralEvent.objects.create(referral=referral, state=state, side=side)
    return referral


@transaction.atomic
def accept(referral: Referral, words="", *, by) -> None:
    """The person gives name and contact to this employer; `words` as in `apply`."""
    referral = _locked(referral)
    note(referral, State.ACCEPTED, Side.SEEKER)
    _disclose(referral, by, words)


@transaction.atomic
def step_back(referral: Referral, *, by) -> None:
    """The person declines an invitation, or withdraws later."""
    referral = _locked(referral)
    invited = referral.state == State.INVITED
    note(referral, State.DECLINED if invited else State.WITHDRAWN, Side.SEEKER)
    if not invited:
        _consent(by, referral, given=False)


@transaction.atomic
def answer(referral: Referral, state: str, reason: str = "", *, by=None) -> None:
    """The employer's word: interview, hired or not retained (with its reason)."""
    if state not in EMPLOYERS_ANSWERS:
        raise Refused
    referral = _locked(referral)
    referral.answered_at = referral.answered_at or timezone.now()
    if state != State.NOT_RETAINED:
        reason = ""
    elif reason not in Referral.Reason.values:
        raise Refused
    referral.reason = reason
    note(referral, state, Side.EMPLOYER, reason)
    owner = referral.offer.owner
    post(
        f"referral {referral.pk} {state}",
        [(owner.email, owner.language)],
        "referral_answered",
        {"code": referral.code},
    )


@transaction.atomic
def write(referral: Referral, text: str, token, *, by, side: str) -> None:
    """A message to the other side; the same form sent twice is one message."""
    referral = _locked(referral)
    if not (referral.is_disclosed or side == Side.EMPLOYER) or not referral.is_open:
        raise Refused
    _row, new = Message.objects.get_or_create(
        token=token,
        defaults={"referral": referral, "side": side, "text": text, "author": by},
    )
    if not new:
        return
    if side == Side.EMPLOYER:
        # A word to the person is an answer: whoever writes does not let wait.
        if referral.asked_at and not referral.answered_at:
            referral.answered_at = timezone.now()
        to = [(referral.offer.owner.email, referral.offer.owner.language)]
    else:
        to = members(referral)
    referral.save(update_fields=["answered_at", "updated_at"])
    post(f"message {_row.pk}", to, "referral_message", {"code": referral.code})


def note(referral: Referral, state: str, side: str, reason: str = "") -> None:
    """Change the state of a locked row, and say who did."""
    if not referral.may_become(state):
        raise Refused
    referral.state = state
    referral.save()
    ReferralEvent.objects.create(
        referral=referral, state=state, side=side, reason=reason
    )


def _locked(referral: Referral) -> Referral:
    rows = Referral.objects.select_related("order__organisation", "offer__owner")
    return rows.select_for_update(of=("self",)).get(pk=referral.pk)


def _disclose(referral: Referral, by, words: str) -> None:
    """From now on the employer knows the person, and owes them a word."""
    if words:
        # The mail that says who came says enough: none tells of this message.
        referral.messages.create(side=Side.SEEKER, text=words, author=by)
    referral.asked_at = timezone.now()
    referral.save(update_fields=["asked_at", "updated_at"])
    _consent(by, referral, given=True)
    _ask_employer(referral, "referral_received", f"referral {referral.pk} received")


def _consent(user, referral: Referral, given: bool) -> None:
    Consent.objects.create(
        owner=user,
        purpose=Consent.Purpose.CONTACT,
        given=given,
        subject=referral.code,
        wording="2026-11",
        language=get_language(),
    )


# -- one-click answers and reminders ---------------------------------------------------


def members(referral: Referral) -> list[tuple[str, str]]:
    return order_mail.members(referral.order.organisation)


def link_token(referral: Referral, state: str) -> str:
    """What a mail's link carries: the referral and the answer, signed."""
    return _signer.sign(f"{referral.pk.hex}.{state}")


def read_token(token: str) -> tuple[Referral, str]:
    """The referral and the answer of a link; `Refused` when it is none of ours."""
    try:
        key, _dot, state = _signer.unsign(token, max_age=LINKS_LAST).partition(".")
        rows = Referral.objects.select_related("order__organisation", "offer")
        referral = rows.get(pk=key)
    except (BadSignature, ValueError, Referral.DoesNotExist):
        raise Refused from None
    rows = Referral.objects.of_organisation(referral.order.organisation)
    if state not in EMPLOYERS_ANSWERS or not rows.filter(pk=referral.pk).exists():
        raise Refused
    return referral, state


def _ask_employer(referral: Referral, template: str, key: str) -> None:
    links = {state: link_token(referral, state) for state in EMPLOYERS_ANSWERS}
    post(key, members(referral), template, {"code": referral.code, "links": links})


def remind(now: datetime) -> int:
    """Ask again, after 5 and after 10 days, the employers who owe a word."""
    count = 0
    for nth, wait in enumerate(REMINDERS, 1):
        rows = Referral.objects.unanswered_since(now - wait)
        for referral in rows.select_related("order__organisation"):
            key = f"referral {referral.pk} reminder {nth}"
            with transaction.atomic():
                _ask_employer(referral, "referral_reminder", key)
            count += 1
    return count


def lapse(now: datetime) -> int:
    """End the invitations that nobody answered."""
    old = Referral.objects.invited_before(now - ANSWER_WITHIN)
    keys = list(old.values_list("pk", flat=True))
    for key in keys:
        with transaction.atomic():
            referral = Referral.objects.select_for_update().get(pk=key)
            if referral.state == State.INVITED:
                note(referral, State.LAPSED, Side.PORTAL)
    return len(keys)


def end_with_orders(day: date) -> int:
    """Nobody waits for an order that is over: the person is told that it is."""
    keys = Referral.objects.left_by_their_order(day).values_list("pk", flat=True)
    ended = 0
    for key in list(keys):
        with transaction.atomic():
            referral = _locked(Referral(pk=key))
            if not referral.is_open:
                continue
            note(referral, State.LAPSED, Side.PORTAL)
            owner = referral.offer.owner
            post(
                f"referral {key} ended",
                [(owner.email, owner.language)],
                "referral_ended",
                {"code": referral.code},
            )
            ended += 1
    return ended


# -- quota ----------------------------------------------------------------------------


@transaction.atomic
def open_offer(organisation: Organisation, offer: OfferOfService) -> None:
    """Count that an organisation reads an offer; `QuotaReached` after 60 in a day.

    The same offer again on the same day counts once. Without the count nothing opens.
    """
    today = timezone.localdate()
    rows = OfferReading.objects.filter(organisation=organisation, day=today)
    if rows.filter(offer=offer).exists():
        return
    # One at a time, or two readings at once would each see the last free place.
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    if rows.count() >= READ_A_DAY:
        raise QuotaReached
    OfferReading.objects.get_or_create(
        organisation=organisation, offer=offer, day=today
    )


def tell_of_quota(organisation: Organisation) -> None:
    """Operators learn once a day that an organisation reads too many offers."""
    alert(
        f"offers read {organisation.pk} {timezone.localdate():%Y-%m-%d}",
        "offers_quota",
        {"organisation": str(organisation.pk), "count": READ_A_DAY},
    )
