"""Where a search begins: a municipality, a region, the beginning of a postal code."""

import re
from typing import NamedTuple

from django.db import models

from bilingual.folding import fold
from classifications.models import Municipality, Region
from placement.jobs.kept import kept

LONGEST = 80  # characters
_POSTAL = re.compile(r"([ghj]\d[a-z])( ?\d[a-z]\d)?")


class Where(NamedTuple):
    """A place: its name, its point if one is known, its region."""

    name: str
    point: tuple[float, float] | None
    region: str
    is_region: bool = False


@kept(2)
def _places(version: int) -> dict[str, Where]:
    """Every place by its folded name; the most peopled of those that share one."""
    names = Region.objects.order_by("code").values_list("name", "code")
    found = {fold(name): Where(name, None, code, True) for name, code in names}
    rows = Municipality.objects.filter(withdrawn=False)
    for name, latitude, longitude, region in rows.order_by(
        models.F("population").asc(nulls_first=True), "code"
    ).values_list("name", "latitude", "longitude", "region"):
        key = fold(name)
        # Montréal is a region and a town: the town has a point to measure from.
        found.pop(key, None)
        point = None if latitude is None else (latitude, longitude)
        found[key] = Where(name, point, region)
    return found


def find(text: str, version: int) -> Where | None:
    """The place that a text names; None when there is none. Any text is accepted."""
    typed = fold(text[:LONGEST])
    if not typed:
        return None
    if postal := _POSTAL.fullmatch(typed):
        return _postal_area(postal[1].upper())
    known = _places(version)
    if typed in known:
        return known[typed]
    # The last written is the most peopled.
    return next((known[n] for n in reversed(known) if n.startswith(typed)), None)


def _postal_area(prefix: str) -> Where | None:
    return None
