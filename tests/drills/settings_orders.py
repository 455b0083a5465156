"""Settings of the orders' drill: mail goes to a folder, the scheduler is impatient."""

from imt.settings import *  # noqa: F403
from imt.settings import CELERY_BEAT_SCHEDULE, STATE

EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = STATE / "sent"
CELERY_BEAT_SCHEDULE = {"send": CELERY_BEAT_SCHEDULE["send"] | {"schedule": 2}}
