"""Requests about entries: asked, confirmed from the mailbox, decided by a moderator."""

from datetime import timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from businesses.models import Business, Correction
from datasets.own import OwnSource, announce
from mail.outbox import post

# Nobody can fill a stranger's mailbox, nor bury a business under requests.
MOST_WAITING, MOST_OF_A_BUSINESS = 3, 10
FORGOTTEN, KEPT = timedelta(days=7), timedelta(days=365)

State = Correction.State
CORRECTIONS = OwnSource(
    "business-corrections",
    ("Précisions des entreprises", "What businesses say"),
    (
        "Ce qu’une entreprise a demandé d’écrire à côté de sa fiche, relu par une "
        "personne de l’équipe. Les fiches retirées à la demande n’y sont plus.",
        "What a business asked to be written beside its entry, read by a person of the "
        "team. Entries removed on request are no longer there.",
    ),
)


@transaction.atomic
def ask(request: Correction) -> bool:
    """Keep a request and ask its address to confirm; False when there are too many."""
    # One at a time for a business, so that two requests at once count each other.
    Business.objects.select_for_update().get(pk=request.business_id)
    waiting = Correction.objects.waiting()
    if (
        waiting.filter(email__iexact=request.email).count() >= MOST_WAITING
        or waiting.filter(business=request.business_id).count() >= MOST_OF_A_BUSINESS
    ):
        return False
    request.save()
    with override(request.language):
        link = reverse("businesses:confirm", args=[request.token])
    context = {"link": link, "days": FORGOTTEN.days, "neq": request.business_id}
    _write(request, "correction_confirm", context)
    return True


def confirm(request: Correction) -> None:
    """The address said yes; a second time changes nothing."""
    Correction.objects.filter(pk=request.pk, state=State.ASKED).update(
        state=State.RECEIVED
    )


@transaction.atomic
def decide(pk: int, accepted: bool, reason: str, precision: str, by) -> bool:
    """Accept or refuse, once, shown at once.

    False when it is not to be decided, or when a correction says nothing.
    """
    found = Correction.objects.select_for_update().filter(pk=pk, state=State.RECEIVED)
    request = found.first()
    if request is None:
        return False
    if accepted and request.kind == Correction.Kind.CORRECT and not precision:
        return False
    now = timezone.now()
    request.state = State.ACCEPTED if accepted else State.REFUSED
    request.decided_at, request.decided_by, request.reason = now, by, reason
    request.save()
    firm = Business.objects.filter(pk=request.business_id)
    if accepted and request.kind == Correction.Kind.REMOVE:
        firm.update(hidden_at=now)
    elif accepted:
        firm.update(precision=precision, precision_language=request.language)
    if accepted:
        announce(CORRECTIONS, by)
    context = {"neq": request.business_id, "accepted": accepted, "reason": reason}
    _write(request, "correction_decided", context)
    return True


def forget() -> None:
    """Requests never confirmed, and those decided a year ago."""
    now = timezone.now()
    Correction.objects.forgotten(now - FORGOTTEN, now - KEPT).delete()


def _write(request: Correction, template: str, context: dict) -> None:
    key = f"{template} {request.pk}"
    post(key, [(request.email, request.language)], template, context)
