"""What the statistics say on pages that are not an occupation's."""

from django.utils.translation import gettext as _

from classifications.panels import register
from datasets import editions
from figures.citation import lines
from figures.numbers import number
from occupations.models import Statistic
from occupations.models.figures import QUEBEC
from occupations.statistics import INDUSTRIES


@register("industry", rank=10)
def employment(code: str, language: str, version: int) -> tuple[str, dict] | None:
    """Employed persons of an industry in Québec, year by year.

    The survey tells ages and sexes apart; a total stands where every cell of the year
    is published, and nowhere else. Source: table 14-10-0023.
    """
    years: dict[str, list] = {}
    rows = Statistic.objects.of_industry(INDUSTRIES, code, QUEBEC)
    for period, sex, age, value in rows:
        years.setdefault(period, []).append((sex, age, value))
    if not years:
        return None
    live = editions.live(version, language)
    return "occupations/_industry_employment.html", {
        "rows": [(year, _total(cells, language)) for year, cells in years.items()],
        "sources": lines(live, language, INDUSTRIES),
        "title": _("Employment in Québec"),
    }


def _total(cells: list, language: str) -> str:
    """The published total of a year, or the sum of its cells when none is missing."""
    for sex, age, value in cells:
        if not sex and not age and value is not None:
            return number(value, language)
    if any(value is None for _sex, _age, value in cells):
        return ""
    return number(sum(value for _sex, _age, value in cells), language)
