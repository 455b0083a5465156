"""Addresses of the analysts' bulletins, under the desk."""

from django.urls import path
from django.utils.translation import pgettext_lazy

from editorial import desk

app_name = "bulletin_desk"

urlpatterns = [
    path("", desk.BulletinRoom.as_view(), name="list"),
    path(pgettext_lazy("url", "add"), desk.BulletinEditor.as_view(), name="add"),
    path("<int:pk>", desk.BulletinEditor.as_view(), name="edit"),
    path(
        pgettext_lazy("url", "<int:pk>/move"), desk.BulletinMove.as_view(), name="move"
    ),
]
