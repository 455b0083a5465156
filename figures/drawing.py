"""Drawings and source lines as strings.

The ranges and the map hold seventeen regions of a dozen values: a template looks up two
hundred variables for them, a join only adds what changes. Every value is escaped here.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from html import escape

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _


def ranges(rows: Iterable[Mapping], axis: Sequence[tuple[str, str]]) -> SafeString:
    """One low-to-high bar a row, with its median; the axis first, if there is one."""
    items = []
    if axis:
        ticks = "".join(
            f'<text x="{x}" y="14">{escape(label)}</text>' for x, label in axis
        )
        items.append(
            '<li class="axis" aria-hidden="true"><span> </span>'
            f"<svg>{ticks}</svg><span> </span></li>"
        )
    for row in rows:
        kind = "all" if row["is_quebec"] else "here" if row["here"] else ""
        opened = f'<li class="{kind}">' if kind else "<li>"
        star, bar = " *" if row["same"] else "", row["bar"]
        items.append(
            f"{opened}<span>{escape(row['name'])}{star}</span>"
            '<svg aria-hidden="true"><use href="#ticks"/>'
            '<svg y="50%">'
            f'<rect class="span" x="{bar.x}" width="{bar.width}"/>'
            f'<circle class="med" cx="{bar.median}"/></svg></svg>'
            f'<span class="v">{escape(row["median"])}</span></li>'
        )
    return mark_safe(f'<ol class="ranges">{"".join(items)}</ol>')


def tilemap(tiles: Iterable[Mapping], label: str) -> SafeString:
    """One linked tile a region, its name on one or two lines above its value."""
    drawn = []
    for tile in tiles:
        x = tile["cx"]
        name = "".join(
            f'<tspan x="{x}" dy="{14 if place else 0}">{escape(line)}</tspan>'
            for place, line in enumerate(tile["lines"])
        )
        chosen = " sel" if tile["here"] else ""
        address = tile.get("url") or f"?region={tile['code']}#regions"
        drawn.append(
            f'<a class="t{tile["tint"]}{chosen}" '
            f'href="{escape(address)}" '
            f'aria-label="{escape(tile["name"])}, {escape(tile["full"])}">'
            f'<rect x="{tile["x"]}" y="{tile["y"]}" width="92" '
            f'height="80" rx="5"/><text class="nm" x="{x}" '
            f'y="{tile["name_y"]}">{name}</text>'
            f'<text class="vl" x="{x}" y="{tile["value_y"]}">'
            f"{escape(tile['value'])}</text></a>"
        )
    return mark_safe(
        '<svg class="map" viewBox="0 0 672 422" role="group" '
        f'aria-label="{escape(label)}">{"".join(drawn)}</svg>'
    )


WEBS = (
    "170,106 199,123 199,157 170,174 141,157 141,123",
    "170,73 228,106 228,174 170,207 112,174 112,106",
    "170,40 257,90 257,190 170,240 83,190 83,90",
)


def hexagon(drawing: Mapping) -> SafeString:
    """The six interests, the occupation's own numbered by rank."""
    parts = [f'<polygon class="web" points="{points}"/>' for points in WEBS]
    parts.append(f'<polygon class="shape" points="{drawing["shape"]}"/>')
    for corner in drawing["corners"]:
        rank, x = corner["rank"], corner["x"]
        on, radius = (" on", 13) if rank else ("", 7)
        parts.append(
            f'<circle class="dot{on}" cx="{x}" cy="{corner["y"]}" r="{radius}"/>'
        )
        if rank:
            parts.append(
                f'<text class="no" x="{x}" y="{corner["number_y"]}" '
                f'text-anchor="middle">{rank}</text>'
            )
        parts.append(
            f'<text class="{"tb" if rank else "off"}" '
            f'x="{corner["label_x"]}" y="{corner["label_y"]}" '
            f'text-anchor="{corner["anchor"]}">{escape(corner["name"])}</text>'
        )
    return mark_safe(
        '<svg class="hexa" viewBox="-24 6 388 270" role="img" '
        f'aria-label="{escape(drawing["label"])}">{"".join(parts)}</svg>'
    )


def wage_lines(rows: Iterable[Mapping], unpublished: Iterable[str]) -> SafeString:
    """The body of a table of low, median and high wages by territory."""
    lines = [
        f'<tr><th scope="row">{escape(row["name"])}</th>'
        + "".join(
            f"<td>{escape(row[column])}</td>" for column in ("low", "median", "high")
        )
        for row in rows
    ]
    missing = escape(_("not published"))
    lines += [
        f'<tr><th scope="row">{escape(name)}</th><td colspan="3">{missing}</td>'
        for name in unpublished
    ]
    return mark_safe("</tr>".join([*lines, ""]))


@cache
def _words(language: str) -> dict[str, str]:
    """The fixed words of a line of sources, nine of which stand on a page."""
    words = {
        "source": _("Source:"),
        "cite": _("Cite"),
        "unverified": _("transcribed, unverified"),
    }
    return {name: escape(text) for name, text in words.items()}


def source_line(
    editions: Iterable[Mapping],
    language: str,
    note: str = "",
    part: str = "",
    anchor: str = "",
    heading: str = "",
    files: str = "",
) -> SafeString:
    """Who publishes a section's figures; to cite them, and their `part` as files."""
    words = _words(language)
    unverified = f" ({words['unverified']})"
    named = " · ".join(
        f"{escape(e['label'])}{unverified if e['transcribed'] else ''}"
        for e in editions
    )
    links = ""
    if part:
        of = f'<span class="hide"> {escape(heading)}</span>'
        address = f"{escape(files)}/{escape(part)}"
        links = (
            f'<a href="#{escape(anchor)}">{words["cite"]}{of}</a>'
            f'<a href="{address}.csv">CSV{of}</a><a href="{address}.json">JSON{of}</a>'
        )
    return mark_safe(
        f'<p class="src"><span>{words["source"]} {named}{escape(note)}</span>'
        f"{links}</p>"
    )
