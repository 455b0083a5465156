"""The ranges and the tile map as strings.

Each holds seventeen regions of a dozen values: a template looks up two hundred
variables for them, a join only adds what changes. Every value is escaped here.
"""

from collections.abc import Iterable, Mapping, Sequence

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe


def ranges(rows: Iterable[Mapping], axis: Sequence[tuple[str, str]]) -> SafeString:
    """One low-to-high bar a row, with its median; the axis first, if there is one."""
    items = []
    if axis:
        ticks = "".join(
            f'<text x="{escape(x)}" y="14" text-anchor="middle">{escape(label)}</text>'
            for x, label in axis
        )
        items.append(
            '<li class="axis" aria-hidden="true"><span aria-hidden="true"> </span>'
            f'<svg>{ticks}</svg><span aria-hidden="true"> </span></li>'
        )
    for row in rows:
        kind = "all" if row["is_quebec"] else "here" if row["here"] else ""
        opened = f'<li class="{kind}">' if kind else "<li>"
        star, bar = " *" if row["same"] else "", row["bar"]
        items.append(
            f"{opened}<span>{escape(row['name'])}{star}</span>"
            '<svg aria-hidden="true"><use href="#ticks"/>'
            '<svg y="50%" overflow="visible">'
            f'<rect class="span" x="{escape(bar.x)}" y="-5" '
            f'width="{escape(bar.width)}" height="10" rx="5"/>'
            f'<circle class="med" cx="{escape(bar.median)}" r="7"/></svg></svg>'
            f'<span class="v">{escape(row["median"])}</span></li>'
        )
    return mark_safe(f'<ol class="ranges">{"".join(items)}</ol>')


def tilemap(tiles: Iterable[Mapping], label: str) -> SafeString:
    """One linked tile a region, its name on one or two lines above its value."""
    drawn = []
    for tile in tiles:
        x = escape(tile["cx"])
        name = "".join(
            f'<tspan x="{x}" dy="{14 if place else 0}">{escape(line)}</tspan>'
            for place, line in enumerate(tile["lines"])
        )
        chosen = " sel" if tile["here"] else ""
        drawn.append(
            f'<a class="t{escape(tile["tint"])}{chosen}" '
            f'href="?region={escape(tile["code"])}#regions" '
            f'aria-label="{escape(tile["name"])}, {escape(tile["full"])}">'
            f'<rect x="{escape(tile["x"])}" y="{escape(tile["y"])}" width="92" '
            f'height="80" rx="5"/><text class="nm" x="{x}" '
            f'y="{escape(tile["name_y"])}">{name}</text>'
            f'<text class="vl" x="{x}" y="{escape(tile["value_y"])}">'
            f"{escape(tile['value'])}</text></a>"
        )
    return mark_safe(
        '<svg class="map" viewBox="0 0 672 422" role="group" '
        f'aria-label="{escape(label)}">{"".join(drawn)}</svg>'
    )
