"""Addresses of the analysts' regional facts, under the desk."""

from django.urls import path
from django.utils.translation import pgettext_lazy

from editorial import fact_desk_views as views

app_name = "fact_desk"

urlpatterns = [
    path("", views.DeskView.as_view(), name="list"),
    path(pgettext_lazy("url", "add"), views.edit, name="add"),
    path("<int:pk>", views.edit, name="edit"),
    path(pgettext_lazy("url", "<int:pk>/move"), views.move, name="move"),
]
