"""From rows to tables: COPY into a temporary table, then set-based SQL.

Names of tables and columns come from models, never from a file.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator

from django.db import connection

from datasets.targets import Drift, Target

BATCH = 2_000
NULL = r"\N"
# What COPY's text format reads otherwise than as itself.
ESCAPES = str.maketrans({"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r"})
SIDES = ("old", "new")
KINDS = {
    "added": "was_live IS NULL",
    "changed": "was_live AND staged_at IS NOT NULL",
    "vanished": "staged_at IS NULL",
}
BY_KIND = ", ".join(f"count(*) FILTER (WHERE {where})" for where in KINDS.values())


def _names(columns: Iterable[str], prefix: str = "") -> str:
    return ", ".join(f'{prefix}"{name}"' for name in columns)


def cell(value) -> str:
    """A value as COPY's text format has it."""
    if value is None:
        return NULL
    if isinstance(value, dict):
        value = json.dumps(value, sort_keys=True)
    elif isinstance(value, list):
        quoted = (f'"{x}"'.replace("\\", "\\\\") for x in value)
        value = "{" + ",".join(quoted) + "}"
    else:
        value = str(value)
    return value if value.isalnum() else value.translate(ESCAPES)


def lines(target: Target, records: dict[tuple, dict]) -> Iterator[str]:
    """The records of a target in batches, as COPY reads them."""
    batch = []
    for record in records.values():
        batch.append("\t".join(map(cell, target.complete(record))))
        if len(batch) == BATCH:
            yield "\n".join(batch) + "\n"
            batch.clear()
    if batch:
        yield "\n".join(batch) + "\n"


class _Batches:
    """Batches as the file that psycopg2 reads; it would hide their errors."""

    def __init__(self, batches: Iterable[str | bytes]):
        self.batches, self.error = iter(batches), None

    def read(self, size: int = -1) -> str | bytes:
        try:
            return next(self.batches, "")
        except Exception as error:
            self.error = error
            return b""


def copy(cursor, table: str, batches: Iterable[str | bytes], options: str = "") -> None:
    """Each batch is made while the server reads the one before."""
    file = _Batches(batches)
    with connection.wrap_database_errors:
        cursor.copy_expert(f"COPY {table} FROM STDIN {options}", file)
    if file.error:
        raise file.error


class Stage:
    """The new rows of one target in a temporary table, beside the live ones."""

    # Where a row stands.
    at = "ctid"

    def __init__(self, cursor, target: Target):
        self.cursor, self.target = cursor, target
        self.table = target.model_class._meta.db_table
        self.name = f"staged_{self.table}"
        self.differing = f"differing_{self.table}"
        self.columns = list(target.defaults)
        self.key = _names(target.key)
        self.every = _names(self.columns)
        self.owned = f"({target.owns})"
        if "withdrawn" in self.columns:
            self.owned += " AND NOT withdrawn"
        # Live rows that are given as they are, and were left out of both sides.
        self.same, self.same_total = 0, 0

    @property
    def live(self) -> str:
        """The live rows to compare with."""
        return f"(SELECT {self.every} FROM {self.table} WHERE {self.owned})"

    def beside(self, release_id: int | None) -> None:
        """Compare with a release, in a dataset that keeps its releases."""
        if release_id is not None:
            self.owned += f" AND release_id = {int(release_id)}"

    def create(self, number: str = "") -> None:
        """`number` names a first column, for the numbers of the rows in their file."""
        self.cursor.execute(
            f"DROP TABLE IF EXISTS {self.name};"
            f"CREATE TEMP TABLE {self.name} ON COMMIT DROP AS "
            f"SELECT {'0 AS ' + number + ',' if number else ''} {self.every} "
            f"FROM {self.table} WITH NO DATA"
        )

    def sum(self) -> tuple[int, int]:
        """What tells these rows from others, whatever their order."""
        count, total = sum_of(self.name, self.every)
        self.rows = count + self.same
        return self.rows, total + self.same_total

    def discard(self) -> None:
        """Forget what was written before it was known whether to publish it."""

    def drop(self) -> None:
        self.cursor.execute(f"DROP TABLE IF EXISTS {self.name}, {self.differing}")

    def compare(self) -> dict[str, int]:
        """Rows added, changed, vanished and live before, by the target's key.

        What differs is kept in a temporary table until `drop`. Needs a `fingerprint`.
        """
        compared = self._count(f"{self.live} o")
        counts = {"live": compared + self.same, "rows": self.rows}
        self.compared = bool(counts["live"])
        if not self.compared:  # a first load: everything is added
            return counts | dict(added=self.rows, changed=0, vanished=0)
        # Rows are found by their key: the statistics of other columns serve nothing.
        self.cursor.execute(f"ANALYZE {self.name} ({self.key})")
        self.cursor.execute(
            f"DROP TABLE IF EXISTS {self.differing};"
            f"CREATE TEMP TABLE {self.differing} ON COMMIT DROP AS "
            f"SELECT n.staged_at, o.was_live, {_names(self.target.key, 'o.')} "
            f"FROM {self._placed} n FULL JOIN (SELECT TRUE AS was_live, {self.every} "
            f"FROM {self.live} o) o ON {self._same('n', 'o')} "
            f"WHERE ({_names(self.columns, 'n.')}) "
            f"IS DISTINCT FROM ({_names(self.columns, 'o.')})"
        )
        self.cursor.execute(f"SELECT {BY_KIND} FROM {self.differing}")
        counts |= zip(KINDS, self._rows()[0], strict=True)
        self.gone = counts["vanished"]
        if self.gone and self.target.identity:
            identity = _names(self.target.identity)
            counts["vanished"] = self._count(
                f"(SELECT {identity} FROM {self.live} o "
                f"EXCEPT SELECT {identity} FROM {self.name}) g"
            )
        return counts

    @property
    def _placed(self) -> str:
        return f"(SELECT {self.at} AS staged_at, {self.every} FROM {self.name})"

    def _same(self, one: str, other: str) -> str:
        """The condition that two rows bear the same key."""
        field = self.target.model_class._meta.get_field
        return " AND ".join(
            # Plain equality is what a hash join can use.
            " = ".join(
                f"coalesce({side}.\"{name}\"::text, '')"
                if field(name).null
                else f'{side}."{name}"'
                for side in (one, other)
            )
            for name in self.target.key
        )

    def differences(self, limit: int = 100) -> dict[str, list]:
        """Rows of each kind as (before, after), the largest moves first; by area.

        Needs a `compare` that found live rows.
        """
        moved = ", ".join(f"new->>'{name}'" for name in self.target.key)
        if measure := self.target.measure:
            before, after = (f"({side}->>'{measure}')::numeric" for side in SIDES)
            moved = (
                f"abs({after} - {before}) / nullif(abs({before}), 0) DESC NULLS LAST"
            )
        both = f"both_{self.table}"
        self.cursor.execute(
            f"CREATE TEMP TABLE {both} ON COMMIT DROP AS "
            f"SELECT staged_at, was_live, to_jsonb(o) AS old, "
            f"to_jsonb(n) - 'staged_at' AS new FROM {self.differing} d "
            f"LEFT JOIN {self._placed} n USING (staged_at) "
            f"LEFT JOIN {self.live} o ON was_live AND {self._same('d', 'o')}"
        )
        found = {}
        for name, condition in KINDS.items():
            self.cursor.execute(
                f"SELECT old, new FROM {both} WHERE {condition} "
                f"ORDER BY {moved if name == 'changed' else 'coalesce(new, old)'} "
                f"LIMIT {int(limit)}"
            )
            found[name] = [[_parsed(old), _parsed(new)] for old, new in self._rows()]
        if area := self.target.area:
            by_area = f"coalesce(new->>'{area}', old->>'{area}')"
            self.cursor.execute(
                f"SELECT {by_area}, {BY_KIND} FROM {both} GROUP BY 1 ORDER BY 1"
            )
            found["areas"] = [list(row) for row in self._rows()]
        self.cursor.execute(f"DROP TABLE {both}")
        return found

    @property
    def whole(self) -> str:
        """All rows of the files, by their first key."""
        return self.name

    def cut_short(self) -> str:
        """The last key when all that vanished comes after it, as in a cut file."""
        first = f'"{self.target.key[0]}"::text'
        vanished = f"SELECT FROM {self.differing} WHERE {KINDS['vanished']}"
        self.cursor.execute(
            f"SELECT max(n.k) FROM (SELECT max({first}) AS k FROM {self.whole}) n "
            f"WHERE EXISTS ({vanished} AND {first} > n.k) "
            f"AND NOT EXISTS ({vanished} AND {first} < n.k)"
        )
        return self._rows()[0][0] or ""

    def drifted(self, drift: Drift) -> tuple[int, float]:
        """How many of the rows in both editions moved, and their share of these."""
        self.cursor.execute(
            f"SELECT count(*) FILTER (WHERE {drift.moved}), count(*) FROM {self._both}"
        )
        moved, both = self._rows()[0]
        return moved, moved / max(1, both + self.same)

    @property
    def _both(self) -> str:
        """The rows of both editions, side by side."""
        return f"{self.name} new JOIN {self.live} live USING ({self.key})"

    def silenced(self) -> int:
        """Figures of the live rows that are said no more, in rows that stay."""
        if "missing" not in self.columns:
            return 0
        return self._count(
            f"{self._both} WHERE live.missing = '' AND new.missing <> ''"
        )

    def repeats(self) -> bool:
        """Whether every figure is that of the live row of its key."""
        if not (self.target.figures and self.compared):
            return False
        differ = " OR ".join(
            f"live.{name} IS DISTINCT FROM new.{name}" for name in self.target.figures
        )
        same = self._count(f"{self._both} WHERE NOT ({differ})")
        return same == self._count(self.name) > 0

    def append(self, release_id: int) -> None:
        """Write the rows of a release beside those of the others."""
        self.cursor.execute(
            f"INSERT INTO {self.table} (release_id, {self.every}) "
            f"SELECT %s, {self.every} FROM {self.name}",
            [release_id],
        )

    def upsert(self) -> None:
        """Write what is new or differs, and nothing else."""
        rest = [name for name in self.columns if name not in self.target.key]
        rows = f"SELECT {self.every} FROM {self.name}"
        if self.compared:
            rows += f" WHERE {self.at} IN (SELECT staged_at FROM {self.differing})"
        if not self._count(f"(SELECT FROM {self.table} LIMIT 1) t"):
            clash = ""  # minding none takes half the time
        elif not rest:
            clash = "ON CONFLICT DO NOTHING"
        else:
            clash = (
                f"ON CONFLICT ({self.key}) DO UPDATE "
                f"SET ({_names(rest)}) = ROW({_names(rest, 'excluded.')}) "
                f"WHERE ({_names(rest, 't.')}) "
                f"IS DISTINCT FROM ({_names(rest, 'excluded.')})"
            )
        self.cursor.execute(
            f"INSERT INTO {self.table} AS t ({self.every}) {rows} {clash}"
        )

    def withdraw(self) -> None:
        """Mark the rows that left the source, or delete them."""
        if not (self.compared and self.gone):
            return
        gone = (
            f"(SELECT * FROM {self.differing} WHERE {KINDS['vanished']}) gone "
            f"WHERE {self._same('t', 'gone')}"
        )
        if "withdrawn" in self.columns:
            self.cursor.execute(
                f"UPDATE {self.table} t SET withdrawn = TRUE FROM {gone}"
            )
        else:
            self.cursor.execute(f"DELETE FROM {self.table} t USING {gone}")

    def _count(self, rows: str) -> int:
        self.cursor.execute(f"SELECT count(*) FROM {rows}")
        return self._rows()[0][0]

    def _rows(self) -> list[tuple]:
        return self.cursor.fetchall()


def _parsed(value):
    """PostgreSQL's jsonb, which Django's connection leaves as text."""
    return json.loads(value) if isinstance(value, str) else value


def sum_of(rows: str, columns: str = "s.*") -> tuple[int, int]:
    """How many rows a table has, and the sum of their hashes."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT count(*), "
            f"coalesce(sum(hash_record_extended(ROW({columns}), 0)), 0) FROM {rows} s"
        )
        return cursor.fetchone()


def fingerprint(sums: dict[Target, tuple[int, int]]) -> str:
    """SHA-256 of what a release holds, by the `sum` of the rows of each target."""
    lines = (f"{target.model} {n} {total}\n" for target, (n, total) in sums.items())
    return hashlib.sha256("".join(lines).encode()).hexdigest()
