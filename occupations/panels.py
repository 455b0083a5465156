"""What the statistics say on pages that are not an occupation's."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from classifications.panels import register
from classifications.places import region_names
from datasets import editions
from figures.citation import lines
from figures.numbers import number
from occupations import vacancies
from occupations.explorer import explorer_index
from occupations.models import Statistic
from occupations.models.figures import QUEBEC
from occupations.statistics import INDUSTRIES
from occupations.workplaces import SOURCE, workplaces


@register("industry", rank=10)
def employment(code: str, language: str, version: int) -> tuple[str, dict] | None:
    """Employed persons of an industry in Québec, year by year, and its vacancies.

    The survey tells ages and sexes apart; a total stands where every cell of the year
    is published, and nowhere else. Sources: tables 14-10-0023 and 14-10-0442.
    """
    sources = (INDUSTRIES, vacancies.BY_INDUSTRY)
    found = list(Statistic.objects.of_industry(sources, code, QUEBEC))
    if not found:
        return None
    open_jobs = [
        (measure, period, value, missing)
        for source, measure, period, _sex, _age, value, missing in found
        if source == vacancies.BY_INDUSTRY
    ]
    live = editions.live(version, language)
    return "occupations/_industry_employment.html", {
        "rows": years(found, language),
        "sources": lines(live, language, INDUSTRIES),
        "title": _("Employment in Québec"),
        "vacancies": vacancies.table(open_jobs, language),
        "vacancy_sources": lines(live, language, vacancies.BY_INDUSTRY),
        "place": _("Québec"),
    }


@register("industry", rank=20)
def occupations_of(code: str, language: str, version: int) -> tuple[str, dict] | None:
    """The occupations whose workplaces bear the very title of the class."""
    groups = workplaces(version).groups.get(code)
    if not groups:
        return None
    index, address = explorer_index(version), reverse("occupations:list")
    rows = [
        index.rows[index.places[group]] for group in groups if group in index.places
    ]
    return "occupations/_occupations_of_class.html", {
        "occupations": [
            {
                "code": row.code,
                "title": row.title[language],
                "url": f"{address}{row.code}-{row.slug[language]}",
            }
            for row in rows
        ],
        "sources": lines(editions.live(version, language), language, SOURCE),
    }


@register("unit_group", rank=20)
def workplaces_of(code: str, language: str, version: int) -> tuple[str, dict] | None:
    """Where the work is done; a name leads to the class that bears it as its title."""
    known = workplaces(version)
    names = known.names.get(code)
    if not names:
        return None
    return "occupations/_workplaces.html", {
        "places": [
            (
                name,
                reverse("sectors:by_code", args=[known.classes[name]])
                if name in known.classes
                else "",
            )
            for name in names
        ],
        "lang": "" if language == "en" else "en",
        "sources": lines(editions.live(version, language), language, SOURCE),
    }


@register("region", rank=10)
def vacancies_of(code: str, language: str, version: int) -> tuple[str, dict] | None:
    """The vacancies of a region, every industry together (table 14-10-0441)."""
    found = vacancies.of_region(code, version)
    if not found:
        return None
    live = editions.live(version, language)
    return "occupations/_vacancies.html", {
        "vacancies": vacancies.table(found, language),
        "vacancy_sources": lines(live, language, vacancies.BY_REGION),
        "place": region_names(version)[code],
    }


def years(found: Iterable[tuple], language: str) -> list[tuple[str, str]]:
    """Each year and its employed persons, blank where not published.

    `found`: rows of `of_industry`.
    """
    cells: dict[str, list] = {}
    for source, _measure, period, sex, age, value, _missing in found:
        if source == INDUSTRIES:
            cells.setdefault(period, []).append((sex, age, value))
    return [(period, _total(same, language)) for period, same in cells.items()]


def _total(cells: list, language: str) -> str:
    """The published total of a year, or the sum of its cells when none is missing."""
    for sex, age, value in cells:
        if not sex and not age and value is not None:
            return number(value, language)
    if any(value is None for _sex, _age, value in cells):
        return ""
    return number(sum(value for _sex, _age, value in cells), language)
