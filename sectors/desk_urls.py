"""Addresses of the committees and associations that editors keep."""

from django.urls import path
from django.utils.translation import pgettext_lazy

from sectors import desk

app_name = "sector_desk"

urlpatterns = [
    path("", desk.BodiesView.as_view(), name="bodies"),
    path(pgettext_lazy("url", "add"), desk.edit, name="add_body"),
    path("<int:pk>", desk.edit, name="edit_body"),
    path(pgettext_lazy("url", "<int:pk>/delete"), desk.delete, name="delete_body"),
]
