"""Published regional facts on the pages of a region, an industry and an occupation."""

from django.urls import reverse

from classifications.panels import register
from editorial import kept

SHOWN = 5
RANK = 70


def _facts(kind: str, code: str, version: int, query: str) -> tuple[str, dict] | None:
    found = kept.facts(version).get((kind, code))
    if not found:
        return None
    return "editorial/_facts.html", {
        "facts": found[:SHOWN],
        "more": len(found) > SHOWN,
        "url": f"{reverse('facts:list')}?{query}",
    }


@register("region", RANK)
def of_region(code: str, language: str, version: int) -> tuple[str, dict] | None:
    return _facts("region", code, version, f"region={code}")


@register("industry", RANK)
def of_industry(code: str, language: str, version: int) -> tuple[str, dict] | None:
    return _facts("industry", code, version, f"sector={code}")


@register("unit_group", RANK)
def of_occupation(code: str, language: str, version: int) -> tuple[str, dict] | None:
    """The newest in one line: the page of an occupation has no room for more."""
    found = kept.facts(version).get(("unit_group", code))
    if not found:
        return None
    return "editorial/_newest_fact.html", {"fact": found[0], "code": code}
