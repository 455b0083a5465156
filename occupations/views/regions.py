"""The 17 administrative regions: a list of their rates, and a portrait of each."""

from django.conf import settings
from django.http import Http404
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView

from bilingual.folding import slug
from bilingual.public import moved, public_page
from classifications.panels import panels
from classifications.places import limits, region_names
from datasets import editions
from datasets.models import Publication
from figures.citation import cited, in_a_cell, lines
from figures.exports import csv_response, json_response
from occupations import portraits
from occupations.pieces import Sources
from occupations.portraits import Portrait
from occupations.unemployment import SOURCES, Rates, overview

HEADER = ["month", "unemployment_rate", "missing", "unemployment_rate_quebec"]


def region_address(code: str, name: str) -> str:
    return reverse("regions:region", args=[code, slug(name)])


def _known(code: str) -> tuple[int, str]:
    """The data version and the region's name; official names are French."""
    version = Publication.objects.version()
    names = region_names(version)
    if code not in names:
        raise Http404
    return version, names[code]


def _tile(line: dict, tints: dict[str, int]) -> dict:
    """A region on the map, in the tint of its rate."""
    return {
        "code": line["code"],
        "name": line["name"],
        "tint": tints.get(line["code"], 0),
        "here": False,
        "full": line["rate"] or _("not published"),
        "url": line["url"],
    }


@method_decorator(public_page, name="dispatch")
class RegionsView(TemplateView):
    """Every region and metropolitan area with its last published rate."""

    template_name = "occupations/region_list.html"

    def get_context_data(self, **kwargs):
        language, version = get_language(), Publication.objects.version()
        names = region_names(version)
        shown = overview(names, language)
        for line in shown["regions"]:
            line["url"] = region_address(line["code"], line["name"])
        live = editions.live(version, language)
        named = Sources(live, language)
        return (
            super().get_context_data(**kwargs)
            | shown
            | {
                "sources": named.lines(*SOURCES, "unemployment-metropolitan"),
                "tiles": [_tile(line, shown["tints"]) for line in shown["regions"]],
                "limits": limits(version),
                "map_label": _("Unemployment rate in the 17 regions"),
                "map_sources": lines(live, language, "region-limits"),
            }
        )


@method_decorator(public_page, name="dispatch")
class RegionView(TemplateView):
    """The portrait of one region, and what the other rooms say of it."""

    template_name = "occupations/region_detail.html"

    def get(self, request, *args, **kwargs):
        self.version, self.name = _known(kwargs["code"])
        self.address = region_address(kwargs["code"], self.name)
        if kwargs.get("slug") != slug(self.name):
            return moved(request, self.address)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        code, language = self.kwargs["code"], get_language()
        rates = Rates(code, self.name, language)
        live = editions.live(self.version, language)
        named, headline = Sources(live, language), rates.headline()
        portrait = Portrait(code, self.version, language)
        return super().get_context_data(**kwargs) | {
            "name": self.name,
            "code": code,
            "base": self.address,
            "headline": headline,
            "unemployment_sentence": portraits.unemployment_sentence(
                headline, self.name
            ),
            "portrait": portrait,
            "top": portrait.top(),
            "sources_of": {
                "occupations": named.lines(*portraits.SOURCES),
                "wages": named.lines("wages"),
                "towns": named.lines("municipalities"),
                "industries": named.lines(portraits.INDUSTRIES),
            },
            "limits": limits(self.version),
            "chart": rates.chart(),
            "table": rates.table(),
            "joined": rates.joined,
            "heading": _("Unemployment rate"),
            "sources": named.lines(*SOURCES),
            "occupations_url": reverse("occupations:list"),
            "panels": panels("region", code, language, self.version),
        }


def _rows(code: str) -> tuple[str, list, list[dict]]:
    language = get_language()
    version, name = _known(code)
    live = editions.live(version, language)
    return name, list(Rates(code, name, language).rows()), cited(live, *SOURCES)


@require_safe
@public_page
def unemployment_csv(request, code: str, slug: str):
    name, rows, sources = _rows(code)
    source = in_a_cell(sources)
    return csv_response(
        f"imt-region-{code}-unemployment.csv",
        ["region", "name", *HEADER, "source"],
        ([code, name, *row, source] for row in rows),
    )


@require_safe
@public_page
def unemployment_json(request, code: str, slug: str):
    name, rows, cited = _rows(code)
    return json_response(
        {
            "region": code,
            "name": name,
            "address": settings.SITE_URL + region_address(code, name),
            "sources": cited,
            "unemployment": [dict(zip(HEADER, row, strict=True)) for row in rows],
        }
    )


def _occupations(code: str) -> tuple[str, list, list[dict]]:
    language = get_language()
    version, name = _known(code)
    live = editions.live(version, language)
    rows = Portrait(code, version, language).rows()
    return name, rows, cited(live, *portraits.SOURCES)


@require_safe
@public_page
def occupations_csv(request, code: str, slug: str):
    """Every occupation in one region: outlooks, and wages beside Québec's."""
    name, rows, sources = _occupations(code)
    source = in_a_cell(sources)
    return csv_response(
        f"imt-region-{code}-occupations.csv",
        ["region", "name", *portraits.HEADER, "source"],
        ([code, name, *row, source] for row in rows),
    )


@require_safe
@public_page
def occupations_json(request, code: str, slug: str):
    name, rows, sources = _occupations(code)
    return json_response(
        {
            "region": code,
            "name": name,
            "address": settings.SITE_URL + region_address(code, name),
            "sources": sources,
            "occupations": [
                dict(zip(portraits.HEADER, row, strict=True)) for row in rows
            ],
        }
    )
