"""What a loader declares, and where loaders are found.

A loader lives in `loaders` of the app whose tables it writes and says so with
`@register`. Loaders load in the order in which they are registered.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from django.db import connection
from django.utils.translation import gettext_noop as _

from datasets.given import MAX_UNPACKED, MIB, GivenFile, members
from datasets.layouts import Bundle, Layout
from datasets.reader import Table, open_table
from datasets.reasons import TOO_LONG, Doubtful, FileRefused, Reason, RowError
from datasets.staging import Stage, copy, lines
from datasets.targets import Drift, Target

LISTED = 200  # refused rows that a report names


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
    drifts: ClassVar[tuple[Drift, ...]] = ()
    # Shares of the rows: refused one by one, and gone since the live edition.
    max_refused: float = 0.005
    max_vanished: float = 0.02
    # Share of the live figures that may be suppressed at once.
    max_silenced: float = 0.05
    # Share of rows that are set aside as implausible before an analyst must look.
    max_doubtful: float = 0.01
    # In place of the share of the first of `drifts`; the others follow in proportion.
    max_moved: float | None = None
    max_rows: ClassVar[int] = 200_000
    max_megabytes: ClassVar[int] = 64  # as published; operators may set another cap
    max_unpacked: ClassVar[int] = MAX_UNPACKED
    # One archive holds all files of a release.
    archive: ClassVar[bool] = False
    # A pattern of that archive's own name, for who loads a whole folder.
    archive_name: ClassVar[str] = ""
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
        self.changed = None  # as `changes` found it
        # The file and the row being read, and those that last gave each record.
        self._at = "", 0
        self._places: dict[tuple[Target, tuple], tuple[str, int]] = {}
        # What two rows say differently: nobody can tell which is right.
        self._disputed: set[tuple[Target, tuple]] = set()

    @classmethod
    def preferences(cls) -> tuple[Bundle, ...]:
        """The bundles that make a release, the fullest first."""
        return cls.bundles or tuple(Bundle((layout.name,)) for layout in cls.layouts)

    @classmethod
    def open(cls, source) -> list[Table]:
        """The table of a file, or those of an archive; `source` as of `GivenFile`."""
        given = source if isinstance(source, GivenFile) else GivenFile(source)
        given.max_packed = cls.max_megabytes * MIB
        given.max_unpacked = cls.max_unpacked
        if cls.archive and (packed := members(given)):
            known = [m for m in packed if any(x.names(m.name) for x in cls.layouts)]
            if not known:
                raise FileRefused(_("no layout of this dataset bears this name"))
            return [open_table(member, cls.layouts) for member in known]
        return [open_table(given, cls.layouts)]

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

    @classmethod
    def changes(cls, release, live, tables: list[Table]):
        """What changed since the live release, where all need not be read again."""
        return None

    def prepare(self) -> None:
        """Fetch what rows are checked against."""

    def finish(self) -> None:
        """Put what only the whole of the files tells."""

    def published(self) -> None:
        """Follow up in the transaction that publishes."""

    def put(self, target: Target, **values) -> None:
        """Record a row; files of one release may each give some of its fields."""
        for name, most in target.longest.items():
            if len(values.get(name) or "") > most:
                raise RowError(TOO_LONG, value=values[name][:40], most=most)
        for name, least in target.least_too_large.items():
            if abs(values.get(name) or 0) >= least:
                raise RowError(_("“%(value)s” is too large"), value=str(values[name]))
        key = tuple(values[name] for name in target.key)
        known = self.records[target].setdefault(key, values)
        if known is not values:
            self.merge(target, key, known, values)
            if self._places[target, key][0] == self._at[0]:
                self.warnings[_("rows that repeat another")] += 1
        self._places[target, key] = self._at

    def merge(self, target: Target, key: tuple, known: dict, values: dict) -> None:
        """Join two records of one key; they may not contradict each other."""
        for name, value in values.items():
            if known.get(name, value) != value:
                self._disputed.add((target, key))
                raise RowError(
                    _("%(key)s appears twice with different values"),
                    key=" ".join(map(str, key)),
                )
        known.update(values)

    def ignore(self, reason: str) -> None:
        """Count a row that is good but not for this portal."""
        self.ignored[reason] += 1

    def stage(
        self, tables: Iterable[Table], progress: Callable[[int], None]
    ) -> list[Stage]:
        """Read the files of one release, and stage the rows of each target."""
        self.read(tables, progress)
        staged = []
        for target in self.targets:
            staged.append(Stage(connection.cursor(), target))
            staged[-1].create()
            copy(
                staged[-1].cursor, staged[-1].name, lines(target, self.records[target])
            )
        self.records.clear()
        return staged

    def read(self, tables: Iterable[Table], progress: Callable[[int], None]) -> None:
        """Read and validate every row of the files of one release."""
        self.prepare()
        for table in tables:
            self.layout = table.layout
            read_row = getattr(self, table.layout.read)
            before = self.rows_read
            number = refused_at = 0
            for number, raw in table.rows():
                self.rows_read += 1
                self._at = table.file.name, number
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
                    self.refuse(reason, *self._at)
            self.ended(table, refused_at == number, self.rows_read - before)
        for target, key in self._disputed:
            self.records[target].pop(key, None)
        self.finish()
        self._places.clear()
        self.judge_errors()
        if not any(self.records.values()):
            raise FileRefused(_("nothing in the file is for this portal"))

    def ended(self, table: Table, last_is_bad: bool, rows: int) -> None:
        """Refuse a file whose end says that it was cut, or that it holds nothing."""
        if last_is_bad and not table.content.ends_with_newline:
            raise FileRefused(_("the file ends in the middle of a row"))
        if not rows:
            raise FileRefused(_("the file has a header and no rows"))

    def judge_errors(self) -> None:
        """Refuse the file when too many of its rows are."""
        bad = self.rows_refused - self.rows_doubtful
        if bad > self.max_refused * self.rows_read:
            raise FileRefused(
                _("%(bad)d of %(rows)d rows are refused; the first: %(first)s"),
                bad=bad,
                rows=self.rows_read,
                first=self.errors[0]["row"],
            )

    def refuse_record(self, target: Target, key: tuple, reason: Reason) -> None:
        """Drop what only the whole of the files refuses, and tell its row."""
        del self.records[target][key]
        self.refuse(reason, *self._places[target, key])

    def refuse(self, reason: Reason, file: str, row: int) -> None:
        """Note a refused row; the first are kept for the report."""
        self.rows_refused += 1
        self.rows_doubtful += isinstance(reason, Doubtful)
        if len(self.errors) < LISTED:
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
