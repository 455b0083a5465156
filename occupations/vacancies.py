"""Job vacancies as pages print them: the last quarters, newest first."""

from collections.abc import Iterable
from decimal import Decimal

from django.utils.translation import gettext as _

from datasets.kept import kept
from figures.numbers import money, number, percent
from occupations.models import Statistic
from occupations.models.statistics import VACANCY_MEASURES

BY_REGION, BY_INDUSTRY = "statcan-14-10-0441", "statcan-14-10-0442"
SHOWN = 8
Figure = tuple[str, str, Decimal | None, str]


@kept(34)
def of_region(area: str, version: int) -> list[Figure]:
    """Measure, quarter, value and why it is missing, every industry together."""
    return list(Statistic.objects.vacancies(BY_REGION, area))


def quarter(period: str) -> str:
    """The quarter that begins with a month: 2025-04 is the second of 2025."""
    year, _dash, month = period.partition("-")
    names = {
        "01": _("1st quarter %(year)s"),
        "04": _("2nd quarter %(year)s"),
        "07": _("3rd quarter %(year)s"),
        "10": _("4th quarter %(year)s"),
    }
    return names[month] % {"year": year} if month in names else period


def table(figures: Iterable[Figure], language: str) -> list[tuple[str, ...]]:
    """Quarter, vacancies, rate, wage offered; or why each is not published."""
    quarters: dict[str, dict[str, str]] = {}
    for measure, period, value, missing in figures:
        said = (
            str(Statistic.Missing(missing).label)
            if value is None
            else _said(measure, value, language)
        )
        quarters.setdefault(period, {})[measure] = said
    none = _("not published")
    return [
        (
            quarter(period),
            *(quarters[period].get(measure, none) for measure in VACANCY_MEASURES),
        )
        for period in sorted(quarters, reverse=True)[:SHOWN]
    ]


def _said(measure: str, value: Decimal, language: str) -> str:
    if measure == "vacancies":
        return number(value, language)
    if measure == "vacancy_rate":
        return percent(value, language)
    return money(value, language)
