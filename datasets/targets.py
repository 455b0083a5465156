"""The tables that loaders write, and how much of them may move."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from django.apps import apps
from django.db.models import CharField, DecimalField, Model
from modeltranslation.translator import translator


@dataclass(frozen=True, eq=False)
class Target:
    """A table that a loader writes.

    `owns` is the SQL condition of the rows this loader answers for, where several
    loaders share the table. Rows that leave the source are marked withdrawn if the
    table can say so, deleted if not. `identity` are the columns of the key by which a
    row counts as vanished, where the others are wording. `figures` are the columns that
    two editions never have all alike, `measure` the one whose moves an analyst looks
    at first, `area` the column of the territory. `names` are the columns whose codes
    have a name: a function gives them all in the page's language.
    """

    model: str
    key: tuple[str, ...]
    fields: tuple[str, ...] = ()
    owns: str = "TRUE"
    identity: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    measure: str = ""
    area: str = ""
    names: Mapping[str, Callable[[], dict[str, str]]] = field(default_factory=dict)

    @cached_property
    def model_class(self) -> type[Model]:
        return apps.get_model(self.model)

    @cached_property
    def defaults(self) -> dict[str, object]:
        """Every written column with the value it takes when a record gives none."""
        by_column = {f.attname: f for f in self.model_class._meta.concrete_fields}
        columns = [*self.key, *self.fields]
        defaults = {name: by_column[name].get_default() for name in columns}
        if "withdrawn" in by_column:
            defaults["withdrawn"] = False
        return defaults | dict.fromkeys(self.translated, "")

    @cached_property
    def longest(self) -> dict[str, int]:
        """The columns of text that are held to a length, and how many characters."""
        return {
            field.attname: field.max_length
            for field in self.model_class._meta.concrete_fields
            if isinstance(field, CharField) and field.attname in self.defaults
        }

    @cached_property
    def least_too_large(self) -> dict[str, int]:
        """The columns of decimal numbers, and the first one that has no room there."""
        return {
            field.attname: 10 ** (field.max_digits - field.decimal_places)
            for field in self.model_class._meta.concrete_fields
            if isinstance(field, DecimalField) and field.attname in self.defaults
        }

    @cached_property
    def translated(self) -> list[str]:
        """Bare columns of translated fields: modeltranslation keeps one beside both."""
        if self.model_class not in translator.get_registered_models():
            return []
        names = translator.get_options_for_model(self.model_class).fields
        written = {*self.key, *self.fields}
        return [name for name in names if f"{name}_fr" in written]

    def complete(self, values: dict) -> tuple:
        """A record as a row: defaults filled in, bare translated columns in French."""
        row = self.defaults | values
        for name in self.translated:
            row[name] = row[f"{name}_fr"] or row.get(f"{name}_en") or ""
        return tuple(row.values())


@dataclass(frozen=True)
class Drift:
    """How much may move between two editions before an analyst must look.

    `moved` is an SQL condition on `live` and `new`, two rows of one key. The share of
    rows that moved may reach `share` for each year between the two editions; with no
    share, no row may.
    """

    target: Target
    moved: str
    share: float = 0


# Words that move from one class to another, or from one language.
RETITLED = "live.title_fr <> new.title_fr OR live.title_en <> new.title_en"


def apart(name: str, times: float) -> str:
    """The condition that a figure became so many times larger or smaller."""
    return (
        f"greatest(abs(new.{name}), abs(live.{name})) > {times} * "
        f"least(abs(new.{name}), abs(live.{name}))"
    )
