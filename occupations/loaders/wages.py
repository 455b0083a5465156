"""Job Bank's wages: low, median and high, by occupation and economic region."""

import re
from collections import Counter

from django.utils.translation import gettext_noop as _

from classifications.models import Region
from classifications.places import area_names
from datasets.layouts import Layout
from datasets.models import Publication, Release
from datasets.reasons import Doubtful, FileRefused, RowError
from datasets.registry import Facts, Fixture, Loader, not_used, register
from datasets.targets import Drift, Target, apart
from datasets.values import code, day, decimal
from figures import rates
from occupations.history import FIRST_NOC_2021_EDITION
from occupations.loaders.codes import Codes
from occupations.loaders.publishers import ESDC
from occupations.models import FormerWage, Wage
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
    figures=("low", "median", "high"),
    measure="median",
    area="area",
    names={"area": area_names},
)
# Of editions before NOC 2021 only: none of its rows can vanish from a later one.
FORMER = Target(
    "occupations.FormerWage",
    ("former_id", "area"),
    ("unit", "low", "median", "high", "missing"),
    owns="FALSE",
    names={"area": area_names},
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
# Published beside the codes and the figures: they tell a column that slipped.
BESIDE = {
    "title_en": ("NOC_Title_eng",),
    "province": ("PROV",),
    "name_en": ("ER_Name",),
    "name_fr": ("Nom_RE",),
    "quartile1": ("Quartile1_Wage_Salaire_Quartile1",),
    "quartile3": ("Quartile3_Wage_Salaire_Quartile3",),
}
# Published, and shown on no page.
COMMON = ("NOC_Title", "Wage_Comment_E", "Wage_Comment_F")
SINCE_2024 = (*COMMON, "Average_Wage_Salaire_Moyen")
OTHER_PROVINCES = frozenset("NL PE NS NB ON MB SK AB BC YT NT NU".split())
# Of the rows that give five points of a distribution, so many may be out of order.
DISORDER = 0.2
FILE_NAME = r"wage(?!band).*\.csv(\.gz)?$"
# The table a figure goes to, and the group it is of.
Place = tuple[Target, dict[str, str]]
YEAR = re.compile(r"(?<![0-9])20[0-9]{2}(?![0-9])")
THREE = ("low", "median", "high")
DATE = re.compile(r"(20[0-9]{2})[-/][0-9]{2}[-/][0-9]{2}")


def _moved(name: str, part: int = 4) -> str:
    return f"abs(new.{name} - live.{name}) > live.{name} / {part}"


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
            | BESIDE
            | {
                "title_fr": ("NOC_Title_fra",),
                "benefits": ("EmployeesWithNonWageBenefit_Pct",),
            },
            file_name=FILE_NAME,
            read="noc_2021",
            optional=frozenset(BESIDE),
            others=SINCE_2024,
        ),
        Layout(
            "2024",
            FIGURES
            | BESIDE
            | {"title_fr": ("NOC_Title_fra",), "benefits": ("Non_WageBen_pct",)},
            file_name=FILE_NAME,
            read="noc_2021",
            optional=frozenset(BESIDE),
            others=SINCE_2024,
        ),
        Layout(
            "2016",
            FIGURES | {"title_fr": ("Titre_CNP",)},
            file_name=FILE_NAME,
            read="noc_2016",
            others=(*COMMON, "PROV", "ER_Name_Nom_RE", "Annual_Wage"),
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
    targets = (WAGES, FORMER)
    # Over four years, 76 % of the medians moved by more than a tenth, 18 % by more than
    # a quarter, 51 % of the rows by one of their three figures, none above 3.1 times.
    drifts = (
        Drift(WAGES, f"live.unit = new.unit AND {_moved('median')}", share=0.08),
        Drift(WAGES, f"live.unit = new.unit AND {_moved('median', 10)}", share=0.5),
        Drift(
            WAGES,
            f"live.unit = new.unit AND ({' OR '.join(map(_moved, THREE))})",
            share=0.13,
        ),
        Drift(
            WAGES,
            "live.unit = new.unit AND "
            f"({' OR '.join(apart(name, 4) for name in THREE)})",
        ),
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
            if isinstance(row, dict) and (revised := DATE.match(row["revised"])):
                return [revised[1]]
        return []

    def prepare(self) -> None:
        self.codes = Codes()
        self.former: dict[tuple[str, str], str] = {}
        self.periods: Counter[str] = Counter()
        self.version = Publication.objects.version()
        self.five = self.disorder = 0

    def noc_2021(self, raw: dict) -> None:
        titles = (raw["title_fr"], raw.get("title_en", ""))
        self._published(raw, self._group(raw["code"], *titles))

    def noc_2016(self, raw: dict) -> None:
        if group := self._former(raw["code"]):
            self._published(raw, group)

    def _group(self, text: str, *titles: str) -> Place:
        return WAGES, {"unit_group_id": self.codes.unit_group(text, *titles)}

    def _former(self, text: str) -> Place | None:
        """A figure of NOC 2016 stays its group's, unless one group became one."""
        former = code(text, 4)
        if group := self.codes.successors.get(former):
            return WAGES, {"unit_group_id": group}
        if former in self.codes.former_groups:
            return FORMER, {"former_id": former}
        self.ignore(_("NOC 2016 groups that the concordance does not name"))
        return None

    def _published(self, raw: dict, group: Place) -> None:
        names = (raw.get("name_fr", ""), raw.get("name_en", ""))
        area = self.codes.area(raw["area"], *names)
        if area is None:
            self.ignore(_("other provinces"))
            return
        if raw.get("province", "").upper() in OTHER_PROVINCES:
            raise RowError(
                _("“%(name)s” is not the name of %(code)s"),
                name=raw["province"],
                code=raw["area"],
            )
        if any(
            int(year) > int(self.edition[:4]) for year in YEAR.findall(raw["period"])
        ):
            raise RowError(_("“%(value)s” is a period to come"), value=raw["period"])
        if raw["annual"] not in ("", "0", "1"):
            raise RowError(_("“%(value)s” is not 0 or 1"), value=raw["annual"])
        facts = {
            "reference_period": raw["period"][:20],
            "data_source_fr": raw["source_fr"][:120],
            "data_source_en": raw["source_en"][:120],
        }
        unit = "year" if raw["annual"] == "1" else "hour"
        self._wage(raw, group, area, unit, **facts)
        self.periods[raw["period"]] += 1
        if revised := day(raw["revised"]):
            self.published_on = max(revised, self.published_on or revised)

    def series(self, raw: dict) -> None:
        """Each row names its NOC 2021 code, its NOC 2016 code, or both."""
        if raw["year"] != self.edition:
            self.ignore(_("rows of another year"))
            return
        area = self.codes.area(raw["area"])
        if area is None:
            self.ignore(_("other provinces"))
            return
        if raw["former"] and int(raw["year"]) < FIRST_NOC_2021_EDITION:
            if group := self._former(raw["former"]):
                self._wage(raw, group, area, "hour")
            return
        group = self._group(raw["code"])
        # Two NOC 2016 groups may have become one: the lower old code is kept.
        key, former = (group[1]["unit_group_id"], area), raw["former"]
        if key in self.former:
            self.warnings[_("pairs given twice: the lower NOC 2016 code was kept")] += 1
            if self.former[key] <= former:
                return
            del self.records[WAGES][key]
        self.former[key] = former
        self._wage(raw, group, area, "hour")

    def _wage(self, raw: dict, group: Place, area: str, unit: str, **facts) -> None:
        figures = {name: decimal(raw[name]) for name in THREE}
        given = [value for value in figures.values() if value is not None]
        if any(value <= 0 for value in given):
            raise RowError(_("a wage is not above zero"))
        if given != sorted(given):
            raise RowError(_("low, median and high are not in order"))
        least, most = LIMITS[unit]
        if given and not least <= min(given) <= max(given) <= most:
            raise Doubtful(_("a wage is not plausible for its unit"))
        points = [figures["low"], decimal(raw.get("quartile1", ""))]
        points += [figures["median"], decimal(raw.get("quartile3", ""))]
        points.append(figures["high"])
        if None not in points:
            self.five += 1
            self.disorder += points != sorted(points)
        if 0 < len(given) < len(figures):
            # A range is drawn from three values; two would say what nobody published.
            self.warnings[_("wages with a blank among the three: not shown")] += 1
            figures = dict.fromkeys(figures)
        if unit == "hour" and area != CANADA and figures["low"]:
            minimum = rates.lowest_of(self.version, facts.get("reference_period", ""))
            if minimum and figures["low"] < minimum.hourly_rate:
                self.warnings[_("wages below the minimum of their period: shown")] += 1
        target, key = group
        self.put(
            target,
            **key,
            area=area,
            unit=unit,
            **figures,
            missing="" if figures["median"] else Figure.Missing.NOT_PUBLISHED,
            **(facts if target is WAGES else {}),
        )

    def finish(self) -> None:
        if self.disorder > DISORDER * self.five:
            raise FileRefused(_("the quartiles are not between low and high"))
        if any(period for period in self.periods):
            self.period = self.periods.most_common(1)[0][0]
        if not self.published_on:
            return
        if self.published_on.year < int(self.edition[:4]):
            raise FileRefused(_("the file was revised before the year of its edition"))
        if self.published_on.year > int(self.edition[:4]) + 1:
            raise FileRefused(_("the file was revised years after its edition"))

    @classmethod
    def fixtures(cls):
        """Hourly wages of every edition, one row per year; annual ones are left out."""
        economic = dict(Region.objects.values_list("code", "economic_region"))
        economic |= {CANADA: "00", QUEBEC: "24"}
        latest = {
            release.edition: release.pk
            for release in Release.objects.published().filter(source=cls.name)[::-1]
        }
        held = {
            "release__in": latest.values(),
            "unit": Wage.Unit.HOUR,
            "median__isnull": False,
        }
        figures = ("area", "release__edition", "low", "median", "high")
        now = Wage.objects.filter(**held).values_list("unit_group_id", *figures)
        before = FormerWage.objects.filter(**held).values_list("former_id", *figures)
        rows = [(code, "", *rest) for code, *rest in now]
        rows += [("", code, *rest) for code, *rest in before]
        yield Fixture(
            "wages.csv",
            ("code", "former", "area", "year", "low", "median", "high"),
            (
                (code, former, f"ER{economic[area]}", *rest)
                for code, former, area, *rest in sorted(rows)
            ),
        )


not_used(
    r"^merged_wages_",
    _("the derived series holds its Québec rows, in one row per year"),
    superseded=True,
)
