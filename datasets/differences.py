"""What a checked release would change, as tables for the desk."""

from typing import NamedTuple

from django.utils.formats import localize, number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from datasets.models import Release
from datasets.registry import loaders
from datasets.targets import Target


class Cell(NamedTuple):
    """A column of a row that differs, before and after."""

    name: str
    before: str
    after: str


class Row(NamedTuple):
    key: str
    cells: list[Cell]
    # Move of the measured figure, in percent of what it was.
    move: float | None


class Kind(NamedTuple):
    name: str
    count: int
    rows: list[Row]


class Differences(NamedTuple):
    """The differences of one table; `areas` gives (area, added, changed, gone)."""

    title: str
    kinds: list[Kind]
    areas: list[tuple]


KINDS = {
    "changed": gettext_lazy("Changed"),
    "vanished": gettext_lazy("Gone"),
    "added": gettext_lazy("Added"),
}


def tables_of(release: Release) -> list[Differences]:
    """By table, in the order of the loader's targets."""
    loader = loaders().get(release.source_id)
    found = release.report.get("differences", {})
    counts = release.report.get("tables", {})
    if loader is None:
        return []
    return [
        _differences(target, found[target.model], counts[target.model])
        for target in loader.targets
        if target.model in found
    ]


def _differences(target: Target, found: dict, counts: dict) -> Differences:
    table = _Table(target)
    kinds = [
        Kind(title, counts[name], [table.row(*pair) for pair in found[name]])
        for name, title in KINDS.items()
        if counts[name]
    ]
    title = target.model_class._meta.verbose_name_plural
    areas = [
        (table.named(target.area, area), *counts)
        for area, *counts in found.get("areas", ())
    ]
    return Differences(title, kinds, areas)


class _Table:
    """The columns of a target, and the names that codes have in the page's language."""

    def __init__(self, target: Target):
        self.target = target
        self.fields = {f.attname: f for f in target.model_class._meta.concrete_fields}
        self.names = {column: names() for column, names in target.names.items()}

    def row(self, before: dict | None, after: dict | None) -> Row:
        either = after or before
        key = " · ".join(self.said(either, name) for name in self.target.key)
        told = [
            Cell(self.label(name), self.said(before, name), self.said(after, name))
            for name in self.target.fields
            if (before or {}).get(name) != (after or {}).get(name)
            and self.fields[name].editable  # what is derived differs with its source
        ]
        cells = [cell for cell in told if cell.before or cell.after]
        move, measure = None, self.target.measure
        if before and after and measure and before[measure]:
            was, now = before[measure], after[measure]
            move = (float(now) / float(was) - 1) * 100 if now is not None else None
        return Row(key, cells, move)

    def named(self, column: str, code: str) -> str:
        """The name that a code has; the code itself without one."""
        return self.names.get(column, {}).get(code, code)

    def label(self, name: str) -> str:
        field = self.fields[name]
        return (field.related_model._meta if field.is_relation else field).verbose_name

    def said(self, row: dict | None, name: str) -> str:
        """A value in the page's language, with all the decimals that its column has."""
        value, field = (row or {}).get(name), self.fields[name]
        if name in self.names:
            return self.named(name, value or "")
        if value is None:
            return ""
        if field.choices:
            return str(dict(field.flatchoices).get(value, value))
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        places = getattr(field, "decimal_places", None)
        return str(localize(value)) if places is None else number_format(value, places)
