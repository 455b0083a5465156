"""Addresses of the exercises, under `se-connaitre/` and `know-yourself/`."""

from django.urls import path
from django.utils.translation import pgettext_lazy

from guidance.views import yourself as views

app_name = "yourself"

urlpatterns = [
    path("", views.InterestsView.as_view(), name="interests"),
    path(
        pgettext_lazy("url", "keep"),
        views.keep,
        {"name": "interests"},
        name="keep_interests",
    ),
    path(pgettext_lazy("url", "values/"), views.ValuesView.as_view(), name="values"),
    path(
        pgettext_lazy("url", "values/keep"),
        views.keep,
        {"name": "values"},
        name="keep_values",
    ),
]
