"""The directory's messages to the worker."""

from celery import shared_task

from businesses import corrections


@shared_task(name="businesses.forget", time_limit=120, soft_time_limit=110)
def forget() -> None:
    """Every night."""
    corrections.forget()
