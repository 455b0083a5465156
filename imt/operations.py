"""How the portal does: for the machine that asks `/health/ready`, and for operators."""

from celery import current_app
from django.core.cache import cache
from django.db import DatabaseError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_celery_results.models import TaskResult

from datasets.models import Publication, Release, Retrieval, Source
from datasets.registry import loaders
from imt.jobs import is_late, next_run, schedules
from imt.models import Job
from mail.models import Alert, Outbox
from mail.sending import rendered

HEARTBEAT = "imt.heartbeat"
QUEUE = "celery"
SHOWN = 20  # rows of each table
# What each scheduled task does, for who reads its name for the first time.
PURPOSES = {
    "accounts.forget": _("deletes ended sessions and old sign-ins"),
    "businesses.forget": _("deletes old requests about the directory"),
    "datasets.look": _("starts the looks, checks and publications that are due"),
    "datasets.prune": _("deletes the rows and files that are no longer kept"),
    "editorial.forget": _("deletes subscriptions that nobody confirmed"),
    "editorial.publish": _("publishes the bulletins whose time has come"),
    "guidance.forget": _("deletes the road maps whose time has passed"),
    "guidance.keep_files": _("tells inactive people, erases the files that are due"),
    "imt.heartbeat": _("measures the lag of the queue"),
    "imt.watch": _("opens and closes alerts"),
    "mail.forget_sent": _("deletes messages sent long ago"),
    "mail.send_outbox": _("sends the messages that are due"),
    "placement.jobs_day": _("puts the index of the job search in order"),
    "placement.meetings_day": _("reminds employers who owe an answer"),
    "placement.offers_day": _("ends the offers of service past their term"),
    "placement.orders_day": _("asks employers whether their orders are still open"),
    "placement.orders_hour": _("publishes and ends the job orders whose day has come"),
    "placement.scan_waiting": _("sends waiting files to the virus scanner again"),
    "placement.send_alerts": _("writes the messages of saved searches"),
}


def readiness() -> tuple[dict, int]:
    """What `/health/ready` answers, and its status.

    Without the database, or with nothing published, no page can be served: 503. The
    cache, the queue and the age of the data are told, and leave the pages standing.
    """
    try:
        published = bool(Publication.objects.version())
        sources = list(Source.objects.with_ages())
        lag = queue_lag()
    except DatabaseError:
        return {"status": "database unavailable", "database": False}, 503
    state = {
        "status": "ok" if published else "no data",
        "database": True,
        "cache": cache_answers(),
        "queue_lag_seconds": lag,
        "data": {
            source.slug: {
                "published": source.published_at,
                "looked_at": source.looked_at,
                "every_hours": source.every_hours,
                "late": source.is_late,
            }
            for source in sources
        },
    }
    return state, 200 if published else 503


def cache_answers() -> bool:
    try:
        cache.set("ready", True, 10)
        return cache.get("ready") is True
    except Exception:  # each driver has errors of its own
        return False


def queue_lag() -> int | None:
    """Seconds since a message of the scheduler last reached a worker."""
    beat = Job.objects.filter(pk=HEARTBEAT).first()
    if beat is None or beat.succeeded_at is None:
        return None
    return int((timezone.now() - beat.succeeded_at).total_seconds())


def queue_length() -> int | None:
    """Messages that wait for a worker; None when the broker does not answer."""
    try:
        with current_app.connection_for_read() as broker:
            broker.ensure_connection(max_retries=1, interval_start=0, timeout=1)
            return broker.default_channel.client.llen(QUEUE)
    except Exception:  # each driver has errors of its own
        return None


def jobs() -> list[dict]:
    """Each scheduled task with its last runs and its next."""
    known = Job.objects.in_bulk()
    return [
        {
            "name": name,
            "purpose": PURPOSES.get(name, ""),
            "job": (job := known.get(name)),
            "next": next_run(schedule, job.started_at if job else timezone.now()),
            "failing": bool(job and job.failing),
            "late": is_late(schedule, job),
        }
        for name, schedule in sorted(schedules().items())
    ]


def alerts() -> list[dict]:
    """The open alerts, in the words of their mail's subject."""
    return [
        {"since": alert.opened_at, "words": rendered(alert.template, alert.context)[0]}
        for alert in Alert.objects.open()[:SHOWN]
    ]


def overview() -> dict:
    """Everything that the operators' page shows."""
    return {
        "lag": queue_lag(),
        "length": queue_length(),
        "cache": cache_answers(),
        "alerts": alerts(),
        "jobs": jobs(),
        "looks": Retrieval.objects.select_related("source", "release")[:SHOWN],
        "refused": Release.objects.refused().select_related("source")[:SHOWN],
        "waiting": Outbox.objects.waiting().count(),
        "dead": Outbox.objects.dead()[:SHOWN],
        "dead_count": Outbox.objects.dead().count(),
        "errors": TaskResult.objects.filter(status="FAILURE").order_by("-date_done")[
            :SHOWN
        ],
        "sources": Source.objects.with_ages(),
        "read": set(loaders()),
    }
