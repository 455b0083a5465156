"""Occupations side by side: from profiles to the rows of one table.

Everything is formatted here, in the page's language; the template and the CSV file only
place it. Nothing is compared across scales, and no figure stands in for another.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from classifications.models.noc import Teer
from figures import charts
from figures.numbers import money, number, period
from occupations.descriptors import Rated
from occupations.models.figures import QUEBEC
from occupations.models.profile import Profile
from occupations.pay import HOURS, WEEKS
from occupations.pieces import SCALE_SOURCES, SECTIONS
from occupations.profiles import NO_LEVEL
from occupations.scales import SCALES, step
from occupations.words import interest_name

# How many of the strongest descriptors of each occupation enter the table.
STRONGEST = {"skills": 4, "abilities": 3, "context": 4}
SOURCES = tuple(
    name for part in ("outlook", "wages", "characteristics") for name in SECTIONS[part]
)


class Pay(NamedTuple):
    """A wage in one area: its three values, drawn and in words."""

    values: list[float]
    bar: charts.Range | None
    median: str
    span: str
    year: str


class Cell(NamedTuple):
    """What one occupation has in a row: its words, and its number or class."""

    text: str
    value: object = None


@dataclass(frozen=True)
class Row:
    """One line: `kind` says how its cells are drawn (text, badge, pay or level)."""

    label: str
    cells: list[Cell]
    kind: str = "text"
    note: str = ""
    scale: str = ""

    @property
    def differs(self) -> bool:
        return len({cell.text for cell in self.cells}) > 1

    def exported(self) -> list[list]:
        """The line as a file holds it: numbers as numbers, a wage on four lines."""
        label = f"{self.label}, {self.note}" if self.note else self.label
        if self.kind == "pay":
            names = [_("low"), _("median"), _("high")]
            return [
                [f"{label}, {name}"]
                + [
                    cell.value.values[i] if cell.value else cell.text
                    for cell in self.cells
                ]
                for i, name in enumerate(names)
            ]
        plain = self.kind == "level" or self.scale == "number"
        return [
            [label]
            + [
                cell.value if plain and cell.value is not None else cell.text
                for cell in self.cells
            ]
        ]


class Group(NamedTuple):
    title: str
    rows: list[Row]
    note: str = ""
    axis: Sequence[str] = ()


class Comparison:
    """The table of a few profiles, for Québec and the regions asked, in a language."""

    def __init__(
        self,
        profiles: list[Profile],
        areas: dict[str, str],
        descriptors: list[Rated],
        editions: dict,
        language: str,
    ):
        self.profiles = profiles
        self.contents = [profile.content(language) for profile in profiles]
        self.rated = [bytes(profile.levels) for profile in profiles]
        self.areas = {QUEBEC: _("Québec")} | areas
        self.descriptors = descriptors
        self.editions = editions
        self.language = language

    def groups(self) -> list[Group]:
        groups = [self.outlook(), self.wages(), self.work(), *self.levels()]
        return [group for group in groups if group.rows]

    def titles(self) -> list[str]:
        return [content["title"] for content in self.contents]

    def sources(self) -> list:
        return [self.editions[name] for name in SOURCES if name in self.editions]

    # -- outlook ------------------------------------------------------------------

    def outlook(self) -> Group:
        labels = {
            "diagnosis": _("Québec’s diagnosis"),
            "job_bank": _("Job Bank, Québec"),
            "cops": _("COPS, Canada"),
        }
        rows = []
        for scale in SCALES:
            values = [content["outlooks"].get(scale, "") for content in self.contents]
            cells = [Cell(str(step(scale, value).label), value) for value in values]
            note = self._period(SCALE_SOURCES[scale])
            rows.append(Row(labels[scale], cells, "badge", note, scale))
        note = _("Outlook: each source has its own scale; never compare two lines.")
        return Group(_("Outlook"), rows, note)

    def _period(self, source: str) -> str:
        edition = self.editions.get(source)
        return (
            period(edition.period or edition.edition, self.language) if edition else ""
        )

    # -- wages --------------------------------------------------------------------

    def wages(self) -> Group:
        """One line per area; a region's missing wage stays missing.

        Wages an hour and a year cannot share an axis: where both are, only the hourly
        ones are drawn.
        """
        wages = [content["wages"] for content in self.contents]
        units = {wage["unit"] for wage in wages if wage["live"]}
        drawn = "hour" if "hour" in units else "year"
        shown = [
            value
            for wage in wages
            if wage["unit"] == drawn
            for area in self.areas
            for value in wage["live"].get(area, ())
        ]
        axis = charts.Axis.around(shown) if shown else None
        rows = [
            Row(
                name,
                [
                    self._pay(wage, area, axis if wage["unit"] == drawn else None)
                    for wage in wages
                ],
                "pay",
            )
            for area, name in self.areas.items()
        ]
        years = {wage["edition"] for wage in wages if wage["live"]}
        heading = {"years": ", ".join(sorted(years))}
        if not years:
            title = _("Wages")
        elif units == {"hour"}:
            title = _("Wages, dollars an hour, %(years)s") % heading
        else:
            title = _("Wages, %(years)s") % heading
        note = ""
        if drawn == "hour" and axis:
            note = _(
                "Wages: from low to high, the dot is the median, on one axis for all. "
                "A year is the median × %(hours)s hours × %(weeks)s weeks; part-time "
                "or seasonal work gives less."
            ) % {"hours": HOURS, "weeks": WEEKS}
        ticks = [charts.percent(axis.at(tick)) for tick in axis.ticks] if axis else ()
        return Group(title, rows, note, ticks)

    def _pay(self, wage: dict, area: str, axis: charts.Axis | None) -> Cell:
        values = wage["live"].get(area)
        if not values:
            return Cell(_("not published"))
        hourly = wage["unit"] == "hour"
        decimals = 2 if hourly else 0
        median = money(values[1], self.language, decimals)
        low, high = (number(x, self.language, decimals) for x in (values[0], values[2]))
        span = _("%(low)s to %(high)s") % {"low": low, "high": high}
        year = _("a year, as published")
        if hourly:
            converted = money(values[1] * HOURS * WEEKS, self.language, 0)
            year = _("%(amount)s a year") % {"amount": converted}
        bar = charts.Range.on(axis, *values) if axis else None
        return Cell(f"{median}, {span}", Pay(values, bar, median, span, year))

    # -- work ---------------------------------------------------------------------

    def work(self) -> Group:
        silent = _("not stated")
        status = {
            "yes": _("yes"),
            "some": _("some titles"),
            "": silent,
        }
        teer = [f"{p.teer}, {Teer(p.teer).label}" for p in self.profiles]
        interests = [
            ", ".join(interest_name(letter) for letter in content["interests"])
            or _("not published")
            for content in self.contents
        ]
        years = {content["cops"].get("year") for content in self.contents} - {None}
        return Group(
            _("Work"),
            [
                Row(_("TEER category"), [Cell(text) for text in teer]),
                Row(_("Interests"), [Cell(text) for text in interests]),
                Row(
                    _("Regulated"),
                    [Cell(status[content["regulated"]]) for content in self.contents],
                    note=_("“not stated” does not mean no"),
                ),
                self._persons(
                    _("Employment, Canada"), "employment", ", ".join(map(str, years))
                ),
                self._persons(
                    _("Job openings, Canada"), "openings", self._period("cops")
                ),
            ],
        )

    def _persons(self, label: str, measure: str, note: str) -> Row:
        values = [content["cops"].get(measure) for content in self.contents]
        cells = [
            Cell(_("not assessed") if v is None else number(v, self.language), v)
            for v in values
        ]
        return Row(label, cells, note=note, scale="number")

    # -- levels -------------------------------------------------------------------

    def levels(self) -> list[Group]:
        titles = {
            "skills": _("Strongest skills"),
            "abilities": _("Strongest abilities"),
            "context": _("Most marked in the work context"),
        }
        return [
            Group(title, [self._level_row(place) for place in self._places(category)])
            for category, title in titles.items()
        ]

    def _places(self, category: str) -> list[int]:
        """The strongest descriptors of each occupation, taken together."""
        places = [i for i, d in enumerate(self.descriptors) if d.category == category]
        chosen: set[int] = set()
        for levels in self.rated:
            strong = sorted((-(_level(levels, i) or 0), i) for i in places)
            chosen.update(i for level, i in strong[: STRONGEST[category]] if level)

        def strength(place: int) -> tuple:
            known = [_level(levels, place) or 0 for levels in self.rated]
            return -max(known), -sum(known), place

        return sorted(chosen, key=strength)

    def _level_row(self, place: int) -> Row:
        values = [_level(levels, place) for levels in self.rated]
        cells = [
            Cell(_("not published") if value is None else f"{value}", value)
            for value in values
        ]
        return Row(self.descriptors[place].name, cells, "level")

    # -- words --------------------------------------------------------------------

    def summary(self, groups: list[Group]) -> str:
        """What a person could repeat: the best paid, and how much differs."""
        if len(self.profiles) < 2:
            return ""
        rows = [row for group in groups for row in group.rows]
        count = sum(row.differs for row in rows)
        differing = ngettext(
            "%(count)s line of %(all)s differs.",
            "%(count)s lines of %(all)s differ.",
            count,
        ) % {"count": count, "all": len(rows)}
        return " ".join(part for part in (self._best_paid(), differing) if part)

    def _best_paid(self) -> str:
        wages = [content["wages"] for content in self.contents]
        paid = [
            (wage["live"][QUEBEC][1], content["title"])
            for wage, content in zip(wages, self.contents, strict=True)
            if QUEBEC in wage["live"] and wage["unit"] == "hour"
        ]
        medians = [median for median, _title in paid]
        if len(paid) < 2 or medians.count(max(medians)) > 1:
            return ""
        median, title = max(paid)
        return _(
            "Highest published median wage in Québec: %(title)s, %(median)s an hour."
        ) % {"title": title, "median": money(median, self.language)}

    # -- file ---------------------------------------------------------------------

    def table(self) -> list[list]:
        """The rows of the CSV file: part, line, then one column per occupation."""
        lines = [["", _("Occupation"), *self.titles()]]
        for group in self.groups():
            for row in group.rows:
                lines += [[group.title, *line] for line in row.exported()]
        return lines + [
            [_("Source"), _cited(edition, self.language)] for edition in self.sources()
        ]


def _level(levels: bytes, place: int) -> int | None:
    """The level of a descriptor by its place in the profile; None when it has none."""
    raw = levels[place] if place < len(levels) else NO_LEVEL
    return None if raw == NO_LEVEL else raw


def _cited(edition, language: str) -> str:
    span = period(edition.period or edition.edition, language)
    doubt = _("transcribed, unverified")
    text = f"{edition.title}, {span}, {edition.publisher}, {edition.licence}"
    return f"{text} ({doubt})" if edition.transcribed else text
