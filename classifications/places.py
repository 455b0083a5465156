"""Places that people type: a municipality, a region, the beginning of a postal code.

Everything is kept per process and data version.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from django.db import models
from django.utils.translation import gettext as _

from bilingual.folding import fold
from classifications.models import Municipality, PostalArea, Region, RegionLimits
from datasets.kept import kept
from datasets.models import Publication

LONGEST = 80  # characters
_POSTAL = re.compile(r"([ghj]\d[a-z])( ?\d[a-z]\d)?")


class Where(NamedTuple):
    """A place: its name, its point if one is known, its region if one is known."""

    name: str
    point: tuple[float, float] | None
    region: str
    is_region: bool = False


@lru_cache(maxsize=4)
def region_names(version: int) -> dict[str, str]:
    """Region names by code, in the order of the codes.

    `version` is the data version: a new edition of the territory makes a new key.
    """
    return dict(Region.objects.order_by("code").values_list("code", "name"))


def area_names(version: int | None = None) -> dict[str, str]:
    """Canada, Québec and its regions, by the codes that rows of figures bear."""
    version = Publication.objects.version() if version is None else version
    return {"CA": _("Canada"), "QC": _("Québec")} | region_names(version)


@kept(2)
def limits(version: int) -> dict[str, tuple[str, int, int]]:
    """The path of each region and the place of its label; nothing if not loaded."""
    rows = RegionLimits.objects.order_by("region")
    return {code: rest for code, *rest in rows.values_list("region", "path", "x", "y")}


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


@kept(2)
def _postal_areas(version: int) -> dict[str, Where]:
    """The postal areas that have a point to measure from, by their three characters."""
    rows = PostalArea.objects.filter(withdrawn=False, latitude__isnull=False)
    return {
        code: Where(f"{code} ({name})", (latitude, longitude), region or "")
        for code, name, latitude, longitude, region in rows.order_by(
            "code"
        ).values_list("code", "name", "latitude", "longitude", "region")
    }


def find(text: str, version: int) -> Where | None:
    """The place that a text names; None when there is none. Any text is accepted."""
    typed = fold(text[:LONGEST])
    if not typed:
        return None
    if postal := _POSTAL.fullmatch(typed):
        return _postal_areas(version).get(postal[1].upper())
    known = _places(version)
    if typed in known:
        return known[typed]
    # The last written is the most peopled.
    return next((known[n] for n in reversed(known) if n.startswith(typed)), None)
