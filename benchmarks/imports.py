"""Rows a second of an import, as a multiple of COPY into the same indexed table.

    python -m benchmarks.imports [ROWS]

A table of businesses: ten columns, a primary key and two indexes. Every cell is
validated in Python, every row compared with the live ones in SQL, then published. Each
load is a process of its own, whose peak memory is told. The base is COPY of the
published rows into an empty table of the same form, after each load; their mean counts.
"""

import csv
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

NAME = "bench-import"
os.environ.setdefault("IMT_DEMO", "1")
os.environ["IMT_STATE"] = NAME
os.environ["DJANGO_SETTINGS_MODULE"] = "imt.settings"
GOALS = {"all new": 0.6, "5 % changed": 1.0, "unchanged, in another order": 2.0}
INDEXED = ("industry", "municipality")
MEMORY_GOAL = 256  # MiB
COLUMNS = (
    "neq", "name", "form", "status", "size", "activity", "industry", "municipality",
    "postal_code", "registered_on",
)  # fmt: skip


def main(rows: int) -> int:
    import django

    from imt import embedded

    state = embedded.state_dir(NAME)
    embedded.stop(state)
    shutil.rmtree(state, ignore_errors=True)
    embedded.start(embedded.state_dir(NAME))
    try:
        words = [sys.executable, "manage.py", "migrate", "-v0"]
        subprocess.run(words, check=True)
        django.setup()
        indexes = _create_table()
        if len(indexes) != 1 + len(INDEXED):
            raise SystemExit(f"not the table that is described: {indexes}")
        files = _files(state, rows)
        found, bases = {}, []
        for name, path in files.items():
            found[name] = _run("load", path)
            bases.append(_run("copy", path)["seconds"])
    finally:
        embedded.stop(state)
    base = statistics.mean(bases)
    print(f"{rows} rows; indexes: {', '.join(indexes)}")
    print(f"COPY into the same indexed table: {rows / base:,.0f} rows/s")
    print(f"{'load':30} {'rows/s':>10} {'x COPY':>8} {'goal':>6} {'MiB':>6} state")
    for name, one in found.items():
        ratio = base / one["seconds"]
        print(
            f"{name:30} {rows / one['seconds']:10,.0f} {ratio:7.2f}x "
            f"{GOALS[name]:5.1f}x {one['mib']:6.0f} {one['state']} {one['counts']}"
        )
    print(f"memory goal: {MEMORY_GOAL} MiB")
    states = [one["state"] for one in found.values()]
    return int(states != ["published", "published", "unchanged"])


def _create_table() -> list[str]:
    """The indexes that the table has, as the database says."""
    from django.db import connection, models

    from benchmarks.businesses import BenchedBusiness

    with connection.schema_editor() as editor:
        editor.create_model(BenchedBusiness)
        for name in INDEXED:
            index = models.Index(fields=[name], name=f"benched_{name}")
            editor.add_index(BenchedBusiness, index)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT indexname FROM pg_indexes WHERE tablename = %s ORDER BY 1",
            [BenchedBusiness._meta.db_table],
        )
        return [name for (name,) in cursor.fetchall()]


def _files(state: Path, rows: int) -> dict[str, Path]:
    choice = random.Random(1)
    first = date(1970, 1, 1)
    industries = [f"{choice.randrange(111_110, 914_000)}" for _ in range(1_000)]
    towns = [f"{choice.randrange(1_000, 99_000):05d}" for _ in range(1_300)]
    new = [
        [
            f"{1_140_000_000 + 7 * n}",
            f"Fabrique {choice.randrange(10**6)} de la {n % 997}e rue inc.",
            choice.choice(["CIE", "SENC", "IND", "COOP"]),
            choice.choice(["IM", "RO", "RX"]),
            choice.choice("ABCDEFG"),
            f"Activité {choice.randrange(5_000)}",
            choice.choice(industries),
            choice.choice(towns),
            f"H{choice.randrange(10)}A {choice.randrange(10)}B{choice.randrange(10)}",
            (first + timedelta(days=choice.randrange(20_000))).isoformat(),
        ]
        for n in range(rows)
    ]
    files = {name: state / f"firms-{at}.csv" for at, name in enumerate(GOALS)}
    for at, path in enumerate(files.values()):
        if at == 1:
            for row in choice.sample(new, rows // 20):
                row[1] += " (1997)"
        if at == 2:
            choice.shuffle(new)
        with path.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows([COLUMNS, *new])
    return files


def _run(what: str, path: Path) -> dict:
    words = [sys.executable, "-m", "benchmarks.imports", what, str(path)]
    done = subprocess.run(words, check=True, stdout=subprocess.PIPE, text=True)
    return json.loads(done.stdout.splitlines()[-1])


def one(what: str, path: str) -> None:
    """In a process of its own: seconds, peak memory, and what came of the load."""
    import django

    django.setup()
    from benchmarks.businesses import BenchedBusinesses
    from datasets.loading import load

    found = {"state": "copied", "counts": ""}
    if what == "copy":
        found["seconds"] = _copy()
    else:
        begun = time.perf_counter()
        release = load(BenchedBusinesses.name, [path], edition="2025", approve=True)
        found["seconds"] = time.perf_counter() - begun
        counts = release.report.get("tables", {}).get("datasets.BenchedBusiness", {})
        found |= {"state": release.state, "counts": counts or ""}
    print(json.dumps(found | {"mib": peak()}))


def peak() -> float:
    """Peak memory in MiB since this process began; what it came from counts not."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    raise SystemExit("this system does not tell a process's peak memory")


def _copy() -> float:
    """COPY of the published rows into an empty table of the same form."""
    from django.db import connection

    with connection.cursor() as cursor, tempfile.TemporaryFile() as file:
        cursor.copy_expert("COPY datasets_benchedbusiness TO STDOUT", file)
        file.seek(0)
        cursor.execute(
            "CREATE TABLE again (LIKE datasets_benchedbusiness INCLUDING ALL)"
        )
        begun = time.perf_counter()
        cursor.copy_expert("COPY again FROM STDIN", file)
        seconds = time.perf_counter() - begun
        cursor.execute("DROP TABLE again")
    return seconds


if __name__ == "__main__":
    if len(sys.argv) == 3:
        one(*sys.argv[1:])
    else:
        sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000))
