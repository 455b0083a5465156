"""The job search: a list, its map, its files and feeds. None looks at who asks."""

from django.conf import settings
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import get_language
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView
from django_htmx.http import push_url

from bilingual.folding import fold
from bilingual.public import live_page
from classifications.places import region_names
from datasets.models import Publication
from figures.exports import csv_response, following, json_response
from placement.jobs import cards, paging
from placement.jobs.facets import facets
from placement.jobs.filters import JobFilter, clean_query
from placement.jobs.panel import Panel, tiles
from placement.models import KnownTitle

MOST_EXPORTED = 1_000
SUGGESTED = 8


class Asked:
    """One request of the job search: its filters, in the page's language."""

    def __init__(self, request):
        self.language = get_language()
        self.version = Publication.objects.version()
        self.params = clean_query(request.GET)
        self.filter = JobFilter(
            self.params, language=self.language, version=self.version
        )
        self.regions = region_names(self.version)
        self.list_url = reverse("jobs:list")

    @property
    def impossible(self) -> bool:
        """Nothing can match: the place does not exist, or no word counts."""
        return self.filter.place_unknown or self.filter.words_unknown

    @property
    def query(self) -> str:
        return clean_query(self.params, without=("after",)).urlencode()


@method_decorator(live_page, name="dispatch")
class JobListView(TemplateView):
    """The page; with htmx only its live part, the same results at the same address."""

    def get_template_names(self):
        return [f"jobs/list.html{'#live' if self.is_live() else ''}"]

    def is_live(self) -> bool:
        htmx = self.request.htmx
        return bool(htmx) and not htmx.history_restore_request

    def get_context_data(self, **kwargs):
        asked = Asked(self.request)
        after = self.params_after(asked)
        if asked.impossible:
            found, following, counts = None, "", {}
        else:
            criteria = asked.filter.criteria
            found, following = paging.results(
                criteria, asked.filter.by_relevance, after
            )
            counts = facets(criteria)
        panel = Panel(asked, counts, found.count if found else 0)
        tags = panel.tags()
        return super().get_context_data(**kwargs) | {
            "section": "jobs",
            "asked": asked.filter,
            "data": asked.params,
            "list_url": asked.list_url,
            "panel": panel,
            "tags": tags,
            "summary": panel.summary(),
            "exported": MOST_EXPORTED if found and found.count > MOST_EXPORTED else 0,
            "hits": cards.for_list(found.ids, asked.language) if found else [],
            "params": clean_query(asked.params, without=("after",)),
            "query": asked.query,
            "next": following,
            "after": after,
            "correction": "" if found and found.count else panel.correction(),
            "noindex": bool(tags) or bool(after),
            "live": self.is_live(),
        }

    def params_after(self, asked: Asked) -> str:
        return asked.params.get("after", "")[:80]

    def render_to_response(self, context, **kwargs):
        response = super().render_to_response(context, **kwargs)
        if self.is_live():
            query = clean_query(self.request.GET).urlencode()
            push_url(response, f"{self.request.path}?{query}".rstrip("?"))
        return response


@method_decorator(live_page, name="dispatch")
class JobMapView(TemplateView):
    """How many of the results each region holds: a tile map, and its table."""

    template_name = "jobs/map.html"

    def get_context_data(self, **kwargs):
        asked = Asked(self.request)
        counts = {} if asked.impossible else facets(asked.filter.criteria)
        panel = Panel(asked, counts, 0)
        return super().get_context_data(**kwargs) | {
            "section": "jobs",
            "list_url": asked.list_url,
            "query": asked.query,
            "tags": panel.tags(),
            "tiles": tiles(asked, counts.get("region", {})),
            "sampled": panel.sampled,
            "noindex": bool(asked.query),
        }


def _exported(request) -> tuple[Asked, list[dict], str]:
    """What was asked, the rows of the file, the address of those that follow."""
    asked = Asked(request)
    if asked.impossible:
        return asked, [], ""
    after = asked.params.get("after", "")[:80]
    found, mark = paging.by_day(asked.filter.criteria, after, MOST_EXPORTED)
    rows = cards.for_export(found.ids, asked.language)
    return asked, rows, following(request, asked.params, mark)


@require_safe
@live_page
def jobs_csv(request):
    """The newest results, up to a thousand lines; its header says where the rest is."""
    _asked, rows, rest = _exported(request)
    lines = ([row[c] for c in cards.COLUMNS] for row in rows)
    return csv_response("imt-jobs.csv", cards.COLUMNS, lines, rest)


@require_safe
@live_page
def jobs_json(request):
    asked, rows, rest = _exported(request)
    address = f"{settings.SITE_URL}{asked.list_url}?{asked.query}".rstrip("?")
    return json_response(
        {"address": address, "count": len(rows), "next": rest, "jobs": rows}
    )


@require_safe
@live_page
def suggestions(request):
    """Titles that begin as typed, for the search field's list; a fragment."""
    typed = fold(request.GET.get("q", "")[:60])
    rows = []
    if len(typed) > 1:
        language = get_language()
        rows = KnownTitle.objects.beginning(typed, language)
        rows = rows.values_list("title", flat=True)[:SUGGESTED]
    return render(request, "jobs/_suggestions.html", {"titles": rows})
