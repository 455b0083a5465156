"""Job vacancies: tables of the Job Vacancy and Wage Survey, by industry and region."""

from datasets.registry import register
from occupations.loaders.statcan import Table, facts, layout
from occupations.models import Statistic


class Vacancies(Table):
    """One table of the survey; a period is the first month of a quarter."""

    statistics = {
        "job vacancies": "vacancies",
        "job vacancy rate": "vacancy_rate",
        "average offered hourly wage": "offered_wage",
    }
    # Every quarter since 2015, for each province.
    max_rows = 1_000_000

    def unit(self, measure: str, text: str) -> str:
        if measure == "vacancies":  # the table says “Number”
            return Statistic.Unit.JOBS
        return super().unit(measure, text)


METHOD = (
    "Postes vacants, taux de postes vacants et salaire horaire offert en moyenne, par "
    "trimestre, non désaisonnalisés (Enquête sur les postes vacants et les salaires). "
    "Ce que l’enquête supprime n’est pas zéro.",
    "Job vacancies, vacancy rate and average hourly wage offered, by quarter, not "
    "seasonally adjusted (Job Vacancy and Wage Survey). What the survey suppresses is "
    "not zero.",
)


@register
class VacanciesByRegion(Vacancies):
    """Table 14-10-0441: every industry together, by economic region."""

    name = "statcan-14-10-0441"
    number = "14-10-0441"
    facts = facts(
        (
            "Postes vacants par région économique (tableau 14-10-0441)",
            "Job vacancies by economic region (table 14-10-0441)",
        ),
        number,
        METHOD,
    )
    layouts = (layout(number),)


@register
class VacanciesByIndustry(Vacancies):
    """Table 14-10-0442: by industry, in Québec and Canada."""

    name = "statcan-14-10-0442"
    number = "14-10-0442"
    facts = facts(
        (
            "Postes vacants par industrie (tableau 14-10-0442)",
            "Job vacancies by industry (table 14-10-0442)",
        ),
        number,
        METHOD,
    )
    layouts = (layout(number),)
