"""Limits of regions as a map draws them: projected, simplified, written as SVG paths.

Neighbours stay neighbours: a limit that two regions share is simplified once, the same
for both, so that no gap opens between them.
"""

from collections import defaultdict
from collections.abc import Sequence
from math import cos, dist, hypot, log, pi, radians, sin, tan

Point = tuple[float, float]
Ring = list[Point]

TOLERANCE = 1.5  # km: less than two pixels where the map is largest
# Québec's Lambert projection (EPSG:32198) on a sphere: its parallels and its origin.
_EARTH = 6371.0
_SOUTH, _NORTH, _BASE, _MERIDIAN = map(radians, (46, 60, 44, -68.5))


def _height(latitude: float) -> float:
    return tan(pi / 4 + latitude / 2)


_CONE = log(cos(_SOUTH) / cos(_NORTH)) / log(_height(_NORTH) / _height(_SOUTH))
_SCALE = _EARTH * cos(_SOUTH) * _height(_SOUTH) ** _CONE / _CONE
_ORIGIN = _SCALE / _height(_BASE) ** _CONE


def projected(point: Point) -> Point:
    """A longitude and a latitude in kilometres: east, then south as screens count."""
    longitude, latitude = map(radians, point)
    radius = _SCALE / _height(latitude) ** _CONE
    turn = _CONE * (longitude - _MERIDIAN)
    return radius * sin(turn), radius * cos(turn) - _ORIGIN


def simplified(rings: Sequence[Ring], tolerance: float = TOLERANCE) -> list[Ring]:
    """Closed rings in degrees as open ones in kilometres, within a tolerance."""
    owners: dict[frozenset, set[int]] = defaultdict(set)
    for number, ring in enumerate(rings):
        for edge in zip(ring, ring[1:], strict=False):
            owners[frozenset(edge)].add(number)
    return [_ring(ring[:-1], owners, tolerance) for ring in rings]


def _ring(points: Ring, owners: dict[frozenset, set[int]], tolerance: float) -> Ring:
    """A ring cut where its neighbour changes, each piece simplified by itself."""
    count = len(points)
    sides = [
        owners[frozenset((points[i], points[(i + 1) % count]))] for i in range(count)
    ]
    cuts = [i for i in range(count) if sides[i] != sides[i - 1]]
    if not cuts:  # an island, or one neighbour all around
        first = min(range(count), key=points.__getitem__)
        far = max(range(count), key=lambda i: dist(points[i], points[first]))
        cuts = sorted((first, far))
    found: Ring = []
    for start, end in zip(cuts, [*cuts[1:], cuts[0] + count], strict=True):
        piece = [points[i % count] for i in range(start, end + 1)]
        # In one direction, whoever of the two neighbours asks.
        turned = piece[0] > piece[-1]
        kept = _kept(
            [projected(p) for p in (piece[::-1] if turned else piece)], tolerance
        )
        found += (kept[::-1] if turned else kept)[:-1]
    return found


def _kept(line: Ring, tolerance: float) -> Ring:
    """The points of a line that matter (Douglas and Peucker)."""
    kept, open_pieces = {0, len(line) - 1}, [(0, len(line) - 1)]
    while open_pieces:
        start, end = open_pieces.pop()
        side = line[start], line[end]
        far = [_to_side(place, side) for place in line[start + 1 : end]]
        if far and max(far) > tolerance:
            middle = start + 1 + far.index(max(far))
            kept.add(middle)
            open_pieces += [(start, middle), (middle, end)]
    return [line[i] for i in sorted(kept)]


def path(rings: Sequence[Ring]) -> str:
    """Rings in whole kilometres as the `d` of an SVG path, relative to stay short."""
    drawn = []
    for ring in rings:
        points = [(round(x), round(y)) for x, y in ring]
        if len(set(points)) < 3:
            continue
        steps = " ".join(
            f"{x - before_x} {y - before_y}"
            for (before_x, before_y), (x, y) in zip(points, points[1:], strict=False)
        )
        drawn.append(f"M{points[0][0]} {points[0][1]}l{steps}z")
    return "".join(drawn).replace(" -", "-")


def label_point(rings: Sequence[Ring]) -> tuple[int, int]:
    """A place inside the largest ring, far from its limits, in whole kilometres."""
    ring = max(rings, key=lambda one: abs(_area(one)))
    xs, ys = zip(*ring, strict=True)
    steps = 24
    places = (
        (
            min(xs) + (max(xs) - min(xs)) * i / steps,
            min(ys) + (max(ys) - min(ys)) * j / steps,
        )
        for i in range(1, steps)
        for j in range(1, steps)
    )
    inside = [place for place in places if _holds(ring, place)]
    best = max(inside or [ring[0]], key=lambda place: _clearance(ring, place))
    return round(best[0]), round(best[1])


def _sides(ring: Ring):
    return zip(ring, [*ring[1:], ring[0]], strict=True)


def _area(ring: Ring) -> float:
    return sum(x * to_y - to_x * y for (x, y), (to_x, to_y) in _sides(ring)) / 2


def _holds(ring: Ring, place: Point) -> bool:
    """Whether a ray to the east crosses the ring an odd number of times."""
    at_x, at_y = place
    crossed = (
        at_x < x + (at_y - y) * (to_x - x) / (to_y - y)
        for (x, y), (to_x, to_y) in _sides(ring)
        if (y > at_y) != (to_y > at_y)
    )
    return sum(crossed) % 2 == 1


def _clearance(ring: Ring, place: Point) -> float:
    """How far the nearest side is; a wide place suits a label more than a tall one."""
    return min(_to_side(place, side) for side in _sides(ring))


def _to_side(place: Point, side: tuple[Point, Point]) -> float:
    (x, y), (to_x, to_y) = side
    east, south = to_x - x, to_y - y
    length = east**2 + south**2
    share = ((place[0] - x) * east + (place[1] - y) * south) / length if length else 0
    share = min(1.0, max(0.0, share))
    return hypot(place[0] - x - share * east, place[1] - y - share * south)
