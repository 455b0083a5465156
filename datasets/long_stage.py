"""The staged rows of a long dataset, and which of them are live already."""

import re

from django.db import connection

from datasets.cells import NUMBER, Cells, Flow, Reading
from datasets.registry import LISTED
from datasets.staging import Stage, cell
from datasets.targets import Target

TEXTUAL = re.compile(r"text|varchar(\(\d+\))?")


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
        given, lived = self._texts(flow, cells)
        # The key is among what is hashed.
        apart = cells.make(
            "apart",
            f"SELECT n.{NUMBER}, o.at FROM "
            f"(SELECT {NUMBER}, {_hash(given)} FROM {cells.name}) n FULL JOIN "
            f"(SELECT ctid AS at, {_hash(lived)} FROM {self.table} "
            f"WHERE {self.owned}) o USING (hash) "
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

    def _texts(self, flow: Flow, cells: Cells) -> tuple[list[str], list[str]]:
        """The written columns as text, in SQL: as they are given, and as they live."""
        given, lived = [], []
        pairs = flow.columns()
        for name, value in (self.target.defaults | flow.values).items():
            if name in pairs:
                one = cells.columns[pairs[name][0]]
            else:
                one = f"({self._typed(name, self._literal(value))})::text"
            other = f'"{name}"::text'
            if self.target.model_class._meta.get_field(name).null:
                one, other = f"coalesce({one}, '')", f"coalesce({other}, '')"
            given.append(one)
            lived.append(other)
        return given, lived

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
                readings[name].sql if name in readings else self._literal(value),
            )
            for name, value in (self.target.defaults | flow.values).items()
        }
        cells.show(self.name, rows, columns, readings.values())
        self.cells, self.base, self.at = cells, rows, NUMBER
        return readings

    def _literal(self, value) -> str:
        text = None if value is None else cell(value)
        return self.cursor.mogrify("%s", [text]).decode()

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


def _hash(columns: list[str]) -> str:
    return f"hash_record_extended(ROW({', '.join(columns)}), 0) AS hash"
