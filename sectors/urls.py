"""Addresses of the sectors, under `secteurs/` and `sectors/`."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter
from django.utils.translation import pgettext_lazy

from sectors import views


class NaicsConverter(StringConverter):
    """Two to six digits, or one of the three sectors that take several numbers."""

    regex = r"31-33|44-45|48-49|[0-9]{2,6}"


register_converter(NaicsConverter, "naics")

app_name = "sectors"

urlpatterns = [
    path("", views.SectorsView.as_view(), name="list"),
    path("sectors.csv", views.list_csv, name="list_csv"),
    path("sectors.json", views.list_json, name="list_json"),
    path(
        pgettext_lazy("url", "committees-and-associations"),
        views.BodiesView.as_view(),
        name="bodies",
    ),
    path("committees-and-associations.csv", views.bodies_csv, name="bodies_csv"),
    path("committees-and-associations.json", views.bodies_json, name="bodies_json"),
    path("<naics:code>", views.IndustryView.as_view(), name="by_code"),
    path("<naics:code>.json", views.industry_json, name="json"),
    path("<naics:code>-<slug:slug>", views.IndustryView.as_view(), name="industry"),
]
