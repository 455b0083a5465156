"""Addresses of the releases' desk, under `pupitre/livraisons/` and `desk/releases/`."""

from django.urls import path
from django.utils.translation import pgettext_lazy

from datasets import views

app_name = "releases"

urlpatterns = [
    path("", views.ReleasesView.as_view(), name="list"),
    path(pgettext_lazy("url", "add"), views.add, name="add"),
    path("sources/<slug:name>", views.source, name="source"),
    path("<int:pk>", views.ReleaseView.as_view(), name="detail"),
    path(pgettext_lazy("url", "<int:pk>/approve"), views.approve, name="approve"),
    path(pgettext_lazy("url", "<int:pk>/drop"), views.drop, name="drop"),
    path(pgettext_lazy("url", "<int:pk>/check-again"), views.check_again, name="check"),
    path(
        pgettext_lazy("url", "<slug:name>/roll-back"), views.roll_back, name="roll_back"
    ),
    path(pgettext_lazy("url", "<slug:name>/look-now"), views.look_now, name="look"),
]
