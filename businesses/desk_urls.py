"""Addresses of the moderators' room of the directory, under the desk."""

from django.urls import path
from django.utils.translation import pgettext_lazy

from businesses import correction_views as views

app_name = "business_desk"

urlpatterns = [
    path("", views.DeskView.as_view(), name="list"),
    path(pgettext_lazy("url", "<int:pk>/decide"), views.decide, name="decide"),
]
