"""The rated descriptors of OaSIS by place; kept per process and data version."""

from functools import lru_cache
from typing import NamedTuple

from occupations.models import Descriptor


class Rated(NamedTuple):
    """A descriptor as a page names it; its place is that of `Profile.levels`."""

    category: str
    name: str
    highest: int


@lru_cache(maxsize=4)
def rated(version: int, language: str) -> list[Rated]:
    """Every descriptor in the order of `Profile.levels`."""
    rows = Descriptor.objects.order_by("position").values_list(
        "category", f"name_{language}", "name_en", "scale_max"
    )
    return [Rated(category, name or en, top) for category, name, en, top in rows]
