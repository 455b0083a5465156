"""Rows a second of an import, as a multiple of COPY into the same indexed table.

    python -m benchmarks.imports [ROWS]

Statistics in the portal's own template: 13 columns of key, every row validated in
Python, compared with the live edition and published. Each load is a process of its own,
whose peak memory is told. The base is COPY of the same rows into a table with the same
indexes and constraints, after each load; their mean counts.
"""

import csv
import json
import os
import random
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

NAME = "bench-import"
os.environ.setdefault("IMT_DEMO", "1")
os.environ["IMT_STATE"] = NAME
os.environ["DJANGO_SETTINGS_MODULE"] = "imt.settings"
GOALS = {"all new": 0.6, "5 % changed": 1.0, "unchanged, in another order": 2.0}
MEMORY_GOAL = 256  # MiB
DATASET = "statistics-template"


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
        files = _files(state, rows)
        found, bases = {}, []
        for name, path in files.items():
            found[name] = _run("load", path)
            bases.append(_run("copy", path)["seconds"])
    finally:
        embedded.stop(state)
    base = statistics.mean(bases)
    print(f"{rows} rows; COPY into the indexed table: {rows / base:,.0f} rows/s")
    print(f"{'load':30} {'rows/s':>10} {'x COPY':>8} {'goal':>6} {'MiB':>6} state")
    for name, one in found.items():
        ratio = base / one["seconds"]
        print(
            f"{name:30} {rows / one['seconds']:10,.0f} {ratio:7.2f}x "
            f"{GOALS[name]:5.1f}x {one['mib']:6.0f} {one['state']}"
        )
    print(f"memory goal: {MEMORY_GOAL} MiB")
    return 0


def _files(state: Path, rows: int) -> dict[str, Path]:
    from occupations.loaders.template import COLUMNS

    choice = random.Random(1)
    new = [
        ["Essai", "14-10-0000", "employment", "", "", "QC", "2025", "", "", "", ""]
        + ["", "persons", str(1_000 + n % 9_000), ""]
        for n in range(rows)
    ]
    for n, row in enumerate(new):
        row[COLUMNS.index("age")] = f"{n % 997}"
        row[COLUMNS.index("industry")] = f"{n // 997}"
    changed = [list(row) for row in new]
    for row in choice.sample(changed, rows // 20):
        row[COLUMNS.index("value")] = str(int(row[COLUMNS.index("value")]) + 1)
    shuffled = [list(row) for row in changed]
    choice.shuffle(shuffled)
    files = {}
    for at, (name, lines) in enumerate(
        zip(GOALS, (new, changed, shuffled), strict=True)
    ):
        files[name] = state / f"statistics-{at}.csv"
        with open(files[name], "w", newline="") as file:
            csv.writer(file).writerows([COLUMNS, *lines])
    return files


def _run(what: str, path: Path) -> dict:
    words = [sys.executable, "-m", "benchmarks.imports", what, str(path)]
    done = subprocess.run(words, check=True, stdout=subprocess.PIPE, text=True)
    return json.loads(done.stdout.splitlines()[-1])


def one(what: str, path: str) -> None:
    """In a process of its own: seconds, peak memory, and the release's state."""
    import django

    django.setup()
    from datasets.loading import load
    from datasets.registry import loaders

    loaders()[DATASET].max_rows = 2_000_000
    if what == "copy":
        seconds, state = _copy(), "copied"
    else:
        begun = time.perf_counter()
        release = load(DATASET, [path], edition="2025", approve=True)
        seconds, state = time.perf_counter() - begun, release.state
    mib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "mib": mib, "state": state}))


def _copy() -> float:
    """COPY of the published rows into an empty table of the same form."""
    from django.db import connection

    rows = "SELECT * FROM occupations_statistic WHERE release_id = "
    rows += "(SELECT max(release_id) FROM occupations_statistic)"
    with connection.cursor() as cursor, tempfile.TemporaryFile() as file:
        cursor.copy_expert(f"COPY ({rows}) TO STDOUT", file)
        file.seek(0)
        cursor.execute("CREATE TABLE again (LIKE occupations_statistic INCLUDING ALL)")
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
