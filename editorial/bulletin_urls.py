"""Addresses of the bulletins, under `bulletins/` in both languages."""

from django.urls import path
from django.utils.translation import pgettext_lazy

from editorial import bulletin_views as views

app_name = "bulletins"

urlpatterns = [
    path("", views.BulletinsView.as_view(), name="list"),
    path("bulletins.atom", views.feed, name="feed"),
    path(pgettext_lazy("url", "subscribe"), views.subscribe, name="subscribe"),
    path(pgettext_lazy("url", "subscribe/asked"), views.asked, name="asked"),
    path(
        pgettext_lazy("url", "subscribe/confirmed"), views.confirmed, name="confirmed"
    ),
    path(
        pgettext_lazy("url", "subscribe/confirm/<str:token>"),
        views.confirm,
        name="confirm",
    ),
    path(pgettext_lazy("url", "unsubscribe/<str:token>"), views.stop, name="stop"),
    path(pgettext_lazy("url", "unsubscribed"), views.stopped, name="stopped"),
    path("<int:year>/<slug:slug>", views.BulletinView.as_view(), name="bulletin"),
]
