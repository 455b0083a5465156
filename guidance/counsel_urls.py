"""Addresses of counsellors, under `espace-conseil/` and `counsellors/`; of handouts."""

from django.urls import path
from django.utils.translation import pgettext_lazy

from guidance.views import counsel as views

app_name = "counsel"

urlpatterns = [
    path(pgettext_lazy("url", "counsellors/"), views.HomeView.as_view(), name="home"),
    path(
        pgettext_lazy("url", "counsellors/handouts/"), views.handouts, name="handouts"
    ),
    path(pgettext_lazy("url", "counsellors/handouts/new"), views.new, name="new"),
    path(
        pgettext_lazy("url", "counsellors/handouts/<slug:code>/"),
        views.edit,
        name="edit",
    ),
    path(
        pgettext_lazy("url", "counsellors/handouts/<slug:code>/occupations"),
        views.choose,
        name="choose",
    ),
    path(
        pgettext_lazy("url", "counsellors/handouts/<slug:code>/delete"),
        views.delete,
        name="delete",
    ),
    path(pgettext_lazy("url", "handouts/<slug:code>"), views.handout, name="handout"),
    path(
        pgettext_lazy("url", "handouts/<slug:code>/square"),
        views.square,
        name="square",
    ),
]
