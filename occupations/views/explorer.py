"""The explorer: every occupation, searched, filtered, sorted, taken away."""

from django.conf import settings
from django.http import QueryDict
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django_filters.views import FilterView
from django_htmx.http import push_url

from bilingual.public import public_page
from classifications.places import region_names
from classifications.vocabulary import vocabulary
from datasets import editions
from datasets.models import Publication
from figures.citation import cited, in_a_cell
from figures.exports import csv_response, json_response
from figures.numbers import period
from occupations.conditions import LEVELLED
from occupations.explorer import explorer_index
from occupations.filters import ProfileFilter
from occupations.handbook import FACTORS, SOURCE
from occupations.listing import SHOWN_ALWAYS, Listing, marks_note, ticks
from occupations.panel import Panel
from occupations.pieces import Sources

SOURCES = ("noc-structure", "diagnostics", "outlooks", "cops", "wages", "oasis")
SOURCES += ("lfs-group-figures", "career-handbook")
# A table of fifty rows would weigh more than a page may.
PAGE_SIZES = {"cards": 20, "table": 40}
TEMPLATES = {"cards": "occupations/_card.html", "table": "occupations/_row.html"}


class ExplorerMixin:
    """One request of the explorer: the index, what is asked, and how it prints."""

    filterset_class = ProfileFilter

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.language = get_language()
        self.version = Publication.objects.version()
        self.regions = region_names(self.version)
        self.list_url = reverse("occupations:list")

    def get_filterset_kwargs(self, filterset_class):
        return {
            "data": clean_query(self.request.GET),
            "request": self.request,
            "index": explorer_index(self.version),
            "regions": self.regions,
            "language": self.language,
        }

    def listing(self) -> Listing:
        return Listing(
            self.filterset.index, self.language, self.filterset.area, self.list_url
        )

    def live(self) -> dict:
        return editions.live(self.version, self.language)


class NearestPageMixin:
    """The nearest page that exists: an address may outlive its results."""

    def paginate_queryset(self, queryset, page_size):
        paginator = self.get_paginator(queryset, page_size)
        page = paginator.get_page(self.request.GET.get("page"))
        return paginator, page, page.object_list, page.has_other_pages()


@method_decorator(public_page, name="dispatch")
class ProfileListView(ExplorerMixin, NearestPageMixin, FilterView):
    """The page; with htmx only its live part, the same results at the same address."""

    strict = False

    def get_template_names(self):
        part = "#live" if self.is_live() else ""
        return [f"occupations/profile_list.html{part}"]

    def is_live(self) -> bool:
        """Whether only the live part is wanted; the way back wants the whole page."""
        htmx = self.request.htmx
        return bool(htmx) and not htmx.history_restore_request

    def get_layout(self) -> str:
        return self.filterset.asked("view") or "cards"

    def get_paginate_by(self, queryset):
        return PAGE_SIZES[self.get_layout()]

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        asked, listing = self.filterset, self.listing()
        params = clean_query(self.request.GET, without=("page",))
        panel = Panel(asked, params, self.regions)
        page, found = context["page_obj"], asked.found
        tags = panel.tags()
        live = self.live()
        return context | {
            "section": "occupations",
            "list_url": self.list_url,
            "layout": self.get_layout(),
            "panel": panel,
            "tags": tags,
            "summary": panel.summary(),
            "found": found,
            "hits": [
                listing.item(
                    row,
                    TEMPLATES[self.get_layout()],
                    asked.order[0],
                    found.titles.get(row.code, ("", "")),
                )
                for row in page.object_list
            ],
            "pages": page.paginator.get_elided_page_range(page.number, on_each_side=2),
            "gap": page.paginator.ELLIPSIS,
            "ticks": ticks(),
            "marks": marks_note(self.language),
            "area_name": self.regions.get(asked.area) or _("Québec"),
            "wage_period": self.wage_period(live),
            "sources": Sources(live, self.language).lines(*SOURCES),
            "params": params,
            "query": params.urlencode(),
            "field_shown": bool(found.titles) or asked.order[0] not in SHOWN_ALWAYS,
            "live": self.is_live(),
            "alone": only(params, "q"),
            "former": self.former(found),
            "noindex": bool(tags) or page.number > 1,
            "links": browse_links(),
        }

    def former(self, found) -> str:
        """The NOC 2016 code typed, if it is one."""
        digits = "".join(filter(str.isdigit, self.filterset.asked("q") or ""))
        known = vocabulary(self.version).former if found.how == "code" else {}
        return digits if digits in known else ""

    def wage_period(self, live: dict) -> str:
        wages = live.get("wages")
        return period(wages.period or wages.edition, self.language) if wages else ""

    def render_to_response(self, context, **kwargs):
        response = super().render_to_response(context, **kwargs)
        if self.is_live():
            query = clean_query(self.request.GET).urlencode()
            push_url(response, f"{self.request.path}?{query}".rstrip("?"))
        return response


@method_decorator(public_page, name="dispatch")
class CharacteristicsView(ExplorerMixin, FilterView):
    """Every rated characteristic, to filter or to sort the list by."""

    template_name = "occupations/characteristics.html"
    strict = False

    def get_context_data(self, **kwargs):
        params = clean_query(self.request.GET, without=("page",))
        panel = Panel(self.filterset, params, self.regions)
        context = super().get_context_data(**kwargs)
        levelled = {*LEVELLED, *(f"{name}_level" for name in LEVELLED), "page", "sort"}
        levelled |= FACTORS.keys()
        return context | {
            "section": "occupations",
            "list_url": self.list_url,
            "panel": panel,
            "groups": [panel.descriptors(name) for name in LEVELLED],
            "handbook": panel.handbook(),
            "order": self.filterset.order,
            "summary": panel.summary(),
            "kept": [
                (name, value)
                for name, values in params.lists()
                for value in values
                if name not in levelled
            ],
            "query": params.urlencode(),
            "sources": Sources(self.live(), self.language).lines("oasis", SOURCE),
        }


class ExportView(ExplorerMixin, FilterView):
    """Exactly the filtered set, in order, with what its figures come from."""

    strict = False

    def chosen_descriptors(self) -> list[str]:
        """The descriptors that the address filters or sorts by."""
        codes = [code for name in LEVELLED for code in self.filterset.asked(name) or ()]
        field, _descending = self.filterset.order
        codes += [name for name in FACTORS if self.filterset.asked(name)]
        if field in self.filterset.index.descriptors or field in FACTORS:
            codes.append(field)
        return list(dict.fromkeys(codes))

    def cited(self) -> list[dict]:
        return cited(self.live(), *SOURCES)


@method_decorator(public_page, name="dispatch")
class CsvView(ExportView):
    def get(self, request, *args, **kwargs):
        self.filterset = self.get_filterset(self.filterset_class)
        rows, listing = self.filterset.qs, self.listing()
        codes = self.chosen_descriptors()
        sources = in_a_cell(self.cited())
        return csv_response(
            "imt-occupations.csv",
            [*listing.header(codes), "sources"],
            ([*listing.values(row, codes), sources] for row in rows),
        )


@method_decorator(public_page, name="dispatch")
class JsonView(ExportView):
    def get(self, request, *args, **kwargs):
        self.filterset = self.get_filterset(self.filterset_class)
        rows, listing = self.filterset.qs, self.listing()
        codes = self.chosen_descriptors()
        header = listing.header(codes)
        query = clean_query(request.GET, without=("page",)).urlencode()
        return json_response(
            {
                "address": f"{settings.SITE_URL}{self.list_url}?{query}".rstrip("?"),
                "count": len(rows),
                "sources": self.cited(),
                "occupations": [
                    dict(zip(header, listing.values(row, codes), strict=True))
                    for row in rows
                ],
            }
        )


def clean_query(params: QueryDict, without: tuple[str, ...] = ()) -> QueryDict:
    """What the address asks and the explorer knows, without what says nothing.

    A form sends its empty fields, and levels of descriptors that nobody chose.
    """
    kept = QueryDict(mutable=True)
    for name, values in params.lists():
        values = [value for value in dict.fromkeys(values) if value]
        alone = name.endswith("_level") and not any(
            params.getlist(name.removesuffix("_level"))
        )
        known = name in ProfileFilter.base_filters or name == "page"
        if values and known and name not in without and not alone:
            kept.setlist(name, values)
    return kept


def only(params: QueryDict, name: str) -> QueryDict:
    """One parameter of an address, by itself."""
    kept = QueryDict(mutable=True)
    kept.setlist(name, params.getlist(name))
    return kept


def browse_links() -> list[tuple[str, str]]:
    """The other ways into the list."""
    return [
        (reverse("occupations:tree"), _("By the NOC tree")),
        (reverse("occupations:teers"), _("By TEER category")),
        (reverse("occupations:interests"), _("By interest")),
        (reverse("occupations:alphabet"), _("From A to Z")),
        (reverse("occupations:in_demand"), _("In demand")),
        (reverse("occupations:regulated"), _("Regulated occupations")),
        (reverse("occupations:non_traditional"), _("Non-traditional occupations")),
    ]
