"""What the home page says about all occupations at once; kept per data version."""

from collections import Counter
from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _

from classifications.places import region_names
from datasets import editions
from datasets.kept import kept
from figures.citation import lines
from figures.numbers import number, period
from occupations import unemployment
from occupations.models import Profile
from occupations.scales import DIAGNOSIS, MISSING, SCALES

WIDTH, HEIGHT = 1000, 100


@kept(2)
def overview(language: str, version: int) -> dict:
    """Counts of each outlook class, and every Québec wage as one thin line."""
    rows = Profile.objects.overview()
    wages = sorted(
        (row["wage"] for row in rows if row["wage"]), key=lambda wage: wage[1]
    )
    return {
        "count": len(rows),
        "shares": [_share(name, rows) for name in SCALES],
        "sky": _sky(wages),
        "with_wage": len(wages),
    }


class Figure(NamedTuple):
    """A key figure of the home page, with its period and where it comes from."""

    label: str
    value: str
    period: str
    sources: list[dict]
    url: str


@kept(2)
def key_figures(language: str, version: int) -> list[Figure]:
    """What the releases say of all Québec; what is not published is left out."""
    live, figures = editions.live(version, language), []
    rates = unemployment.overview(region_names(version), language)
    quebec, regions = rates["whole"][0], reverse("regions:list")
    if quebec["rate"]:
        figures.append(
            Figure(
                _("Unemployment rate, Québec"),
                quebec["rate"],
                quebec["month"],
                lines(live, language, "unemployment-quebec"),
                regions,
            )
        )
    if spread := rates["spread"]:
        figures.append(
            Figure(
                _("Unemployment rate, from one region to another"),
                _("%(low)s to %(high)s") % spread,
                spread["month"],
                lines(live, language, "unemployment-regions"),
                regions,
            )
        )
    wanted = {step.value for step in DIAGNOSIS if step.rank > 0}
    if "diagnostics" in live:
        rows = Profile.objects.overview()
        figures.append(
            Figure(
                _("Occupations for which Québec expects too few workers"),
                _("%(count)s of %(total)s")
                % {
                    "count": number(
                        sum(row["diagnosis"] in wanted for row in rows), language
                    ),
                    "total": number(len(rows), language),
                },
                period(live["diagnostics"].period, language),
                lines(live, language, "diagnostics"),
                reverse("occupations:in_demand"),
            )
        )
    return figures


def _share(scale: str, rows: list[dict]) -> dict:
    """The bar of one scale: a part per class, its width in percent, its count."""
    counts = Counter(row[scale] for row in rows)
    start, parts = 0.0, []
    for found in (*SCALES[scale], MISSING[scale]):
        width = 100 * counts[found.value] / (len(rows) or 1)
        parts.append(
            {
                "step": found,
                "count": counts[found.value],
                "x": f"{start:.2f}%",
                "width": f"{width:.2f}%",
            }
        )
        start += width
    return {"name": scale, "parts": parts}


def _sky(wages: list[list[float]]) -> dict | None:
    """Paths of the hero's drawing: one stroke per occupation, a line of medians."""
    if len(wages) < 2:
        return None
    low, high = wages[0][0], 65.0
    pace = WIDTH / len(wages)

    def y(value: float) -> str:
        place = HEIGHT - 4 - (min(value, high) - low) / (high - low) * (HEIGHT - 6)
        return f"{max(0, place):.0f}"

    strokes = "".join(
        f"M{pace * (i + 0.5):.0f} {y(row[0])}V{y(row[2])}"
        for i, row in enumerate(wages)
    )
    line = " ".join(
        f"{pace * (i + 0.5):.0f},{y(row[1])}" for i, row in enumerate(wages)
    )
    return {"strokes": strokes, "line": line}
