"""Published regional facts on the pages of a region and of an industry."""

from classifications.panels import register
from editorial.models import RegionalFact

SHOWN = 5
RANK = 70


def _facts(found) -> tuple[str, dict] | None:
    facts = list(found.select_related("region")[:SHOWN])
    return ("editorial/_facts.html", {"facts": facts}) if facts else None


@register("region", RANK)
def of_region(code: str, language: str, version: int) -> tuple[str, dict] | None:
    return _facts(RegionalFact.objects.of_region(code))


@register("industry", RANK)
def of_industry(code: str, language: str, version: int) -> tuple[str, dict] | None:
    return _facts(RegionalFact.objects.of_industry(code))
