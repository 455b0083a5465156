"""From records to tables: COPY into a temporary table, then set-based SQL.

Names of tables and columns come from models, never from a file.
"""

import csv
import hashlib
import io
import json
from collections.abc import Iterable
from itertools import islice

from django.db import connection

from datasets.registry import Drift, Target

BATCH = 20_000
NULL = r"\N"
SIDES = ("old", "new")
KINDS = {
    "added": "old IS NULL",
    "changed": "old IS NOT NULL AND new IS NOT NULL",
    "vanished": "new IS NULL",
}


class _Lines(list):
    """Receives what csv.writer writes."""

    write = list.append


def canonical(target: Target, records: dict[tuple, dict]) -> list[str]:
    """The rows as sorted CSV lines, so that their order in a file does not count."""
    lines = _Lines()
    writer = csv.writer(lines, lineterminator="\n")
    for record in records.values():
        writer.writerow([_text(value) for value in target.complete(record)])
    lines.sort()
    return lines


def fingerprint(rows: dict[Target, list[str]]) -> str:
    """SHA-256 of every canonical row of a release."""
    total = hashlib.sha256()
    for target, lines in rows.items():
        total.update(f"{target.model} {len(lines)}\n".encode())
        total.update("".join(lines).encode())
    return total.hexdigest()


def _names(columns: Iterable[str], prefix: str = "") -> str:
    return ", ".join(f'{prefix}"{name}"' for name in columns)


def _text(value) -> str:
    if type(value) is str:  # nearly every cell of a million rows
        return value
    if value is None:
        return NULL
    if isinstance(value, dict):
        return json.dumps(value, sort_keys=True)
    if isinstance(value, list):
        quoted = (f'"{x}"'.replace("\\", "\\\\") for x in value)
        return "{" + ",".join(quoted) + "}"
    return str(value)


class Stage:
    """The new rows of one target in a temporary table, beside the live ones."""

    def __init__(self, cursor, target: Target, release_id: int | None):
        """`release_id` is the live release of a dataset that keeps its releases."""
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
        if release_id is not None:
            self.owned += f" AND release_id = {int(release_id)}"

    def copy(self, lines: Iterable[str]) -> None:
        self.cursor.execute(
            f"DROP TABLE IF EXISTS {self.name};"
            f"CREATE TEMP TABLE {self.name} ON COMMIT DROP AS "
            f"SELECT {self.every} FROM {self.table} WITH NO DATA"
        )
        copy = f"COPY {self.name} ({self.every}) FROM STDIN (FORMAT csv, NULL '{NULL}')"
        rest = iter(lines)
        while batch := "".join(islice(rest, BATCH)):
            self.cursor.copy_expert(copy, io.StringIO(batch))
        self.cursor.execute(f"ANALYZE {self.name}")

    def drop(self) -> None:
        self.cursor.execute(f"DROP TABLE IF EXISTS {self.name}, {self.differing}")

    def compare(self) -> dict[str, int]:
        """Rows added, changed, vanished and live before, by the target's key.

        What differs is kept in a temporary table until `drop`.
        """
        new, live = self.name, f"{self.table} WHERE {self.owned}"
        counts = {"live": self._count(live), "rows": self._count(new)}
        if not counts["live"]:  # a first load: sorting everything would say the same
            return counts | dict(added=counts["rows"], changed=0, vanished=0)
        new_key, old_key = (
            f"ROW({_names(self.target.key, prefix)})::text" for prefix in ("n.", "o.")
        )
        self.cursor.execute(
            f"DROP TABLE IF EXISTS {self.differing};"
            f"CREATE TEMP TABLE {self.differing} ON COMMIT DROP AS "
            f"SELECT to_jsonb(o) AS old, to_jsonb(n) AS new FROM "
            f"(SELECT {self.every} FROM {new} "
            f"EXCEPT SELECT {self.every} FROM {live}) n FULL JOIN "
            f"(SELECT {self.every} FROM {live} "
            f"EXCEPT SELECT {self.every} FROM {new}) o ON {new_key} = {old_key}"
        )
        for name, condition in KINDS.items():
            counts[name] = self._count(f"{self.differing} WHERE {condition}")
        if self.target.identity:
            identity = _names(self.target.identity)
            counts["vanished"] = self._count(
                f"(SELECT {identity} FROM {live} EXCEPT SELECT {identity} FROM {new}) g"
            )
        return counts

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
        found = {}
        for name, condition in KINDS.items():
            self.cursor.execute(
                f"SELECT old, new FROM {self.differing} WHERE {condition} "
                f"ORDER BY {moved if name == 'changed' else 'coalesce(new, old)'} "
                f"LIMIT {int(limit)}"
            )
            found[name] = [[_parsed(old), _parsed(new)] for old, new in self._rows()]
        if area := self.target.area:
            by_area = f"coalesce(new->>'{area}', old->>'{area}')"
            counted = (f"count(*) FILTER (WHERE {c})" for c in KINDS.values())
            self.cursor.execute(
                f"SELECT {by_area}, {', '.join(counted)} FROM {self.differing} "
                f"GROUP BY 1 ORDER BY 1"
            )
            found["areas"] = [list(row) for row in self._rows()]
        return found

    def cut_short(self) -> str:
        """The last key when all that vanished comes after it, as in a cut file."""
        first = self.target.key[0]
        self.cursor.execute(
            f"SELECT max(n.k) FROM (SELECT max({first}::text) AS k FROM {self.name}) n "
            f"WHERE NOT EXISTS (SELECT FROM {self.differing} "
            f"WHERE {KINDS['vanished']} AND old->>'{first}' < n.k)"
        )
        return self._rows()[0][0] or ""

    def drifted(self, drift: Drift) -> float:
        """The share of the rows in both editions that moved."""
        live = f"SELECT * FROM {self.table} WHERE {self.owned}"
        self.cursor.execute(
            f"SELECT coalesce(avg(({drift.moved})::int), 0) "
            f"FROM {self.name} new JOIN ({live}) live USING "
            f"({self.key})"
        )
        return float(self._rows()[0][0])

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
        if not rest:
            self.cursor.execute(
                f"INSERT INTO {self.table} ({self.every}) "
                f"SELECT {self.every} FROM {self.name} "
                f"EXCEPT SELECT {self.every} FROM {self.table} WHERE {self.owned}"
            )
            return
        self.cursor.execute(
            f"INSERT INTO {self.table} AS t ({self.every}) "
            f"SELECT {self.every} FROM {self.name} "
            f"ON CONFLICT ({self.key}) DO UPDATE "
            f"SET ({_names(rest)}) = ROW({_names(rest, 'excluded.')}) "
            f"WHERE ({_names(rest, 't.')}) "
            f"IS DISTINCT FROM ({_names(rest, 'excluded.')})"
        )

    def withdraw(self) -> None:
        """Mark the rows that left the source, or delete them."""
        key = self.key
        field = self.target.model_class._meta.get_field
        same = " AND ".join(
            f't."{name}" IS NOT DISTINCT FROM gone."{name}"'
            if field(name).null
            else f't."{name}" = gone."{name}"'
            for name in self.target.key
        )
        gone = (
            f"(SELECT {key} FROM {self.table} WHERE {self.owned} "
            f"EXCEPT SELECT {key} FROM {self.name}) gone WHERE {same}"
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


def stage(rows: dict[Target, list[str]], live_id: int | None) -> list[Stage]:
    """Stage every target of a loader in the current transaction."""
    staged = []
    for target, lines in rows.items():
        staged.append(Stage(connection.cursor(), target, live_id))
        staged[-1].copy(lines)
    return staged
