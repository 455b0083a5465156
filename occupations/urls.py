"""Addresses of the occupations, under `metiers-et-professions/` and `occupations/`."""

from django.urls import path, register_converter
from django.urls.converters import IntConverter, StringConverter
from django.utils.translation import pgettext_lazy

from occupations.feeds import occupation_feed, region_feed
from occupations.views import (
    browse,
    comparison,
    data,
    explorer,
    former,
    mobility,
    orders,
    profile,
    traditional,
)


class UnitGroupConverter(StringConverter):
    """Five digits; the code is text and its leading zeros matter."""

    regex = r"\d{5}"


class NocClassConverter(StringConverter):
    """A class above the unit group: one digit per level."""

    regex = r"[0-9]{1,4}"


class TeerConverter(IntConverter):
    regex = r"[0-5]"


class InterestConverter(StringConverter):
    regex = r"[RIASEC]"


class InitialConverter(StringConverter):
    regex = r"[A-Z]"


class PartConverter(StringConverter):
    regex = r"titles|wages|former_wages|outlook|group|statistics|characteristics"


class FormerCodeConverter(StringConverter):
    """A code of NOC 2016 has four digits; others get a page that says so."""

    regex = r"[0-9]{1,6}"


register_converter(UnitGroupConverter, "unit_group")
register_converter(FormerCodeConverter, "former_code")
register_converter(InitialConverter, "initial")
register_converter(InterestConverter, "interest")
register_converter(NocClassConverter, "noc_class")
register_converter(TeerConverter, "teer")
register_converter(PartConverter, "part")

app_name = "occupations"

urlpatterns = [
    path("", explorer.ProfileListView.as_view(), name="list"),
    path("occupations.csv", explorer.CsvView.as_view(), name="list_csv"),
    path("occupations.json", explorer.JsonView.as_view(), name="list_json"),
    path(
        pgettext_lazy("url", "characteristics"),
        explorer.CharacteristicsView.as_view(),
        name="characteristics",
    ),
    path(pgettext_lazy("url", "tree/"), browse.TreeView.as_view(), name="tree"),
    path(
        pgettext_lazy("url", "tree/<noc_class:code>"),
        browse.TreeView.as_view(),
        name="tree_class",
    ),
    path(pgettext_lazy("url", "teer/"), browse.TeersView.as_view(), name="teers"),
    path(
        pgettext_lazy("url", "teer/<teer:teer>"),
        browse.TeerView.as_view(),
        name="teer",
    ),
    path(
        pgettext_lazy("url", "interests/"),
        browse.InterestsView.as_view(),
        name="interests",
    ),
    path(
        pgettext_lazy("url", "interests/<interest:letter>"),
        browse.InterestView.as_view(),
        name="interest",
    ),
    path("a-z/", browse.AlphabetView.as_view(), name="alphabet"),
    path("a-z/<initial:letter>", browse.AlphabetView.as_view(), name="letter"),
    path(
        pgettext_lazy("url", "in-demand"),
        browse.InDemandView.as_view(),
        name="in_demand",
    ),
    path(
        pgettext_lazy("url", "regulated"),
        browse.RegulatedView.as_view(),
        name="regulated",
    ),
    path(
        pgettext_lazy("url", "professional-orders"),
        orders.OrdersView.as_view(),
        name="orders",
    ),
    path(
        pgettext_lazy("url", "non-traditional/"),
        traditional.NonTraditionalView.as_view(),
        name="non_traditional",
    ),
    path(
        pgettext_lazy("url", "non-traditional/women"),
        traditional.NonTraditionalListView.as_view(sex="women"),
        name="non_traditional_women",
    ),
    path(
        pgettext_lazy("url", "non-traditional/men"),
        traditional.NonTraditionalListView.as_view(sex="men"),
        name="non_traditional_men",
    ),
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
    path("regions/<slug:region>.atom", region_feed, name="region_feed"),
    path("<unit_group:code>.atom", occupation_feed, name="feed"),
    path(
        pgettext_lazy("url", "statistics-template.csv"),
        data.template_csv,
        name="statistics_template",
    ),
    path("<unit_group:code>", profile.ProfileView.as_view(), name="by_code"),
    path(
        "<unit_group:code>-<slug:slug>", profile.ProfileView.as_view(), name="profile"
    ),
    path("<unit_group:code>-<slug:slug>.json", data.whole_json, name="json"),
    # A figure is cited by its code: its address outlives a change of title.
    path("<unit_group:code>/<part:part>.csv", data.part_csv, name="part_csv"),
    path("<unit_group:code>/<part:part>.json", data.part_json, name="part_json"),
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
    path(
        pgettext_lazy("url", "<unit_group:code>-<slug:slug>/statistics"),
        profile.StatisticsView.as_view(),
        name="statistics",
    ),
    path(
        "<unit_group:code>-<slug:slug>/regions",
        mobility.MobilityView.as_view(),
        name="mobility",
    ),
    path(
        "<unit_group:code>-<slug:slug>/regions.csv",
        mobility.MobilityCsvView.as_view(),
        name="mobility_csv",
    ),
    path(
        "<unit_group:code>-<slug:slug>/regions.json",
        mobility.MobilityJsonView.as_view(),
        name="mobility_json",
    ),
]
