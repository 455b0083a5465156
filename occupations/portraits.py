"""A region's portrait: its occupations, its wages beside Québec's, its towns, its jobs.

The outlook of Job Bank is the region's own. Québec's diagnosis is published for all of
Québec alone: it is shown as such, never as the region's.
"""

from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from classifications.models import Municipality
from datasets.kept import kept
from figures.numbers import money, number
from occupations.explorer import Row, explorer_index
from occupations.models import Outlook, Statistic
from occupations.models.figures import QUEBEC
from occupations.scales import DIAGNOSIS, JOB_BANK, in_files

SHOWN = 15
SOURCES = ("diagnostics", "outlooks", "wages")
INDUSTRIES = "statistics-template"
RANKS = {step.value: step.rank for step in DIAGNOSIS}
OUTLOOK_RANKS = {step.value: step.rank for step in JOB_BANK}
HEADER = [
    "noc_2021", "title", "diagnosis_quebec", "job_bank_region",
    "wage_low", "wage_median", "wage_high", "wage_median_quebec",
]  # fmt: skip


class Town(NamedTuple):
    """`population` is None where the directory gives none."""

    name: str
    designation: str
    population: int | None


class Line(NamedTuple):
    """One occupation in a region; wages in dollars an hour, None if not published.

    `job_bank` is "" where Job Bank says undetermined, None where no edition is loaded.
    """

    row: Row
    job_bank: str | None
    wages: list[float] | None
    quebec: float | None


@kept(34)
def outlooks(area: str, version: int) -> dict[str, str]:
    """Job Bank's live outlook in a region, by occupation."""
    rows = Outlook.objects.of_area(area, Outlook.Scale.JOB_BANK)
    return dict(rows.values_list("unit_group_id", "value"))


@kept(34)
def towns(area: str, version: int) -> list[Town]:
    """The municipalities of a region, the most peopled first."""
    return [Town(*row) for row in Municipality.objects.of_region(area)]


@kept(34)
def industries(area: str, version: int) -> list[tuple]:
    """Live employment of a region by industry, where an analyst loaded one."""
    return list(Statistic.objects.by_industry(INDUSTRIES, area))


class Portrait:
    """What the releases say of one region, in one language."""

    def __init__(self, area: str, version: int, language: str):
        self.area, self.version, self.language = area, version, language

    @property
    def has_outlooks(self) -> bool:
        """Whether a loaded edition of Job Bank's outlooks covers the region."""
        return bool(outlooks(self.area, self.version))

    def lines(self) -> list[Line]:
        """Every occupation: Québec's diagnosis, then Job Bank here, then the wage."""
        found = outlooks(self.area, self.version)
        lines = [
            Line(
                row,
                found.get(row.code),
                row.hourly_wages.get(self.area),
                (row.hourly_wages.get(QUEBEC) or [None, None])[1],
            )
            for row in explorer_index(self.version).rows
        ]
        return sorted(
            lines,
            key=lambda line: (
                -RANKS.get(line.row.diagnosis, -9),
                -OUTLOOK_RANKS.get(line.job_bank, -9),
                -line.wages[1] if line.wages else 0,
                line.row.code,
            ),
        )

    def top(self, most: int = SHOWN) -> list[dict]:
        """The first occupations for which Québec expects too few workers."""
        wanted = [one for one in self.lines() if RANKS.get(one.row.diagnosis, -9) > 0]
        return [
            {
                "code": line.row.code,
                "slug": line.row.slug[self.language],
                "title": line.row.title[self.language],
                "diagnosis": line.row.diagnosis,
                "job_bank": line.job_bank,
                "median": self._money(line.wages and line.wages[1]),
                "quebec": self._money(line.quebec),
            }
            for line in wanted[:most]
        ]

    def against_quebec(self) -> str:
        """How many medians of the region stand above, at and below Québec's."""
        pairs = [
            (line.wages[1], line.quebec)
            for line in self.lines()
            if line.wages and line.quebec
        ]
        if not pairs:
            return ""
        counts = {
            "above": sum(here > whole for here, whole in pairs),
            "same": sum(here == whole for here, whole in pairs),
            "below": sum(here < whole for here, whole in pairs),
        }
        return ngettext(
            "Of %(count)s occupation whose median wage is published here, %(above)s is "
            "above Québec’s, %(same)s equal and %(below)s below.",
            "Of %(count)s occupations whose median wages are published here, %(above)s "
            "are above Québec’s, %(same)s equal and %(below)s below.",
            len(pairs),
        ) % {
            name: number(value, self.language)
            for name, value in {"count": len(pairs), **counts}.items()
        }

    def towns(self) -> list[tuple[str, str, str]]:
        return [
            (
                town.name,
                town.designation,
                ""
                if town.population is None
                else number(town.population, self.language),
            )
            for town in towns(self.area, self.version)
        ]

    def towns_sentence(self) -> str:
        found = towns(self.area, self.version)
        if not found:
            return ""
        people = sum(town.population or 0 for town in found)
        return ngettext(
            "%(count)s municipality, %(people)s inhabitants.",
            "%(count)s municipalities, %(people)s inhabitants in all.",
            len(found),
        ) % {
            "count": number(len(found), self.language),
            "people": number(people, self.language),
        }

    def industries(self) -> list[tuple[str, str, str, str]]:
        """Industry, the language of its name if not the page's, period, persons."""
        lines = []
        for period, french, english, code, value, missing in industries(
            self.area, self.version
        ):
            named = french if self.language == "fr" else english
            lines.append(
                (
                    named or english or code,
                    "" if named else "en",
                    period,
                    number(value, self.language)
                    if value is not None
                    else str(Statistic.Missing(missing).label),
                )
            )
        return lines

    def rows(self) -> list[list]:
        """Every occupation: what the files give."""
        return [
            [
                line.row.code,
                line.row.title[self.language],
                line.row.diagnosis or None,
                in_files(line.job_bank),
                *(line.wages or [None] * 3),
                line.quebec,
            ]
            for line in self.lines()
        ]

    def _money(self, value) -> str:
        return money(value, self.language) if value else ""


def unemployment_sentence(headline: dict, name: str) -> str:
    """The last month in a sentence that a person could repeat."""
    if not headline["rate"]:
        return ""
    words = {"name": name, **headline}
    if not headline["quebec"]:
        return _("%(name)s: %(rate)s unemployed in %(month)s.") % words
    return (
        _("%(name)s: %(rate)s unemployed in %(month)s; in all of Québec, %(quebec)s.")
        % words
    )
