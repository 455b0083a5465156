"""Geometry of the charts: plain numbers in, strings ready for SVG attributes out.

Coordinates leave as strings with a point, so that no template can localise them into
"60,5" and break a drawing. Each chart has its table on the page.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, cos, floor, radians, sin


@dataclass(frozen=True, slots=True)
class Axis:
    """A linear axis from `low` to `high`, in percent of the drawing's width."""

    low: float
    high: float
    step: float

    @classmethod
    def around(cls, values: Sequence[float], most: int = 6) -> "Axis":
        """A round axis that holds every value with at most `most` intervals."""
        low, high = min(values), max(values)
        for step in (1, 2, 5, 10, 20, 50, 100, 1000, 5000, 10_000, 20_000, 50_000):
            bottom, top = floor(low / step) * step, ceil(high / step) * step
            if (top - bottom) / step <= most:
                return cls(bottom, max(top, bottom + step), step)
        return cls(floor(low), ceil(high), max(1, (high - low) / most))

    def at(self, value: float) -> float:
        return 100 * (value - self.low) / (self.high - self.low)

    @property
    def ticks(self) -> list[float]:
        count = round((self.high - self.low) / self.step)
        return [self.low + i * self.step for i in range(count + 1)]


def percent(value: float) -> str:
    """A length or place as an SVG percentage: `36.1%`."""
    return f"{value:.1f}".removesuffix(".0") + "%"


@dataclass(frozen=True, slots=True)
class Range:
    """A low-to-high bar with its median, as SVG percentages."""

    x: str
    width: str
    median: str

    @classmethod
    def on(cls, axis: Axis, low: float, median: float, high: float) -> "Range":
        start = axis.at(low)
        return cls(
            percent(start), percent(axis.at(high) - start), percent(axis.at(median))
        )


# Where each administrative region stands on the tile map: column, row. Ours.
TILES = {
    "10": (2, 0),
    "08": (0, 1),
    "02": (3, 1),
    "09": (5, 1),
    "07": (0, 2),
    "15": (1, 2),
    "14": (2, 2),
    "04": (3, 2),
    "03": (4, 2),
    "13": (1, 3),
    "06": (2, 3),
    "17": (3, 3),
    "12": (4, 3),
    "01": (5, 3),
    "11": (6, 3),
    "16": (2, 4),
    "05": (3, 4),
}
PITCH_X, PITCH_Y, TILE_W, TILE_H = 96, 84, 92, 80


def tile(code: str) -> dict[str, str]:
    """The corner and the centre of a region's tile, in the map's units."""
    column, row = TILES[code]
    x, y = 2 + column * PITCH_X, 2 + row * PITCH_Y
    return {
        "x": str(x),
        "y": str(y),
        "cx": str(x + TILE_W // 2),
        "name_y": str(y + 22),
        "value_y": str(y + 58),
    }


def two_lines(name: str) -> list[str]:
    """A region's name cut near its middle, after a hyphen or a dash, for its tile."""
    if len(name) <= 12:
        return [name]
    cuts = [i + 1 for i, c in enumerate(name) if c in "-–— " and 2 < i < len(name) - 3]
    if not cuts:
        return [name]
    cut = min(cuts, key=lambda i: abs(i - len(name) / 2))
    return [name[:cut].rstrip(), name[cut:].lstrip()]


def tints(values: dict[str, float]) -> dict[str, int]:
    """Tint 1 to 4 by quartile of the published values; equal values share a tint."""
    ordered = sorted(values.values())
    return {
        key: min(4, 1 + 4 * ordered.index(value) // len(ordered))
        for key, value in values.items()
    }


def steps(values: dict[str, float]) -> list[tuple[int, float, float]]:
    """Each tint with the lowest and the highest of its values, for a legend."""
    by_tint: dict[int, list[float]] = {}
    for key, tint in tints(values).items():
        by_tint.setdefault(tint, []).append(values[key])
    return [(tint, min(of), max(of)) for tint, of in sorted(by_tint.items())]


@dataclass(frozen=True, slots=True)
class Trend:
    """A line over editions with its low-to-high fan, in a 420 by 216 drawing."""

    fan: str
    line: str
    points: list[dict[str, str]]


def trend_x(year: float, span: tuple[int, int]) -> float:
    """Where a year stands in a trend from the first year of a span to its last."""
    return 60 + 320 * (year - span[0]) / ((span[1] - span[0]) or 1)


def trend(
    axis: Axis,
    years: Sequence[int],
    rows: Sequence[Sequence[float]],
    span: tuple[int, int] | None = None,
) -> Trend:
    """The trend of (low, median, high) rows; the horizontal axis is true to time.

    `span` is the first and the last year drawn, where other series go further.
    """
    span = span or (years[0], years[-1])
    xs = [trend_x(year, span) for year in years]

    def y(value: float) -> float:
        return 210 - 162 * axis.at(value) / 100

    def corner(x: float, value: float) -> str:
        return f"{x:.0f},{y(value):.1f}"

    over = [corner(x, row[2]) for x, row in zip(xs, rows, strict=True)]
    under = [corner(x, row[0]) for x, row in zip(xs, rows, strict=True)]
    return Trend(
        fan=" ".join(over + under[::-1]),
        line=" ".join(corner(x, row[1]) for x, row in zip(xs, rows, strict=True)),
        points=[
            {
                "x": f"{x:.0f}",
                "y": f"{y(row[1]):.1f}",
                "sx": f"{x - 5:.0f}",
                "sy": f"{y(row[1]) - 5:.1f}",
                "label_y": f"{y(row[1]) + 22:.1f}",
                "over_y": f"{y(row[1]) - 12:.1f}",
            }
            for x, row in zip(xs, rows, strict=True)
        ],
    )


def trend_ticks(axis: Axis) -> list[tuple[str, str, float]]:
    """Line height, text height and value of each tick of a trend."""
    heights = [(210 - 162 * axis.at(value) / 100, value) for value in axis.ticks]
    return [(f"{y:.1f}", f"{y + 4:.1f}", value) for y, value in heights]


def line_places(count: int) -> list[str]:
    """Where evenly spaced values stand across a trend's drawing."""
    return [f"{60 + 320 * i / max(count - 1, 1):.1f}" for i in range(count)]


def lines(axis: Axis, values: Sequence[float | None]) -> list[str]:
    """Evenly spaced values as the points of lines, broken where one is missing.

    In a trend's drawing; a value between two missing ones is a short line.
    """
    parts: list[list[tuple[str, str]]] = [[]]
    for x, value in zip(line_places(len(values)), values, strict=True):
        if value is None:
            parts.append([])
        else:
            parts[-1].append((x, f"{210 - 162 * axis.at(value) / 100:.1f}"))
    for part in parts:
        if len(part) == 1:
            x, y = part[0]
            part.append((f"{float(x) + 3:.1f}", y))
    return [" ".join(f"{x},{y}" for x, y in part) for part in parts if part]


HOLLAND = "RIASEC"
_STRENGTH = {0: 1.0, 1: 0.72, 2: 0.5}


def hexagon(interests: str) -> dict:
    """The Holland hexagon: one corner per interest, far out for the strongest.

    The shape draws the order of the code (first, second, third), not a score.
    """
    corners = []
    for i, letter in enumerate(HOLLAND):
        angle = radians(60 * i - 90)
        rank = interests.find(letter) if interests else -1
        length = _STRENGTH.get(rank, 0.16)
        x, y = 170 + 100 * cos(angle), 140 + 100 * sin(angle)
        side = "middle" if i in {0, 3} else "start" if i in {1, 2} else "end"
        shift = {"middle": 0, "start": 20, "end": -20}[side]
        corners.append(
            {
                "letter": letter,
                "rank": rank + 1,
                "x": f"{x:.0f}",
                "y": f"{y:.0f}",
                "number_y": f"{y + 4:.0f}",
                "label_x": f"{x + shift:.0f}",
                "label_y": f"{y + {0: -20, 3: 28}.get(i, 4):.0f}",
                "anchor": side,
                "point": f"{170 + 100 * length * cos(angle):.0f},"
                f"{140 + 100 * length * sin(angle):.0f}",
            }
        )
    return {"corners": corners, "shape": " ".join(c["point"] for c in corners)}
