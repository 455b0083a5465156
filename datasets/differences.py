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
    kinds = [
        Kind(title, counts[name], [_row(target, *pair) for pair in found[name]])
        for name, title in KINDS.items()
        if counts[name]
    ]
    title = target.model_class._meta.verbose_name_plural
    areas = [
        (_named(target, target.area, area), *counts)
        for area, *counts in found.get("areas", ())
    ]
    return Differences(title, kinds, areas)


def _row(target: Target, before: dict | None, after: dict | None) -> Row:
    either = after or before
    key = " · ".join(_said(target, either, name) for name in target.key)
    told = [
        Cell(
            _label(target, name),
            _said(target, before, name),
            _said(target, after, name),
        )
        for name in target.fields
        if (before or {}).get(name) != (after or {}).get(name)
        and _field(target, name).editable  # what is derived differs with its source
    ]
    cells = [cell for cell in told if cell.before or cell.after]
    move = None
    if before and after and target.measure and before[target.measure]:
        was, now = before[target.measure], after[target.measure]
        move = (float(now) / float(was) - 1) * 100 if now is not None else None
    return Row(key, cells, move)


def _field(target: Target, name: str):
    fields = target.model_class._meta.concrete_fields
    return next((field for field in fields if field.attname == name), None)


def _label(target: Target, name: str) -> str:
    field = _field(target, name)
    return (field.related_model._meta if field.is_relation else field).verbose_name


def _named(target: Target, name: str, code: str) -> str:
    """The name that a code has; the code itself without one."""
    names = target.names.get(name)
    return names().get(code, code) if names else code


def _said(target: Target, row: dict | None, name: str) -> str:
    """A value in the page's language, with all the decimals that its column has."""
    value = (row or {}).get(name)
    if name in target.names:
        return _named(target, name, value or "")
    field = _field(target, name)
    if value is None:
        return ""
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    places = getattr(field, "decimal_places", None)
    return str(localize(value)) if places is None else number_format(value, places)
