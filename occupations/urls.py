"""Addresses of the occupations, under `metiers-et-professions/` and `occupations/`."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter
from django.utils.translation import pgettext_lazy
from django.views.generic import TemplateView

from occupations.views import comparison, data, former, profile


class UnitGroupConverter(StringConverter):
    """Five digits; the code is text and its leading zeros matter."""

    regex = r"\d{5}"


class PartConverter(StringConverter):
    regex = r"titles|wages|outlook|characteristics"


class FormerCodeConverter(StringConverter):
    """A code of NOC 2016 has four digits; others get a page that says so."""

    regex = r"[0-9]{1,6}"


register_converter(UnitGroupConverter, "unit_group")
register_converter(FormerCodeConverter, "former_code")
register_converter(PartConverter, "part")

app_name = "occupations"

# To be replaced by the explorer, the comparison and the former-code bridge.
_soon = TemplateView.as_view(template_name="base.html")

urlpatterns = [
    path("", _soon, name="list"),
    path("tree/", _soon, name="tree"),
    path("in-demand", _soon, name="in_demand"),
    path("regulated", _soon, name="regulated"),
    path("interests", _soon, name="interests"),
    path(
        pgettext_lazy("url", "compare"),
        comparison.ComparisonView.as_view(),
        name="compare",
    ),
    path(
        pgettext_lazy("url", "former-code/"),
        former.FormerCodesView.as_view(),
        name="former_codes",
    ),
    path(
        pgettext_lazy("url", "former-code/<former_code:code>"),
        former.FormerCodeView.as_view(),
        name="former_code",
    ),
    path("<unit_group:code>", profile.ProfileView.as_view(), name="by_code"),
    path(
        "<unit_group:code>-<slug:slug>", profile.ProfileView.as_view(), name="profile"
    ),
    path("<unit_group:code>-<slug:slug>.json", data.whole_json, name="json"),
    path(
        "<unit_group:code>-<slug:slug>/<part:part>.csv", data.part_csv, name="part_csv"
    ),
    path(
        "<unit_group:code>-<slug:slug>/<part:part>.json",
        data.part_json,
        name="part_json",
    ),
    path(
        pgettext_lazy("url", "<unit_group:code>-<slug:slug>/job-titles"),
        profile.TitlesView.as_view(),
        name="titles",
    ),
    path(
        pgettext_lazy("url", "<unit_group:code>-<slug:slug>/characteristics"),
        profile.LevelsView.as_view(),
        name="levels",
    ),
]
