"""What a visitor asks of the directory, read from an address; any text is accepted."""

from dataclasses import dataclass

from django.http import QueryDict

from bilingual.folding import words
from classifications.places import find, region_names

COUNTED = 1_000  # a list of more results says "more than"
LONGEST, MOST_WORDS = 120, 8
RADII = (5, 10, 25, 50, 100)
NAMES = ("q", "industry", "region", "municipality", "size", "place", "radius")
# Employees in Québec, by the lower bound of the band that the register states.
BANDS = {"1": (1, 10), "11": (11, 49), "50": (50, 249), "250": (250, 10**9)}
RANGES = {"31-33": "31 32 33", "44-45": "44 45", "48-49": "48 49"}


@dataclass(frozen=True)
class Asked:
    """The conditions of a search; those that were not understood are left out."""

    q: str = ""
    words: str = ""
    industry: str = ""
    region: str = ""
    municipality: str = ""
    size: str = ""
    place: str = ""
    place_name: str = ""
    point: tuple[float, float] | None = None
    radius: int = 25
    # Nothing can match: no word counts, or the place is unknown.
    impossible: bool = False

    @property
    def prefixes(self) -> list[str]:
        return RANGES.get(self.industry, self.industry).split()

    @property
    def band(self) -> tuple[int, int] | None:
        return BANDS.get(self.size)


def query_of(typed: str) -> str:
    """The text of a `tsquery`: each word may begin one of a name.

    Words of two letters are taken whole, and the mark of the plural is let go.
    """
    found = [word.strip("+#") for word in words(typed[:LONGEST])[:MOST_WORDS]]
    return " & ".join(
        f"'{word}'" if len(word) < 3 else f"'{singular(word)}':*"
        for word in found
        if word
    )


def singular(word: str) -> str:
    return word[:-1] if len(word) > 4 and word[-1] in "sx" else word


def read(data: QueryDict, version: int) -> Asked:
    given = {name: data.get(name, "").replace("\0", "").strip() for name in NAMES}
    q, place = given["q"][:LONGEST], given["place"][:80]
    query = query_of(q)
    where = find(place, version) if place else None
    region = given["region"] if given["region"] in region_names(version) else ""
    if where and (where.is_region or where.point is None):
        region = where.region
    industry, town = given["industry"], given["municipality"]
    bare = industry.replace("-", "")
    radius = given["radius"]
    return Asked(
        q=q,
        words=query,
        industry=industry if _code(bare, 6) and len(industry) < 7 else "",
        region=region,
        municipality=town if _code(town, 5) else "",
        size=given["size"] if given["size"] in BANDS else "",
        place=place,
        place_name=where.name if where else place,
        point=where.point if where and not where.is_region else None,
        radius=int(radius) if radius in map(str, RADII) else 25,
        impossible=bool(q and not query) or bool(place and not where),
    )


def _code(text: str, most: int) -> bool:
    return text.isascii() and text.isdigit() and 1 < len(text) <= most
