"""Pages of results by the last row seen, so that the hundredth costs as the first."""

from datetime import UTC, datetime
from uuid import UUID

from placement.jobs.criteria import Criteria
from placement.jobs.search import PAGE, RANKED, Found, Place, newest, relevant

EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
LONGEST_AGE = 10**17  # microseconds: a year that a date can hold


def results(asked: Criteria, by_relevance: bool, after: str) -> tuple[Found, str]:
    """A page of results, and the mark of the next one ("" when there is none).

    A mark that is not understood gives the first page.
    """
    if by_relevance:
        start = int(after) if after.isdecimal() and len(after) < 4 else 0
        start = min(start, RANKED - PAGE)
        found = relevant(asked, start)
        more = len(found.ids) > PAGE and start + PAGE < RANKED
        return _cut(found), str(start + PAGE) if more else ""
    return by_day(asked, after, PAGE)


def by_day(asked: Criteria, after: str, size: int) -> tuple[Found, str]:
    """The newest results, and the mark of those that follow."""
    found = newest(asked, place(after), size)
    more = len(found.ids) > size
    return _cut(found, size), mark(found.places[size - 1]) if more else ""


def _cut(found: Found, size: int = PAGE) -> Found:
    return found._replace(ids=found.ids[:size], places=found.places[:size])


def mark(where: Place) -> str:
    """A row's place as a word of an address."""
    age = where.posted_at - EPOCH
    return f"{age // age.resolution:x}-{UUID(str(where.order_id)).hex}"


def place(text: str) -> Place | None:
    """The place that a mark names; None for anything else."""
    age, _dash, key = text.partition("-")
    try:
        microseconds = int(age, 16)
        if not 0 <= microseconds < LONGEST_AGE or len(key) != 32:
            return None
        return Place(EPOCH + microseconds * datetime.resolution, UUID(hex=key))
    except (ValueError, OverflowError):
        return None
