"""Statistics Canada's tables: one loader for all, and one dataset for each.

The layout is that of "download for database loading": fixed columns, the dimensions
of the table between them, codes in brackets at the end of labels.
"""

import re
from typing import ClassVar

from django.utils import timezone
from django.utils.translation import gettext_noop as _

from bilingual.folding import fold
from classifications.loaders.publishers import STATISTICS_CANADA
from classifications.places import area_names
from datasets.layouts import Layout
from datasets.loading import edition_key
from datasets.reasons import RowError
from datasets.registry import Facts, Loader
from datasets.targets import Drift, Target
from occupations.loaders import members
from occupations.loaders.codes import Codes
from occupations.models.figures import CANADA, QUEBEC
from occupations.models.statistics import KEY

STATISTICS = Target(
    "occupations.Statistic",
    KEY,
    (
        "industry_fr",
        "industry_en",
        "occupation_fr",
        "occupation_en",
        "unit",
        "value",
        "missing",
    ),
    names={"area": area_names},
)
# A column's folded header and the dimension it is; what is not here is a detail.
DIMENSIONS = {
    "sex": "sex",
    "gender": "sex",
    "age group": "age",
    "age": "age",
    "type of work": "work_time",
    "educational attainment": "education",
    "highest certificate, diploma or degree": "education",
    "north american industry classification system (naics)": "industry",
    "national occupational classification (noc)": "occupation",
    "labour force characteristics": "measure",
    "statistics": "statistics",
    "data type": "data type",
}
# Published characteristics and their measure, with full or part time if they say it.
MEASURES = {
    "population": ("population", ""),
    "labour force": ("labour_force", ""),
    "employment": ("employment", ""),
    "full time employment": ("employment", "full"),
    "part time employment": ("employment", "part"),
    "unemployment": ("unemployment", ""),
    "unemployment rate": ("unemployment_rate", ""),
    "participation rate": ("participation_rate", ""),
    "employment rate": ("employment_rate", ""),
}
_DGUID = re.compile(r"[0-9]{4}(?:A0000|A0002|S0500)(?P<code>[0-9]+)")
_PERIOD = re.compile(r"[0-9]{4}(?:-(?:0[1-9]|1[0-2]))?")
# The columns of the layout that are no dimension and are not read.
_ASIDE = frozenset(
    ["uom id", "scalar id", "vector", "coordinate", "symbol", "terminated", "decimals"]
)


def layout(number: str) -> Layout:
    """The published layout of one table: its name tells which."""
    bare = number.replace("-", "")
    return Layout(
        "database-loading",
        {
            "period": ("REF_DATE",),
            "place": ("GEO",),
            "dguid": ("DGUID",),
            "unit": ("UOM",),
            "scalar": ("SCALAR_FACTOR",),
            "value": ("VALUE",),
            "status": ("STATUS",),
        },
        file_name=rf"^{bare}(\d\d)?([-_ ].*)?\.(csv|zip)(\.gz)?$",
        read="cell",
        optional=frozenset(["dguid", "status"]),
        by_name=True,
        rest=True,
    )


class Table(Loader):
    """One table. A subclass names it and says what its figures are."""

    number: ClassVar[str]
    # What the table counts where no dimension says it.
    measure: ClassVar[str] = "employment"
    adjusted: ClassVar[bool] = False
    # What the column "Statistics" counts where it says more than how sure a figure is.
    statistics: ClassVar[dict[str, str]] = {}
    targets = (STATISTICS,)
    # Revisions of the survey move and drop many small cells, and no large one.
    max_vanished = max_silenced = 0.2
    drifts = (
        Drift(STATISTICS, "abs(new.value - live.value) > live.value / 2", share=0.02),
    )

    @classmethod
    def editions(cls, table) -> list[str]:
        """The last period of the file is its edition."""
        if named := super().editions(table):
            return named
        column = "period" if "period" in table.positions else "year"
        if column not in table.positions:
            column = "month"
        periods = {row[column] for _n, row in table.rows() if isinstance(row, dict)}
        return [max(periods, key=edition_key)] if periods else []

    def prepare(self) -> None:
        self.codes = Codes()
        self.first = self.last = ""

    def finish(self) -> None:
        self.period = self.last if self.first == self.last else self._span()

    def _span(self) -> str:
        first, last = self.first[:4], self.last[:4]
        return f"{first}-{last}" if first != last else f"{self.first} – {self.last}"

    def cell(self, raw: dict) -> None:
        """A row of the published layout."""
        area = self._area(raw["place"], raw.get("dguid", ""))
        if area is None:
            self.ignore(_("other territories"))
            return
        values: dict = {"measure": self.measure, "adjusted": self.adjusted}
        details = []
        for header, member in raw.items():
            dimension = DIMENSIONS.get(header, header)
            if dimension in _FIXED or header in _ASIDE:
                continue
            if dimension == "statistics" and self.statistics:
                if fold(member) not in self.statistics:
                    self.ignore(_("characteristics that no page shows"))
                    return
                values["measure"] = self.statistics[fold(member)]
            elif dimension == "statistics":
                if fold(member) != "estimate":
                    self.ignore(_("standard errors and other statistics"))
                    return
            elif dimension == "data type":
                values["adjusted"] = fold(member) == "seasonally adjusted"
                if fold(member) == "trend cycle":
                    self.ignore(_("trend-cycle"))
                    return
            elif dimension == "measure":
                if fold(member) not in MEASURES:
                    self.ignore(_("characteristics that no page shows"))
                    return
                values["measure"], part = MEASURES[fold(member)]
                values["work_time"] = part or values.get("work_time", "")
            elif dimension in _READERS:
                values[dimension] = _READERS[dimension](member) or values.get(
                    dimension, ""
                )
            elif dimension in ("industry", "occupation"):
                values |= self._coded(dimension, member, header)
            elif member and not members.is_total(member):
                details.append(member)
        value, missing = members.scaled(
            raw["value"], raw.get("status", ""), raw["scalar"]
        )
        self.statistic(
            area,
            raw["period"],
            **values,
            detail="; ".join(details)[:200],
            unit=self.unit(values["measure"], raw["unit"]),
            value=value,
            missing=missing,
        )

    def unit(self, measure: str, text: str) -> str:
        return members.unit(text)

    def statistic(self, area: str, period: str, **values) -> None:
        """Record one figure of this table."""
        if not _PERIOD.fullmatch(period):
            raise RowError(_("“%(value)s” is not a year or a month"), value=period)
        if period > f"{timezone.localdate():%Y-%m}":
            raise RowError(_("“%(value)s” is a period to come"), value=period)
        if (values["unit"] == "percent") != values.get("measure", "").endswith("_rate"):
            raise RowError(_("“%(value)s” is not a known unit"), value=values["unit"])
        value = values["value"]
        if value is not None and (
            value < 0 or value > 100 and values["unit"] == "percent"
        ):
            raise RowError(_("“%(value)s” is no such figure"), value=str(value))
        self.first = min(self.first or period, period)
        self.last = max(self.last, period)
        known = {"adjusted": self.adjusted, "table": self.number}
        known |= {"area": area, "period": period}
        self.put(STATISTICS, **_BLANK | known | values)

    def _coded(self, dimension: str, member: str, header: str) -> dict:
        code, label = members.coded(member)
        values = {dimension: code, f"{dimension}_en": label if code else ""}
        if dimension == "occupation" and code:
            values["scheme"] = self.scheme(header)
        return values

    def scheme(self, header: str) -> str:
        """Tables that end before 2022 follow NOC 2016; later ones name NOC 2021."""
        return "noc2016" if edition_key(self.edition)[0] < 2022 else "noc2021"

    def _area(self, place: str, dguid: str) -> str | None:
        """Canada, Québec or one of its regions; None elsewhere."""
        if found := _DGUID.fullmatch(dguid):
            code = found["code"]
            area = CANADA if code == "11124" else self.codes.area(code, place)
            if area in _PLACES and _PLACES[area] not in fold(place).split():
                raise RowError(
                    _("“%(name)s” is not the name of %(code)s"), name=place, code=dguid
                )
            return area
        return {"canada": CANADA, "quebec": QUEBEC}.get(fold(place))


_BLANK = dict.fromkeys([*KEY, *STATISTICS.fields[:4]], "")
_READERS = {
    "sex": members.sex,
    "age": members.age,
    "work_time": members.work_time,
    "education": members.education,
}
_PLACES = {CANADA: "canada", QUEBEC: "quebec"}
_FIXED = frozenset(["period", "place", "dguid", "unit", "scalar", "value", "status"])


def facts(title: tuple[str, str], number: str, method: tuple[str, str]) -> Facts:
    bare = number.replace("-", "")
    return Facts(
        title=title,
        publisher=STATISTICS_CANADA,
        url=f"https://www150.statcan.gc.ca/t1/tbl1/fr/tv.action?pid={bare}01",
        method=method,
    )
