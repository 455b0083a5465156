"""Job Bank's wages: low, median and high, by occupation and economic region."""

import re
from collections import Counter

from django.utils.translation import gettext_noop as _

from classifications.models import Region
from datasets.layouts import Layout
from datasets.models import Release
from datasets.reasons import FileRefused, RowError
from datasets.registry import Drift, Facts, Fixture, Loader, Target, not_used, register
from datasets.values import code, day, decimal
from occupations.loaders.codes import Codes
from occupations.loaders.publishers import ESDC
from occupations.models import Wage
from occupations.models.figures import CANADA, QUEBEC, Figure

WAGES = Target(
    "occupations.Wage",
    ("unit_group_id", "area"),
    (
        "unit",
        "low",
        "median",
        "high",
        "missing",
        "reference_period",
        "data_source_fr",
        "data_source_en",
    ),
)
LIMITS = {"hour": (1, 1_000), "year": (1_000, 5_000_000)}  # dollars
# "Minium" is the published spelling.
FIGURES = {
    "code": ("NOC_CNP",),
    "area": ("ER_Code_Code_RE",),
    "low": ("Low_Wage_Salaire_Minium", "Low_Wage_Salaire_Minimum"),
    "median": ("Median_Wage_Salaire_Median",),
    "high": ("High_Wage_Salaire_Maximal",),
    "source_en": ("Data_Source_E",),
    "source_fr": ("Data_Source_F",),
    "period": ("Reference_Period",),
    "revised": ("Revision_Date_Date_revision",),
    "annual": ("Annual_Wage_Flag_Salaire_annuel",),
}
FILE_NAME = r"wage.*\.csv(\.gz)?$"
YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")


@register
class Wages(Loader):
    name = "wages"
    facts = Facts(
        title=("Salaires du Guichet-Emplois", "Job Bank wages"),
        publisher=ESDC,
        url="https://www.jobbank.gc.ca/trend-analysis/search-wages",
        method=(
            "Une personne sur dix gagne moins que le salaire bas, une sur dix plus que "
            "le salaire élevé, la moitié moins que la médiane. Ce n’est ni une "
            "échelle salariale ni une offre.",
            "One person in ten earns less than the low wage, one in ten more than the "
            "high wage, half less than the median. It is neither a pay scale nor an "
            "offer.",
        ),
    )
    layouts = (
        Layout(
            "2025",
            FIGURES
            | {
                "title_fr": ("NOC_Title_fra",),
                "benefits": ("EmployeesWithNonWageBenefit_Pct",),
            },
            file_name=FILE_NAME,
            read="noc_2021",
            partial=True,
        ),
        Layout(
            "2024",
            FIGURES
            | {"title_fr": ("NOC_Title_fra",), "benefits": ("Non_WageBen_pct",)},
            file_name=FILE_NAME,
            read="noc_2021",
            partial=True,
        ),
        Layout(
            "2016",
            FIGURES | {"title_fr": ("Titre_CNP",)},
            file_name=FILE_NAME,
            read="noc_2016",
            partial=True,
        ),
        Layout(
            "series",
            {
                "code": ("noc2021_code", "code"),
                "former": ("noc2016_code", "former"),
                "area": ("er_code", "area"),
                "year": ("year",),
                "low": ("low",),
                "median": ("median",),
                "high": ("high",),
            },
            file_name=r"^(derived_jobbank_wages_quebec_.*|wages)\.csv(\.gz)?$",
            read="series",
            partial=True,
        ),
    )
    targets = (WAGES,)
    # Over four years, 18 % of the medians moved by more than a quarter.
    drift = Drift(
        WAGES,
        "live.unit = new.unit AND abs(new.median - live.median) > live.median / 4",
        share=0.08,
    )

    @classmethod
    def editions(cls, table) -> list[str]:
        """The series names its years row by row; published files bear one."""
        if table.layout.name == "series":
            years = {row["year"] for _n, row in table.rows() if isinstance(row, dict)}
            return sorted(years)
        if year := YEAR.search(table.file.name):
            return [year[0]]
        for _number, row in table.rows():
            if isinstance(row, dict) and row["revised"]:
                return [row["revised"][:4]]
        return []

    def prepare(self) -> None:
        self.codes = Codes()
        self.former: dict[tuple[str, str], str] = {}
        self.periods: Counter[str] = Counter()

    def noc_2021(self, raw: dict) -> None:
        self._published(raw, self.codes.unit_group(raw["code"]))

    def noc_2016(self, raw: dict) -> None:
        """Old codes are carried over only where the concordance is one to one."""
        group = self.codes.successors.get(code(raw["code"], 4))
        if group is None:
            self.ignore(_("NOC 2016 groups without a single successor"))
        else:
            self._published(raw, group)

    def _published(self, raw: dict, group: str) -> None:
        area = self.codes.area(raw["area"])
        if area is None:
            self.ignore(_("other provinces"))
            return
        if raw["annual"] not in ("", "0", "1"):
            raise RowError(_("“%(value)s” is not 0 or 1"), value=raw["annual"])
        self._wage(
            raw,
            group,
            area,
            unit="year" if raw["annual"] == "1" else "hour",
            reference_period=raw["period"][:20],
            data_source_fr=raw["source_fr"][:120],
            data_source_en=raw["source_en"][:120],
        )
        self.periods[raw["period"]] += 1
        if revised := day(raw["revised"]):
            self.published_on = max(revised, self.published_on or revised)

    def series(self, raw: dict) -> None:
        if raw["year"] != self.edition:
            self.ignore(_("rows of another year"))
            return
        group, area = self.codes.unit_group(raw["code"]), self.codes.area(raw["area"])
        if area is None:
            self.ignore(_("other provinces"))
            return
        # Two NOC 2016 groups may have become one: the lower old code is kept.
        key, former = (group, area), raw["former"]
        if key in self.former:
            self.warnings[_("pairs given twice: the lower NOC 2016 code was kept")] += 1
            if self.former[key] <= former:
                return
            del self.records[WAGES][key]
        self.former[key] = former
        self._wage(raw, group, area, unit="hour")

    def _wage(self, raw: dict, group: str, area: str, unit: str, **facts) -> None:
        figures = {name: decimal(raw[name]) for name in ("low", "median", "high")}
        given = [value for value in figures.values() if value is not None]
        if any(value <= 0 for value in given):
            raise RowError(_("a wage is not above zero"))
        if given != sorted(given):
            raise RowError(_("low, median and high are not in order"))
        least, most = LIMITS[unit]
        if given and not least <= min(given) <= max(given) <= most:
            raise RowError(_("a wage is not plausible for its unit"))
        self.put(
            WAGES,
            unit_group_id=group,
            area=area,
            unit=unit,
            **figures,
            missing="" if figures["median"] else Figure.Missing.NOT_PUBLISHED,
            **facts,
        )

    def finish(self) -> None:
        if any(period for period in self.periods):
            self.period = self.periods.most_common(1)[0][0]
        if self.published_on and self.published_on.year < int(self.edition[:4]):
            raise FileRefused(_("the file was revised before the year of its edition"))

    @classmethod
    def fixtures(cls):
        """Hourly wages of every edition, one row per year; annual ones are left out."""
        economic = dict(Region.objects.values_list("code", "economic_region"))
        economic |= {CANADA: "00", QUEBEC: "24"}
        wages = Wage.objects.filter(
            release__source=cls.name, unit=Wage.Unit.HOUR, median__isnull=False
        )
        latest = {
            release.edition: release.pk
            for release in Release.objects.published().filter(source=cls.name)[::-1]
        }
        rows = wages.filter(release__in=latest.values()).order_by(
            "unit_group_id", "area", "release__edition"
        )
        yield Fixture(
            "wages.csv",
            ("code", "former", "area", "year", "low", "median", "high"),
            (
                (code, "", f"ER{economic[area]}", *figures)
                for code, area, *figures in rows.values_list(
                    "unit_group_id", "area", "release__edition", "low", "median", "high"
                )
            ),
        )


not_used(
    r"^merged_wages_",
    _("the derived series holds its Québec rows, in one row per year"),
    superseded=True,
)
