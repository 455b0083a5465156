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
    rows = Descriptor.objects.order_by("position").values(
        "category", "name_fr", "name_en", "scale_max"
    )
    return [
        Rated(
            row["category"], row[f"name_{language}"] or row["name_en"], row["scale_max"]
        )
        for row in rows
    ]
