"""Settings of the server that browser tests visit: it reads the test database."""

import os

from imt.settings_test import *  # noqa: F403
from imt.settings_test import CELERY_BEAT_SCHEDULE, DATABASES, MEDIA_ROOT

DATABASES["default"]["NAME"] = os.environ["IMT_SERVED_DATABASE"]
ALLOWED_HOSTS = ["127.0.0.1"]
MEDIA_ROOT = os.environ.get("MEDIA_ROOT", MEDIA_ROOT)
# The tests wait for the scheduler.
CELERY_BEAT_SCHEDULE = {
    name: entry | {"schedule": min(entry["schedule"], 2)}
    for name, entry in CELERY_BEAT_SCHEDULE.items()
    if isinstance(entry["schedule"], int)
}
