"""The job search and the alerts at a million orders, as multiples of a plain reading.

    python -m benchmarks.search [ROWS]

The base is reading 20 whole orders by their key. Orders are made up: titles are those
of the classification, the texts draw its words as a language does (few are common, many
are rare), one in five is open. The orders themselves are a table of this file's own,
as wide as true ones; what is measured is the portal's narrow table and its statements.
Everything is measured in turn within one run: each figure is the 95th percentile of all
its rounds over the median of the base's.
"""

import csv
import gzip
import io
import os
import random
import shutil
import statistics
import sys
import time
import uuid
from datetime import timedelta
from functools import cache
from itertools import accumulate
from pathlib import Path

NAME = "bench-search"
os.environ.setdefault("IMT_DEMO", "1")
os.environ["IMT_STATE"] = NAME
os.environ["DJANGO_SETTINGS_MODULE"] = "imt.settings"
FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"
OPEN_SHARE = 0.2
SEARCHES, NEW_ORDERS = 100_000, 1_000
ROUNDS, QUESTIONS = 5, 40
# Multiples of the base; for the alerts, how many times faster than one by one.
GOALS = {
    "newest 20 and count": 15,
    "by relevance": 25,
    "facets": 20,
    "suggestions": 3,
}
FASTER = 50
COMPARED = 500  # searches whose pairs are compared with those of one query each


def main(rows: int) -> int:
    from imt import embedded

    state = embedded.state_dir(NAME)
    embedded.stop(state)
    shutil.rmtree(state, ignore_errors=True)
    embedded.start(embedded.state_dir(NAME), durable=False)
    try:
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        made = Orders(rows)
        made.write()
        met = measure(made)
        met &= alerts(made)
    finally:
        embedded.stop(state)
    return 0 if met else 1


class Orders:
    """Made-up orders, always the same ones."""

    def __init__(self, rows: int):
        self.rows = rows
        self.chance = random.Random(1)
        with gzip.open(FIXTURES / "job_titles.csv.gz", "rt") as file:
            lines = [line for line in csv.DictReader(file) if len(line["text"]) < 60]
        self.chance.shuffle(lines)
        self.titles = {
            language: [x["text"] for x in lines if x["language"] == language][:12_000]
            for language in ("fr", "en")
        }
        self.codes = sorted({line["code"] for line in lines})
        words: dict[str, int] = {}
        for line in lines:
            for word in line["text"].lower().replace("/", " ").split():
                if len(word) > 3:
                    words[word] = words.get(word, 0) + 1
        self.words = sorted(words, key=lambda word: -words[word])
        # The n-th word is about n times rarer than the first.
        self.zipf = list(accumulate(1 / (n + 3) for n in range(len(self.words))))
        with open(FIXTURES / "municipalities.csv") as file:
            self.towns = [
                line
                for line in csv.DictReader(file)
                if line["latitude"] and line["population"]
            ]
        self.people = list(accumulate(int(t["population"]) for t in self.towns))
        with gzip.open(FIXTURES / "naics.csv.gz", "rt") as file:
            classes = csv.DictReader(file)
            self.sectors = [c["code"][:2] for c in classes if not c["parent"]]

    def some_words(self, count: int) -> list[str]:
        return self.chance.choices(self.words, cum_weights=self.zipf, k=count)

    def _lines(self):
        from django.utils import timezone

        chance, now = self.chance, timezone.now()
        towns = chance.choices(self.towns, cum_weights=self.people, k=self.rows)
        for n in range(self.rows):
            town = towns[n]
            posted = now - timedelta(seconds=60 * (self.rows - n) / 10)
            share = (n / self.rows - 0.6) * 2.5 if n > 0.6 * self.rows else 0
            text = " ".join(self.some_words(chance.randint(40, 90)))
            at = min(int(chance.paretovariate(0.4)), len(self.titles["fr"])) - 1
            yield [
                str(uuid.UUID(int=(n << 64) | chance.getrandbits(60), version=4)),
                posted.isoformat(),
                f"{timezone.localdate() + timedelta(days=30)}",
                chance.choice(self.codes[:: 1 + n % 7]),
                chance.choice(self.sectors),
                town["region"],
                town["latitude"],
                town["longitude"],
                f"{15.75 + chance.expovariate(1 / 12):.2f}",
                chance.choice(("{fr}", "{fr}", "{fr,en}")),
                chance.choice(("{day}", "{day}", "{evening}", "{night,weekend}")),
                chance.choice(("permanent", "permanent", "temporary", "seasonal")),
                chance.choice(("on_site", "on_site", "on_site", "hybrid", "remote")),
                "t" if chance.random() < 0.15 else "f",
                # Recent orders are mostly open, old ones closed: one in five in all.
                "t" if chance.random() < share * OPEN_SHARE / 0.2 else "f",
                self.titles["fr"][at].replace("\\", " "),
                self.titles["en"][at % len(self.titles["en"])].replace("\\", " "),
                text,
            ]

    def write(self) -> None:
        from django.db import connection

        begun = time.perf_counter()
        with connection.cursor() as cursor:
            cursor.execute(
                "CREATE UNLOGGED TABLE bench_order (id uuid, posted_at timestamptz, "
                "expires_on date, noc text, naics text, region text, latitude float, "
                "longitude float, wage numeric, languages text[], schedules text[], "
                "contract text, remote text, is_agency bool, is_open bool, "
                "title_fr text, title_en text, duties text)"
            )
            lines, done = self._lines(), 0
            while done < self.rows:
                size = min(50_000, self.rows - done)
                block = "".join("\t".join(next(lines)) + "\n" for _n in range(size))
                cursor.copy_expert("COPY bench_order FROM STDIN", io.StringIO(block))
                done += size
            cursor.execute("ALTER TABLE bench_order ADD PRIMARY KEY (id)")
            cursor.execute(_WITHOUT_ORDERS)
            cursor.execute(_INDEX, [0, ""])
            cursor.execute(_TITLES)
            for table in ("bench_order", "job_search", "placement_knowntitle"):
                cursor.execute(f"VACUUM ANALYZE {table}")
            cursor.execute("SELECT count(*) FROM job_search WHERE is_open")
            live = cursor.fetchone()[0]
        seconds = time.perf_counter() - begun
        print(f"{self.rows} orders, {live} open, written in {seconds:.0f} s")


# The narrow table alone: its orders are in this file's table.
_WITHOUT_ORDERS = """
DO $$ DECLARE name text; BEGIN
  FOR name IN SELECT conname FROM pg_constraint
    WHERE conrelid = 'job_search'::regclass AND contype = 'f'
  LOOP EXECUTE format('ALTER TABLE job_search DROP CONSTRAINT %I', name); END LOOP;
END $$
"""
_INDEX = """
INSERT INTO job_search (order_id, posted_at, expires_on, noc, naics, region, latitude,
  longitude, hourly_wage, languages, schedules, contract, remote, commitments,
  is_agency, is_open, words, title_words)
SELECT id, posted_at, expires_on, noc, naics, region, latitude, longitude, wage,
  languages, schedules, contract, remote, '{}', is_agency, is_open,
  strip(imt_document('fr', title_fr || ' ' || duties) || imt_document('en', title_en)),
  strip(imt_document('fr', title_fr) || imt_document('en', title_en))
FROM bench_order ORDER BY posted_at
"""
_TITLES = """
INSERT INTO placement_knowntitle (language, folded, title, orders)
SELECT 'fr', lower(unaccent(title_fr)), min(title_fr), count(*)
FROM bench_order GROUP BY 2
UNION ALL SELECT 'en', lower(unaccent(title_en)), min(title_en), count(*)
FROM bench_order GROUP BY 2
"""


def measure(made: Orders) -> bool:
    """Print what each kind of question costs; whether every goal is met."""
    from placement.jobs.criteria import Criteria
    from placement.jobs.facets import facets
    from placement.jobs.search import newest, relevant
    from placement.jobs.words import wanted
    from placement.models import JobSearch, KnownTitle

    asked = []
    for n in range(QUESTIONS):
        text = " ".join(made.some_words(1 + n % 2))
        region = made.chance.choice(made.towns)["region"]
        regions = (region,) if n % 4 == 3 else ()
        asked.append(Criteria(words=wanted(text, "fr", 0).query, regions=regions))
    begun = [made.chance.choice(made.titles["fr"]).lower()[:4] for _n in asked]
    keys = list(JobSearch.objects.order_by("?").values_list("pk", flat=True)[:2_000])
    kinds = {
        "20 orders by key": lambda n: _by_key(made.chance.sample(keys, 20)),
        "newest 20 and count": lambda n: newest(asked[n]),
        "by relevance": lambda n: relevant(asked[n]),
        "facets": lambda n: facets(asked[n]),
        "suggestions": lambda n: list(KnownTitle.objects.beginning(begun[n], "fr")[:8]),
    }
    spent: dict[str, list[float]] = {kind: [] for kind in kinds}
    for round_ in range(ROUNDS + 1):
        for n in range(QUESTIONS):
            for kind, ask in kinds.items():
                start = time.perf_counter()
                ask(n)
                if round_:  # the first one warms
                    spent[kind].append(1000 * (time.perf_counter() - start))
    base = statistics.median(spent["20 orders by key"])
    print(f"{'question':24} {'p50 ms':>8} {'p95 ms':>8} {'p95 / base':>11} {'goal':>6}")
    met = True
    for kind, times in spent.items():
        p95 = statistics.quantiles(times, n=20)[-1]
        goal = GOALS.get(kind)
        met &= goal is None or p95 / base <= goal
        print(
            f"{kind:24} {statistics.median(times):8.2f} {p95:8.2f} "
            f"{p95 / base:10.1f}x {f'{goal}x' if goal else '':>6}"
        )
    return met


def _by_key(keys: list) -> list:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM bench_order WHERE id = ANY(%s::uuid[])", [keys])
        return cursor.fetchall()


def alerts(made: Orders) -> bool:
    """Print how much faster one join is than one query for each search."""
    from django.utils import timezone

    from placement.jobs.matches import matches
    from placement.models import JobSearch, SavedSearch

    today = timezone.localdate()
    latest = JobSearch.objects.open().newest().values_list("posted_at", flat=True)
    since = latest[min(NEW_ORDERS, len(latest) - 1)]
    until = timezone.now()
    _write_searches(made, since)
    everybody = list(SavedSearch.objects.order_by("pk").values_list("pk", flat=True))
    every = everybody[:COMPARED]
    joined, singly = [], []
    for _round in range(3):
        start = time.perf_counter()
        found = matches(everybody, since, until, today)
        joined.append(time.perf_counter() - start)
        start = time.perf_counter()
        alone = _one_by_one(every, since)
        singly.append((time.perf_counter() - start) * SEARCHES / len(every))
    ratio = statistics.median(singly) / statistics.median(joined)
    together = {
        (search, order)
        for search, order, _total in matches(every, since, until, today, 10**9)
    }
    same = together == alone
    print(
        f"{SEARCHES} searches, {NEW_ORDERS} new orders: one join "
        f"{statistics.median(joined):.2f} s ({len(found)} lines told), one query each "
        f"{statistics.median(singly):.0f} s: {ratio:.0f}x faster (goal {FASTER}x)"
    )
    print(
        f"pairs of {len(every)} searches: {len(together)} by the join, {len(alone)} "
        f"one by one: {'identical' if same else 'DIFFERENT'}"
    )
    return same and ratio >= FASTER


def _write_searches(made: Orders, since) -> None:
    """Six in ten with words, six in ten with an occupation, most with a region."""
    from placement.jobs import matches
    from placement.jobs.criteria import Criteria
    from placement.jobs.words import wanted
    from placement.models import SavedSearch

    # The same words come back: how many hold them is asked once.
    matches.holders, read = cache(matches.holders), cache(wanted)
    # Nobody keeps a search for the hundred words that most postings hold.
    rarer = made.words[100:4_000]
    phrases = [" ".join(made.chance.sample(rarer, 1 + n % 2)) for n in range(2_000)]
    rows = []
    for n in range(SEARCHES):
        chance = made.chance
        text = chance.choice(phrases) if chance.random() < 0.6 else ""
        nocs = (chance.choice(made.codes)[:4],) if chance.random() < 0.6 else ()
        towns = (chance.choice(made.towns)["region"],) if chance.random() < 0.8 else ()
        if not (text or nocs):
            towns = towns or ("06",)
        asked = read(text, "fr", 0)
        criteria = Criteria(words=asked.query, nocs=nocs, regions=towns)
        keys = matches.anchors(criteria, asked)
        rows.append(
            SavedSearch(
                email=f"personne{n}@example.org", language="fr", summary="",
                confirmed_at=since, seen_until=since, words=asked.query or None,
                nocs=list(nocs), regions=list(towns), anchors=keys,
            )
        )  # fmt: skip
    SavedSearch.objects.bulk_create(rows, batch_size=5_000)
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE placement_savedsearch")


def _one_by_one(keys: list[int], since) -> set[tuple]:
    from placement.models import JobSearch, SavedSearch

    found = set()
    for search in SavedSearch.objects.filter(pk__in=keys):
        rows = JobSearch.objects.open().matching(search.criteria())
        rows = rows.filter(posted_at__gt=since).newest()
        found |= {(search.pk, pk) for pk in rows.values_list("pk", flat=True)}
    return found


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000))
