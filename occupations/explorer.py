"""The index behind the explorer: all occupations in memory, for one data version.

516 rows need no database to be filtered, counted and sorted. An option of a filter is
an integer with one bit per occupation, so that a filter is an `&` and a count is a
`bit_count()`; an order is a list of places. Nothing changes once built: a new data
version makes a new index, swapped whole.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import reduce
from itertools import accumulate
from operator import and_, or_
from threading import Lock
from typing import NamedTuple

from django.conf import settings

from bilingual.folding import fold, slug
from classifications.models import NocGroup
from occupations.conditions import filter_of
from occupations.handbook import FACTORS
from occupations.labour_force import non_traditional
from occupations.models import Descriptor, Profile
from occupations.scales import SCALES

LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)
NO_LEVEL = 255
NONE = "none"  # the option of what a source does not publish
NOT_STATED = "not_stated"  # silence about regulation is never "no"
INTERESTS = "RIASEC"
# For each level, what every byte becomes: "1" where it reaches the level.
_REACHED = [
    bytes(b"01"[level <= byte < NO_LEVEL] for byte in range(256)) for level in range(8)
]
# Fields that can be sorted by, beside every descriptor.
FIELDS = (
    "title",
    "code",
    "teer",
    "wage",
    "wage_low",
    "wage_high",
    "diagnosis",
    "job_bank",
    "cops",
    "interest",
    "regulated",
    "employment",
    "openings",
)


class Row(NamedTuple):
    """One occupation as lists show it; titles, sort keys and slugs by language."""

    code: str
    title: dict[str, str]
    sort_title: dict[str, str]
    slug: dict[str, str]
    teer: int
    diagnosis: str
    job_bank: str
    cops: str
    interests: str
    regulated: str
    hourly_wages: dict[str, list[float]]
    employment: int | None
    openings: int | None
    lfs_group: str
    women_share: Decimal | None
    men_share: Decimal | None
    handbook: dict[str, list[int]]
    levels: bytes


class Rated(NamedTuple):
    """A descriptor; `place` is its byte in `Row.levels`."""

    code: str
    filter: str
    name: dict[str, str]
    highest: int
    place: int


class Class(NamedTuple):
    """A class of the NOC above the unit group."""

    code: str
    level: int
    title: dict[str, str]


class Wages(NamedTuple):
    """The medians of one area in ascending order, and the occupations up to each."""

    medians: list[float]
    up_to: list[int]  # one more than the medians: up_to[n] holds the n lowest


class Index:
    """Every occupation, every option of every filter, every order."""

    def __init__(
        self,
        version: int,
        rows: Iterable[Row],
        descriptors: Iterable[Rated],
        classes: Iterable[Class],
    ):
        self.version = version
        self.rows = tuple(rows)
        self.places = {row.code: place for place, row in enumerate(self.rows)}
        self.all = (1 << len(self.rows)) - 1
        self.descriptors = {rated.code: rated for rated in descriptors}
        self.classes = {found.code: found for found in classes}
        self.options = self._options()
        self.at_least = self._at_least()
        self._wages: dict[str, Wages] = {}
        self._orders: dict[tuple, list[int]] = {}

    # -- options ------------------------------------------------------------------

    def _options(self) -> dict[str, dict[str, int]]:
        """{filter: {value: the occupations that have it}}."""
        options: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        for place, row in enumerate(self.rows):
            bit = 1 << place
            options["broad"][row.code[0]] |= bit
            options["teer"][str(row.teer)] |= bit
            for name in SCALES:
                options[name][getattr(row, name) or NONE] |= bit
            options["interest"][row.interests[:1] or NONE] |= bit
            for letter in row.interests or [NONE]:
                options["interest_any"][letter] |= bit
            options["regulated"][row.regulated or NOT_STATED] |= bit
            for name, factor in FACTORS.items():
                for value in row.handbook.get(factor.name) or [NONE]:
                    options[name][str(value)] |= bit
            found = non_traditional(row.women_share, row.men_share)
            options["non_traditional"][found] |= bit
            for length in range(1, 6):
                options["group"][row.code[:length]] |= bit
        return {name: dict(masks) for name, masks in options.items()}

    def _at_least(self) -> dict[str, tuple[int, ...]]:
        """{descriptor: the occupations where it has at least level 0, 1, 2…}.

        A column of levels becomes one digit per occupation, the last one first, and
        Python reads the number.
        """
        length = len(self.descriptors)
        padded = [row.levels.ljust(length, b"\xff") for row in reversed(self.rows)]
        columns = [bytes(column) for column in zip(*padded, strict=False)]
        return {
            rated.code: tuple(
                int(columns[rated.place].translate(_REACHED[level]), 2)
                for level in range(rated.highest + 1)
            )
            if columns
            else (0,)
            for rated in self.descriptors.values()
        }

    def level(self, row: Row, rated: Rated) -> int | None:
        """The level of a descriptor in an occupation; None when it is not rated."""
        found = row.levels[rated.place : rated.place + 1]
        return found[0] if found and found[0] != NO_LEVEL else None

    def rated(self, name: str) -> Iterator[str]:
        """The codes of the descriptors of a filter, in their order."""
        return (
            code for code, rated in self.descriptors.items() if rated.filter == name
        )

    def holds(self, name: str) -> bool:
        """Whether a source gives any occupation a value of a filter."""
        return bool(self.options.get(name, {}).keys() - {NONE})

    def having(self, name: str, values: Iterable[str]) -> int:
        """The occupations that have one of the values of a filter."""
        masks = self.options.get(name, {})
        return reduce(or_, (masks.get(value, 0) for value in values), 0)

    def rated_at_least(self, codes: Iterable[str], level: int) -> int:
        """The occupations where one of the descriptors reaches a level."""
        found = 0
        for code in codes:
            masks = self.at_least[code]
            found |= masks[min(level, len(masks) - 1)]
        return found

    def coded(self, codes: Iterable[str]) -> int:
        """The occupations of a list of codes."""
        places = (self.places[code] for code in codes if code in self.places)
        return reduce(or_, (1 << place for place in places), 0)

    # -- wages --------------------------------------------------------------------

    def wages(self, area: str) -> Wages:
        found = self._wages.get(area)
        if found is None:
            pairs = sorted(
                (row.hourly_wages[area][1], place)
                for place, row in enumerate(self.rows)
                if area in row.hourly_wages
            )
            bits = (1 << place for _median, place in pairs)
            up_to = list(accumulate(bits, or_, initial=0))
            found = self._wages[area] = Wages([pair[0] for pair in pairs], up_to)
        return found

    def paid_between(self, area: str, least: float | None, most: float | None) -> int:
        """The occupations whose median wage is published in an area and in a range."""
        wages = self.wages(area)
        first = 0 if least is None else bisect_left(wages.medians, least)
        last = len(wages.medians)
        if most is not None:
            last = bisect_right(wages.medians, most)
        return wages.up_to[last] & ~wages.up_to[first] if last > first else 0

    # -- orders -------------------------------------------------------------------

    def order(
        self, field: str, language: str, area: str, descending: bool
    ) -> list[int]:
        """Every place, sorted by a field; ties by code, and what is missing last."""
        key = (field, language, area, descending)
        found = self._orders.get(key)
        if found is None:
            values = [
                (self._value(row, field, language, area), place)
                for place, row in enumerate(self.rows)
            ]
            # A stable sort of rows already in the order of their codes.
            present = sorted(
                (pair for pair in values if pair[0] is not None),
                key=lambda pair: pair[0],
                reverse=descending,
            )
            missing = [place for value, place in values if value is None]
            found = [place for _value, place in present] + missing
            self._orders[key] = found
        return found

    def _value(self, row: Row, field: str, language: str, area: str):
        """What a row is sorted by; None when its source says nothing."""
        if field in self.descriptors:
            return self.level(row, self.descriptors[field])
        if field in FACTORS:
            return min(row.handbook.get(FACTORS[field].name, ()), default=None)
        if field in {"wage_low", "wage", "wage_high"}:
            wage = row.hourly_wages.get(area)
            return wage and wage[("wage_low", "wage", "wage_high").index(field)]
        if field in SCALES:
            value = getattr(row, field)
            return next((s.rank for s in SCALES[field] if s.value == value), None)
        if field == "title":
            return row.sort_title[language]
        if field == "interest":
            return [INTERESTS.find(letter) for letter in row.interests] or None
        if field == "regulated":
            return {"yes": 2, "some": 1}.get(row.regulated)
        return getattr(row, field)

    def listed(self, mask: int, order: Iterable[int]) -> list[Row]:
        """The rows of a mask, in an order."""
        return [self.rows[place] for place in order if mask >> place & 1]


class Selection:
    """What each active filter keeps; counts apply every *other* filter."""

    def __init__(self, index: Index, masks: dict[str, int]):
        self.index = index
        self.masks = masks
        self.mask = reduce(and_, masks.values(), index.all)

    def __len__(self) -> int:
        return self.mask.bit_count()

    def others(self, name: str) -> int:
        """What every filter but one keeps."""
        others = (mask for other, mask in self.masks.items() if other != name)
        return reduce(and_, others, self.index.all)

    def counts(self, name: str) -> dict[str, int]:
        """How many occupations each value of a filter would show."""
        others = self.others(name)
        return {
            value: (mask & others).bit_count()
            for value, mask in self.index.options.get(name, {}).items()
        }

    def levels(self, name: str, level: int) -> dict[str, int]:
        """How many occupations each descriptor of a filter would show at a level."""
        others = self.others(name)
        return {
            code: (self.index.rated_at_least([code], level) & others).bit_count()
            for code in self.index.rated(name)
        }


_kept: Index | None = None
_building = Lock()


def explorer_index(version: int) -> Index:
    """The index of a data version; nothing is kept before the first release."""
    global _kept
    kept = _kept
    if kept is None or kept.version != version or not version:
        with _building:  # one thread builds, the others wait for it
            kept = _kept
            if kept is None or kept.version != version or not version:
                _kept = kept = _build(version)
    return kept


def _build(version: int) -> Index:
    """Three fetches: the profiles, the descriptors, the classes above them."""
    texts = [f"unit_group__title_{code}" for code in LANGUAGES]
    texts += [f"unit_group__sort_title_{code}" for code in LANGUAGES]
    fields = Row._fields[4:]
    rows = [
        _row(code, dict(zip(texts, rest, strict=False)), rest[len(texts) :])
        for code, *rest in Profile.objects.order_by("pk").values_list(
            "pk", *texts, *fields
        )
    ]
    names = [f"name_{code}" for code in LANGUAGES]
    descriptors = [
        Rated(
            code,
            filter_of(code, category),
            {key: name or "" for key, name in zip(LANGUAGES, found, strict=True)},
            highest,
            place,
        )
        for place, (code, category, highest, *found) in enumerate(
            Descriptor.objects.order_by("position").values_list(
                "code", "category", "scale_max", *names
            )
        )
    ]
    titles = [f"title_{code}" for code in LANGUAGES]
    classes = [
        Class(code, level, dict(zip(LANGUAGES, found, strict=True)))
        for code, level, *found in NocGroup.objects.filter(withdrawn=False)
        .order_by("code")
        .values_list("code", "level", *titles)
    ]
    return Index(version, rows, descriptors, classes)


def _row(code: str, texts: dict[str, str], rest: list) -> Row:
    title = {key: texts[f"unit_group__title_{key}"] or code for key in LANGUAGES}
    return Row(
        code,
        title,
        {
            key: texts[f"unit_group__sort_title_{key}"] or fold(title[key])
            for key in LANGUAGES
        },
        {key: slug(title[key]) for key in LANGUAGES},
        *rest[:-1],
        bytes(rest[-1]),
    )
