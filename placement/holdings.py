"""What placement holds of a person, and what goes with them when they are erased.

A firm is not a person: its file and its orders outlive a member. What names the member
in them does not, and what nobody is left to answer for is taken away.
"""

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.personal import Holding, Kept, of_addresses, register
from bilingual.values import pairs
from mail.models import Outbox
from placement.actions.order_moves import State, move
from placement.indexing import reindex
from placement.jobs.wording import months
from placement.models import (
    Consent,
    Document,
    HiddenFrom,
    Invitation,
    Membership,
    Message,
    OfferOfService,
    OfferReading,
    OrderVersion,
    Organisation,
    Referral,
    ReferralEvent,
    SavedOrder,
    SavedSearch,
    SetAside,
    SoughtOccupation,
)
from placement.models.orders import TRANSITIONS
from placement.reading import Reading

# What names a person in the files of a firm.
OF_ORGANISATION = ("contact_name", "contact_email", "contact_phone")
OF_ORDER = {"contact_name", "contact_phone", "apply_email", "apply_phone"}


def _offer_in_words(offer: OfferOfService) -> dict[str, str]:
    """The codes of an offer as an employer reads them."""
    reading = Reading(offer, get_language())

    return {
        "skills": pairs(reading.skills),
        "languages": pairs(reading.languages),
        "education": str(reading.education or ""),
        "schedule": "; ".join(map(str, reading.schedule)),
        "contracts": "; ".join(map(str, reading.contracts)),
        "regions": "; ".join(reading.regions),
    }


def _sought_in_words(row: SoughtOccupation) -> dict[str, str]:
    return {
        "unit_group": f"{row.unit_group_id} {row.unit_group.title}",
        "months": "" if row.months is None else months(row.months),
    }


def _files(user: User):
    for row in Document.objects.filter(offer__owner=user).order_by("pk"):
        yield Kept(f"{row.pk.hex[:8]}-{row.name}", row.file.storage, row.file.name)


def _erase_referrals(user: User, rows) -> None:
    """The messages about a meeting say its code, and go to the other side too."""
    keys = Q(pk__in=[])
    for key in rows.values_list("pk", flat=True):
        keys |= Q(key__startswith=f"referral {key} ")
    messages = Message.objects.filter(referral__in=rows).values_list("pk", flat=True)
    keys |= Q(key__in=[f"message {key}" for key in messages])
    Outbox.objects.filter(keys).delete()
    rows.delete()


def _leave(user: User, rows) -> None:
    """The person acts for no organisation any more."""
    for membership in rows.select_related("organisation"):
        organisation = membership.organisation
        membership.delete()
        left = organisation.memberships.order_by("pk")
        if not left.filter(is_administrator=True).exists():
            left.filter(pk__in=left.values("pk")[:1]).update(is_administrator=True)
        if left.exists():
            _forget_one(organisation, user)
        else:
            _close(organisation)


def _close(organisation: Organisation) -> None:
    """Nobody is left to answer: no order stands, and nobody is named."""
    for order in organisation.orders.select_for_update():
        if (order.state, State.WITHDRAWN) in TRANSITIONS:
            move(order, State.WITHDRAWN, None, closed_at=timezone.now())
    _clear_orders(organisation.orders.all())
    _clear_contact(organisation)


def _forget_one(organisation: Organisation, user: User) -> None:
    """Others go on; where the person was the contact, the site takes applications."""
    named = of_addresses("apply_email", user)
    mine = of_addresses("contact_email", user)
    if Organisation.objects.filter(mine, pk=organisation.pk).exists():
        if organisation.contact_name:
            named |= Q(contact_name=organisation.contact_name)
        _clear_contact(organisation)
    orders = organisation.orders.filter(named)
    keys = list(orders.values_list("pk", flat=True))
    _clear_orders(organisation.orders.filter(pk__in=keys), apply_here=True)


def _clear_contact(organisation: Organisation) -> None:
    Organisation.objects.filter(pk=organisation.pk).update(
        **dict.fromkeys(OF_ORGANISATION, "")
    )
    organisation.verifications.all().delete()


def _clear_orders(orders, **fields) -> None:
    versions = list(OrderVersion.objects.filter(order__in=orders))
    for version in versions:
        version.content |= dict.fromkeys(OF_ORDER & version.content.keys(), "")
    OrderVersion.objects.bulk_update(versions, ["content"])
    keys = list(orders.values_list("pk", flat=True))
    orders.update(**dict.fromkeys(OF_ORDER, ""), **fields)
    reindex(keys)


register(
    Holding(
        "offer",
        _("Offer of service"),
        20,
        lambda user: OfferOfService.objects.filter(owner=user),
        words=_offer_in_words,
    )
)
register(
    Holding(
        "occupations",
        _("Occupations sought"),
        21,
        lambda user: SoughtOccupation.objects.filter(offer__owner=user).select_related(
            "unit_group"
        ),
        words=_sought_in_words,
    )
)
register(
    Holding(
        "hidden_from",
        _("Organisations kept out"),
        22,
        lambda user: HiddenFrom.objects.filter(offer__owner=user),
        secret=frozenset({"key"}),
    )
)
register(
    Holding(
        "documents",
        _("Documents"),
        23,
        lambda user: Document.objects.filter(offer__owner=user),
        secret=frozenset({"file", "sha256"}),
        files=_files,
    )
)
register(
    Holding(
        "readings",
        _("Organisations that opened my offer"),
        24,
        lambda user: OfferReading.objects.filter(offer__owner=user).select_related(
            "organisation"
        ),
    )
)
register(
    Holding(
        "consents",
        _("Consents"),
        25,
        lambda user: Consent.objects.filter(owner=user),
    )
)
register(
    Holding(
        "referrals",
        _("Invitations and applications"),
        30,
        lambda user: Referral.objects.filter(offer__owner=user).select_related("order"),
        erase=_erase_referrals,
    )
)
register(
    Holding(
        "events",
        _("What became of them"),
        31,
        lambda user: ReferralEvent.objects.filter(
            referral__offer__owner=user
        ).select_related("referral"),
    )
)
register(
    Holding(
        "messages",
        _("Messages exchanged"),
        32,
        lambda user: Message.objects.filter(referral__offer__owner=user).select_related(
            "referral"
        ),
        secret=frozenset({"token"}),
        # They go with the meeting, whose erasure looks for them.
        erase=lambda user, rows: None,
    )
)
register(
    Holding(
        "set_aside",
        _("Orders put aside"),
        35,
        lambda user: SetAside.objects.filter(owner=user).select_related("order"),
    )
)
register(
    Holding(
        "saved_orders",
        _("Saved job orders"),
        36,
        lambda user: SavedOrder.objects.filter(owner=user).select_related("order"),
    )
)
register(
    Holding(
        "searches",
        _("Saved searches"),
        40,
        lambda user: SavedSearch.objects.filter(
            Q(user=user) | of_addresses("email", user)
        ),
        secret=frozenset({"words", "anchors"}),
    )
)
register(
    Holding(
        "organisations",
        _("Organisations I act for"),
        50,
        lambda user: Membership.objects.filter(user=user).select_related(
            "organisation"
        ),
        erase=_leave,
    )
)
register(
    Holding(
        "organisation_invitations",
        _("Invitations to act for an organisation"),
        51,
        lambda user: Invitation.objects.filter(
            of_addresses("email", user)
        ).select_related("organisation"),
    )
)
