"""Addresses of the regional facts, for readers."""

from django.urls import path

from editorial import fact_views as views

app_name = "facts"

urlpatterns = [
    path("", views.FactsView.as_view(), name="list"),
    path("facts.atom", views.feed, name="feed"),
    path("facts.csv", views.facts_csv, name="csv"),
    path("facts.json", views.facts_json, name="json"),
    path("<int:pk>", views.FactView.as_view(), name="fact"),
]
