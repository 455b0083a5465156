from celery import shared_task
from django.utils import timezone

from guidance import erasure
from guidance.models import RoadMap


@shared_task(name="guidance.forget")
def forget() -> int:
    """Erase the road maps whose time has passed."""
    count, _by_model = RoadMap.objects.expired().delete()
    return count


@shared_task(name="guidance.keep_files", time_limit=600, soft_time_limit=590)
def keep_files() -> None:
    """Every night: the files of people who do not come any more, and what is due."""
    erasure.keep_files(timezone.now())
