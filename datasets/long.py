"""Datasets too long for memory: PostgreSQL reads the files, columns are judged."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar

from django.db import connection
from django.utils.translation import gettext_noop as _

from datasets.cells import BLOCK, NUMBER, Cells, Reading
from datasets.given import MIB
from datasets.locks import lock
from datasets.reader import Table
from datasets.reasons import Doubtful, FileRefused, RowError
from datasets.registry import LISTED, Loader
from datasets.staging import Stage, cell
from datasets.targets import Target

TEXTUAL = re.compile(r"text|varchar(\(\d+\))?")


@dataclass(frozen=True, eq=False)
class Draft:
    """A temporary view of texts that only the loading of one dataset knows."""

    name: str
    columns: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Flow:
    """Where the rows of one layout go.

    `cells` gives each column of `into` the field of the layout it is read from and the
    function that reads it: a stripped text in, a value or a `RowError` out. Reading
    what was written must give it back. Columns of a target that are not named take
    their defaults.
    """

    into: Target | Draft
    cells: dict[str, tuple[str, Callable[[str], object]]]

    def columns(self) -> dict[str, tuple[str, Callable[[str], object]]]:
        """With the bare columns of translated fields, which are in French."""
        pairs = dict(self.cells)
        for name in self.into.translated if isinstance(self.into, Target) else ():
            pairs[name] = pairs.get(f"{name}_fr") or pairs[f"{name}_en"]
        return pairs

    def readings(self, cells: Cells) -> dict[str, Reading]:
        """One for all columns that read a field alike."""
        pairs = self.columns()
        readings = {
            pair: Reading(cells, at, *pair)
            for at, pair in enumerate(dict.fromkeys(pairs.values()))
        }
        return {name: readings[pair] for name, pair in pairs.items()}


@dataclass(frozen=True)
class Rule:
    """A condition in SQL on the columns of a staged row, and why it refuses the row."""

    target: Target
    broken: str
    message: str


class LongLoader(Loader):
    """A loader for files of millions of rows: it declares columns, not rows.

    PostgreSQL reads a regular file by itself; one that it refuses is read row by row,
    to name the rows at fault. Rows that are live already are left alone. Of the others
    each different text of a column is judged once; keys and `rules` by SQL. `flows` are
    named by the `read` of their layout. A loader whose rows come from several files
    lets these flow into `Draft`s and puts them together in `compose`.
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
        lock(self.name)  # what is live is looked at from here on
        given: dict[Flow, Cells] = {}
        for table in tables:
            flow = self.flows[table.layout.read]
            if flow not in given:
                given[flow] = Cells(len(given), [f for f, _r in flow.cells.values()])
            self._take(given[flow], table, progress)
        filled = {flow.into: (flow, cells) for flow, cells in given.items()}
        stages = {t: LongStage(connection.cursor(), t) for t in self.targets}
        drafts = [draft for draft in filled if isinstance(draft, Draft)]
        for draft in drafts:
            self._draft(draft, *filled[draft])
        for target in stages.keys() - filled.keys():
            stages[target].create(NUMBER)
        with connection.cursor() as cursor:
            self.compose(cursor)
        for draft in drafts:
            filled[draft][1].drop()
        for target, stage in stages.items():
            if target in filled:
                self._fill(stage, *filled[target])
            self._tidy(stage)
        self.errors.sort(key=lambda error: (error["file"], error["row"]))
        self.judge_errors()
        return list(stages.values())

    def _take(
        self, cells: Cells, table: Table, progress: Callable[[int], None]
    ) -> None:
        cells.begin(table)
        rows = None
        if table.content.line_count <= self.max_rows:
            rows = cells.copied(table)
        if rows is None:
            cells.fill(self._read_rows(table, progress))
        else:
            self.rows_read += rows
            progress(self.rows_read)
            self.ended(table, False, rows)
        if not table.content.ends_with_newline:
            cells.cut.append(cells.last)

    def _read_rows(
        self, table: Table, progress: Callable[[int], None]
    ) -> Iterator[tuple[int, dict[str, str]]]:
        """The rows of a table one by one, but those that are refused."""
        before = self.rows_read
        number = refused_at = 0
        for number, row in table.rows():
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
        self.ended(table, refused_at == number, self.rows_read - before)

    def _draft(self, draft: Draft, flow: Flow, cells: Cells) -> None:
        readings = flow.readings(cells)
        for reading in readings.values():
            reading.judge(cells.name)
        self._set_aside(cells, cells.name, readings)
        columns = {name: readings[name].sql for name in draft.columns}
        cells.show(draft.name, cells.name, columns, readings.values())

    def _fill(self, stage: "LongStage", flow: Flow, cells: Cells) -> None:
        rows = stage.set_apart(flow, cells) if self._compares(stage) else cells.name
        readings = stage.show(flow, cells, rows)
        if rows != cells.name:
            if stage.contradicts_live():
                rows = stage.take_back()
                readings = stage.show(flow, cells, rows)
            elif stage.again:
                self.warnings[_("rows that repeat another")] += stage.again
        self._set_aside(cells, rows, readings)

    def _compares(self, stage: Stage) -> bool:
        """Whether live rows need not be read again: a release writes all of its rows,
        and what vanished by part of a key is told by all of them."""
        return self.kind == self.DIFF and not stage.target.identity

    def _set_aside(self, cells: Cells, rows: str, readings: dict[str, Reading]) -> None:
        """Leave out the rows of which a cell is refused; blank rows are none."""
        judged = [r for r in dict.fromkeys(readings.values()) if r.odd]
        if not judged:
            return
        blank = f"concat({', '.join(f'n.{name}' for name in cells.every)}) !~ '\\S'"
        wrong = " UNION ALL ".join(
            f"SELECT n.{NUMBER}, {at} AS nth, o.text, o.doubtful, {blank} AS blank "
            f"FROM {rows} n JOIN {reading.odd} o ON o.text = n.{reading.column} "
            f"WHERE o.bad"
            for at, reading in enumerate(judged)
        )
        refused = cells.make(
            "refused",
            f"SELECT DISTINCT ON ({NUMBER}) * FROM ({wrong}) w ORDER BY {NUMBER}, nth",
        )
        with connection.cursor() as cursor:
            cursor.execute(
                f"DELETE FROM {rows} n USING {refused} r "
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

    def _tidy(self, stage: "LongStage") -> None:
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


class LongStage(Stage):
    """The staged rows of a target: a view of the cells of its files, or a table that
    was put together from drafts."""

    def __init__(self, cursor, target: Target):
        super().__init__(cursor, target)
        self.cells: Cells | None = None
        self.base = self.name  # where the rows are, by number
        self.rest = ""  # live rows that are not given as they are
        self.again = 0  # rows that are given a second time as they are live

    @property
    def live(self) -> str:
        return self.rest or super().live

    @property
    def whole(self) -> str:
        return self.keys if self.rest else super().whole

    def set_apart(self, flow: Flow, cells: Cells) -> str:
        """Leave out rows that are live as they are given, on both sides; the table of
        the given rows that are left."""
        live = super().live
        every, total = self._sum(live)
        if not every:
            return cells.name
        given, lived = [], []
        pairs = flow.columns()
        field = self.target.model_class._meta.get_field
        for name, default in self.target.defaults.items():
            sides = (
                cells.columns[pairs[name][0]]
                if name in pairs
                else f"({self._typed(name, self._literal(default))})::text",
                f'"{name}"::text',
            )
            for side, sql in zip((given, lived), sides, strict=True):
                side.append(f"coalesce({sql}, '')" if field(name).null else sql)
        # The key is among what is hashed.
        hashes = [
            f"hash_record_extended(ROW({', '.join(side)}), 0) AS hash"
            for side in (given, lived)
        ]
        apart = cells.make(
            "apart",
            f"SELECT n.{NUMBER}, o.at FROM (SELECT {NUMBER}, {hashes[0]} "
            f"FROM {cells.name}) n FULL JOIN (SELECT ctid AS at, {hashes[1]} "
            f"FROM {self.table} WHERE {self.owned}) o USING (hash) "
            f"WHERE n.{NUMBER} IS NULL OR o.at IS NULL",
        )
        rows = cells.make(
            "rows", f"SELECT n.* FROM {cells.name} n JOIN {apart} USING ({NUMBER})"
        )
        self.rest = cells.make(
            "rest",
            f"SELECT {self.every} FROM {self.table} WHERE {self.owned} AND ctid IN "
            f"(SELECT at FROM {apart})",
        )
        first = given[list(self.target.defaults).index(self.target.key[0])]
        self.keys = f"(SELECT {first} AS {self.target.key[0]} FROM {cells.name})"
        self.cursor.execute(
            f"ANALYZE {apart}, {rows} ({NUMBER}), {self.rest} ({self.key})"
        )
        left, left_total = self._sum(self.rest)
        self.same, self.same_total = every - left, total - left_total
        self.again = self._count(cells.name) - self._count(rows) - self.same
        return rows

    def take_back(self) -> str:
        """Compare every row after all."""
        self.rest, self.same, self.same_total = "", 0, 0
        return self.cells.name

    def contradicts_live(self) -> bool:
        """Whether a given row bears the key of one that is given as it is live."""
        both = (
            f"{self.name} n JOIN {rows} o ON {self._same('n', 'o')}"
            for rows in (super().live, self.rest)
        )
        return len(set(map(self._count, both))) > 1

    def show(self, flow: Flow, cells: Cells, rows: str) -> dict[str, Reading]:
        """The staged rows as what is read in a table of cells."""
        readings = flow.readings(cells)
        for reading in dict.fromkeys(readings.values()):
            reading.judge(rows)
        columns = {
            name: self._typed(
                name,
                readings[name].sql if name in readings else self._literal(default),
            )
            for name, default in self.target.defaults.items()
        }
        cells.show(self.name, rows, columns, readings.values())
        self.cells, self.base, self.at = cells, rows, NUMBER
        return readings

    def _literal(self, value) -> str:
        return self.cursor.mogrify("%s", [None if value is None else cell(value)])

    def _typed(self, name: str, sql: str) -> str:
        kind = self.target.model_class._meta.get_field(name).db_type(connection)
        return sql if TEXTUAL.fullmatch(kind) else f"({sql})::{kind}"

    def take_out(self, condition: str) -> tuple[list[int], int]:
        """Leave out the rows of a condition: the first numbers, and how many."""
        self.cursor.execute(
            f"WITH gone AS (DELETE FROM {self.base} WHERE {NUMBER} IN "
            f"(SELECT {NUMBER} FROM {self.name} WHERE {condition}) RETURNING {NUMBER}) "
            f"SELECT {NUMBER}, count(*) OVER () FROM gone ORDER BY 1 LIMIT {LISTED}"
        )
        found = self._rows()
        return [number for number, _total in found], found[0][1] if found else 0

    def repeated(self) -> tuple[int, list[tuple[int, str]], int]:
        """Leave out rows whose key came before: how many say the same as the first,
        and those that contradict it: their first numbers and keys, and how many."""
        self.cursor.execute(
            f"SELECT count(*) > count(DISTINCT ({self.key})) FROM {self.name}"
        )
        if not self._rows()[0][0]:
            return 0, [], 0
        again = (
            f"SELECT {NUMBER} AS line, {self.key}, first_value(ROW({self.every})) "
            f"OVER keyed IS DISTINCT FROM ROW({self.every}) AS differs, "
            f"row_number() OVER keyed > 1 AS later FROM {self.name} "
            f"WINDOW keyed AS (PARTITION BY {self.key} ORDER BY {NUMBER})"
        )
        self.cursor.execute(
            f"WITH gone AS (DELETE FROM {self.base} t USING ({again}) a "
            f"WHERE a.later AND a.line = t.{NUMBER} RETURNING a.*) "
            f"SELECT differs, line, concat_ws(' ', {self.key}), count(*) OVER (), "
            f"count(*) FILTER (WHERE differs) OVER () FROM gone "
            f"ORDER BY differs DESC, line LIMIT {LISTED}"
        )
        found = self._rows()
        if not found:
            return 0, [], 0
        every, total = found[0][3:]
        return every - total, [row[1:3] for row in found if row[0]], total

    def analyze(self) -> None:
        if not self.cells:
            super().analyze()

    def drop(self) -> None:
        if self.cells:
            self.cells.drop()
        else:
            super().drop()
        self.cursor.execute(f"DROP TABLE IF EXISTS {self.differing}")


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
