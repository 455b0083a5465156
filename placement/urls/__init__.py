"""Addresses of placement."""

from django.urls import include, path
from django.utils.translation import pgettext_lazy

from placement.urls import employers, moderation, seekers

app_name = "placement"
urlpatterns = [
    path(pgettext_lazy("url", "my-file/"), include(seekers.seeker)),
    path(pgettext_lazy("url", "employer/"), include(employers.employer)),
    path(pgettext_lazy("url", "candidates/"), include(seekers.employer)),
    path(pgettext_lazy("url", "staff/jobs/"), include(moderation.staff)),
    path(pgettext_lazy("url", "appeals/"), include(moderation.employer)),
    path(pgettext_lazy("url", "answer/"), include(seekers.public)),
]
