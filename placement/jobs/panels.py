"""Live offers on the pages of an occupation, a sector, a region, a business."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import get_language

from placement.jobs import cards
from placement.jobs.criteria import Criteria
from placement.jobs.search import newest

SHOWN = 5


@dataclass(frozen=True, slots=True)
class Offers:
    """A few of the newest, how many there are, and where the others are."""

    hits: list[dict]
    count: int
    url: str


def offers(criteria: Criteria, query: str) -> Offers:
    found = newest(criteria, size=SHOWN)
    return Offers(
        hits=cards.for_list(found.ids[:SHOWN], get_language()),
        count=found.count,
        url=f"{reverse('jobs:list')}?{query}",
    )
