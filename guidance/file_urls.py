"""Addresses of a person's own file, under `mon-dossier/` and `my-file/`.

What placement keeps there has its own (`placement.urls.seekers`).
"""

from django.urls import path
from django.utils.translation import pgettext_lazy

from guidance.views import file as views

app_name = "file"

urlpatterns = [
    path("", views.home, name="home"),
    path(pgettext_lazy("url", "everything/"), views.everything, name="everything"),
    path(pgettext_lazy("url", "consents/"), views.consents, name="consents"),
    path(pgettext_lazy("url", "take-away/"), views.take_away, name="take_away"),
    path(pgettext_lazy("url", "erase/"), views.erase, name="erase"),
    path(pgettext_lazy("url", "keep-it"), views.keep, name="keep"),
    path(pgettext_lazy("url", "erased/"), views.erased, name="erased"),
]
