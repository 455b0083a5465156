"""The tasks of the house itself."""

from celery import shared_task

from imt.watch import watch as look_for_troubles


@shared_task(name="imt.heartbeat", time_limit=60, soft_time_limit=50)
def heartbeat() -> None:
    """Goes from the scheduler to a worker; when it last arrived is the queue's lag."""


@shared_task(name="imt.watch", time_limit=120, soft_time_limit=110)
def watch() -> None:
    look_for_troubles()
