"""The directory at a million businesses, as multiples of a plain reading.

    python -m benchmarks.directory [ROWS]

A made-up register is loaded by the portal's own loader, three times, each in a process
of its own. The base of its speed is COPY of the published rows into empty tables of the
same form: the same indexes, and the same foreign keys, which are checked. Beside it
stands the multiple of COPY without the keys. The base of the questions is reading 20
businesses by their keys. Questions are asked in turn within one run: each figure is the
95th percentile of all its rounds over the median of the base's.
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

NAME = "bench-directory"
os.environ.setdefault("IMT_DEMO", "1")
os.environ["IMT_STATE"] = NAME
os.environ["DJANGO_SETTINGS_MODULE"] = "imt.settings"
TERRITORY = {
    "regions": ["regions.csv"],
    "municipalities": ["municipalities.csv", "counties.csv"],
    "postal-areas": ["postal_areas.csv"],
    "naics": ["naics.csv.gz"],
}
LOADS = {"all new": 0.6, "5 % changed": 1.0, "unchanged, in another order": 2.0}
GOALS = {"by filters": 10, "by words": 15}
DEEP, DEEPER = 500, 2  # that page costs at most so many times the first
ROUNDS, QUESTIONS = 5, 60
TABLES = ("businesses_business", "businesses_establishment")


def main(rows: int) -> int:
    from imt import embedded

    state = embedded.state_dir(NAME)
    embedded.stop(state)
    shutil.rmtree(state, ignore_errors=True)
    embedded.start(embedded.state_dir(NAME))
    try:
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        made = prepare(rows)
        met = imports(made, state)
        settle()
        met &= measure(made)
    finally:
        embedded.stop(state)
    return 0 if met else 1


def prepare(rows: int):
    from benchmarks.register import FIXTURES, Register
    from businesses.models import ActivityClass
    from classifications.models import Industry
    from datasets.loading import load

    for name, files in TERRITORY.items():
        release = load(name, [FIXTURES / file for file in files], approve=True)
        assert release.state == "published", release.report
    made = Register(rows)
    classes = list(
        Industry.objects.filter(level=Industry.Level.INDUSTRY)
        .order_by("code")
        .values_list("code", flat=True)
    )
    # The last codes have no class: they are listed as unmatched.
    ActivityClass.objects.bulk_create(
        ActivityClass(code=code, industry_id=made.chance.choice(classes), source="-")
        for code in made.codes[:-20]
    )
    return made


def imports(made, state) -> bool:
    """Print how fast archives are loaded; whether every one came to what it should."""
    found, copies, met = {}, [], True
    for name in LOADS:
        if name.startswith("5"):
            made.change()
        if name.startswith("unchanged"):
            made.shuffle()
        path = made.write(state / f"req{len(found)}.zip")
        words = [sys.executable, "-m", "benchmarks.directory", "load", str(path)]
        done = subprocess.run(words, check=True, stdout=subprocess.PIPE, text=True)
        found[name] = json.loads(done.stdout.splitlines()[-1])
        copies.append(copied())
        path.unlink()
    size = len(made.firms) + len(made.places)
    base, bare = (statistics.mean(seconds) for seconds in zip(*copies, strict=True))
    print(
        f"{size} businesses and establishments; COPY: {size / base:,.0f} rows/s, "
        f"{size / bare:,.0f} without keys"
    )
    print(
        f"{'load':30} {'rows/s':>10} {'x COPY':>8} {'goal':>6} {'no keys':>8} "
        f"{'MiB':>6} state"
    )
    for name, one in found.items():
        ratio = base / one["seconds"]
        met &= ratio >= LOADS[name]
        print(
            f"{name:30} {size / one['seconds']:10,.0f} {ratio:7.2f}x "
            f"{LOADS[name]:5.1f}x {bare / one['seconds']:7.2f}x "
            f"{one['mib']:6.0f} {one['state']}"
        )
    states = [one["state"] for one in found.values()]
    return met and states == ["published", "published", "unchanged"]


def one_load(path: str) -> None:
    """In a process of its own: seconds, peak memory, and what came of the load."""
    import django

    django.setup()
    from benchmarks.imports import peak
    from datasets.loading import load

    begun = time.perf_counter()
    release = load("enterprise-register", [path], edition="2026-09", approve=True)
    seconds = time.perf_counter() - begun
    print(json.dumps({"seconds": seconds, "state": release.state, "mib": peak()}))


def copied() -> tuple[float, float]:
    """Seconds of COPY of the published rows into empty tables of the same form, with
    their foreign keys and without."""
    from django.apps import apps
    from django.db import connection

    with_keys = without = 0.0
    models = {model._meta.db_table: model for model in apps.get_models()}
    with connection.cursor() as cursor:
        for table in TABLES:
            fields = models[table]._meta.local_concrete_fields
            columns = ", ".join(f.column for f in fields if not f.generated)
            cursor.execute(
                "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint "
                "WHERE conrelid = %s::regclass AND contype = 'f'",
                [table],
            )
            keys = cursor.fetchall()
            with tempfile.TemporaryFile() as file:
                cursor.copy_expert(f"COPY {table} ({columns}) TO STDOUT", file)
                without += _copied(cursor, table, columns, file, [])
                with_keys += _copied(cursor, table, columns, file, keys)
    return with_keys, without


def _copied(cursor, table: str, columns: str, file, keys: list) -> float:
    """Seconds of one COPY into an empty table; keys are checked at its end, as after a
    load."""
    from django.db import transaction

    file.seek(0)
    cursor.execute(f"CREATE TABLE again (LIKE {table} INCLUDING ALL)")
    for name, definition in keys:
        cursor.execute(f'ALTER TABLE again ADD CONSTRAINT "{name}" {definition}')
    begun = time.perf_counter()
    with transaction.atomic():
        cursor.copy_expert(f"COPY again ({columns}) FROM STDIN", file)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    seconds = time.perf_counter() - begun
    cursor.execute("DROP TABLE again")
    return seconds


def settle() -> None:
    """What autovacuum does within minutes of a load, which it may still be doing."""
    from django.db import connection

    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"VACUUM ANALYZE {table}")


def questions(made) -> tuple[list, list]:
    """What visitors ask: one filter or several; one word or two, in a region or not."""
    from businesses.asked import BANDS, Asked, query_of
    from businesses.models import Business

    chance, filters, texts = made.chance, [], []
    rows = list(
        Business.objects.exclude(region=None)
        .exclude(industry=None)
        .exclude(latitude=None)
        .order_by("?")[:QUESTIONS]
    )
    for n, one in enumerate(rows):
        digits = chance.choice([2, 3, 4, 6])
        town = one.municipality_id or ""
        kinds = [
            {"region": one.region_id},
            {"industry": one.industry_id[:digits]},
            {"industry": one.industry_id[:digits], "region": one.region_id},
            {"size": chance.choice(list(BANDS))},
            {"size": chance.choice(list(BANDS)), "region": one.region_id},
            {"municipality": town, "industry": one.industry_id[:2]},
            {"point": (one.latitude, one.longitude), "radius": 10},
            {"point": (one.latitude, one.longitude), "industry": one.industry_id[:4]},
        ]
        filters.append(Asked(**kinds[n % len(kinds)]))
        some = [word for word in one.name.split() if len(word) > 3 and word != "inc."]
        words = query_of(" ".join(some[: 1 + n % 2]) or "boulangerie")
        region = one.region_id if n % 3 == 0 else ""
        texts.append(Asked(words=words, region=region))
    return filters, texts


def measure(made) -> bool:
    """Print what each kind of question costs; whether every goal is met."""
    from businesses import directory
    from businesses.asked import Asked
    from businesses.models import Business

    filters, texts = questions(made)
    every = Asked()
    keys = list(Business.objects.order_by("?").values_list("pk", flat=True)[:2_000])
    ordered = Business.objects.listed().by_name().values_list("pk", flat=True)
    pages = Business.objects.listed().count() // directory.PAGE
    deep = ordered[max(1, min(DEEP - 1, pages)) * directory.PAGE - 1]
    kinds = {
        "20 businesses by key": lambda n: list(
            Business.objects.filter(pk__in=made.chance.sample(keys, 20))
        ),
        "by filters": lambda n: directory.page(filters[n]),
        "by words": lambda n: directory.page(texts[n]),
        "page 1": lambda n: directory.page(every),
        f"page {DEEP}": lambda n: directory.page(every, deep),
    }
    spent: dict[str, list[list[float]]] = {
        kind: [[] for _n in range(QUESTIONS)] for kind in kinds
    }
    for round_ in range(ROUNDS + 1):
        for n in range(QUESTIONS):
            for kind, ask in kinds.items():
                begun = time.perf_counter()
                ask(n)
                if round_:  # the first one warms
                    spent[kind][n].append(1000 * (time.perf_counter() - begun))
    flat = {kind: [t for one in times for t in one] for kind, times in spent.items()}
    medians = {kind: statistics.median(times) for kind, times in flat.items()}
    base = medians["20 businesses by key"]
    print(f"{'question':24} {'p50 ms':>8} {'p95 ms':>8} {'p95 / base':>11} {'goal':>6}")
    met = True
    for kind, times in flat.items():
        p95 = statistics.quantiles(times, n=20)[-1]
        goal = GOALS.get(kind)
        met &= goal is None or p95 / base <= goal
        print(
            f"{kind:24} {medians[kind]:8.2f} {p95:8.2f} {p95 / base:10.1f}x "
            f"{f'{goal}x' if goal else '':>6}"
        )
    ratio = medians[f"page {DEEP}"] / medians["page 1"]
    print(f"page {DEEP} / page 1: {ratio:.2f}x (goal {DEEPER}x)")
    return met and ratio <= DEEPER


if __name__ == "__main__":
    if len(sys.argv) == 3:
        one_load(sys.argv[2])
    else:
        sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000))
