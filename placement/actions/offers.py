"""What the owner of an offer of service does with it, and what time does."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from classifications.models import UnitGroup
from mail.outbox import post
from occupations.models import Descriptor
from placement import uploads
from placement.actions.referrals import note
from placement.models import (
    Consent,
    Document,
    OfferOfService,
    OfferPlace,
    Referral,
    ReferralEvent,
)
from placement.models.offers import KEPT, MOST_OCCUPATIONS
from placement.reading import SKILLS
from placement.scans import scan_document

State = OfferOfService.State
WORDING = "2026-11"  # of templates/placement/consents/: a new one asks anew


class NotReady(Exception):
    """What must be said first: `lacks` of the offer."""


def of(user) -> OfferOfService:
    """A person's offer, begun hidden when there is none."""
    offer, _new = OfferOfService.objects.get_or_create(
        owner=user, defaults={"language": get_language()}
    )
    return offer


@transaction.atomic
def publish(offer: OfferOfService, *, by) -> None:
    """Let employers read the offer, without a name, for 90 days."""
    offer = OfferOfService.objects.select_for_update().get(pk=offer.pk, owner=by)
    if offer.lacks:
        raise NotReady(offer.lacks)
    offer.state, offer.published_at = State.PUBLISHED, timezone.now()
    offer.expires_on = timezone.localdate() + KEPT
    offer.save(update_fields=["state", "published_at", "expires_on", "updated_at"])
    place(offer)
    _consent(by, Consent.Purpose.PUBLICATION, given=True)


@transaction.atomic
def renew(offer: OfferOfService, *, by) -> None:
    """Another 90 days from today."""
    offer = OfferOfService.objects.select_for_update().get(pk=offer.pk, owner=by)
    if offer.state not in (State.PUBLISHED, State.EXPIRED):
        raise NotReady(["publication"])
    offer.state = State.PUBLISHED
    offer.expires_on = timezone.localdate() + KEPT
    offer.save(update_fields=["state", "expires_on", "updated_at"])
    place(offer)


@transaction.atomic
def withdraw(offer: OfferOfService, *, by) -> None:
    """Take the consent back: nothing of the offer is on an employer's page any more."""
    offer = OfferOfService.objects.select_for_update().get(pk=offer.pk, owner=by)
    OfferOfService.objects.filter(pk=offer.pk).update(state=State.WITHDRAWN)
    offer.places.all().delete()
    offer.readings.all().delete()
    for referral in offer.referrals.select_for_update():
        if referral.may_become(Referral.State.WITHDRAWN):
            if referral.is_disclosed:
                _consent(by, Consent.Purpose.CONTACT, False, referral.code)
            note(referral, Referral.State.WITHDRAWN, ReferralEvent.Side.SEEKER)
    _consent(by, Consent.Purpose.PUBLICATION, given=False)


@transaction.atomic
def seek(offer: OfferOfService, code: str, years: int | None) -> None:
    """Add an occupation while there are fewer than three, or set its experience."""
    offer = OfferOfService.objects.select_for_update().get(pk=offer.pk)
    months = None if years is None else years * 12
    if offer.sought.filter(unit_group=code).update(months=months):
        return
    taken = set(offer.sought.values_list("position", flat=True))
    free = [n for n in range(1, MOST_OCCUPATIONS + 1) if n not in taken]
    group = UnitGroup.objects.filter(pk=code, withdrawn=False).first()
    if free and group:
        offer.sought.create(position=free[0], unit_group=group, months=months)
        place(offer)


@transaction.atomic
def stop_seeking(offer: OfferOfService, code: str) -> None:
    offer.sought.filter(unit_group=code).delete()
    place(offer)


def save_skills(offer: OfferOfService, levels) -> None:
    """Keep the levels (1 to 5) of known descriptors; anything else is dropped."""
    known = Descriptor.objects.filter(category__in=SKILLS).values_list("pk", flat=True)
    offer.skills = {
        code: int(level)
        for code in known
        if (level := levels.get(code, "")) in {"1", "2", "3", "4", "5"}
    }
    offer.save(update_fields=["skills", "updated_at"])


@transaction.atomic
def add_document(offer: OfferOfService, form) -> Document:
    """Keep a checked file in quarantine until it is scanned, where a scanner is."""
    offer = OfferOfService.objects.select_for_update().get(pk=offer.pk)
    if offer.documents.count() >= uploads.MOST_FILES:
        raise ValidationError(_("Ten files at most: remove one first."), code="many")
    checked, document = form.checked, form.save(commit=False)
    document.offer = offer
    for name, value in checked._asdict().items():
        setattr(document, name, value)
    scanned = bool(settings.CLAMD_ADDRESS)
    states = Document.State
    document.state = states.QUARANTINE if scanned else states.UNSCANNED
    document.save()
    if scanned:
        transaction.on_commit(lambda: scan_document.delay(document.pk.hex), robust=True)
    return document


def remove_document(document: Document) -> None:
    """The row, then the file: a file without a row is nobody's."""
    name, storage = document.file.name, document.file.storage
    document.delete()
    storage.delete(name)


def sweep_files(now: datetime) -> int:
    """Remove the files that no row names: their owner was erased, or the row was lost.

    A file is written before its row: those of the last day are left alone.
    """
    storage = Document._meta.get_field("file").storage
    known = set(Document.objects.values_list("file", flat=True))
    gone = 0
    for folder in _listed(storage, "documents")[0]:
        for name in _listed(storage, f"documents/{folder}")[1]:
            path = f"documents/{folder}/{name}"
            old = storage.get_modified_time(path) < now - timedelta(days=1)
            if path not in known and old:
                storage.delete(path)
                gone += 1
    return gone


def _listed(storage, folder: str) -> tuple[list, list]:
    try:
        return storage.listdir(folder)
    except FileNotFoundError:  # no file was ever joined
        return [], []


def place(offer: OfferOfService) -> None:
    """Write where a live offer is looked for; nothing for one that is not."""
    offer.places.all().delete()
    if not offer.is_live:
        return
    OfferPlace.objects.bulk_create(
        OfferPlace(
            offer=offer,
            unit_group_code=code,
            region_code=region,
            published_at=offer.published_at,
        )
        for code in offer.sought.values_list("unit_group", flat=True)
        for region in offer.regions
    )


def tell_ends(day: date) -> int:
    """Write to those whose offer ends within ten days, once a term."""
    ending = OfferOfService.objects.ending(day).select_related("owner")
    for offer in ending:
        post(
            f"offer {offer.pk} ends {offer.expires_on:%Y-%m-%d}",
            [(offer.owner.email, offer.owner.language)],
            "offer_ends",
            {"until": offer.expires_on.isoformat()},
        )
    return len(ending)


@transaction.atomic
def expire(day: date) -> int:
    """End the offers whose term has passed: employers do not find them any more."""
    past = list(OfferOfService.objects.past(day).values_list("pk", flat=True))
    OfferPlace.objects.filter(offer__in=past).delete()
    return OfferOfService.objects.filter(pk__in=past).update(state=State.EXPIRED)


def _consent(user, purpose: str, given: bool, subject: str = "") -> None:
    Consent.objects.create(
        owner=user,
        purpose=purpose,
        given=given,
        subject=subject,
        wording=WORDING,
        language=get_language(),
    )
