"""What an occupation pays, by region and over the editions, as its page prints it."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bilingual import dates
from figures import charts
from figures.numbers import money, number, period
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

    def minimum_line(self, rate) -> dict | None:
        """The minimum wage in force, as a dated mention with its source."""
        if rate is None:
            return None
        return {
            "amount": money(rate.hourly_rate, self.language),
            "tips": money(rate.tip_rate, self.language) if rate.tip_rate else "",
            "since": dates.day(rate.since),
            "source": rate.source,
            "url": rate.source_url,
            "note": rate.note,
        }

    def below_minimum(self, lowest_of) -> list[dict]:
        """The low wages under the lowest minimum of their own reference period.

        `lowest_of` gives the rate in force when a period starts. A wage without a
        period, or of a period before the first rate held, is not compared.
        """
        below = []
        if self.wages["unit"] == "year":
            return below
        for area, span in sorted(self.wages.get("periods", {}).items()):
            rate = lowest_of(span)
            row = self.live.get(area)
            if rate is None or row is None or area not in {QUEBEC, *self.regions}:
                continue
            if row[0] < rate.hourly_rate:
                below.append(
                    {
                        "area": self._area(area),
                        "low": self._money(row[0]),
                        "period": period(span, self.language),
                        "minimum": money(rate.hourly_rate, self.language),
                        "since": dates.day(rate.since),
                    }
                )
        return below

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

    def tiles(self) -> list[dict]:
        """The 17 regions as tiles: tint by quartile of the median, hatched if none."""
        medians = self._medians()
        tints = charts.tints(medians)
        compact = 0 if self.wages["unit"] == "year" else 2
        return [
            {
                "code": code,
                "lines": charts.two_lines(name),
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

    def map_steps(self) -> list[tuple[int, str, str]]:
        """The tints of the map with the medians that each stands for."""
        return [
            (tint, self._money(low), self._money(high))
            for tint, low, high in charts.steps(self._medians())
        ]

    def _medians(self) -> dict[str, float]:
        return {c: self.live[c][1] for c in self.regions if c in self.live}

    def region_sentence(self) -> str:
        medians = self._medians()
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
