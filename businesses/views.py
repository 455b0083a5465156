"""The directory of businesses: a list, its files, a page for each business."""

from django.http import Http404
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView

from bilingual.public import live_page, moved
from businesses import directory
from businesses.asked import NAMES, RADII, read
from businesses.corrections import CORRECTIONS
from businesses.directory import SOURCES, line
from businesses.models import Business
from businesses.wording import bands, shown, summary
from classifications.panels import panels
from classifications.places import region_names
from datasets import editions
from datasets.models import Publication
from figures import charts
from figures.citation import cited, in_a_cell, lines
from figures.exports import csv_response, following, json_response
from figures.numbers import NBSP, number

MOST_EXPORTED = 1_000
COLUMNS = (
    "neq", "name", "activity", "naics_2022", "municipality", "region",
    "employees_from", "employees_to", "kilometres", "demonstration",
)  # fmt: skip


class Reader:
    """One request of the directory, in the page's language."""

    def __init__(self, request):
        self.language = get_language()
        self.version = Publication.objects.version()
        self.params = request.GET.copy()
        for name in set(self.params) - {*NAMES}:
            del self.params[name]
        self.asked = read(self.params, self.version)
        self.after = request.GET.get("after", "")
        self.regions = region_names(self.version)
        self.live = editions.live(self.version, self.language)

    @property
    def query(self) -> str:
        return self.params.urlencode()

    def without(self, *names: str) -> str:
        params = self.params.copy()
        for name in names:
            params.pop(name, None)
        return f"{reverse('businesses:list')}?{params.urlencode()}"

    def tags(self) -> list[tuple[str, str]]:
        """Each condition in words, with the address of the list without it."""
        asked = self.asked
        labels = {
            "q": asked.q and _("“%(words)s”") % {"words": asked.q},
            "industry": asked.industry
            and directory.industry_name(asked.industry, self.language),
            "region": (asked.point or not asked.place)
            and self.regions.get(asked.region, ""),
            "municipality": asked.municipality
            and directory.town_name(asked.municipality),
            "size": bands().get(asked.size, ""),
            "place": asked.place_name
            and (
                f"{asked.place_name}, {asked.radius}{NBSP}km"
                if asked.point
                else asked.place_name
            ),
        }
        return [(label, self.without(name)) for name, label in labels.items() if label]


@method_decorator(live_page, name="dispatch")
class BusinessListView(TemplateView):
    template_name = "businesses/business_list.html"

    def get_context_data(self, **kwargs):
        reader = Reader(self.request)
        found = directory.page(reader.asked, reader.after)
        language, asked = reader.language, reader.asked
        return super().get_context_data(**kwargs) | {
            "section": "businesses",
            "asked": asked,
            "params": reader.params,
            "query": reader.query,
            "after": reader.after,
            "tags": reader.tags(),
            "rows": [shown(one, language, asked.point) for one in found.rows],
            "next": found.next,
            "summary": summary(found.count, language),
            "exported": MOST_EXPORTED if found.count > MOST_EXPORTED else 0,
            "no_more": bool(reader.after) and not found.rows,
            "regions": reader.regions.items(),
            "sectors": directory.sectors(language, reader.version),
            "bands": bands().items(),
            "radii": RADII,
            "sources": lines(reader.live, language, *SOURCES),
        }


@require_safe
@live_page
def list_csv(request):
    reader = Reader(request)
    page = directory.page(reader.asked, reader.after, MOST_EXPORTED)
    source = in_a_cell(cited(reader.live, *SOURCES))
    point = reader.asked.point
    found = (line(one, reader.language, point) for one in page.rows)
    return csv_response(
        "imt-businesses.csv",
        [*COLUMNS, "source"],
        ([*(one[name] for name in COLUMNS), source] for one in found),
        following(request, reader.params, page.next),
    )


@require_safe
@live_page
def list_json(request):
    reader = Reader(request)
    found = directory.page(reader.asked, reader.after, MOST_EXPORTED)
    point = reader.asked.point
    rows = (line(one, reader.language, point) for one in found.rows)
    return json_response(
        {
            "sources": cited(reader.live, *SOURCES),
            "next": following(request, reader.params, found.next),
            "businesses": [{name: one[name] for name in COLUMNS} for one in rows],
        }
    )


@method_decorator(live_page, name="dispatch")
class MapView(TemplateView):
    """How many businesses each region has, as tiles and as a table."""

    template_name = "businesses/map.html"

    def get_context_data(self, **kwargs):
        language, version = get_language(), Publication.objects.version()
        counts = directory.by_region(version)
        tints = charts.tints(counts)
        return super().get_context_data(**kwargs) | {
            "section": "businesses",
            "tiles": [
                tile(code, name, counts.get(code, 0), tints.get(code, 0), language)
                for code, name in region_names(version).items()
            ],
            "sources": lines(editions.live(version, language), language, *SOURCES),
        }


def tile(code: str, name: str, count: int, tint: int, language: str) -> dict:
    """A region on the map, darker where there are more businesses."""
    return charts.tile(code) | {
        "code": code,
        "name": name,
        "lines": charts.two_lines(name),
        "tint": tint,
        "value": number(count, language),
        "full": summary(count, language, capped=False),
        "url": directory.list_url(region=code),
        "here": False,
    }


def found_or_404(neq: str) -> Business:
    """A business that the directory shows; one removed on request is not there."""
    one = Business.objects.listed().for_list().filter(pk=neq).first()
    if one is None:
        raise Http404
    return one


@method_decorator(live_page, name="dispatch")
class BusinessView(TemplateView):
    template_name = "businesses/business_detail.html"

    def get(self, request, neq, slug=None):
        self.one = found_or_404(neq)
        if slug != self.one.slug:
            return moved(request, self.one.get_absolute_url())
        return super().get(request)

    def get_context_data(self, **kwargs):
        one, language = self.one, get_language()
        version = Publication.objects.version()
        live = editions.live(version, language)
        sources = [SOURCES[one.demonstration]]
        if one.precision:
            sources.append(CORRECTIONS.slug)
        return super().get_context_data(**kwargs) | {
            "section": "businesses",
            "one": one,
            "line": shown(one, language),
            "places": list(one.establishments.for_page()[:100]),
            "sources": lines(live, language, *sources),
            "panels": panels("business", one.neq, language, version),
        }


@method_decorator(live_page, name="dispatch")
class EstablishmentView(TemplateView):
    """One place of a business."""

    template_name = "businesses/establishment_detail.html"

    def get_context_data(self, neq, number, **kwargs):
        one, language = found_or_404(neq), get_language()
        place = one.establishments.for_page().filter(number=number).first()
        if place is None:
            raise Http404
        live = editions.live(Publication.objects.version(), language)
        return super().get_context_data(**kwargs) | {
            "section": "businesses",
            "one": one,
            "place": place,
            "sources": lines(live, language, SOURCES[one.demonstration]),
        }


@require_safe
@live_page
def business_json(request, neq):
    one = found_or_404(neq)
    language = get_language()
    live = editions.live(Publication.objects.version(), language)
    places = one.establishments.in_force().order_by("number")
    return json_response(
        {name: line(one, language)[name] for name in COLUMNS}
        | {
            "other_names": one.other_names,
            "address": one.address,
            "registered_on": one.registered_on,
            "said_by_the_business": one.precision,
            "establishments": list(
                places.values("number", "name", "is_main", "address")[:100]
            ),
            "sources": cited(live, SOURCES[one.demonstration]),
        }
    )
