"""The bulletins' messages to the worker."""

from celery import shared_task
from django.utils import timezone

from editorial import bulletins
from mail.models import Subscription


@shared_task(name="editorial.publish", time_limit=300, soft_time_limit=290)
def publish() -> None:
    """Every minute."""
    bulletins.publish_due()


@shared_task(name="editorial.forget", time_limit=120, soft_time_limit=110)
def forget() -> None:
    """Addresses that never said yes."""
    Subscription.objects.forgotten(timezone.now() - bulletins.FORGOTTEN).delete()
