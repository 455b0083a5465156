"""Addresses of moderators, under `gestion/offres/` and `staff/jobs/`; of appeals."""

from django.urls import path
from django.utils.translation import pgettext_lazy

from placement.views import moderation

staff = [
    path("", moderation.queue, name="review_queue"),
    path(pgettext_lazy("url", "<uuid:pk>/"), moderation.review, name="review"),
    path(pgettext_lazy("url", "<uuid:pk>/decide"), moderation.decide, name="decide"),
    path(
        pgettext_lazy("url", "<uuid:pk>/switch"),
        moderation.switch,
        name="employer_switch",
    ),
    path(
        pgettext_lazy("url", "employers/<uuid:pk>/vouch"),
        moderation.vouch,
        name="employer_vouch",
    ),
]
employer = [
    path("<uuid:pk>/", moderation.appeal, name="appeal"),
]
