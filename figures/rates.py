"""The minimum wage as pages cite it; kept per process and data version."""

import datetime
import re
from functools import lru_cache

from figures.models import MinimumWage


@lru_cache(maxsize=4)
def minimum_wages(version: int) -> tuple[MinimumWage, ...]:
    """Every rate held, newest first; a change of the table makes a new `version`."""
    return tuple(MinimumWage.objects.all())


def in_force(version: int, day: datetime.date) -> MinimumWage | None:
    """The rate of a day; None before the first one held."""
    return next((rate for rate in minimum_wages(version) if rate.since <= day), None)


def first_day(period: str) -> datetime.date | None:
    """The first day of a reference period: "2023-2024" starts on 1 January 2023."""
    year = re.search(r"\b(?:19|20)\d\d\b", period)
    return datetime.date(int(year[0]), 1, 1) if year else None


def lowest_of(version: int, period: str) -> MinimumWage | None:
    """The rate in force when a reference period starts, the lowest of that period."""
    day = first_day(period)
    return in_force(version, day) if day else None
