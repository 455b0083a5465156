"""What a search for jobs asks, apart from any page: a form, an alert, a feed ask it."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Criteria:
    """The conditions of a search; what is empty asks nothing.

    `words` is the text of a tsquery (`placement.jobs.words`). `nocs` and `industries`
    are codes or the beginnings of codes. `wage_floor` is in dollars an hour; an offer
    passes when its range reaches it. `languages` are those that the work must use at
    least. `agency`: "" both, "no" without agencies, "only". `point`: latitude,
    longitude; `radius` in kilometres.
    """

    words: str = ""
    nocs: tuple[str, ...] = ()
    industries: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    point: tuple[float, float] | None = None
    radius: int = 0
    wage_floor: Decimal | None = None
    schedules: tuple[str, ...] = ()
    contracts: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    remotes: tuple[str, ...] = ()
    commitments: tuple[str, ...] = ()
    agency: str = ""
    employer: str = ""
    posted_since: datetime.datetime | None = None


def industries(codes: Iterable[str]) -> tuple[str, ...]:
    """Codes of the NAICS as beginnings; a few sectors span several: 31-33.

    >>> industries(["31-33", "722"])
    ('31', '32', '33', '722')
    """
    found = []
    for code in codes:
        first, dash, last = code.partition("-")
        span = range(int(first), int(last) + 1) if dash else ()
        found += [str(number) for number in span] or [code]
    return tuple(found)


def precise(codes: Iterable[str]) -> tuple[str, ...]:
    """Codes without those that another one makes more precise.

    >>> precise(["7", "72", "72106", "2"])
    ('72106', '2')
    """
    codes = tuple(codes)
    return tuple(
        code
        for code in codes
        if not any(other != code and other.startswith(code) for other in codes)
    )
