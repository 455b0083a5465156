"""Datasets too long for memory: PostgreSQL reads the files, columns are judged."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar

from django.db import connection
from django.utils.translation import gettext_noop as _

from datasets.cells import BLOCK, NUMBER, Cells, Draft, Flow, Reading
from datasets.changes import Changes, Unit, since
from datasets.given import MIB
from datasets.locks import lock
from datasets.long_stage import LongStage
from datasets.reader import Table
from datasets.reasons import Doubtful, FileRefused, RowError
from datasets.registry import LISTED, Loader
from datasets.staging import Stage, cell, copy, fingerprint, sum_of
from datasets.targets import Target

UNITS = "changed_units"


@dataclass(frozen=True)
class Rule:
    """A condition in SQL on the columns of a staged row, and why it refuses the row."""

    target: Target
    broken: str
    message: str


class LongLoader(Loader):
    """A loader for files of millions of rows: it declares columns, not rows.

    PostgreSQL reads a regular file by itself; one that it refuses is read row by row,
    to name the rows at fault. Each different text of a column is judged once; keys and
    `rules` by SQL. `flows` are named by the `read` of their layout. A loader whose rows
    come from several files lets these flow into `Draft`s and puts them together in
    `compose`.
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
        release.report["read_as"] = read_as
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
        given: dict[Flow, Cells] = {}
        for table in tables:
            flow = self.flows[table.layout.read]
            if flow not in given:
                given[flow] = Cells(len(given), [f for f, _r in flow.cells.values()])
            self._take(given[flow], table, progress)
        filled = {flow.into: (flow, cells) for flow, cells in given.items()}
        drafts = [draft for draft in filled if isinstance(draft, Draft)]
        for draft in drafts:
            self._draft(draft, *filled[draft])
        for target in self.stages.keys() - filled.keys():
            self.stages[target].create(NUMBER)
        with connection.cursor() as cursor:
            self.compose(cursor)
        for draft in drafts:
            filled[draft][1].drop()
        for target, stage in self.stages.items():
            if target in filled:
                flow, cells = filled[target]
                self._set_aside(cells, stage.show(flow, cells))
            self._tidy(stage)
        self.errors.sort(key=lambda error: (error["file"], error["row"]))
        self.judge_errors()
        return list(self.stages.values())

    def _leave_alone(self, changes: Changes) -> bool:
        """Compare with the live rows of units that changed only; whether the live
        rows are those that their files gave."""
        sums = {target: stage.sum_live() for target, stage in self.stages.items()}
        if fingerprint(sums) != changes.live.fingerprint:
            return False
        with connection.cursor() as cursor:
            cursor.execute(
                f"DROP TABLE IF EXISTS {UNITS};"
                f"CREATE TEMP TABLE {UNITS} (unit text) ON COMMIT DROP"
            )
            copy(cursor, UNITS, (f"{cell(u.decode())}\n" for u in changes.units))
            cursor.execute(f"ANALYZE {UNITS}")
        for target, stage in self.stages.items():
            stage.leave_alone(self.unit.columns[target], UNITS, sums[target])
        return True

    def _take(
        self, cells: Cells, table: Table, progress: Callable[[int], None]
    ) -> None:
        cells.begin(table)
        rows = None
        few = self.changed and self.unit.field in table.positions
        if table.content.line_count <= self.max_rows and not few:
            rows = cells.copied(table)
        if rows is None:
            before = cells.last
            cells.fill(self._read_rows(table, progress, few))
            if few:
                cells.last = before + self.changed.last
        else:
            self.rows_read += rows
            progress(self.rows_read)
            self.ended(table, False, rows)
        if not table.content.ends_with_newline:
            cells.cut.append(cells.last)

    def _read_rows(
        self, table: Table, progress: Callable[[int], None], few: bool
    ) -> Iterator[tuple[int, dict[str, str]]]:
        """The rows of a table one by one, but those that are refused; few of them:
        of units that changed."""
        before = self.rows_read
        number = refused_at = 0
        rows = table.rows()
        if few:
            rows = table.rows_of(self.changed.lines(table, self.unit.field))
        for number, row in rows:
            self.rows_read += 1
            if self.rows_read > self.max_rows:
                raise FileRefused(_("more than %(cap)d rows"), cap=self.max_rows)
            if not self.rows_read % BLOCK:
                progress(self.rows_read)
            if isinstance(row, RowError):
                refused_at = number
                self.refuse(row, table.file.name, number)
                if self.rows_refused > self.max_refused * self.max_rows:
                    self.judge_errors()
            else:
                yield number, row
        if few:
            number = self.changed.last
            self.rows_read += self.changed.rows
        self.ended(table, refused_at == number, self.rows_read - before)

    def _draft(self, draft: Draft, flow: Flow, cells: Cells) -> None:
        readings = flow.readings(cells)
        for reading in dict.fromkeys(readings.values()):
            reading.judge(cells.name)
        self._set_aside(cells, readings)
        columns = {name: readings[name].sql for name in draft.columns}
        cells.show(draft.name, cells.name, columns, readings.values(), "TABLE")

    def _set_aside(self, cells: Cells, readings: dict[str, Reading]) -> None:
        """Leave out the rows of which a cell is refused; blank rows are none."""
        judged = [r for r in dict.fromkeys(readings.values()) if r.odd]
        if not judged:
            return
        blank = f"concat({', '.join(f'n.{name}' for name in cells.every)}) !~ '\\S'"
        wrong = " UNION ALL ".join(
            f"SELECT n.{NUMBER}, {at} AS nth, o.text, o.doubtful, {blank} AS blank "
            f"FROM {cells.name} n JOIN {reading.odd} o ON o.text = n.{reading.column} "
            f"WHERE o.bad"
            for at, reading in enumerate(judged)
        )
        refused = cells.make(
            "refused",
            f"SELECT DISTINCT ON ({NUMBER}) * FROM ({wrong}) w ORDER BY {NUMBER}, nth",
        )
        with connection.cursor() as cursor:
            cursor.execute(
                f"DELETE FROM {cells.name} n USING {refused} r "
                f"WHERE n.{NUMBER} = r.{NUMBER};"
                f"SELECT count(*), count(*) FILTER (WHERE NOT blank), "
                f"count(*) FILTER (WHERE doubtful AND NOT blank), "
                f"coalesce(bool_or(NOT blank AND {NUMBER} = ANY(%s)), false) "
                f"FROM {refused}",
                [cells.cut],
            )
            every, total, doubtful, cut = cursor.fetchone()
            self.rows_read -= every - total
            if cut:
                raise FileRefused(_("the file ends in the middle of a row"))
            cursor.execute(
                f"SELECT {NUMBER}, nth, text FROM {refused} WHERE NOT blank "
                f"ORDER BY {NUMBER} LIMIT {LISTED}"
            )
            listed = [(n, judged[at].refused(text)) for n, at, text in cursor]
        self._refuse(cells, listed, total, doubtful)

    def _tidy(self, stage: LongStage) -> None:
        """Leave out rows that break a rule, or that repeat or contradict another."""
        for rule in self.rules:
            if rule.target is stage.target:
                numbers, total = stage.take_out(rule.broken)
                reason = RowError(rule.message)
                self._refuse(stage.cells, [(n, reason) for n in numbers], total)
        same, different, total = stage.repeated()
        if same:
            self.warnings[_("rows that repeat another")] += same
        message = _("%(key)s appears twice with different values")
        listed = [(number, RowError(message, key=key)) for number, key in different]
        self._refuse(stage.cells, listed, total)

    def _refuse(
        self,
        cells: Cells | None,
        listed: list[tuple[int, RowError]],
        total: int,
        doubtful: int = 0,
    ) -> None:
        """Count refused rows, of which the first are listed."""
        for number, reason in listed:
            self.refuse(reason, *(cells.place(number) if cells else ("", number)))
        self.rows_refused += total - len(listed)
        self.rows_doubtful += doubtful - sum(
            isinstance(reason, Doubtful) for _number, reason in listed
        )


class Matching:
    """Reads texts as they are where a pattern matches the whole of them.

    Rows of which every text matches are taken at once: for columns of which nearly
    every text is another. The pattern may match neither ends of lines nor `\\`.
    """

    def __init__(self, pattern: str, message: str):
        """`message` is the reason that refuses a text; it may name its `value`."""
        self.one = re.compile(pattern)
        self.all = re.compile(f"(?:{pattern})(?:\n(?:{pattern}))*+")
        self.message = message

    def __call__(self, text: str) -> str:
        if not self.one.fullmatch(text):
            raise RowError(self.message, value=text)
        return text

    def takes(self, count: int, texts: str) -> bool:
        """Whether so many texts, a line each, are all read as they are."""
        # A quoted cell may hold ends of lines: it is not two cells.
        whole = texts.count("\n") == count - 1 and "\r" not in texts
        return whole and bool(self.all.fullmatch(texts))
