"""Addresses of training, under `formation/` and `training/`."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter
from django.utils.translation import pgettext_lazy

from training.views import institutions, pages, programs


class ProgramConverter(StringConverter):
    """The code of a program: `5195`, `180.A0`, `LEA.1A`."""

    regex = r"[A-Z0-9.]{1,12}"


class PlaceConverter(StringConverter):
    """An organisation's six digits, and four signs that the address gives."""

    regex = r"[0-9]{6}-[0-9a-f]{4}"


register_converter(ProgramConverter, "program")
register_converter(PlaceConverter, "place")

app_name = "training"

urlpatterns = [
    path("", pages.HomeView.as_view(), name="home"),
    path("programs.csv", programs.programs_csv, name="programs_csv"),
    path("programs.json", programs.programs_json, name="programs_json"),
    path("institutions.csv", institutions.institutions_csv, name="institutions_csv"),
    path("institutions.json", institutions.institutions_json, name="institutions_json"),
    path(
        pgettext_lazy("url", "programs/"),
        programs.ProgramsView.as_view(),
        name="programs",
    ),
    path(
        pgettext_lazy("url", "programs/<program:code>"),
        programs.ProgramView.as_view(),
        name="program_by_code",
    ),
    path(
        pgettext_lazy("url", "programs/<program:code>-<slug:slug>"),
        programs.ProgramView.as_view(),
        name="program",
    ),
    path(
        pgettext_lazy("url", "institutions/"),
        institutions.InstitutionsView.as_view(),
        name="institutions",
    ),
    path(
        pgettext_lazy("url", "institutions/by-region"),
        institutions.InstitutionsByRegionView.as_view(),
        name="institutions_by_region",
    ),
    path(
        pgettext_lazy("url", "institutions/<place:code>"),
        institutions.InstitutionView.as_view(),
        name="institution_by_code",
    ),
    path(
        pgettext_lazy("url", "institutions/<place:code>-<slug:slug>"),
        institutions.InstitutionView.as_view(),
        name="institution",
    ),
    path(
        pgettext_lazy("url", "lifelong-learning"),
        institutions.InstitutionsView.as_view(lifelong=True),
        name="lifelong",
    ),
    path(pgettext_lazy("url", "funding"), pages.FundingView.as_view(), name="funding"),
]
