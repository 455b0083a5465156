"""Addresses of the regional facts, for readers."""

from django.urls import path

from editorial import fact_views as views

app_name = "facts"

urlpatterns = [
    path("", views.FactsView.as_view(), name="list"),
    path("facts.atom", views.feed, name="feed"),
]
