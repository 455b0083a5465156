"""Celery carries the keys of rows; a task may run twice, and `look` finds lost ones."""

from contextlib import suppress

from celery import shared_task
from django.utils import timezone
from kombu.exceptions import OperationalError

from datasets import actions, keeping, refresh
from datasets.locks import is_free
from datasets.models import Release


@shared_task(name="datasets.look")
def look() -> None:
    """Start what is due; carry on what a killed worker or a lost message left."""
    for pk in {*refresh.begin_due(), *refresh.unfinished()}:
        send(retrieve, pk)
    checking = Release.objects.filter(state=Release.State.CHECKING)
    for pk, name in checking.values_list("pk", "source_id"):
        if is_free(name):
            send(check, pk)
    for pk in Release.objects.due(timezone.now()).values_list("pk", flat=True):
        send(publish, pk)


@shared_task(name="datasets.retrieve")
def retrieve(pk: int) -> None:
    refresh.retrieve(pk)


@shared_task(name="datasets.check")
def check(pk: int) -> None:
    actions.check(pk)


@shared_task(name="datasets.publish")
def publish(pk: int) -> None:
    actions.publish(pk)


@shared_task(name="datasets.prune")
def prune() -> None:
    keeping.prune()


def send(task, pk: int) -> None:
    """Hand a row to a worker; without a broker, `look` finds the row again."""
    with suppress(OperationalError):
        task.delay_on_commit(pk)
