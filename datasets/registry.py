"""What a loader declares, and where loaders are found.

A loader lives in `loaders` of the app whose tables it writes and says so with
`@register`. Loaders load in the order in which they are registered.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar, NamedTuple

from django.apps import apps
from django.db.models import Model
from django.utils.translation import gettext_noop as _
from modeltranslation.translator import translator

from datasets.layouts import Bundle, Layout
from datasets.reader import Table
from datasets.reasons import Doubtful, FileRefused, Reason, RowError


@dataclass(frozen=True)
class Publisher:
    """Who publishes, and under which licence; French first."""

    name: tuple[str, str]
    licence: tuple[str, str]
    licence_url: str = ""


@dataclass(frozen=True)
class Facts:
    """What the pages say of a source: French, then English.

    `method` says in our words what the figure is, and what it is not.
    """

    title: tuple[str, str]
    publisher: Publisher
    method: tuple[str, str]
    url: str = ""


@dataclass(frozen=True, eq=False)
class Target:
    """A table that a loader writes.

    `owns` is the SQL condition of the rows this loader answers for, where several
    loaders share the table. Rows that leave the source are marked withdrawn if the
    table can say so, deleted if not. `identity` are the columns of the key by which a
    row counts as vanished, where the others are wording. `measure` is the figure whose
    moves an analyst looks at first, `area` the column of the territory.
    """

    model: str
    key: tuple[str, ...]
    fields: tuple[str, ...] = ()
    owns: str = "TRUE"
    identity: tuple[str, ...] = ()
    measure: str = ""
    area: str = ""

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
    rows that moved may reach `share` for each year between the two editions.
    """

    target: Target
    moved: str
    share: float


class Fixture(NamedTuple):
    """A file of this project's own format: facts and figures, no official sentence."""

    name: str
    columns: Sequence[str]
    rows: Iterable[Sequence]


class Loader:
    """One attempt to read an edition of a dataset; subclasses are its declaration."""

    RELEASE, DIFF = "release", "diff"

    name: ClassVar[str]
    # Words of this portal, kept in `fixtures/` and loaded with any data.
    own: ClassVar[bool] = False
    kind: ClassVar[str] = RELEASE
    facts: ClassVar[Facts]
    edition: ClassVar[str] = ""
    layouts: ClassVar[tuple[Layout, ...]]
    bundles: ClassVar[tuple[Bundle, ...]] = ()
    targets: ClassVar[tuple[Target, ...]]
    drift: ClassVar[Drift | None] = None
    # Shares of the rows: refused one by one, and gone since the live edition.
    max_refused: float = 0.005
    max_vanished: float = 0.02
    # Share of rows that are set aside as implausible before an analyst must look.
    max_doubtful: float = 0.01
    # In place of the share that `drift` declares.
    max_moved: float | None = None
    max_rows: ClassVar[int] = 200_000
    # Years by which an edition may be named ahead of today.
    ahead: ClassVar[int] = 0

    def __init__(self, edition: str, thresholds: dict[str, float] | None = None):
        """`thresholds` are those that analysts set in place of this loader's."""
        vars(self).update(thresholds or {})
        self.edition = edition
        self.period = edition
        self.published_on = None
        self.records: dict[Target, dict[tuple, dict]] = {t: {} for t in self.targets}
        self.errors: list[dict] = []
        self.warnings: Counter[str] = Counter()
        self.ignored: Counter[str] = Counter()
        self.rows_read = self.rows_refused = self.rows_doubtful = 0
        self.layout: Layout | None = None
        # What the file being read has given: a second time is worth a warning.
        self._seen: set[tuple[Target, tuple]] = set()

    @classmethod
    def preferences(cls) -> tuple[Bundle, ...]:
        """The bundles that make a release, the fullest first."""
        return cls.bundles or tuple(Bundle((layout.name,)) for layout in cls.layouts)

    @classmethod
    def editions(cls, table: Table) -> list[str]:
        """The editions a file holds, oldest first; most files hold one."""
        match = table.layout.names(table.file.name)
        named = match.groupdict().get("edition") if match else None
        edition = named or table.layout.edition or cls.edition
        return [edition] if edition else []

    @classmethod
    def fixtures(cls) -> Iterable[Fixture]:
        """What the demonstration carries of the live edition."""
        return ()

    @classmethod
    def gaps(cls) -> Iterable[Reason]:
        """What the live data still lack, said after a folder was loaded."""
        return ()

    def prepare(self) -> None:
        """Fetch what rows are checked against."""

    def finish(self) -> None:
        """Put what only the whole of the files tells."""

    def published(self) -> None:
        """Follow up in the transaction that publishes."""

    def put(self, target: Target, **values) -> None:
        """Record a row; files of one release may each give some of its fields."""
        key = tuple(values[name] for name in target.key)
        known = self.records[target].setdefault(key, values)
        if known is not values:
            self.merge(target, key, known, values)
            if (target, key) in self._seen:
                self.warnings[_("rows that repeat another")] += 1
        self._seen.add((target, key))

    def merge(self, target: Target, key: tuple, known: dict, values: dict) -> None:
        """Join two records of one key; they may not contradict each other."""
        for name, value in values.items():
            if known.get(name, value) != value:
                raise RowError(
                    _("%(key)s appears twice with different values"),
                    key=" ".join(map(str, key)),
                )
        known.update(values)

    def ignore(self, reason: str) -> None:
        """Count a row that is good but not for this portal."""
        self.ignored[reason] += 1

    def read(self, tables: Iterable[Table], progress: Callable[[int], None]) -> None:
        """Read and validate every row of the files of one release."""
        self.prepare()
        for table in tables:
            self.layout = table.layout
            read_row = getattr(self, table.layout.read)
            self._seen.clear()
            before = self.rows_read
            number = refused_at = 0
            for number, raw in table.rows():
                self.rows_read += 1
                if self.rows_read > self.max_rows:
                    raise FileRefused(_("more than %(cap)d rows"), cap=self.max_rows)
                if not self.rows_read % 2000:
                    progress(self.rows_read)
                try:
                    if isinstance(raw, RowError):
                        raise raw
                    read_row(raw)
                except RowError as reason:
                    refused_at = number
                    self.refuse(reason, table.file.name, number)
            if refused_at == number and not table.content.ends_with_newline:
                raise FileRefused(_("the file ends in the middle of a row"))
            if self.rows_read == before:
                raise FileRefused(_("the file has a header and no rows"))
        self.finish()
        bad = self.rows_refused - self.rows_doubtful
        if bad > self.max_refused * self.rows_read:
            raise FileRefused(
                _("%(bad)d of %(rows)d rows are refused; the first: %(first)s"),
                bad=bad,
                rows=self.rows_read,
                first=self.errors[0]["row"],
            )
        if not any(self.records.values()):
            raise FileRefused(_("nothing in the file is for this portal"))

    def refuse(self, reason: Reason, file: str = "", row: int = 0) -> None:
        """Note a refused row; the first 200 are kept for the report."""
        self.rows_refused += 1
        self.rows_doubtful += isinstance(reason, Doubtful)
        if len(self.errors) < 200:
            self.errors.append({"file": file, "row": row} | reason.stored())


@dataclass(frozen=True)
class NotUsed:
    """A published file that is known and not loaded, and why."""

    file_name: str
    reason: str
    superseded: bool = False


_loaders: dict[str, type[Loader]] = {}
_not_used: list[NotUsed] = []


def register(loader: type[Loader]) -> type[Loader]:
    _loaders[loader.name] = loader
    return loader


def not_used(file_name: str, reason: str, superseded: bool = False) -> None:
    """Declare files that `load_real` names in its report without loading them."""
    _not_used.append(NotUsed(file_name, reason, superseded))


def loaders() -> dict[str, type[Loader]]:
    """Every loader by the name of its dataset, in loading order."""
    return dict(_loaders)


def why_not_used(file_name: str) -> NotUsed | None:
    name = file_name.casefold()
    return next(
        (known for known in _not_used if re.search(known.file_name, name)), None
    )
