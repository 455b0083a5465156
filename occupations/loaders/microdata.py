"""The Labour Force Survey's public microdata: months pooled into one year's counts.

Each row is a person of the sample with a weight; a month's weights sum to the
population, so a count over several months is the sum of the weights divided by the
number of months. Only sums are kept, whatever the number of rows: memory does not
grow with the files.
"""

from collections import Counter
from itertools import product

from django.conf import settings
from django.utils.translation import gettext_noop as _

from classifications.loaders.publishers import STATISTICS_CANADA
from datasets.layouts import Layout
from datasets.reasons import FileRefused, RowError
from datasets.registry import Facts, register
from datasets.values import decimal
from occupations.loaders.statcan import Table
from occupations.models.figures import QUEBEC

QUEBEC_CODE = "24"
EMPLOYED = ("1", "2")  # at work, absent from work
SEXES = {"1": "men", "2": "women"}
WORK_TIMES = {"1": "full", "2": "part"}
AGES = {f"{n:02d}": f"{10 + 5 * n}-{14 + 5 * n}" for n in range(1, 12)} | {"12": "70+"}
# NAICS_21, the survey's own grouping: NAICS codes, then its titles.
INDUSTRIES = {
    "01": ("111-112, 1100, 1151-1152", "Agriculture", "Agriculture"),
    "02": ("113, 1153", "Foresterie et exploitation forestière", "Forestry, logging"),
    "03": ("114", "Pêche, chasse et piégeage", "Fishing, hunting and trapping"),
    "04": ("21", "Mines, carrières, pétrole et gaz", "Mining, quarrying, oil and gas"),
    "05": ("22", "Services publics", "Utilities"),
    "06": ("23", "Construction", "Construction"),
    "07": (
        "321, 327, 331-339",
        "Fabrication de biens durables",
        "Manufacturing, durable goods",
    ),
    "08": (
        "311-316, 322-326",
        "Fabrication de biens non durables",
        "Manufacturing, non-durable goods",
    ),
    "09": ("41", "Commerce de gros", "Wholesale trade"),
    "10": ("44-45", "Commerce de détail", "Retail trade"),
    "11": ("48-49", "Transport et entreposage", "Transportation and warehousing"),
    "12": ("52", "Finances et assurances", "Finance and insurance"),
    "13": (
        "53",
        "Services immobiliers et de location",
        "Real estate, rental and leasing",
    ),
    "14": (
        "54",
        "Services professionnels, scientifiques et techniques",
        "Professional, scientific and technical services",
    ),
    "15": (
        "55, 56",
        "Services aux entreprises, bâtiments et soutien",
        "Business, building and other support services",
    ),
    "16": ("61", "Services d’enseignement", "Educational services"),
    "17": (
        "62",
        "Soins de santé et assistance sociale",
        "Health care and social assistance",
    ),
    "18": (
        "51, 71",
        "Information, culture et loisirs",
        "Information, culture and recreation",
    ),
    "19": (
        "72",
        "Hébergement et services de restauration",
        "Accommodation and food services",
    ),
    "20": (
        "81",
        "Autres services (sauf les administrations publiques)",
        "Other services (except public administration)",
    ),
    "21": ("91", "Administrations publiques", "Public administration"),
}


@register
class Microdata(Table):
    name = "lfs-microdata"
    number = "lfs-microdata"
    facts = Facts(
        title=(
            "Enquête sur la population active\u00a0: microdonnées",
            "Labour Force Survey: microdata",
        ),
        publisher=STATISTICS_CANADA,
        method=(
            "Personnes occupées au Québec, par groupe de professions de "
            "l’enquête\u00a0: somme pondérée des réponses, moyenne des mois réunis, "
            "calculée par ce site. Une case de moins de 1\u00a0500 personnes n’est pas "
            "publiée.",
            "Employed persons in Québec, by occupation group of the survey: weighted "
            "sum of the answers, averaged over the months pooled, computed by this "
            "site. A cell under 1,500 persons is not published.",
        ),
    )
    layouts = (
        Layout(
            "month",
            {
                "year": ("SURVYEAR",),
                "month": ("SURVMNTH",),
                "province": ("PROV",),
                "status": ("LFSSTAT",),
                "occupation": ("NOC_43",),
                "industry": ("NAICS_21",),
                "sex": ("SEX", "GENDER"),
                "age": ("AGE_12",),
                "work_time": ("FTPTMAIN",),
                "weight": ("FINALWT",),
            },
            file_name=r"^pub(0[1-9]|1[0-2])\d\d\.(csv|zip)(\.gz)?$",
            read="person",
            partial=True,
        ),
    )

    @classmethod
    def editions(cls, table) -> list[str]:
        """The year of the month a file holds; months of two years need a name."""
        first = next((r for _n, r in table.rows() if isinstance(r, dict)), None)
        return [first["year"]] if first and first["year"].isdigit() else []

    def prepare(self) -> None:
        super().prepare()
        self.weights: Counter[tuple] = Counter()
        self.months: dict[tuple[str, str], object] = {}

    def person(self, raw: dict) -> None:
        month = (raw["year"], raw["month"].zfill(2))
        if self.months.setdefault(month, self._file) is not self._file:
            raise FileRefused(
                _("the month %(month)s is given twice"), month="-".join(month)
            )
        if raw["province"] != QUEBEC_CODE:
            self.ignore(_("other provinces"))
            return
        if raw["status"] not in EMPLOYED:
            self.ignore(_("persons who are not employed"))
            return
        weight = decimal(raw["weight"])
        if weight is None or weight <= 0:
            raise RowError(_("the weight is not above zero"))
        cell = (
            self._member(_GROUPS, raw["occupation"].zfill(2)),
            self._member(SEXES, raw["sex"]),
            self._member(AGES, raw["age"].zfill(2)),
            self._member(WORK_TIMES, raw["work_time"]),
            self._member(INDUSTRIES, raw["industry"].zfill(2)),
        )
        self.weights[cell] += weight

    def _member(self, known, code: str) -> str:
        if code not in known:
            raise RowError(_("“%(value)s” is not a known member"), value=code)
        return code

    def read(self, tables, progress) -> None:
        super().read(self._noting(tables), progress)

    def _noting(self, tables):
        for self._file in tables:
            yield self._file

    def finish(self) -> None:
        """Every total over sex, age, time worked and industry, then the suppression."""
        months = len(self.months)
        if not months:
            return
        if months != 12:
            self.warnings[_("the months pooled are not twelve")] += 1
        totals: Counter[tuple] = Counter()
        for (group, *dimensions), weight in self.weights.items():
            for kept in product((True, False), repeat=len(dimensions)):
                cell = [d if k else "" for d, k in zip(dimensions, kept, strict=True)]
                totals[group, *cell] += weight
        span = sorted("-".join(month) for month in self.months)
        # Months of two years go by the last of them.
        period = span[0][:4] if span[0][:4] == span[-1][:4] else span[-1]
        for (group, sex, age, work_time, industry), weight in totals.items():
            count = weight / months
            shown = count >= settings.LFS_SMALLEST_CELL
            codes, french, english = INDUSTRIES.get(industry, ("", "", ""))
            self.statistic(
                QUEBEC,
                period,
                measure="employment",
                scheme="lfs43",
                occupation=group,
                sex=SEXES.get(sex, ""),
                age=AGES.get(age, ""),
                work_time=WORK_TIMES.get(work_time, ""),
                industry=codes,
                industry_fr=french,
                industry_en=english,
                unit="persons",
                value=round(count) if shown else None,
                missing="" if shown else "too_few",
            )
        self.weights.clear()
        self.period = span[0] if months == 1 else f"{span[0]} – {span[-1]}"


_GROUPS = frozenset(f"{n:02d}" for n in range(1, 44))
