"""Live offers on the pages of an occupation, of a region and of an industry."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from classifications.panels import register
from figures.numbers import number
from placement.jobs import cards
from placement.jobs.criteria import Criteria, industries
from placement.jobs.search import PAGE, Found, latest, newest
from placement.models import JobOrder
from placement.models.searches import COUNTED

SHOWN = 5
RANK = 80


def _offers(found: Found, query: str, language: str) -> tuple[str, dict]:
    said = number(min(found.count, COUNTED), language)
    more = _("See the %(count)s offers, and more") % {"count": said}
    if found.count <= COUNTED:
        more = ngettext("See the offer", "See the %(count)s offers", found.count) % {
            "count": said
        }
    return "jobs/_panel.html", {
        "hits": cards.for_list(found.ids[:SHOWN], language) if found.ids else [],
        "more": more if found.count else _("Be told of the next ones"),
        "url": f"{reverse('jobs:list')}?{query}",
    }


@register("unit_group", RANK)
def of_occupation(code: str, language: str, version: int) -> tuple[str, dict]:
    return _offers(latest("noc", code, SHOWN), f"noc={code}", language)


@register("region", RANK)
def of_region(code: str, language: str, version: int) -> tuple[str, dict]:
    return _offers(latest("region", code, SHOWN), f"region={code}", language)


@register("industry", RANK)
def of_industry(code: str, language: str, version: int) -> tuple[str, dict]:
    found = newest(Criteria(industries=industries([code])), size=SHOWN)
    return _offers(found, f"sector={code}", language)


@register("business", RANK)
def of_business(neq: str, language: str, version: int) -> tuple[str, dict] | None:
    """The newest offers of the organisations of an enterprise; none, no panel."""
    rows = JobOrder.objects.open().filter(organisation__neq=neq)
    ids = list(rows.order_by("-published_at", "pk").values_list("pk", flat=True)[:PAGE])
    if not ids:
        return None
    return "jobs/_panel.html", {
        "hits": cards.for_list(ids, language),
        "more": _("See the job offers"),
        "url": reverse("jobs:list"),
    }
