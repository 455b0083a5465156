"""Sending what the outbox holds, each message once."""

import time
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import override

from mail.models import Outbox

ENOUGH = 45.0  # seconds of one round; the next begins a minute after this one began


def send_due(seconds: float = ENOUGH) -> int:
    """Send what is due, and return how many messages were tried."""
    until, tried = time.monotonic() + seconds, 0
    while time.monotonic() < until and _send_next():
        tried += 1
    return tried


def _send_next() -> bool:
    """Try one message under its row's lock: two senders never hold the same one."""
    with transaction.atomic():
        row = (
            Outbox.objects.due(timezone.now())
            .select_for_update(skip_locked=True)
            .first()
        )
        if row is None:
            return False
        try:
            # A template that fails in the database must not take the row with it.
            with transaction.atomic():
                message(row).send()
        except Exception as error:
            row.note_failure(error)
        else:
            row.note_sent()
    return True


def message(row: Outbox) -> EmailMessage:
    """The e-mail of a row, in the language of its reader."""
    with override(row.language):
        subject, body = rendered(row.template, row.context)
    # Should the machine die between the server's yes and our commit, the message
    # leaves again under the same name, by which mail programs drop the second.
    name = f"<outbox-{row.pk}@{urlsplit(settings.SITE_URL).hostname}>"
    headers = {"Message-ID": name, "Auto-Submitted": "auto-generated"}
    if unsubscribe := row.context.get("unsubscribe"):
        # Mail programs put a button of their own on top of the message (RFC 8058).
        headers["List-Unsubscribe"] = f"<{settings.SITE_URL}{unsubscribe}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return EmailMessage(f"IMT – {subject}", body, to=[row.to], headers=headers)


def rendered(template: str, context: dict) -> tuple[str, str]:
    """Subject and body in the active language."""
    context = context | {"site": settings.SITE_URL}
    subject = render_to_string(f"emails/{template}_subject.txt", context)
    body = render_to_string(f"emails/{template}_message.txt", context)
    return " ".join(subject.split()), body.strip() + "\n"
