"""Businesses on the pages of an industry and of a region."""

from django.utils.translation import gettext as _

from businesses import directory
from businesses.directory import SOURCES
from businesses.wording import shown, summary
from classifications.panels import register
from datasets import editions
from figures.citation import lines

RANK = 70


def _businesses(kind: str, code: str, language: str, version: int):
    found = directory.largest(kind, code, version)
    if not found.count:
        return None
    said = summary(found.count, language)
    return "businesses/_panel.html", {
        "rows": [shown(one, language) for one in found.rows],
        "more": _("See the directory (%(count)s)") % {"count": said},
        "url": directory.list_url(**{kind: code}),
        "sources": lines(editions.live(version, language), language, *SOURCES[:2]),
    }


@register("industry", RANK)
def of_industry(code: str, language: str, version: int):
    return _businesses("industry", code, language, version)


@register("region", RANK)
def of_region(code: str, language: str, version: int):
    return _businesses("region", code, language, version)
