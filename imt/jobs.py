"""What every scheduled task has: one run at a time, and a memory of its runs.

A task says what it does with `@shared_task` in its own app; the scheduler's table in
the settings says when. This is the class that Celery gives them all (`imt.celery`).
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime

from celery import current_app
from celery.contrib.django.task import DjangoTask
from celery.schedules import maybe_schedule
from django.db import DatabaseError, connection
from django.utils import timezone

from imt.models import Job


class PortalTask(DjangoTask):
    """A task; when the scheduler knows it, runs never overlap and each is noted."""

    abstract = True

    def __call__(self, *args, **kwargs):
        if self.name not in schedules():
            return super().__call__(*args, **kwargs)
        with alone(self.name) as mine:
            if mine:
                return self._noted(*args, **kwargs)
        return None

    def _noted(self, *args, **kwargs):
        started_at, clock = timezone.now(), time.monotonic()
        _note(self.name, started_at=started_at)
        try:
            result = super().__call__(*args, **kwargs)
        except Exception as error:
            words = f"{type(error).__name__}: {error}"[:300]
            _note(self.name, failed_at=timezone.now(), error=words)
            raise
        took = round(time.monotonic() - clock, 3)
        _note(self.name, succeeded_at=timezone.now(), seconds=took, error="")
        return result


def _note(name: str, **fields) -> None:
    # A run that broke its transaction cannot write; the result backend has the error.
    with suppress(DatabaseError):
        Job.objects.update_or_create(
            name=name,
            defaults=fields,
            create_defaults={"started_at": timezone.now()} | fields,
        )


@contextmanager
def alone(name: str) -> Iterator[bool]:
    """Whether nobody else runs the job; the lock dies with this connection."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_try_advisory_lock(hashtext('job'), hashtext(%s))", [name]
        )
        mine = cursor.fetchone()[0]
    try:
        yield mine
    finally:
        # With the connection lost, so is the lock.
        with suppress(DatabaseError):
            if mine:
                with connection.cursor() as cursor:
                    cursor.execute(
                        "SELECT pg_advisory_unlock(hashtext('job'), hashtext(%s))",
                        [name],
                    )


def schedules() -> dict:
    """When each scheduled task runs, by the name of the task."""
    return {
        entry["task"]: maybe_schedule(entry["schedule"], app=current_app)
        for entry in current_app.conf.beat_schedule.values()
    }


def next_run(schedule, last: datetime) -> datetime:
    """When a task that ran at `last` runs again; in the past when it did not."""
    now = schedule.now()
    return now + schedule.remaining_estimate(last)


def is_late(schedule, job: Job | None) -> bool:
    """No success within two periods."""
    if job is None or job.succeeded_at is None:
        return False
    missed = next_run(schedule, next_run(schedule, job.succeeded_at))
    return timezone.now() > missed
