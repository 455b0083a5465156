"""Settings of the newsletter's drill: mail goes into files, the scheduler hurries."""

import os

from imt.settings import *  # noqa: F403
from imt.settings import CELERY_BEAT_SCHEDULE

EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = os.environ["DRILL_MAIL"]
CELERY_BEAT_SCHEDULE = {
    name: entry | {"schedule": 2, "options": {"expires": 2}}
    for name, entry in CELERY_BEAT_SCHEDULE.items()
    if name in ("bulletins", "send")
}
