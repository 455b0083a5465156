"""Addresses of the analysts' regional facts, under the desk."""

from django.urls import path
from django.utils.translation import pgettext_lazy

from editorial import desk

app_name = "fact_desk"

urlpatterns = [
    path("", desk.FactRoom.as_view(), name="list"),
    path(pgettext_lazy("url", "add"), desk.FactEditor.as_view(), name="add"),
    path("<int:pk>", desk.FactEditor.as_view(), name="edit"),
    path(pgettext_lazy("url", "<int:pk>/move"), desk.FactMove.as_view(), name="move"),
]
