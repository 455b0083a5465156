"""The staged rows of a long dataset, and which of them are live already."""

from datasets.registry import LISTED
from datasets.staging import Stage, sum_of
from datasets.targets import Target

NUMBER = "row_number"


class LongStage(Stage):
    """The staged rows of a target, with their numbers in their file."""

    def __init__(self, cursor, target: Target):
        super().__init__(cursor, target)
        self.rest = ""  # live rows that may not be given as they are
        # The others, which stand as they are.
        self.standing = f"(SELECT {self.every} FROM {self.table} LIMIT 0)"
        # Whether the rows flowed into the live table itself, which was empty.
        self.straight = False

    def create(self) -> None:
        super().create(NUMBER)

    def is_first(self) -> bool:
        """Whether nothing was ever published here."""
        return not self._count(f"(SELECT FROM {self.table} LIMIT 1) t")

    @property
    def live(self) -> str:
        return self.standing if self.straight else self.rest or super().live

    @property
    def whole(self) -> str:
        first = self.target.key[0]
        return (
            f"(SELECT {first} FROM {self.name} UNION ALL "
            f"SELECT {first} FROM {self.standing} s)"
        )

    def sum_live(self) -> tuple[int, int]:
        return sum_of(super().live, self.every)

    def sum(self) -> tuple[int, int]:
        if not self.straight:
            return super().sum()
        self.rows, total = self.sum_live()
        return self.rows, total

    def upsert(self) -> None:
        if not self.straight:
            super().upsert()

    def discard(self) -> None:
        if self.straight:
            self.cursor.execute(f"DELETE FROM {self.table}")

    def leave_alone(self, column: str, units: str, lived: tuple[int, int]) -> None:
        """Compare with the live rows of these units only: the others are given as
        they are live. `units` is a table, `column` their column here; `lived` is the
        sum of the live rows."""
        self.rest = f"rest_{self.table}"
        self.cursor.execute(
            f"DROP TABLE IF EXISTS {self.rest};"
            f"CREATE TEMP TABLE {self.rest} ON COMMIT DROP AS "
            f"SELECT {self.every} FROM {self.table} t WHERE {self.owned} AND "
            f"{column} IN (SELECT unit FROM {units})"
        )
        left = sum_of(self.rest, self.every)
        self.same, self.same_total = lived[0] - left[0], lived[1] - left[1]
        self.standing = (
            f"(SELECT {self.every} FROM {self.table} WHERE {self.owned} AND "
            f"{column} NOT IN (SELECT unit FROM {units}))"
        )

    def has_live(self, column: str, units: str) -> bool:
        """Whether a row of these units is live; the same ones as above, or some."""
        return bool(
            self._count(
                f"(SELECT FROM {self.rest} WHERE {column} IN {units} LIMIT 1) t"
            )
        )

    def take_out(self, condition: str) -> tuple[list[int], int]:
        """Leave out the rows of a condition: the first numbers, and how many."""
        self.cursor.execute(
            f"WITH gone AS (DELETE FROM {self.name} WHERE {NUMBER} IN "
            f"(SELECT {NUMBER} FROM {self.name} WHERE {condition}) RETURNING {NUMBER}) "
            f"SELECT {NUMBER}, count(*) OVER () FROM gone ORDER BY 1 LIMIT {LISTED}"
        )
        found = self._rows()
        return [number for number, _total in found], found[0][1] if found else 0

    def repeated(self) -> tuple[int, list[tuple[int, str]], int]:
        """Leave out rows whose key came before: how many say the same as the first,
        and those that contradict it: their first numbers and keys, and how many."""
        self.cursor.execute(
            f"SELECT FROM {self.name} GROUP BY {self.key} HAVING count(*) > 1 LIMIT 1"
        )
        if not self._rows():
            return 0, [], 0
        again = (
            f"SELECT {NUMBER} AS line, {self.key}, first_value(ROW({self.every})) "
            f"OVER keyed IS DISTINCT FROM ROW({self.every}) AS differs, "
            f"row_number() OVER keyed > 1 AS later FROM {self.name} "
            f"WINDOW keyed AS (PARTITION BY {self.key} ORDER BY {NUMBER})"
        )
        self.cursor.execute(
            f"WITH gone AS (DELETE FROM {self.name} t USING ({again}) a "
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

    def drop(self) -> None:
        super().drop()
        self.cursor.execute("DROP TABLE IF EXISTS " + (self.rest or self.name))
