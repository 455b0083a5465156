"""Québec's regions on a map drawn by the server, from limits in kilometres.

Each region is drawn once and shown on two maps, the whole of Québec and its south, and
is a link on one of them. Every value is escaped here.
"""

from collections.abc import Iterable, Mapping
from html import escape
from typing import NamedTuple

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

Limits = Mapping[str, tuple[str, int, int]]


class View(NamedTuple):
    """A window on the map, in its kilometres: left, top, width, height."""

    name: str
    left: int
    top: int
    width: int
    height: int

    def holds(self, x: int, y: int) -> bool:
        right, bottom = self.left + self.width, self.top + self.height
        return self.left < x < right and self.top < y < bottom


WHOLE = View("whole", -850, -2110, 1660, 2020)
SOUTH = View("south", -475, -325, 345, 215)


def regionmap(tiles: Iterable[Mapping], limits: Limits, label: str) -> SafeString:
    """The regions with limits in the tints of their tiles, each a link with its value.

    `limits` gives, by region, the path and the place of its label.
    """
    shown = [tile for tile in tiles if tile["code"] in limits]
    paths = "".join(
        f'<path id="limits-{tile["code"]}" d="{escape(limits[tile["code"]][0])}"/>'
        for tile in shown
    )
    maps = "".join(_map(view, shown, limits, label) for view in (WHOLE, SOUTH))
    return mark_safe(
        '<svg class="hide limits" aria-hidden="true" focusable="false">'
        f'<defs>{paths}</defs></svg><div class="maps">{maps}</div>'
    )


def _map(view: View, tiles: list[Mapping], limits: Limits, label: str) -> str:
    south = view is SOUTH
    backdrop, links = [], []
    for tile in tiles:
        code = tile["code"]
        _path, x, y = limits[code]
        drawn = f'<use href="#limits-{code}"/>'
        tint = f"t{tile['tint']}{' sel' if tile['here'] else ''}"
        if SOUTH.holds(x, y) != south:
            backdrop.append(f'<g class="{tint}">{drawn}</g>')
            continue
        said = f"{tile['name']}, {tile['full']}"
        address = tile.get("url") or f"?region={code}#regions"
        links.append(
            f'<a class="{tint}" href="{escape(address)}" aria-label="{escape(said)}">'
            f"<title>{escape(said)}</title>{drawn}"
            f'<text class="nm" x="{x}" y="{y}" dy=".35em">{code}</text></a>'
        )
    part = _("the south of Québec") if south else _("all of Québec")
    named = f"{label} – {part}"
    box = f"{view.left} {view.top} {view.width} {view.height}"
    frame = "" if south else _frame()
    return (
        f'<svg class="map {view.name}" viewBox="{box}" role="group" '
        f'aria-label="{escape(named)}">'
        f'<g aria-hidden="true">{"".join(backdrop)}</g>{"".join(links)}{frame}</svg>'
    )


def _frame() -> str:
    """Where the map of the south stands on that of all Québec."""
    return (
        f'<rect class="frame" x="{SOUTH.left}" y="{SOUTH.top}" width="{SOUTH.width}" '
        f'height="{SOUTH.height}" aria-hidden="true"/>'
    )
