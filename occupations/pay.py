"""What an occupation pays, by region and over the editions, as its page prints it."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from figures import charts
from figures.numbers import money, number, percent
from occupations.models.figures import QUEBEC

HOURS, WEEKS = 40, 52


class Pay:
    """The wages of one occupation in one language, for one region ("" for Québec)."""

    def __init__(self, profile, content, language, region, regions):
        self.profile = profile
        self.content = content
        self.language = language
        self.region = region
        self.regions = regions
        self.region_name = regions.get(region, "")
        self.wages = content["wages"]
        self.live = self.wages["live"]

    def _money(self, value: float) -> str:
        return money(value, self.language, 0 if self.wages["unit"] == "year" else 2)

    def _area(self, code: str) -> str:
        return _("Québec") if code == QUEBEC else self.regions[code]

    def _wages_row(self, code: str) -> list[float] | None:
        return self.live.get(code)

    def shown_area(self) -> str:
        """Whose wage the header shows: the region's, or Québec's standing in."""
        return self.region if self.region in self.live else QUEBEC

    def headline(self) -> dict:
        """The median wage of the header, and whose it is."""
        area = self.shown_area()
        row = self._wages_row(area)
        stands_in = bool(self.region) and area == QUEBEC
        return {
            "median": self._money(row[1]) if row else "",
            "unit": self.wages["unit"],
            "area": self._area(area),
            "edition": self.wages["edition"],
            "stands_in": stands_in,
            "quebec": self._money(self.live[QUEBEC][1])
            if area != QUEBEC and QUEBEC in self.live
            else "",
        }

    def wage_sentence(self) -> str:
        medians = {a: row[1] for a, row in self.live.items() if a in self.regions}
        quebec = self.live.get(QUEBEC)
        if not quebec:
            return ""
        values = {"median": self._money(quebec[1])}
        if medians:
            low, high = min(medians.values()), max(medians.values())
            values |= {"low": self._money(low), "high": self._money(high)}
        if self.wages["unit"] == "year":
            if not medians:
                return _("In Québec, the median annual pay is %(median)s.") % values
            return (
                _(
                    "In Québec, the median annual pay is %(median)s; by region, from "
                    "%(low)s to %(high)s."
                )
                % values
            )
        if not medians:
            return _("In Québec, the median hourly wage is %(median)s.") % values
        if low == high:
            return (
                _(
                    "In Québec, the median hourly wage is %(median)s; it is %(low)s in "
                    "every region with a published figure."
                )
                % values
            )
        return (
            _(
                "In Québec, the median hourly wage is %(median)s; it goes from %(low)s "
                "to %(high)s by region."
            )
            % values
        )

    def wage_rows(self) -> list[dict]:
        """Québec first, then the regions by median, highest first."""
        rows = [(area, row) for area, row in self.live.items() if area in self.regions]
        rows.sort(key=lambda r: (-r[1][1], r[0]))
        if QUEBEC in self.live:
            rows.insert(0, (QUEBEC, self.live[QUEBEC]))
        if not rows:
            return []
        axis = charts.Axis.around([x for _a, row in rows for x in row])
        quebec = self.live.get(QUEBEC)
        return [
            {
                "code": area,
                "name": _("All of Québec") if area == QUEBEC else self.regions[area],
                "is_quebec": area == QUEBEC,
                "here": area == self.region,
                "same": area != QUEBEC and row == quebec,
                "bar": charts.Range.on(axis, *row),
                "low": self._money(row[0]),
                "median": self._money(row[1]),
                "high": self._money(row[2]),
            }
            for area, row in rows
        ]

    def wage_axis(self) -> list[tuple[str, str]]:
        rows = [r for a, r in self.live.items() if a in self.regions or a == QUEBEC]
        if not rows:
            return []
        axis = charts.Axis.around([x for row in rows for x in row])
        return [
            (charts.percent(axis.at(tick)), money(tick, self.language, 0))
            for tick in axis.ticks
        ]

    def unpublished(self) -> list[str]:
        return [name for code, name in self.regions.items() if code not in self.live]

    def annual(self) -> dict | None:
        """The stated conversion of the hourly median into a year of full-time work."""
        row = self._wages_row(self.shown_area())
        if not row or self.wages["unit"] == "year":
            return None
        return {
            "year": money(row[1] * HOURS * WEEKS, self.language, 0),
            "hour": self._money(row[1]),
            "hours": HOURS,
            "weeks": WEEKS,
            "area": self._area(self.shown_area()),
        }

    def trend(self) -> dict | None:
        """Québec's wages over the editions held, and the region's beside them."""
        editions = self.wages["past"] | {self.wages["edition"]: self.live}
        series = {e: areas[QUEBEC] for e, areas in editions.items() if QUEBEC in areas}
        if len(series) < 2:
            return None
        years, rows = [int(e[:4]) for e in series], list(series.values())
        here = [editions[e].get(self.region) for e in series] if self.region else []
        here = here if here and all(here) else []
        axis = charts.Axis.around([x for row in rows + here for x in row], most=5)
        first, last = rows[0][1], rows[-1][1]
        return {
            "years": years,
            "ticks": [
                (y, ty, money(value, self.language, 0))
                for y, ty, value in charts.trend_ticks(axis)
            ],
            "quebec": self._series(axis, years, rows),
            "here": self._series(axis, years, here) if here else None,
            "first_year": years[0],
            "change": percent(100 * (last - first) / first, self.language),
            "table": [
                {
                    "year": year,
                    "quebec": [self._money(x) for x in row],
                    "here": self._money(here[i][1]) if here else "",
                }
                for i, (year, row) in enumerate(zip(years, rows, strict=True))
            ],
        }

    def _series(self, axis, years, rows) -> dict:
        drawn = charts.trend(axis, years, rows)
        return {
            "fan": drawn.fan,
            "line": drawn.line,
            "points": [
                point | {"year": year, "label": self._money(row[1])}
                for point, year, row in zip(drawn.points, years, rows, strict=True)
            ],
        }

    def tiles(self) -> list[dict]:
        """The 17 regions as tiles: tint by quartile of the median, hatched if none."""
        medians = {c: self.live[c][1] for c in self.regions if c in self.live}
        tints = charts.tints(medians)
        compact = 0 if self.wages["unit"] == "year" else 2
        return [
            {
                "code": code,
                "lines": _two_lines(name),
                "name": name,
                "tint": tints.get(code, 0),
                "here": code == self.region,
                "value": number(medians[code], self.language, compact)
                if code in medians
                else _("n. p."),
                "full": self._money(medians[code])
                if code in medians
                else _("not published"),
            }
            | charts.tile(code)
            for code, name in self.regions.items()
            if code in charts.TILES
        ]

    def region_sentence(self) -> str:
        medians = {c: self.live[c][1] for c in self.regions if c in self.live}
        if not medians:
            return ""
        best = max(medians.values())
        names = [self.regions[c] for c, value in medians.items() if value == best]
        counted = ngettext(
            "%(count)s region of 17 has a published figure.",
            "%(count)s regions of 17 have a published figure.",
            len(medians),
        ) % {"count": len(medians)}
        if len(names) > 3:
            return counted
        return (
            _("Highest median: %(names)s, %(wage)s.")
            % {"names": ", ".join(names), "wage": self._money(best)}
            + " "
            + counted
        )

    def quebec_median(self) -> str:
        row = self.live.get(QUEBEC)
        return self._money(row[1]) if row else ""


def _two_lines(name: str) -> list[str]:
    """A region's name cut near its middle, after a hyphen or a dash, for its tile."""
    if len(name) <= 12:
        return [name]
    cuts = [i + 1 for i, c in enumerate(name) if c in "-–— " and 2 < i < len(name) - 3]
    if not cuts:
        return [name]
    cut = min(cuts, key=lambda i: abs(i - len(name) / 2))
    return [name[:cut].rstrip(), name[cut:].lstrip()]
