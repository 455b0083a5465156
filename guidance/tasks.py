from celery import shared_task

from guidance.models import RoadMap


@shared_task(name="guidance.forget")
def forget() -> int:
    """Erase the road maps whose time has passed."""
    count, _by_model = RoadMap.objects.expired().delete()
    return count
