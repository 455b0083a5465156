"""Datasets too long for memory: rows go straight to staging, judged by column."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from django.db import connection
from django.utils.translation import gettext_noop as _

from datasets.given import MIB
from datasets.reader import Table
from datasets.reasons import FileRefused, RowError
from datasets.registry import Loader
from datasets.staging import NULL, Stage, cell, copy
from datasets.targets import Target

BATCH = 250
REMEMBERED = 50_000  # texts of one column whose reading is kept
NUMBER = "row_number"


@dataclass(frozen=True, eq=False)
class Draft:
    """A temporary table of texts that only the loading of one dataset knows."""

    name: str
    columns: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Flow:
    """Where the rows of one layout go.

    `cells` gives each column of `into` the field of the layout it is read from and the
    function that reads it: a stripped text in, a value or a `RowError` out. Columns of
    a target that are not named take their defaults.
    """

    into: Target | Draft
    cells: dict[str, tuple[str, Callable[[str], object]]]


@dataclass(frozen=True)
class Rule:
    """A condition in SQL on the columns of a staged row, and why it refuses the row."""

    target: Target
    broken: str
    message: str


class LongLoader(Loader):
    """A loader for files of millions of rows: it declares columns, not rows.

    Cells are judged once for each different text of a column; keys and `rules` by SQL,
    when all rows are staged. `flows` are named by the `read` of their layout. A loader
    whose rows come from several files lets these flow into `Draft`s and puts them
    together in `compose`.
    """

    flows: ClassVar[dict[str, Flow]]
    rules: ClassVar[tuple[Rule, ...]] = ()
    max_rows = 3_000_000
    max_megabytes = 512
    max_unpacked = 2_048 * MIB

    def compose(self, cursor) -> None:
        """Fill the staged tables of targets that no layout flows into."""

    def stage(
        self, tables: Iterable[Table], progress: Callable[[int], None]
    ) -> list[Stage]:
        self.prepare()
        stages = {target: Stage(connection.cursor(), target) for target in self.targets}
        for stage in stages.values():
            stage.create(NUMBER)
        with connection.cursor() as cursor:
            for table in tables:
                into = self.flows[table.layout.read].into
                if isinstance(into, Draft):
                    _create(cursor, into)
                name = into.name if isinstance(into, Draft) else stages[into].name
                copy(cursor, name, self._batches(table, progress))
            self.compose(cursor)
        for stage in stages.values():
            self._tidy(stage)
        self.judge_errors()
        return list(stages.values())

    def _batches(self, table: Table, progress: Callable[[int], None]) -> Iterator[str]:
        """The lines of a table as COPY reads them; refused rows are left out."""
        columns = _columns(self.flows[table.layout.read], table)
        before, last, last_bad = self.rows_read, 1, 0
        for numbers, rows, errors in table.batches(BATCH):
            written, wrong = _judged(columns, numbers, rows)
            wrong |= dict(errors)
            for number in sorted(wrong):
                self.refuse(wrong[number], table.file.name, number)
            last = max([*numbers[-1:], *(number for number, _flaw in errors), last])
            last_bad = max(wrong, default=last_bad)
            self.rows_read += len(numbers) + len(errors)
            progress(self.rows_read)
            if self.rows_read > self.max_rows:
                raise FileRefused(_("more than %(cap)d rows"), cap=self.max_rows)
            if self.rows_refused > self.max_refused * self.max_rows:
                self.judge_errors()
            if written:
                yield "\n".join(map("\t".join, written)) + "\n"
        self.ended(table, last == last_bad, self.rows_read - before)

    def _tidy(self, stage: Stage) -> None:
        """Leave out rows that break a rule, or that repeat or contradict another."""
        for rule in self.rules:
            if rule.target is stage.target:
                for number in stage.take_out(rule.broken, NUMBER):
                    self.refuse(RowError(rule.message), row=number)
        same, different = stage.repeated(NUMBER)
        if same:
            self.warnings[_("rows that repeat another")] += same
        for number, key in different:
            self.refuse(
                RowError(_("%(key)s appears twice with different values"), key=key),
                row=number,
            )
        stage.forget(NUMBER)


class Matching:
    """Reads texts as they are where a pattern matches the whole of them.

    A column of which every text matches is taken at once: for columns of which nearly
    every text is another. The pattern may match neither ends of lines, tabs nor `\\`.
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

    def takes(self, column: Sequence[str]) -> bool:
        joined = "\n".join(column)
        # A quoted cell may hold ends of lines: it is not two cells.
        whole = joined.count("\n") == len(column) - 1 and "\r" not in joined
        return whole and bool(self.all.fullmatch(joined))


class _Reading(dict):
    """The written form of each different text of a column; what is wrong in `bad`."""

    def __init__(self, read: Callable[[str], object]):
        self.read, self.bad = read, {}
        self.takes = getattr(read, "takes", None)

    def written(self, column: Sequence[str]) -> Sequence[str]:
        if self.takes and self.takes(column):
            return column
        return list(map(self.__getitem__, column))

    def __missing__(self, text: str) -> str:
        if len(self) >= REMEMBERED:
            self.clear()
        try:
            written = cell(self.read(text.strip()))
        except RowError as reason:
            self.bad[text] = reason
            written = NULL
        self[text] = written
        return written


def _columns(flow: Flow, table: Table) -> list[tuple[int, _Reading]]:
    """Position in the file and reading of each staged column."""
    cells = dict(flow.cells)
    if isinstance(flow.into, Target):
        names = flow.into.defaults
        for name in flow.into.translated:
            cells[name] = cells.get(f"{name}_fr") or cells[f"{name}_en"]
    else:
        names = dict.fromkeys(flow.into.columns)
    found = []
    for name in names:
        if name in cells:
            field, read = cells[name]
            found.append((table.positions[field], _Reading(read)))
        else:
            found.append((0, _Reading(lambda text, value=names[name]: value)))
    return found


def _judged(
    columns: list[tuple[int, _Reading]], numbers: list[int], rows: list[list[str]]
) -> tuple[list[tuple], dict[int, RowError]]:
    """The written rows of a batch, and the reasons of those left out by number."""
    texts = list(zip(*rows, strict=False))
    written: list[Sequence[str]] = [list(map(str, numbers))]
    wrong: dict[int, RowError] = {}
    for position, reading in columns if rows else ():
        column = texts[position]
        written.append(reading.written(column))
        if reading.bad and not reading.bad.keys().isdisjoint(column):
            for number, text in zip(numbers, column, strict=True):
                if text in reading.bad:
                    wrong.setdefault(number, reading.bad[text])
    lines = list(zip(*written, strict=True))
    if wrong:
        lines = [
            line
            for line, number in zip(lines, numbers, strict=True)
            if number not in wrong
        ]
        blank = [
            number
            for number, row in zip(numbers, rows, strict=True)
            if number in wrong and not any(map(str.strip, row))
        ]
        for number in blank:
            del wrong[number]
    return lines, wrong


def _create(cursor, draft: Draft) -> None:
    columns = ", ".join(f'"{name}" text' for name in draft.columns)
    cursor.execute(
        f"DROP TABLE IF EXISTS {draft.name};"
        f"CREATE TEMP TABLE {draft.name} ({NUMBER} int, {columns}) ON COMMIT DROP"
    )
