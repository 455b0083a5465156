"""Edition after edition: what was published before, and what came of what was said.

A figure of NOC 2016 is this occupation's only where one group became one group;
elsewhere it stays the former group's and says among how many it was shared.
"""

import re

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from figures import charts
from figures.numbers import money, percent, period
from occupations.history import FIRST_NOC_2021_EDITION
from occupations.models.figures import CANADA, QUEBEC
from occupations.pay import Pay
from occupations.scales import step

# How far from the ends of a horizon a figure may be and still be said beside it.
TOLERANCE = 1  # year


class Record(Pay):
    """The earlier editions of one occupation, in one language and for one region."""

    def __init__(self, *args):
        super().__init__(*args)
        live = {self.wages["edition"]: self.live} if self.live else {}
        # {2016: {"QC": [low, median, high]}}, oldest first
        self.editions = {
            int(e[:4]): areas for e, areas in (self.wages["past"] | live).items()
        }
        self.former_titles = dict(self.content["former"])
        self.former = {
            code: {int(e[:4]): areas for e, areas in units[self.wages["unit"]].items()}
            for code, held in self.content.get("former_wages", {}).items()
            if self.wages["unit"] in (units := held["units"])
        }

    def _area_name(self, code: str) -> str:
        return _("Canada") if code == CANADA else self._area(code)

    def _areas(self) -> list[str]:
        """Québec, Canada, then the regions."""
        return [QUEBEC, CANADA, *self.regions]

    # -- chart and tables of wages ---------------------------------------------------

    def trend(self) -> dict | None:
        """The wages over the editions held: Québec's, and the region's beside them.

        Without two editions for Québec, the region's stand alone, or Canada's. The
        figures of the only former group are drawn apart, before the break.
        """
        former = next(iter(self.former.values())) if len(self.former) == 1 else {}
        for area in filter(None, (QUEBEC, self.region, CANADA)):
            own = _held(self.editions, area)
            before = _held(former, area)
            if own and len(own) + len(before) > 1:
                break
        else:
            return None
        here = {}
        if self.region not in ("", area):
            here = _held(self.editions, self.region)
        every = {**before, **own}
        rows = [*own.values(), *before.values(), *here.values()]
        axis = charts.Axis.around([x for row in rows for x in row], most=5)
        span = min(every), max(every)
        return {
            "area": self._area_name(area),
            "ticks": [
                (y, ty, money(value, self.language, 0))
                for y, ty, value in charts.trend_ticks(axis)
            ],
            "quebec": self._series(axis, own, span),
            "here": self._series(axis, _within(here, span), span),
            "former": self._series(axis, before, span),
            "cut": _cut(sorted(every), span),
            "change": self._change(own),
        }

    def _series(self, axis, held: dict[int, list], span) -> dict | None:
        if not held:
            return None
        drawn = charts.trend(axis, list(held), list(held.values()), span)
        return {
            "fan": drawn.fan,
            "line": drawn.line,
            "points": [
                point | {"year": year, "label": self._money(row[1])}
                for point, (year, row) in zip(drawn.points, held.items(), strict=True)
            ],
        }

    def _change(self, own: dict[int, list]) -> dict | None:
        if len(own) < 2:
            return None
        years = sorted(own)
        return {
            "since": years[0],
            "percent": _signed(own[years[0]][1], own[years[-1]][1], self.language),
        }

    def _has_past(self) -> bool:
        return bool(self.wages["past"])

    def medians(self) -> dict:
        """The median of each area in each edition held, and each edition's codes."""
        years = sorted(self.editions) if self._has_past() else []
        rows = [
            {
                "name": self._area_name(area),
                "here": area == self.region,
                "cells": [
                    self._money(self.editions[y][area][1])
                    if area in self.editions[y]
                    else ""
                    for y in years
                ],
            }
            for area in self._areas()
            if any(area in self.editions[y] for y in years)
        ]
        return {"years": [(y, self._codes(y)) for y in years], "rows": rows}

    def breaks(self) -> bool:
        """Whether the editions held follow two classifications."""
        years = [*self.editions, *(y for held in self.former.values() for y in held)]
        return {year < FIRST_NOC_2021_EDITION for year in years} == {True, False}

    def past_rows(self) -> list[dict]:
        """Low, median and high of each edition, for Québec and the region chosen."""
        areas = [QUEBEC] + ([self.region] if self.region else [])
        return [
            {
                "year": year,
                "codes": self._codes(year),
                "area": self._area_name(area),
                "values": [self._money(x) for x in held[area]],
            }
            for area in areas
            for year, held in sorted(self.editions.items())
            if area in held and self._has_past()
        ]

    def _codes(self, year: int) -> str:
        """The classification an edition follows, with the code where it is another."""
        if year >= FIRST_NOC_2021_EDITION:
            return _("NOC 2021")
        if len(self.former_titles) == 1:
            return _("NOC 2016, code %(code)s") % {
                "code": next(iter(self.former_titles))
            }
        return _("NOC 2016")

    def former_figures(self) -> list[dict]:
        """The wages of each former group, and what this occupation is to it."""
        held = self.content.get("former_wages", {})
        return [
            {
                "code": code,
                "sentence": self._share(code, held[code]["parts"]),
                "rows": [
                    {
                        "year": year,
                        "area": self._area_name(area),
                        "values": [self._money(x) for x in areas[area]],
                    }
                    for area in dict.fromkeys([QUEBEC, self.region, CANADA])
                    for year, areas in editions.items()
                    if area in areas
                ],
            }
            for code, editions in self.former.items()
        ]

    def _share(self, code: str, parts: int) -> str:
        values = {"code": code, "title": self.former_titles[code], "count": parts}
        if parts == 1:
            return (
                _(
                    "These are the wages of former group %(code)s, “%(title)s”, which "
                    "was joined with others to form this one."
                )
                % values
            )
        return (
            ngettext(
                "These are the wages of former group %(code)s, “%(title)s”, of which "
                "this occupation is %(count)s part.",
                "These are the wages of former group %(code)s, “%(title)s”, of which "
                "this occupation is one of %(count)s parts.",
                parts,
            )
            % values
        )

    # -- what was said, and what happened ----------------------------------------------

    def track_record(self) -> list[dict]:
        """Each earlier outlook on its own scale, beside what was observed since."""
        rows = []
        for said in self.content.get("past_outlooks", ()):
            areas = [a for a in (QUEBEC, CANADA, self.region) if a in said["areas"]]
            span = [int(year) for year in re.findall(r"20\d\d", said["period"])]
            rows += [
                {
                    "scale": said["scale"],
                    "edition": period(said["edition"], self.language),
                    "horizon": period(said["period"], self.language),
                    "area": self._area_name(area),
                    "value": said["areas"][area],
                    "step": step(said["scale"], said["areas"][area]),
                    "observed": self._observed(area, span),
                }
                for area in areas
            ]
        return rows

    def _observed(self, area: str, span: list[int]) -> list[str]:
        """The changes held for a horizon: the median wage; in Canada, employment."""
        if len(span) < 2:
            return []
        wages = {y: row[1] for y, row in _held(self.editions, area).items()}
        lines = []
        if pair := _around(wages, span):
            words = _("Median wage, %(area)s: %(change)s from %(first)s to %(last)s.")
            if pair[0] < FIRST_NOC_2021_EDITION <= pair[1]:
                words += " " + _("The classification changed in between.")
            lines.append(words % self._said(area, wages, pair))
        counted = dict(self.content.get("past_employment", ()))
        if area == CANADA and (pair := _around(counted, span)):
            words = _("Employment, %(area)s: %(change)s from %(first)s to %(last)s.")
            lines.append(words % self._said(area, counted, pair))
        return lines

    def _said(self, area: str, series: dict, pair: tuple[int, int]) -> dict:
        first, last = pair
        return {
            "area": self._area_name(area),
            "change": _signed(series[first], series[last], self.language),
            "first": first,
            "last": last,
        }


def _held(editions: dict, area: str) -> dict[int, list]:
    return {y: areas[area] for y, areas in editions.items() if area in areas}


def _within(held: dict, span: tuple[int, int]) -> dict:
    return {year: row for year, row in held.items() if span[0] <= year <= span[1]}


def _signed(first: float, last: float, language: str) -> str:
    """A change in percent with its sign."""
    change = 100 * (last - first) / first
    return ("+" if change > 0 else "") + percent(change, language)


def _around(series: dict[int, float], span: list[int]) -> tuple[int, int] | None:
    """The years of a series nearest to the two ends of a horizon, if near enough."""
    ends = []
    for end in (span[0], span[-1]):
        near = min(series, key=lambda year: (abs(year - end), year), default=None)
        if near is None or abs(near - end) > TOLERANCE:
            return None
        ends.append(near)
    return (ends[0], ends[1]) if ends[0] < ends[1] and series[ends[0]] else None


def _cut(years: list[int], span: tuple[int, int]) -> dict | None:
    """Where the classification changed, between two editions drawn."""
    before = [year for year in years if year < FIRST_NOC_2021_EDITION]
    after = [year for year in years if year >= FIRST_NOC_2021_EDITION]
    if not before or not after:
        return None
    x = charts.trend_x((before[-1] + after[0]) / 2, span)
    return {"x": f"{x:.0f}", "left": f"{x - 6:.0f}", "right": f"{x + 6:.0f}"}
