"""Regional facts for readers: the list and its files, a fact, the feed."""

from django.conf import settings
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django.views.generic import DetailView, ListView

from bilingual.public import live_page
from datasets import editions
from datasets.models import Publication
from editorial.facts import FACTS
from editorial.filters import FactFilter
from editorial.models import RegionalFact
from figures.citation import cited, lines
from figures.exports import csv_response, json_response
from figures.feeds import Channel, ChannelFeed, Entry

MOST_EXPORTED = 1_000
COLUMNS = (
    "day", "kind", "region", "region_name", "place", "naics_2022", "noc_2021",
    "text_fr", "text_en", "jobs_gained", "jobs_lost", "source", "source_url",
    "demonstration", "url",
)  # fmt: skip


def _asked(request) -> FactFilter:
    return FactFilter(request.GET, version=Publication.objects.version())


@method_decorator(live_page, name="dispatch")
class FactsView(ListView):
    """The published facts that an address asks for, the newest first."""

    template_name = "editorial/fact_list.html"
    paginate_by = 50

    def get_queryset(self):
        self.asked = _asked(self.request)
        return self.asked.qs

    def get_context_data(self, **kwargs):
        language = get_language()
        live = editions.live(Publication.objects.version(), language)
        return super().get_context_data(**kwargs) | {
            "form": self.asked.form,
            "problems": self.asked.problems,
            "params": self.request.GET,
            "query": self.request.GET.urlencode(),
            "sources": lines(live, language, FACTS.slug),
        }


@method_decorator(live_page, name="dispatch")
class FactView(DetailView):
    """One fact, at an address that stays."""

    queryset = RegionalFact.objects.published().for_list()
    template_name = "editorial/fact_detail.html"


def _lines(request) -> list[dict]:
    found = _asked(request).qs[:MOST_EXPORTED]
    return [dict(zip(COLUMNS, _cells(fact), strict=True)) for fact in found]


def _cells(fact: RegionalFact) -> list:
    return [
        fact.day.isoformat(),
        fact.kind,
        fact.region_id,
        fact.region.name,
        fact.place,
        fact.industry_id or "",
        " ".join(fact.occupations),
        fact.text_fr,
        fact.text_en,
        fact.jobs_gained,
        fact.jobs_lost,
        fact.source,
        fact.source_url,
        fact.demonstration,
        settings.SITE_URL + fact.get_absolute_url(),
    ]


@require_safe
@live_page
def facts_csv(request):
    """The newest thousand."""
    rows = [line.values() for line in _lines(request)]
    return csv_response("imt-regional-facts.csv", COLUMNS, rows)


@require_safe
@live_page
def facts_json(request):
    live = editions.live(Publication.objects.version(), get_language())
    return json_response({"sources": cited(live, FACTS.slug), "facts": _lines(request)})


class FactsFeed(ChannelFeed):
    def get_object(self, request):
        newest = list(RegionalFact.objects.published().select_related("region")[:50])
        return Channel(
            _("Regional facts"),
            _("New projects, closings and downsizing, each with its source"),
            reverse("facts:list"),
            reverse("facts:feed"),
            max((one.published_at for one in newest), default=None),
            [
                Entry(
                    one.title,
                    one.text,
                    one.get_absolute_url(),
                    f"fact-{one.pk}",
                    one.published_at,
                )
                for one in newest
            ],
        )


feed = require_safe(live_page(FactsFeed()))
