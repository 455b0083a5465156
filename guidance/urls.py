"""Addresses of the needs assessment, under `mes-besoins/` and `my-needs/`."""

from django.urls import path
from django.utils.translation import pgettext_lazy

from guidance.views import needs as views

app_name = "guidance"

urlpatterns = [
    path("", views.NeedsView.as_view(), name="needs"),
    path(pgettext_lazy("url", "resume"), views.resume, name="resume"),
    path(pgettext_lazy("url", "keep"), views.keep, name="keep"),
    path("code/<slug:code>", views.kept, name="kept"),
    path(pgettext_lazy("url", "code/<slug:code>/erase"), views.erase, name="erase"),
]
