"""Addresses of the regions, under `regions/` in both languages."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from occupations.views import regions


class RegionConverter(StringConverter):
    """An administrative region: two digits, the zero included."""

    regex = r"[0-9]{2}"


register_converter(RegionConverter, "region")

app_name = "regions"

urlpatterns = [
    path("", regions.RegionsView.as_view(), name="list"),
    path("<region:code>", regions.RegionView.as_view(), name="by_code"),
    path("<region:code>-<slug:slug>", regions.RegionView.as_view(), name="region"),
    path(
        "<region:code>-<slug:slug>/unemployment.csv",
        regions.unemployment_csv,
        name="csv",
    ),
    path(
        "<region:code>-<slug:slug>/unemployment.json",
        regions.unemployment_json,
        name="json",
    ),
    path(
        "<region:code>-<slug:slug>/occupations.csv",
        regions.occupations_csv,
        name="occupations_csv",
    ),
    path(
        "<region:code>-<slug:slug>/occupations.json",
        regions.occupations_json,
        name="occupations_json",
    ),
]
