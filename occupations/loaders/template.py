"""The portal's own layout for statistics: a file that an analyst fills.

One row is one figure. Empty is the total over a dimension; codes are text.
"""

from functools import cache

from django.utils.translation import gettext_noop as _

from bilingual.folding import fold
from datasets.layouts import Layout
from datasets.reasons import RowError
from datasets.registry import Facts, Publisher, register
from datasets.values import decimal
from occupations.loaders import members
from occupations.loaders.statcan import Table
from occupations.models import Statistic
from occupations.models.figures import CANADA, QUEBEC

COLUMNS = (
    "source",
    "table",
    "measure",
    "occupation",
    "classification",
    "area",
    "period",
    "sex",
    "age",
    "work_time",
    "industry",
    "education",
    "unit",
    "value",
    "status",
)
EXAMPLE = "EXAMPLE"
# Two rows that show how to fill the others; they are never loaded.
EXAMPLES = (
    (EXAMPLE, "14-10-0416", "employment", "21", "noc2021", "QC", "2025", "women", "")
    + ("full", "", "", "persons", "12300", ""),
    (EXAMPLE, "14-10-0392", "employment", "", "", "06", "2025-06", "", "15-24")
    + ("", "31-33", "", "persons", "", "x"),
)


@register
class Template(Table):
    name = "statistics-template"
    number = "template"
    facts = Facts(
        title=("Statistiques saisies par l’équipe", "Statistics entered by the team"),
        publisher=Publisher(
            name=("Selon la source de chaque ligne", "As each row's source says"),
            licence=("Selon la source", "As the source says"),
        ),
        method=(
            "Chiffres saisis dans le gabarit du portail; chaque ligne nomme sa source "
            "et son tableau.",
            "Figures entered in the portal's template; each row names its source and "
            "its table.",
        ),
    )
    layouts = (
        Layout(
            "template",
            {name: (name,) for name in COLUMNS},
            file_name=r"^statisti(cs|ques)[-_].*\.csv$",
            separators=",;",
        ),
    )

    def row(self, raw: dict) -> None:
        if raw["source"].upper() == EXAMPLE:
            self.ignore(_("example rows of the template"))
            return
        if not raw["source"] or not raw["table"]:
            raise RowError(_("the row does not name its source and its table"))
        value = decimal(raw["value"])
        missing = ""
        if value is None:
            mark = (raw["status"] or raw["value"]).casefold()
            missing = members.MARKS.get(mark, "not_published")
        scheme = _choice(Statistic.Scheme, raw["classification"])
        if raw["occupation"] and not scheme:
            raise RowError(_("the row does not name the classification of its code"))
        if scheme == "noc2021" and len(raw["occupation"]) == 5:
            self.codes.unit_group(raw["occupation"])
        self.statistic(
            self._place(raw["area"]),
            raw["period"],
            table=f"{raw['source']}, {raw['table']}",
            measure=fold(raw["measure"]).replace(" ", "_"),
            sex=_choice(Statistic.Sex, raw["sex"]),
            age=raw["age"],
            work_time=_choice(Statistic.WorkTime, raw["work_time"]),
            education=_choice(Statistic.Education, raw["education"]),
            industry=raw["industry"],
            industry_fr=raw["industry"],
            industry_en=raw["industry"],
            scheme=scheme if raw["occupation"] else "",
            occupation=raw["occupation"],
            unit=_choice(Statistic.Unit, raw["unit"]) or "persons",
            value=value,
            missing=missing,
        )

    def _place(self, text: str) -> str:
        if text not in {CANADA, QUEBEC, *self.codes.regions.values()}:
            raise RowError(_("“%(value)s” is not an area"), value=text)
        return text


@cache
def _members(choices) -> frozenset[str]:
    return frozenset(choices.values)


def _choice(choices, text: str) -> str:
    if text and text not in _members(choices):
        raise RowError(_("“%(value)s” is not a known member"), value=text)
    return text
