"""Placement's messages to the worker: none carries an address or a name."""

from celery import shared_task
from django.utils import timezone

from placement import indexing
from placement.actions import offers, order_mail, referrals, reviews
from placement.jobs import alerts
from placement.scans import scan_document, scan_waiting

__all__ = [
    "jobs_day",
    "meetings_day",
    "offers_day",
    "orders_day",
    "orders_hour",
    "scan_document",
    "scan_waiting",
    "send_alerts",
]


@shared_task(name="placement.offers_day", time_limit=300, soft_time_limit=290)
def offers_day() -> None:
    """Every night: tell whose offer of service ends soon, end those that are past."""
    today = timezone.localdate()
    offers.tell_ends(today)
    offers.expire(today)
    offers.sweep_files(timezone.now())


@shared_task(name="placement.meetings_day", time_limit=300, soft_time_limit=290)
def meetings_day() -> None:
    """Every morning: remind employers who owe an answer, end old invitations."""
    now = timezone.now()
    referrals.remind(now)
    referrals.lapse(now)
    referrals.end_with_orders(timezone.localdate())


@shared_task(name="placement.orders_day", time_limit=300, soft_time_limit=290)
def orders_day() -> None:
    """Every morning: tell what ends soon, ask whether the rest is still open."""
    order_mail.remind(timezone.localdate(), timezone.now())


@shared_task(name="placement.send_alerts", time_limit=600, soft_time_limit=590)
def send_alerts() -> None:
    """Every morning: write the messages of the searches whose time has come."""
    alerts.send_due()


@shared_task(name="placement.jobs_day", time_limit=300, soft_time_limit=290)
def jobs_day() -> None:
    """Every night: put the job search in order."""
    indexing.repair()
    indexing.recount_titles()
    alerts.forget_unconfirmed()


@shared_task(name="placement.orders_hour", time_limit=300, soft_time_limit=290)
def orders_hour() -> None:
    """Every hour: publish what is scheduled, end what is past its term."""
    today = timezone.localdate()
    reviews.expire(today)
    reviews.publish_due(today)
    reviews.archive(today)
