"""What a search for jobs asks, apart from any page: a form, an alert, a feed ask it."""

import datetime
from dataclasses import dataclass, field
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


@dataclass(frozen=True, slots=True)
class Nothing(Criteria):
    """A search that can find nothing: its place or its words do not exist."""

    why: str = field(default="")
