"""Which occupations resemble one another, and why.

Levels alone rank poorly: everybody listens, so listening says nothing. Each descriptor
is centred on the average of all occupations and divided by its spread; what is unusual
then counts. Knowledge weighs double, for it separates fields; attributes weigh half.
Two occupations are close when their profiles point the same way. Only neighbours in
TEER (one category apart at most) are offered. Wages and outlooks play no part.
"""

from collections import defaultdict
from heapq import nlargest, nsmallest
from math import dist, sqrt
from statistics import fmean, pstdev
from typing import NamedTuple

WEIGHTS = {"knowledge": 2.0, "attributes": 0.5}
OFFERED = 6


class Neighbour(NamedTuple):
    """A similar occupation; the numbers are positions of descriptors."""

    code: str
    alike: list[int]
    more: list[int]
    less: list[int]


def nearest(
    levels: dict[str, list[int | None]], teer: dict[str, int], categories: list[str]
) -> dict[str, list[Neighbour]]:
    """The closest occupations of each one, by code, closest first.

    `levels`: by code, one level (or None) per descriptor; `categories`: of each
    descriptor. An occupation without levels has no neighbours.
    """
    if not levels:
        return {}
    codes = sorted(code for code in levels if code in teer)
    standard = _standardised([levels[code] for code in codes], categories)
    unit = [_unit(vector) for vector in standard]
    by_teer = defaultdict(list)
    for i, code in enumerate(codes):
        by_teer[teer[code]].append(i)
    result = {}
    for i, code in enumerate(codes):
        here = unit[i]
        near = [j for step in (-1, 0, 1) for j in by_teer[teer[code] + step] if j != i]
        ranked = nsmallest(OFFERED, [(dist(here, unit[j]), j) for j in near])
        result[code] = [
            _explained(codes[j], standard[i], standard[j]) for _d, j in ranked
        ]
    return result


def _standardised(rows: list[list], categories: list[str]) -> list[list[float]]:
    columns = []
    for category, column in zip(categories, zip(*rows, strict=True), strict=True):
        known = [x for x in column if x is not None] or [0]
        mean, spread = fmean(known), pstdev(known) or 1.0
        weight = WEIGHTS.get(category, 1.0)
        columns.append(
            [0.0 if x is None else weight * (x - mean) / spread for x in column]
        )
    return [list(row) for row in zip(*columns, strict=True)]


def _unit(vector: list[float]) -> list[float]:
    length = sqrt(sum(x * x for x in vector)) or 1.0
    return [x / length for x in vector]


def _explained(code: str, here: list[float], there: list[float]) -> Neighbour:
    """What both have in common above the average, and what sets them apart."""
    alike, more, less = [], [], []
    for place, (a, b) in enumerate(zip(here, there, strict=True)):
        gap = b - a
        if gap >= 1:
            more.append((gap, -place))
        elif gap <= -1:
            less.append((-gap, -place))
        elif a > 0.3 and b > 0.3:
            # What is alike is above the average in both, and close to equal.
            alike.append((min(a, b), -place))
    return Neighbour(code, _largest(3, alike), _largest(2, more), _largest(2, less))


def _largest(count: int, found: list[tuple[float, int]]) -> list[int]:
    return [-place for _size, place in nlargest(count, found)]
