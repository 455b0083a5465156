"""COPS: ten-year projections of employment for all of Canada."""

import re
from collections import defaultdict

from django.utils.translation import gettext_noop as _

from classifications.places import area_names
from datasets.layouts import Bundle, Layout
from datasets.models import Release
from datasets.reasons import RowError
from datasets.registry import Facts, Fixture, Loader, register
from datasets.targets import Target
from datasets.values import SUPPRESSED, decimal, integer
from occupations.loaders.codes import Codes
from occupations.loaders.publishers import ESDC
from occupations.models import Outlook, Projection
from occupations.models.figures import CANADA, Figure
from occupations.scales import labels

PROJECTIONS = Target(
    "occupations.Projection",
    ("unit_group_id", "measure", "year"),
    ("area", "value", "missing"),
    names={"area": area_names},
)
OUTLOOKS = Target(
    "occupations.Outlook",
    ("unit_group_id", "scale", "area"),
    ("value", "missing", "trend_fr", "trend_en"),
    names={"area": area_names, "value": labels},
)
EDITION = r"_(?P<edition>20\d\d_20\d\d)_noc2021-?\.csv(\.gz)?$"
# The published file of yearly values of each measure.
YEARLY = {
    "employment": r"employment_emploi",
    "growth": r"employment_growth_croissance_emploi",
    "retirements": r"retirements_retraites",
    "retirement_rate": r"retirement_rates_taux_de_retraite",
    "other_replacement": r"other_replacement_autre_remplacement",
    "openings": r"jo_pe",
    "school_leavers": r"school_leavers_sortants_scolaires",
    "immigration": r"immigration",
    "other_seekers": r"other_seekers_autres_chercheurs",
    "seekers": r"job_seekers_chercheurs_emploi",
}
# The columns of the summary: totals over the period.
TOTALS = {
    "growth": ("Employment_Growth_croissance_emploi",),
    "retirements": ("Retirements_retraites",),
    "other_replacement": ("Other_Replacement_autre_remplacement",),
    "openings": ("Total_Job_Openings_Perspective_d'emploi", "Total_Job_Openings"),
    "school_leavers": ("School_Leavers_Sortants_scolaires",),
    "immigration": ("Immigration",),
    "other_seekers": ("Other_Seekers_autres_chercheurs",),
    "seekers": ("Job_Seekers_Chercheurs_emploi",),
}
CLASSES = {
    ("strong", "shortage"): "strong_shortage",
    ("moderate", "shortage"): "moderate_shortage",
    ("moderate", "surplus"): "moderate_surplus",
    ("strong", "surplus"): "strong_surplus",
}
CODE = ("Code",)
NAMES = {
    "name_en": ("Occupation Name",),
    "name_fr": ("Nom de la profession",),
}
FUTURE = ("Future_Labour_Market_Conditions",)
RECENT = ("Recent_Labour_Market_Conditions",)
FRENCH = {
    "future_fr": ("Conditions_futures_sur_le_marché_du_travail",),
    "recent_fr": ("Conditions_récentes_sur_le_marché_du_travail",),
}


@register
class Cops(Loader):
    name = "cops"
    facts = Facts(
        title=(
            "Système de projection des professions au Canada (SPPC)",
            "Canadian Occupational Projection System (COPS)",
        ),
        publisher=ESDC,
        url="https://occupations.esdc.gc.ca/sppc-cops/",
        method=(
            "Projection sur dix ans pour tout le Canada, jamais pour le Québec ni pour "
            "une région. C’est un scénario, pas une promesse d’emplois.",
            "A ten-year projection for all of Canada, never for Québec or a region. It "
            "is a scenario, not a promise of jobs.",
        ),
    )
    layouts = (
        Layout(
            "summary",
            {
                "code": CODE,
                **NAMES,
                **TOTALS,
                "recent": RECENT,
                "future": FUTURE,
                **FRENCH,
            },
            file_name=rf"^summary_sommaire{EDITION}",
            read="summary",
            optional=frozenset([*NAMES, *FRENCH]),
            rest=True,
            windows_1252=True,
        ),
        *(
            Layout(
                measure,
                {"code": CODE, **NAMES},
                file_name=rf"^{name}{EDITION}",
                read="yearly",
                optional=frozenset(NAMES),
                rest=True,
                by_name=True,
                windows_1252=True,
            )
            for measure, name in YEARLY.items()
        ),
        Layout(
            "future",
            {"code": CODE, **NAMES, "future": FUTURE, "fr": FRENCH["future_fr"]},
            file_name=rf"^flmc_cfmt{EDITION}",
            read="conditions",
            optional=frozenset([*NAMES, "fr"]),
            windows_1252=True,
        ),
        Layout(
            "recent",
            {"code": CODE, **NAMES, "recent": RECENT, "fr": FRENCH["recent_fr"]},
            # Its years are the past three: the edition is that of the other files.
            file_name=r"^rlmc_crmt_20\d\d_20\d\d_noc2021-?\.csv(\.gz)?$",
            read="conditions",
            optional=frozenset([*NAMES, "fr"]),
            windows_1252=True,
        ),
        Layout(
            "totals",
            {
                "code": CODE,
                **{measure: (measure,) for measure in TOTALS},
                "recent": ("recent",),
                "future": ("future",),
            },
            file_name=r"^cops_(?P<edition>20\d\d_20\d\d)\.csv(\.gz)?$",
            read="summary",
            rest=True,
        ),
        Layout(
            "employment-by-year",
            {"code": CODE},
            file_name=r"^cops_employment_(?P<edition>20\d\d_20\d\d)\.csv(\.gz)?$",
            read="employment",
            rest=True,
            by_name=True,
        ),
    )
    bundles = (
        Bundle(("summary",), (*YEARLY, "future", "recent")),
        Bundle(("totals",), ("employment-by-year",)),
    )
    ahead = 1
    targets = (PROJECTIONS, OUTLOOKS)

    @classmethod
    def editions(cls, table) -> list[str]:
        return [e.replace("_", "-") for e in super().editions(table)]

    def prepare(self) -> None:
        self.codes = Codes()

    def summary(self, raw: dict) -> None:
        if group := self._group(raw):
            for measure in TOTALS:
                self._project(group, measure, None, integer(raw[measure]))
            for name, cell in raw.items():
                if year := re.fullmatch(r"employment(?: emploi)? (20\d\d)", name):
                    self._project(group, "employment", int(year[1]), integer(cell))
            self._conditions(group, raw)

    def yearly(self, raw: dict) -> None:
        self._years(raw, self.layout.name)

    def employment(self, raw: dict) -> None:
        self._years(raw, "employment")

    def conditions(self, raw: dict) -> None:
        if group := self._group(raw):
            self._conditions(group, raw)

    def _group(self, raw: dict) -> str | None:
        code = raw["code"]
        if code == "00000" or code.startswith(("TEER_", "NOC1_")):
            self.ignore(_("totals of several unit groups"))
            return None
        return self.codes.unit_group(code)

    def _years(self, raw: dict, measure: str) -> None:
        group = self._group(raw)
        if group is None:
            return
        number = decimal if measure == "retirement_rate" else integer
        years = 0
        for name, cell in raw.items():
            # The published originals write "_2023", which folds to " 2023".
            if re.fullmatch(r"20\d\d", name.strip()):
                years += 1
                self._project(group, measure, int(name), number(cell))
        if not years:
            raise RowError(_("the row has no year"))

    def _project(self, group: str, measure: str, year: int | None, value) -> None:
        self.put(
            PROJECTIONS,
            unit_group_id=group,
            measure=measure,
            year=year,
            area=CANADA,
            value=value,
            missing=Figure.Missing.NOT_ASSESSED if value is None else "",
        )

    def _conditions(self, group: str, raw: dict) -> None:
        for column, scale in (("future", "cops"), ("recent", "cops_recent")):
            if column in raw:
                value = self._class(raw[column])
                self.put(
                    OUTLOOKS,
                    unit_group_id=group,
                    scale=scale,
                    area=CANADA,
                    value=value,
                    missing="" if value else Figure.Missing.NOT_ASSESSED,
                )

    def _class(self, text: str) -> str:
        """“Moderate risk of Shortage” and “Moderate signs of Shortage” are one step."""
        words = text.casefold().replace("_", " ").split()
        if text.casefold() in SUPPRESSED:
            return ""
        if words in (["balance"], ["balanced"]):
            return "balanced"
        for (strength, side), value in CLASSES.items():
            if strength in words and side in words:
                return value
        raise RowError(_("“%(value)s” is not a class of this scale"), value=text)

    @classmethod
    def fixtures(cls):
        """Totals, conditions, and employment by year: the other years are left out."""
        release = Release.objects.current().get(source_id=cls.name)
        edition = release.edition.replace("-", "_")
        totals: dict[str, dict] = defaultdict(dict)
        years: dict[str, dict] = defaultdict(dict)
        projections = Projection.objects.filter(release=release)
        for code, measure, year, value in projections.values_list(
            "unit_group_id", "measure", "year", "value"
        ):
            cell = "" if value is None else f"{value:f}".removesuffix(".00")
            if year is None:
                totals[code][measure] = cell
            elif measure == "employment":
                years[code][year] = cell
        scales = {"cops": "future", "cops_recent": "recent"}
        outlooks = Outlook.objects.filter(release=release)
        for code, scale, value in outlooks.values_list(
            "unit_group_id", "scale", "value"
        ):
            totals[code][scales[scale]] = value
        columns = (*TOTALS, "recent", "future")
        yield Fixture(
            f"cops_{edition}.csv",
            ("code", *columns),
            [(c, *(row[n] for n in columns)) for c, row in sorted(totals.items())],
        )
        span = sorted(next(iter(years.values())))
        yield Fixture(
            f"cops_employment_{edition}.csv",
            ("code", *span),
            [(c, *(row[year] for year in span)) for c, row in sorted(years.items())],
        )
