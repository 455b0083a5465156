"""The 2016 Census: work and income by education, by NOC 2016 unit group."""

import re

from django.utils.translation import gettext_noop as _

from classifications.loaders.publishers import STATISTICS_CANADA
from datasets.layouts import Layout
from datasets.reasons import RowError
from datasets.registry import Facts, register
from datasets.values import integer
from occupations.loaders.statcan import Table
from occupations.models.figures import CANADA, QUEBEC

AREAS = {"01": CANADA, "24": QUEBEC}
LEVELS = {
    "1": "",
    "2": "none",
    "3": "secondary",
    "4": "trades",
    "5": "college",
    "6": "below_bachelor",
    "7": "bachelor",
}


@register
class Census2016(Table):
    name = "census-2016"
    number = "census-2016"
    edition = "2016"
    facts = Facts(
        title=(
            "Recensement de 2016\u00a0: études et revenu d’emploi",
            "2016 Census: education and employment income",
        ),
        publisher=STATISTICS_CANADA,
        method=(
            "Personnes de 25 à 54 ans occupées à temps plein toute l’année 2015, par "
            "groupe de base de la CNP 2016. Un groupe scindé depuis garde son "
            "chiffre\u00a0: il n’est pas réparti.",
            "Persons aged 25 to 54 who worked full time all year in 2015, by NOC 2016 "
            "unit group. A group split since keeps its figure: it is not shared out.",
        ),
    )
    layouts = (
        Layout(
            "education",
            {
                "place": ("sgc",),
                "level": ("hcdd",),
                "code": ("noc2016_code",),
                "workers": ("workers_full_year_full_time_25_54",),
                "income": ("median_employment_income_2015_cad",),
            },
            file_name=r"^derived_census2016_noc2016_.*\.csv(\.gz)?$",
            read="education_row",
            partial=True,
        ),
    )

    @classmethod
    def editions(cls, table) -> list[str]:
        return [cls.edition]

    def education_row(self, raw: dict) -> None:
        if raw["place"] not in AREAS:
            self.ignore(_("other territories"))
            return
        if not re.fullmatch(r"\d{4}", raw["code"]):
            self.ignore(_("classes above the unit group"))
            return
        if raw["code"] not in self.codes.former_groups:
            self.ignore(_("NOC 2016 groups that the concordance does not name"))
            return
        if raw["level"] not in LEVELS:
            raise RowError(_("“%(value)s” is not a known member"), value=raw["level"])
        for measure, unit, column in (
            ("full_year_workers", "persons", "workers"),
            ("median_income", "dollars", "income"),
        ):
            value = integer(raw[column])
            self.statistic(
                AREAS[raw["place"]],
                "2016",
                measure=measure,
                scheme="noc2016",
                occupation=raw["code"],
                education=LEVELS[raw["level"]],
                unit=unit,
                value=value,
                missing="not_published" if value is None else "",
            )
