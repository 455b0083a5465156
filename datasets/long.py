"""Datasets too long for memory: rows flow from their files into tables."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import ClassVar

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext_noop as _

from datasets.changes import Changes, Unit, since
from datasets.columns import Column, lines_of
from datasets.given import MIB
from datasets.locks import lock
from datasets.long_stage import NUMBER, LongStage
from datasets.reader import Block, Table
from datasets.reasons import FileRefused, RowError
from datasets.registry import Loader
from datasets.staging import Stage, cell, copy, fingerprint, sum_of
from datasets.targets import Target

UNITS = "changed_units"


@dataclass(frozen=True)
class Rule:
    """A condition in SQL on the columns of a staged row, and why it refuses the row."""

    target: Target
    broken: str
    message: str


@dataclass(frozen=True, eq=False)
class Draft:
    """A temporary table of texts that only the loading of one dataset knows."""

    name: str
    columns: tuple[str, ...]

    def create(self) -> None:
        columns = ", ".join(f"{name} text" for name in self.columns)
        with connection.cursor() as cursor:
            cursor.execute(
                f"DROP TABLE IF EXISTS {self.name}; CREATE TEMP TABLE {self.name} "
                f"({NUMBER} bigint, {columns}) ON COMMIT DROP"
            )


@dataclass(frozen=True, eq=False)
class Flow:
    """Where the rows of one layout go.

    `cells` gives each column of `into` the field of the layout it is read from and the
    function that reads it: a stripped text in, a value or a `RowError` out. Columns of
    a target that are not named take their `values`, or their defaults.
    """

    into: Target | Draft
    cells: dict[str, tuple[str, Callable[[str], object]]]
    values: dict[str, object] = field(default_factory=dict)

    def columns(self) -> dict[str, Column | str]:
        """What stands in each column of the table: one reading for all that read a
        field alike, or a text. Bare columns of translated fields are in French."""
        pairs, values = dict(self.cells), {}
        if isinstance(self.into, Target):
            for name in self.into.translated:
                pairs[name] = pairs.get(f"{name}_fr") or pairs[f"{name}_en"]
            values = {n: cell(v) for n, v in (self.into.defaults | self.values).items()}
        readings = {pair: Column(*pair) for pair in dict.fromkeys(pairs.values())}
        return values | {name: readings[pair] for name, pair in pairs.items()}


class Given:
    """The files of one flow, of which the rows are numbered on."""

    def __init__(self, flow: Flow):
        self.flow, self.columns = flow, flow.columns()
        # The number before the first row of each file, the last first.
        self.files: list[tuple[int, str]] = []
        self.last = 0

    def place(self, number: int) -> tuple[str, int]:
        """The file of a row, and its number there."""
        return next((name, number - at) for at, name in self.files if number > at)


class LongLoader(Loader):
    """A loader for files of millions of rows: it declares columns, not rows.

    Rows are read a thousand at a time, each different text of a column once, and flow
    into tables; keys and `rules` are checked there, by SQL. `flows` are named by the
    `read` of their layout. A loader whose rows come from several files lets these flow
    into `Draft`s and puts them together in `compose`.
    """

    flows: ClassVar[dict[str, Flow]]
    rules: ClassVar[tuple[Rule, ...]] = ()
    # Where it is said, only units that changed are read again.
    unit: ClassVar[Unit | None] = None
    # Raise it when the same lines come to other rows: they are then read again.
    reading: ClassVar[int] = 1
    # Tables that `compose` reads beside the files; when they changed, all is read.
    beside: ClassVar[tuple[str, ...]] = ()
    max_rows = 3_000_000
    max_megabytes = 512
    max_unpacked = 2_048 * MIB

    @classmethod
    def changes(cls, release, live, tables: list[Table]) -> Changes | None:
        read_as = {
            "reading": cls.reading,
            "encodings": {
                table.layout.name: table.content.encoding for table in tables
            },
            "beside": {name: str(sum_of(name)[1]) for name in cls.beside},
        }
        sizes = {table.layout.name: table.content.size for table in tables}
        release.report |= {"read_as": read_as, "sizes": sizes}
        if not cls.unit or not live or live.report.get("read_as") != read_as:
            return None
        return since(live, tables, cls.unit)

    def compose(self, cursor) -> None:
        """Fill the staged tables of targets that no layout flows into."""

    def stage(
        self, tables: Iterable[Table], progress: Callable[[int], None]
    ) -> list[Stage]:
        self.prepare()
        lock(self.name)  # what is live is looked at from here on
        self.stages = {t: LongStage(connection.cursor(), t) for t in self.targets}
        if self.changed and not self._leave_alone(self.changed):
            self.changed = None
        given: dict[Flow, Given] = {}
        tables = list(tables)
        # A first file of rows that stand alone needs no other table beside.
        self.straight = len(tables) == 1 and not self.rules and not self.changed
        for table in tables:
            flow = self.flows[table.layout.read]
            if flow not in given:
                given[flow] = Given(flow)
                self.stages.get(flow.into, flow.into).create()
            self._take(given[flow], table, progress)
        filled = {flow.into: files for flow, files in given.items()}
        for target in self.stages.keys() - filled.keys():
            self.stages[target].create()
        with connection.cursor() as cursor:
            self.compose(cursor)
            for draft in filled.keys() - self.stages.keys():
                cursor.execute(f"DROP TABLE {draft.name}")
        for target, stage in self.stages.items():
            if not stage.straight:
                self._tidy(stage, filled.get(target))
        self.errors.sort(key=lambda error: (error["file"], error["row"]))
        self.judge_errors()
        return list(self.stages.values())

    def _leave_alone(self, changes: Changes) -> bool:
        """Compare with the live rows of units that changed only; whether the live
        rows are those that their files gave."""
        sums = {target: stage.sum_live() for target, stage in self.stages.items()}
        if fingerprint(sums) != changes.live.fingerprint:
            return False
        new = changes.new_units()
        with connection.cursor() as cursor:
            cursor.execute(
                f"DROP TABLE IF EXISTS {UNITS};"
                f"CREATE TEMP TABLE {UNITS} (unit text, is_new bool) ON COMMIT DROP"
            )
            units = (f"{cell(u.decode())}\t{u in new}\n" for u in changes.units)
            copy(cursor, UNITS, units)
            cursor.execute(f"ANALYZE {UNITS}")
        for target, stage in self.stages.items():
            column = self.unit.columns[target]
            stage.leave_alone(column, UNITS, sums[target])
            if new and stage.has_live(
                column, f"(SELECT unit FROM {UNITS} WHERE is_new)"
            ):
                changes.fresh = None
        return True

    def _take(
        self, given: Given, table: Table, progress: Callable[[int], None]
    ) -> None:
        """Have the rows of a file flow into their table."""
        given.files.insert(0, (given.last, table.file.name))
        into = self.stages.get(given.flow.into, given.flow.into)
        if self.straight and isinstance(into, LongStage) and into.is_first():
            noted = vars(self).copy()
            noted["errors"] = self.errors.copy()
            try:
                with transaction.atomic():
                    self._flow(given, table, progress, into.table, numbered=False)
                into.straight = True
                return
            except IntegrityError:
                # A key came twice: only numbered rows tell which.
                vars(self).update(noted)
        self._flow(given, table, progress, into.name)

    def _flow(
        self,
        given: Given,
        table: Table,
        progress: Callable[[int], None],
        into: str,
        numbered: bool = True,
    ) -> None:
        before, refused, last, blocks = self.rows_read, 0, 1, table.blocks()
        few = self.changed and self.unit.field in table.positions
        if few:
            blocks = table.blocks_of(self.changed.lines(table, self.unit.field))

        def counted() -> Iterator[Block]:
            nonlocal last
            for block in blocks:
                self.rows_read += len(block.numbers) + len(block.flaws)
                if self.rows_read > self.max_rows:
                    raise FileRefused(_("more than %(cap)d rows"), cap=self.max_rows)
                progress(self.rows_read)
                last = block.last or last
                yield block

        def refuse(number: int, reason: RowError) -> None:
            nonlocal refused
            refused = max(refused, number)
            self.refuse(reason, table.file.name, number)
            if self.rows_refused > self.max_refused * self.max_rows:
                self.judge_errors()

        columns = given.columns
        readings = dict.fromkeys(c for c in columns.values() if isinstance(c, Column))
        start = given.last if numbered else None
        lines = lines_of(counted(), readings, columns.values(), start, refuse)
        order = ", ".join([NUMBER] * numbered + [f'"{name}"' for name in columns])
        with connection.cursor() as cursor:
            copy(cursor, f"{into} ({order})", lines)
        if few:
            last = self.changed.last
            self.rows_read += self.changed.rows
        given.last += last
        self.ended(table, refused == last, self.rows_read - before)

    def _tidy(self, stage: LongStage, given: Given | None) -> None:
        """Leave out rows that break a rule, or that repeat or contradict another."""
        for rule in self.rules:
            if rule.target is stage.target:
                numbers, total = stage.take_out(rule.broken)
                reason = RowError(rule.message)
                self._refuse(given, [(n, reason) for n in numbers], total)
        same, different, total = stage.repeated()
        if same:
            self.warnings[_("rows that repeat another")] += same
        message = _("%(key)s appears twice with different values")
        listed = [(number, RowError(message, key=key)) for number, key in different]
        self._refuse(given, listed, total)

    def _refuse(
        self, given: Given | None, listed: list[tuple[int, RowError]], total: int
    ) -> None:
        """Count refused rows, of which the first are listed."""
        for number, reason in listed:
            self.refuse(reason, *(given.place(number) if given else ("", number)))
        self.rows_refused += total - len(listed)
