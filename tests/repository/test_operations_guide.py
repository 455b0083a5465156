"""The guide of those who run the portal: what it says is what the settings do."""

import re
from pathlib import Path

from django.conf import settings

GUIDE = Path(settings.BASE_DIR, "docs/operations.md")


def test_every_task_that_runs_by_itself_is_in_the_guide():
    found = re.findall(r"^\| `([a-z_]+\.[a-z_]+)` \|", GUIDE.read_text(), re.MULTILINE)
    scheduled = [entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()]
    assert sorted(found) == sorted(scheduled)
