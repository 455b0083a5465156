"""Settings of the newsletter's drill: mail goes into files, the scheduler hurries."""

import os

from imt.settings import *  # noqa: F403
from imt.settings import CELERY_BEAT_SCHEDULE

# The state, with the key of its own, is made anew: the worker must sign as the drill.
SECRET_KEY = os.environ["DJANGO_SECRET_KEY"]
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = os.environ["DRILL_MAIL"]
CELERY_BEAT_SCHEDULE = {
    name: entry | {"schedule": 2, "options": {"expires": 2}}
    for name, entry in CELERY_BEAT_SCHEDULE.items()
    if name in ("bulletins", "send")
}
