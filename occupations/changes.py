"""What moved from one edition of a source to the next.

Two editions of one source on one scale are compared, and nothing else: a wage with a
wage, a class with a class of its own scale.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from decimal import Decimal
from itertools import chain, pairwise, zip_longest
from typing import NamedTuple

from datasets.loading import edition_key
from datasets.models import Release
from occupations.history import FIRST_NOC_2021_EDITION
from occupations.models import Outlook, Wage
from occupations.models.figures import CANADA, QUEBEC
from occupations.pieces import SCALE_SOURCES
from occupations.scales import step

WAGES = "wages"
SOURCES = (WAGES, *SCALE_SOURCES.values())
EDITIONS = 2  # how far back: what the last two editions changed
MOST = 50  # changes of a region


class Passage(NamedTuple):
    """From one published edition of a source to the next, published here at `at`."""

    source: str
    before: Release
    after: Release
    at: datetime

    @property
    def breaks(self) -> bool:
        """Whether the classification of the wages changed in between."""
        first, last = (edition_key(r.edition)[:1] for r in (self.before, self.after))
        return self.source == WAGES and first < (FIRST_NOC_2021_EDITION,) <= last


class Money(NamedTuple):
    """A median wage: dollars, and "hour" or "year"."""

    median: Decimal
    unit: str


class Change(NamedTuple):
    """One figure before and after; None where the source publishes nothing.

    `subject` is "wage" or the name of an outlook's scale; `size` orders the changes of
    one subject: a share of the wage, or steps on the scale.
    """

    passage: Passage
    code: str
    area: str
    subject: str
    before: Money | str | None
    after: Money | str | None

    @property
    def size(self) -> float:
        if not self.before or not self.after:
            return 0
        if self.subject == "wage":
            if self.before.unit != self.after.unit:
                return 0
            return abs(float(self.after.median / self.before.median) - 1)
        here, there = (step(self.subject, v) for v in (self.before, self.after))
        return abs(here.rank - there.rank)


def passages(editions: int = EDITIONS) -> list[Passage]:
    """The last passages of each source up to its live edition, the newest first."""
    found = []
    for source, releases in _lineages().items():
        kept = releases[-editions - 1 :]
        found += [Passage(source, a, b, b.at) for a, b in pairwise(kept)]
    return sorted(found, key=lambda p: (p.at, p.after.pk), reverse=True)


def _lineages() -> dict[str, list[Release]]:
    """By source, one release of each edition up to the live one, the oldest first.

    Of two releases of one edition, the live one or else the last loaded counts.
    """
    found = defaultdict(dict)
    for row in Release.objects.with_rows(SOURCES):
        known = found[row.source_id].get(row.edition)
        if known is None or not known.is_current:
            found[row.source_id][row.edition] = row
    lineages = {}
    for name, editions in found.items():
        line = sorted(editions.values(), key=lambda row: edition_key(row.edition))
        live = next((i for i, row in enumerate(line) if row.is_current), -1)
        lineages[name] = line[: live + 1]
    return lineages


def of_occupation(code: str) -> list[Change]:
    """What the last editions changed for one occupation: the newest first, then
    Québec, Canada and the regions."""
    return _changes(passages(), unit_group=code)


def of_region(area: str) -> list[Change]:
    """The largest changes of the last edition in one region.

    Sizes on two scales cannot be compared: each subject gives its largest in turn.
    """
    subjects = defaultdict(list)
    for change in _changes(passages(editions=1), area=area):
        subjects[change.subject].append(change)
    largest = (
        sorted(changes, key=lambda c: (-c.size, c.code))
        for changes in subjects.values()
    )
    in_turn = chain.from_iterable(zip_longest(*largest))
    return [change for change in in_turn if change][:MOST]


def _changes(between: list[Passage], **where) -> list[Change]:
    """Every figure that differs, in the order of the passages: two statements."""
    wanted = {release.pk for p in between for release in (p.before, p.after)}
    figures = defaultdict(dict)
    for release, key, value in _figures(wanted, where):
        figures[release][key] = value
    return [
        change
        for passage in between
        for change in _differences(
            passage, figures[passage.before.pk], figures[passage.after.pk]
        )
    ]


def _figures(releases: Iterable[int], where: dict) -> Iterator[tuple]:
    chosen = {"release__in": releases, **where}
    about = ("release_id", "unit_group_id", "area")
    for release, code, area, median, unit in Wage.objects.filter(**chosen).values_list(
        *about, "median", "unit"
    ):
        value = None if median is None else Money(median, unit)
        yield release, (code, area, "wage"), value
    shown = Outlook.objects.filter(**chosen, scale__in=SCALE_SOURCES)
    for release, code, area, scale, value in shown.values_list(
        *about, "scale", "value"
    ):
        yield release, (code, area, scale), value or None


def _differences(passage: Passage, before: dict, after: dict) -> Iterator[Change]:
    if not before:  # its rows are no longer kept, or it said nothing of this
        return
    for key in sorted(before.keys() | after.keys(), key=_order):
        if before.get(key) != after.get(key):
            yield Change(passage, *key, before.get(key), after.get(key))


def _order(key: tuple[str, str, str]) -> tuple:
    code, area, subject = key
    return {QUEBEC: 0, CANADA: 1}.get(area, 2), area, subject, code
