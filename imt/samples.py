"""Invented figures for the style guide: every chart, with nothing to load."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from figures import charts
from figures.numbers import money, number
from occupations.words import interest_name

AREAS = {
    "01": ("Bas-Saint-", "Laurent"),
    "02": ("Saguenay–", "Lac-Saint-Jean"),
    "03": ("Capitale-", "Nationale"),
    "04": ("Mauricie",),
    "05": ("Estrie",),
    "06": ("Montréal",),
    "07": ("Outaouais",),
    "08": ("Abitibi-", "Témiscamingue"),
    "09": ("Côte-Nord",),
    "10": ("Nord-du-", "Québec"),
    "11": ("Gaspésie–Îles-", "de-la-Madeleine"),
    "12": ("Chaudière-", "Appalaches"),
    "13": ("Laval",),
    "14": ("Lanaudière",),
    "15": ("Laurentides",),
    "16": ("Montérégie",),
    "17": ("Centre-du-", "Québec"),
}
WAGES = {
    "QC": (21.0, 28.1, 42.0),
    "08": (22.5, 30.0, 44.0),
    "16": (20.5, 28.0, 40.0),
    "06": (20.0, 27.5, 43.0),
    "12": (19.5, 26.0, 38.0),
    "03": (20.0, 27.0, 39.0),
    "17": (18.5, 25.0, 36.0),
}


def samples() -> dict:
    """The context of the components that draw figures."""
    language = get_language()
    axis = charts.Axis.around([x for row in WAGES.values() for x in row])
    medians = {code: row[1] for code, row in WAGES.items() if code in AREAS}
    tints = charts.tints(medians)
    return {
        "ticks": [
            (charts.percent(axis.at(tick)), money(tick, language, 0))
            for tick in axis.ticks
        ],
        "rows": [
            {
                "name": "".join(AREAS.get(code, ())) or _("All of Québec"),
                "is_quebec": code == "QC",
                "here": code == "16",
                "same": code == "06",
                "bar": charts.Range.on(axis, *row),
                "median": money(row[1], language),
            }
            for code, row in WAGES.items()
        ],
        "tiles": [
            {
                "code": code,
                "name": "".join(lines),
                "lines": lines,
                "tint": tints.get(code, 0),
                "here": code == "16",
                "value": number(medians[code], language, 2)
                if code in medians
                else _("n. p."),
                "full": money(medians[code], language)
                if code in medians
                else _("not published"),
            }
            | charts.tile(code)
            for code, lines in AREAS.items()
        ],
        "hexagon": _hexagon("RIC"),
        "trend": _trend(language),
    }


def _hexagon(code: str) -> dict:
    drawing = charts.hexagon(code)
    for corner in drawing["corners"]:
        corner["name"] = interest_name(corner["letter"])
    names = [interest_name(letter) for letter in code]
    return drawing | {"label": ", ".join(f"{i} {n}" for i, n in enumerate(names, 1))}


def _trend(language: str) -> dict:
    years = [2016, 2020, 2024]
    quebec = [(16, 22.5, 33), (18, 24, 36), (21, 28.1, 42)]
    region = [(16, 23, 33), (18, 25, 37), (20.5, 28, 40)]
    axis = charts.Axis.around([x for row in quebec + region for x in row], most=5)

    def series(rows) -> dict:
        drawn = charts.trend(axis, years, rows)
        points = [
            point | {"year": year, "label": money(row[1], language)}
            for point, year, row in zip(drawn.points, years, rows, strict=True)
        ]
        return {"fan": drawn.fan, "line": drawn.line, "points": points}

    return {
        "ticks": [
            (y, text_y, money(value, language, 0))
            for y, text_y, value in charts.trend_ticks(axis)
        ],
        "quebec": series(quebec),
        "here": series(region),
        "former": None,
        "cut": {"x": "300", "left": "294", "right": "306"},
    }
