"""Settings of the drills' worker: a source on this machine, an impatient scheduler."""

import os

from imt.settings import *  # noqa: F403
from imt.settings import CELERY_BEAT_SCHEDULE

DOWNLOAD_HOSTS = [os.environ.get("DRILL_HOST", "")]
CELERY_BEAT_SCHEDULE = {
    name: entry | {"schedule": 2}
    for name, entry in CELERY_BEAT_SCHEDULE.items()
    if name == "look"
}
