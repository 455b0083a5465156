"""What a checked release would change, as tables for the desk."""

from itertools import chain
from typing import NamedTuple

from django.db.models import Field
from django.utils.formats import localize, number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

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
    move: float | None  # of the measured figure, in percent of what it was


class Kind(NamedTuple):
    """Rows of one kind; `shared` is what each of those listed has alike."""

    name: str
    count: int
    shared: list[Cell]
    rows: list[Row]

    @property
    def moves(self) -> bool:
        """Whether a measured figure moved."""
        return any(row.move is not None for row in self.rows)


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
        _differences(Words(target, found[target.model]), counts[target.model])
        for target in loader.targets
        if target.model in found
    ]


class Words:
    """What the columns of a table and its differing rows are called.

    The names of the codes are fetched once for the whole table.
    """

    def __init__(self, target: Target, found: dict):
        self.target, self.found = target, found
        columns = {field.attname: field for field in _columns(target)}
        self.fields = {name: columns[name] for name in (*target.key, *target.fields)}
        rows = [row for name in KINDS for pair in found[name] for row in pair if row]
        self.names = {name: names() for name, names in target.names.items()}
        for name, field in self.fields.items():
            if field.is_relation and name not in self.names:
                codes = {row[name] for row in rows} - {None, ""}
                kin = field.related_model._default_manager.in_bulk(codes)
                self.names[name] = {code: str(one) for code, one in kin.items()}

    def label(self, name: str) -> str:
        field = self.fields[name]
        named = field.related_model._meta if field.is_relation else field
        return str(named.verbose_name)

    def said(self, name: str, value) -> str:
        """A value in the page's language; a code by its name where it has one."""
        if value is None or name in self.names:
            return str(self.names.get(name, {}).get(value, value or ""))
        field = self.fields[name]
        return _said(field, field.to_python(value))

    def key(self, row: dict) -> str:
        return " · ".join(self.said(name, row[name]) for name in self.target.key)


def _columns(target: Target):
    return target.model_class._meta.concrete_fields


def _differences(words: Words, counts: dict) -> Differences:
    kinds = [
        _kind(words, name, counts[name], words.found[name])
        for name in KINDS
        if counts[name]
    ]
    areas = [
        (words.said(words.target.area, area), *by_kind)
        for area, *by_kind in words.found.get("areas", ())
    ]
    title = words.target.model_class._meta.verbose_name_plural
    return Differences(title, kinds, areas)


def _kind(words: Words, name: str, count: int, pairs: list) -> Kind:
    rows = [_row(words, *pair) for pair in pairs]
    first = rows[0].cells if len(rows) > 1 else ()
    shared = [cell for cell in first if all(cell in row.cells for row in rows)]
    rows = [
        row._replace(cells=[cell for cell in row.cells if cell not in shared])
        for row in rows
    ]
    return Kind(KINDS[name], count, shared, rows)


def _row(words: Words, before: dict | None, after: dict | None) -> Row:
    told = []
    for name in words.target.fields:
        was, now = (before or {}).get(name), (after or {}).get(name)
        # What is derived differs with its source.
        if was != now and words.fields[name].editable:
            was, now = _unlike(was, now)
            texts = words.said(name, was), words.said(name, now)
            told.append(Cell(words.label(name), *texts))
    cells = [cell for cell in told if cell.before or cell.after]
    return Row(words.key(after or before), cells, _move(words.target, before, after))


def _unlike(was, now) -> tuple:
    """Of two long lists of named values, what one has and the other has not."""
    if not (isinstance(was, dict) and isinstance(now, dict)):
        return was, now
    names = [n for n in chain(was, now) if was.get(n) != now.get(n)]
    return tuple({n: side[n] for n in names if n in side} for side in (was, now))


def _move(target: Target, before: dict | None, after: dict | None) -> float | None:
    if not (before and after and target.measure):
        return None
    was, now = before[target.measure], after[target.measure]
    return (float(now) / float(was) - 1) * 100 if was and now is not None else None


def _said(field: Field, value) -> str:
    """A value in the page's language, with all the decimals that its column has."""
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, dict):
        colon = pgettext("before a name", ":")
        return "; ".join(f"{name}{colon} {level}" for name, level in value.items())
    if isinstance(value, list):
        return "; ".join(map(str, value))
    places = getattr(field, "decimal_places", None)
    if places is not None:
        return number_format(value, places)
    return str(localize(value, use_l10n=True))
