"""Addresses of the links that editors keep, under the analysts' desk."""

from django.urls import path
from django.utils.translation import pgettext_lazy

from training.views import desk

app_name = "training_desk"

urlpatterns = [
    path("", desk.LinksView.as_view(), name="links"),
    path(pgettext_lazy("url", "to-review"), desk.AuditView.as_view(), name="audit"),
    path(pgettext_lazy("url", "add"), desk.edit, name="add_link"),
    path("<int:pk>", desk.edit, name="edit_link"),
    path(pgettext_lazy("url", "<int:pk>/delete"), desk.delete, name="delete_link"),
]
