"""Mail's messages to the worker: none carries an address."""

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from mail.models import Outbox
from mail.sending import send_due

KEPT = timedelta(days=90)  # what was sent; what was given up stays until tried again


@shared_task(name="mail.send_outbox", time_limit=120, soft_time_limit=110)
def send_outbox() -> None:
    """Every minute, and as soon as something is written."""
    send_due()


@shared_task(name="mail.forget_sent", time_limit=120, soft_time_limit=110)
def forget_sent() -> None:
    """Addresses are personal: they go once they have served."""
    Outbox.objects.sent_before(timezone.now() - KEPT).delete()
