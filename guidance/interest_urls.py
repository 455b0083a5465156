"""Addresses of the interests, under `se-connaitre/` and `know-yourself/`."""

from django.urls import path
from django.utils.translation import pgettext_lazy

from guidance.views import needs as views

app_name = "interests"

urlpatterns = [
    path("", views.InterestsView.as_view(), name="form"),
    path(pgettext_lazy("url", "keep"), views.keep_interests, name="keep"),
]
