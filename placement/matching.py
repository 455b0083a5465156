"""How an order and an offer of service meet: one table of criteria for both sides.

`compare` is the whole of it: each criterion is met, partly met, missing or unknown, and
brings its printed weight, half of it, or nothing. There is no other score, nothing is
learnt, and nothing is decided: people answer people. What an offer keeps private (wage
floor, needs, contact, hidden organisations) is not an argument here and cannot count.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta
from typing import NamedTuple

MET, PARTLY, MISSING, UNKNOWN = "met", "partly", "missing", "unknown"
SAME, MINOR, SIMILAR = "same", "minor", "similar"
# Of 100. The occupation and its skills are half: the rest can be talked over.
WEIGHTS = {
    "occupation": 30,
    "skills": 20,
    "experience": 10,
    "education": 10,
    "languages": 10,
    "place": 10,
    "schedule": 4,
    "contract": 3,
    "start": 3,
}
SOON = timedelta(days=30)  # an availability this much after the start is worth half
LISTED = 20  # meetings shown on a page
COMPARED = 100  # newest candidates that are compared for one page
NEAR = 10  # of them at most, for each occupation that is only close, in each region


class Asked(NamedTuple):
    """What a job order asks. None, or an empty set, asks nothing.

    `experience` in months; `education` and the levels of `languages` are ranks, the
    highest last; `skills` are codes of OaSIS descriptors.
    """

    key: str
    unit_group: str
    region: str = ""
    remote: bool = False
    skills: frozenset[str] = frozenset()
    experience: int | None = None
    education: int | None = None
    languages: Mapping[str, int] = {}
    schedule: frozenset[str] = frozenset()
    contract: str = ""
    start: date | None = None


class Offered(NamedTuple):
    """What an offer of service says; None, or an empty set, is not said.

    `sought` maps each occupation to months of experience in it.
    """

    key: str
    sought: Mapping[str, int | None]
    regions: frozenset[str] = frozenset()
    skills: Mapping[str, int] = {}
    education: int | None = None
    languages: Mapping[str, int] = {}
    schedule: frozenset[str] = frozenset()
    contracts: frozenset[str] = frozenset()
    available: date | None = None


class Criterion(NamedTuple):
    """One line of the table; `missing` names what is asked and not offered."""

    key: str
    verdict: str
    missing: tuple[str, ...] = ()

    @property
    def weight(self) -> int:
        return WEIGHTS[self.key]

    @property
    def points(self) -> float:
        return self.weight * {MET: 1, PARTLY: 0.5}.get(self.verdict, 0)

    @property
    def gain(self) -> float:
        """What it would bring if it were met."""
        return self.weight - self.points


class Match(NamedTuple):
    """An order and an offer side by side."""

    asked: Asked
    offered: Offered
    criteria: tuple[Criterion, ...]
    nearest: (
        str  # the occupation sought that is closest to the order's; "" when none is
    )

    @property
    def points(self) -> float:
        return sum(criterion.points for criterion in self.criteria)


Similar = Mapping[str, Collection[str]]


def relation(asked: str, sought: Iterable[str], similar: Similar) -> tuple[str, str]:
    """The closest relation of an occupation to those sought, and to which one.

    The same unit group; the same minor group (four digits); similar by descriptors,
    whichever of the two names the other; ("", "") when unrelated.
    """
    best = ("", "")
    for code in sought:
        if code == asked:
            return SAME, code
        if code[:4] == asked[:4]:
            best = MINOR, code
        elif best[0] != MINOR and (
            asked in similar.get(code, ()) or code in similar.get(asked, ())
        ):
            best = SIMILAR, code
    return best


def compare(asked: Asked, offered: Offered, similar: Similar) -> Match:
    """The table of criteria of a pair: the same whoever reads it."""
    how, nearest = relation(asked.unit_group, offered.sought, similar)
    occupation = MET if how == SAME else PARTLY if how else MISSING
    months = offered.sought.get(nearest) if nearest else 0
    late = _rank(
        asked.start and asked.start.toordinal(),
        offered.available and offered.available.toordinal(),
    )
    criteria = (
        Criterion("occupation", occupation),
        _skills(asked.skills, offered.skills),
        Criterion("experience", _half(asked.experience, months)),
        Criterion("education", _one_less(asked.education, offered.education)),
        _languages(asked.languages, offered.languages),
        Criterion("place", _place(asked, offered)),
        Criterion("schedule", _times(asked.schedule, offered.schedule)),
        Criterion("contract", _one_of(asked.contract, offered.contracts)),
        Criterion("start", late),
    )
    return Match(asked, offered, criteria, nearest)


def best(matches: Iterable[Match], most: int = LISTED) -> list[Match]:
    """The pairs with the most points; the order given decides between equals."""
    related = [m for m in matches if m.criteria[0].verdict != MISSING]
    return sorted(related, key=lambda match: -match.points)[:most]


def _skills(asked: frozenset[str], has: Mapping[str, int]) -> Criterion:
    if not asked:
        return Criterion("skills", MET)
    missing = tuple(sorted(code for code in asked if code not in has))
    if not has:
        return Criterion("skills", UNKNOWN, missing)
    if not missing:
        return Criterion("skills", MET)
    half = len(missing) * 2 <= len(asked)
    return Criterion("skills", PARTLY if half else MISSING, missing)


def _languages(asked: Mapping[str, int], has: Mapping[str, int]) -> Criterion:
    """Each language at least at its level: who speaks more languages loses nothing."""
    missing = tuple(sorted(c for c, level in asked.items() if has.get(c, 0) < level))
    if not missing:
        return Criterion("languages", MET)
    if not has:
        return Criterion("languages", UNKNOWN, missing)
    near = all(has.get(code, 0) >= asked[code] - 1 > 0 for code in missing)
    return Criterion("languages", PARTLY if near else MISSING, missing)


def _half(asked: int | None, has: int | None) -> str:
    if not asked:
        return MET
    if has is None:
        return UNKNOWN
    return MET if has >= asked else PARTLY if has * 2 >= asked else MISSING


def _one_less(asked: int | None, has: int | None) -> str:
    if not asked:
        return MET
    if has is None:
        return UNKNOWN
    return MET if has >= asked else PARTLY if has == asked - 1 else MISSING


def _place(asked: Asked, offered: Offered) -> str:
    if asked.remote or not asked.region:
        return MET
    if not offered.regions:
        return UNKNOWN
    return MET if asked.region in offered.regions else MISSING


def _times(asked: frozenset[str], has: frozenset[str]) -> str:
    if not asked:
        return MET
    if not has:
        return UNKNOWN
    return MET if asked <= has else PARTLY if asked & has else MISSING


def _one_of(asked: str, has: frozenset[str]) -> str:
    if not asked:
        return MET
    if not has:
        return UNKNOWN
    return MET if asked in has else MISSING


def _rank(start: int | None, available: int | None) -> str:
    """Available by the start; a month after is worth half."""
    if start is None:
        return MET
    if available is None:
        return UNKNOWN
    late = available - start
    return MET if late <= 0 else PARTLY if late <= SOON.days else MISSING
