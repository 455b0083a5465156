"""The accounts' messages to the worker."""

from datetime import timedelta

from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from celery import shared_task
from django.utils import timezone

from accounts.sessions import SessionStore

KEPT = timedelta(days=30)  # what is noted of a sign-in


@shared_task(name="accounts.forget", time_limit=120, soft_time_limit=110)
def forget() -> None:
    """Every night: sessions that ended, sign-ins of more than 30 days ago."""
    SessionStore.clear_expired()
    before = timezone.now() - KEPT
    for model in (AccessLog, AccessAttempt, AccessFailureLog):
        model.objects.filter(attempt_time__lt=before).delete()
