"""Celery carries messages; what a task does lives in the app that owns it."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "imt.settings")

app = Celery("imt", task_cls="imt.jobs:PortalTask")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
