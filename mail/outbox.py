"""Writing messages and alerts; call these in the transaction of what they tell."""

from collections.abc import Iterable

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone

from mail.models import Alert, Outbox
from mail.tasks import send_outbox

# Roles by name: this app imports no other of the portal.
OPERATORS = ("analyst", "administrator")

Recipient = tuple[str, str]  # address, language


def post(key: str, to: Iterable[Recipient], template: str, context: dict) -> None:
    """Write one message for each recipient; a key that was written is not again.

    `context` goes into the template as it is: codes and numbers, nothing personal.
    """
    Outbox.objects.bulk_create(
        [
            Outbox(
                key=key, to=address, language=language, template=template,
                context=context,
            )
            for address, language in to
        ],
        ignore_conflicts=True,
    )  # fmt: skip
    # Without the broker nothing is lost: the scheduler looks every minute.
    transaction.on_commit(send_outbox.delay, robust=True)


def post_each(template: str, messages: Iterable[tuple[str, Recipient, dict]]) -> None:
    """Write many messages of one kind, each with a key and a context of its own."""
    Outbox.objects.bulk_create(
        [
            Outbox(
                key=key, to=address, language=language, template=template,
                context=context,
            )
            for key, (address, language), context in messages
        ],
        batch_size=2_000,
        ignore_conflicts=True,
    )  # fmt: skip
    transaction.on_commit(send_outbox.delay, robust=True)


def operators() -> list[Recipient]:
    """Analysts and administrators with a confirmed address, or the settings' own."""
    people = get_user_model().objects.filter(
        is_active=True,
        role__in=OPERATORS,
        emailaddress__verified=True,
        emailaddress__primary=True,
    )
    known = people.order_by("pk").values_list("emailaddress__email", "language")
    return list(known) or [
        (address, settings.LANGUAGE_CODE) for address in settings.OPERATORS_EMAIL
    ]


@transaction.atomic
def alert(
    key: str, template: str, context: dict, to: Iterable[Recipient] | None = None
) -> bool:
    """Tell operators of a trouble, once while it lasts; True when it is new."""
    opened, new = Alert.objects.get_or_create(
        key=key, closed_at=None, defaults={"template": template, "context": context}
    )
    if new:
        people = operators() if to is None else to
        post(f"alert {opened.pk}", people, template, context)
    return new


def close(key: str) -> bool:
    """The trouble is over: the next one will be told. True when it was open."""
    closed = Alert.objects.open().filter(key=key).update(closed_at=timezone.now())
    return bool(closed)
