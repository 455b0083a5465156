"""Unemployment rates as the pages of the regions print them."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from figures import charts
from figures.numbers import percent
from occupations.models import UnemploymentRate
from occupations.models.figures import CANADA, QUEBEC

MONTHS_SHOWN = 36
SOURCES = ("unemployment-regions", "unemployment-quebec")
Series = dict[date, Decimal | None]


def month_name(month: date) -> str:
    """“décembre 2024”, “December 2024”."""
    return date_format(month, "F Y")


def reason(missing: str, area: str = "") -> str:
    """Why a rate is not shown."""
    if missing == UnemploymentRate.Missing.SUPPRESSED:
        return _("suppressed by the source")
    if missing == UnemploymentRate.Missing.AMBIGUOUS:
        return _("its parts bear one code in the file and cannot be told apart")
    if area in ("09", "10"):
        return _(
            "the survey joins Côte-Nord and Nord-du-Québec, and the file loaded gives "
            "no rate for them"
        )
    return _("the file loaded gives no rate")


def overview(regions: dict[str, str], language: str) -> dict:
    """The last rate of Québec, of Canada, of each region and metropolitan area."""
    latest = {row.area: row for row in UnemploymentRate.objects.latest()}

    def line(area: str, name: str) -> dict:
        row = latest.get(area)
        known = row is not None and row.rate is not None
        return {
            "code": area,
            "name": name,
            "rate": percent(row.rate, language) if known else "",
            "month": month_name(row.month) if row else "",
            "reason": "" if known else reason(row.missing if row else "", area),
            "joined": bool(row and row.joined),
        }

    known = {
        a: latest[a] for a in regions if a in latest and latest[a].rate is not None
    }
    rates = {a: row.rate for a, row in known.items()}
    # A region whose rate is of an older month is not beside the others' of today.
    newest = max((row.month for row in known.values()), default=None)
    now = [row.rate for row in known.values() if row.month == newest]
    metropolitan = sorted((r.name, a) for a, r in latest.items() if a[0] == "M")
    return {
        "whole": [line(QUEBEC, _("Québec")), line(CANADA, _("Canada"))],
        "regions": [line(area, name) for area, name in regions.items()],
        "metropolitan": [line(area, name) for name, area in metropolitan],
        "any": bool(latest),
        "spread": {
            "low": percent(min(now), language),
            "high": percent(max(now), language),
            "month": month_name(newest),
        }
        if newest
        else {},
        "tints": charts.tints(rates),
        "steps": [
            (tint, percent(low, language), percent(high, language))
            for tint, low, high in charts.steps(rates)
        ],
    }


class Rates:
    """The rates of one region beside Québec's, in one language."""

    def __init__(self, area: str, name: str, language: str):
        self.area, self.name, self.language = area, name, language
        self.here: Series = {}
        self.quebec: Series = {}
        self.missing: dict[date, str] = {}
        self.joined = False
        for row in UnemploymentRate.objects.series(area, QUEBEC):
            series = self.quebec if row.area == QUEBEC else self.here
            series[row.month] = row.rate
            if row.area == area:
                self.missing[row.month] = row.missing
                self.joined = self.joined or row.joined

    def _percent(self, value: Decimal | None) -> str:
        return "" if value is None else percent(value, self.language)

    def headline(self) -> dict:
        """The last month of the region, and Québec's rate of the same month."""
        if not self.here:
            return {"rate": "", "reason": reason("", self.area), "month": ""}
        month = max(self.here)
        before = month.replace(year=month.year - 1)
        return {
            "rate": self._percent(self.here[month]),
            "reason": reason(self.missing[month], self.area),
            "month": month_name(month),
            "quebec": self._percent(self.quebec.get(month)),
            "before": self._percent(self.here.get(before)),
            "before_month": month_name(before),
        }

    def months(self) -> list[date]:
        """The last three years that the region's series holds."""
        return sorted(self.here)[-MONTHS_SHOWN:]

    def table(self) -> list[tuple[str, str, str, str]]:
        """Month, the region's rate or why none, Québec's rate; newest first."""
        return [
            (
                month_name(month),
                self._percent(self.here[month]),
                reason(self.missing[month], self.area),
                self._percent(self.quebec.get(month)),
            )
            for month in reversed(self.months())
        ]

    def chart(self) -> dict | None:
        """Two lines over the months shown; None where there is no line to draw."""
        months = self.months()
        series = [[self._at(s, m) for m in months] for s in (self.here, self.quebec)]
        values = [value for rates in series for value in rates if value is not None]
        if len(months) < 2 or not values:
            return None
        axis = charts.Axis.around(values, most=5)
        here, quebec = (charts.lines(axis, rates) for rates in series)
        return {
            "here": here,
            "quebec": quebec,
            "ticks": [
                (y, text_y, percent(value, self.language, 0))
                for y, text_y, value in charts.trend_ticks(axis)
            ],
            "years": [
                (x, month.year)
                for x, month in zip(
                    charts.line_places(len(months)), months, strict=True
                )
                if month.month == 1
            ],
            "label": _("Unemployment rate by month, %(name)s and Québec")
            % {"name": self.name},
        }

    def _at(self, series: Series, month: date) -> float | None:
        value = series.get(month)
        return None if value is None else float(value)

    def rows(self) -> Sequence[list]:
        """Every month held: what the files give."""
        return [
            [
                f"{month:%Y-%m}",
                self.here[month],
                self.missing[month] or None,
                self.quebec.get(month),
            ]
            for month in sorted(self.here)
        ]
