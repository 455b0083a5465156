"""The job search, the alerts and the matching at a million orders, in one run.

    python -m benchmarks.search [ORDERS] [OFFERS] [SEARCHES]

The base is reading 20 whole orders by their key. Everything is measured in turn, round
by round. What is counted is the time that this process and its session of PostgreSQL
spend on a processor (/proc/PID/schedstat), and what a question costs is the median of
its rounds: a busy machine is not taken for a slow statement. A figure is the 95th
percentile of the questions over the median of the base. The last column is the same by
the clock on the wall, every single reading counted, whatever else the machine did.
"""

import os
import shutil
import statistics
import sys
import time
from pathlib import Path
from typing import NamedTuple

NAME = "bench-search"
ROUNDS, QUESTIONS = 7, 60
# Multiples of the base; for the alerts, how many times faster than one by one.
GOALS = {
    "newest 20 and count": 15,
    "by relevance": 25,
    "facets": 20,
    "suggestions": 3,
    "seeker to 20 orders": 10,
}
FASTER = 50
NEW_ORDERS = 1_000
COMPARED = 500  # searches that are also asked one by one
BASE = "20 orders by key"


def main(orders: int, offers: int, searches: int) -> int:
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
        call_command("load_demo", verbosity=0)
        begun = time.perf_counter()
        kinds, alerts = prepare(orders, offers, searches, settle="VACUUM ANALYZE")
        print(
            f"{orders} orders, {offers} offers, {searches} kept searches, written in "
            f"{time.perf_counter() - begun:.0f} s"
        )
        spent, joined, singly = measure(kinds, alerts)
        met = tell(spent)
        met &= tell_alerts(alerts, joined, singly)
        return 0 if met else 1
    finally:
        embedded.stop(state)


def prepare(orders: int, offers: int, searches: int, settle: str, asked=QUESTIONS):
    """Write what is read; {question: function of a number}, and the alerts."""
    from django.db import connection

    from benchmarks import alerts, matching
    from benchmarks.orders import TABLES, Orders, whole_by_key
    from bilingual.folding import fold
    from placement.jobs.criteria import Criteria
    from placement.jobs.facets import facets
    from placement.jobs.search import newest, relevant
    from placement.models import JobSearch, KnownTitle

    made = Orders(orders)
    made.write()
    matching.write(offers)
    _settle(settle, (*TABLES, *matching.TABLES))
    kept = alerts.Alerts(made, searches, NEW_ORDERS, COMPARED)
    _settle(settle, alerts.TABLES)
    criteria = _criteria(made, asked)
    regions = [Criteria(regions=(town["region"],)) for town in made.towns[:asked]]
    begun = [fold(made.chance.choice(made.titles["fr"]))[:4] for _n in criteria]
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM bench_order ORDER BY md5(id::text) LIMIT 20000")
        keys = [row[0] for row in cursor.fetchall()]
    kinds = {
        BASE: lambda n: whole_by_key(made.chance.sample(keys, 20)),
        "newest 20 and count": lambda n: newest(criteria[n]),
        "by relevance": lambda n: relevant(criteria[n]),
        "newest 20 of a region": lambda n: newest(regions[n]),
        "facets": lambda n: facets(criteria[n]),
        "suggestions": lambda n: list(KnownTitle.objects.beginning(begun[n], "fr")[:8]),
    }
    assert JobSearch.objects.count() == orders
    return kinds | matching.questions(asked), kept


def _settle(words: str, tables) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"{words} {table}")


def _criteria(made, count: int) -> list:
    """One word or two, as common as the texts have them; one in four in a region."""
    from datasets.models import Publication
    from placement.jobs.criteria import Criteria
    from placement.jobs.words import wanted

    found, version = [], Publication.objects.version()
    for n in range(count):
        text = " ".join(made.some_words(1 + n % 2))
        region = made.chance.choice(made.towns)["region"]
        words = wanted(text, "fr", version).query
        found.append(Criteria(words=words, regions=(region,) if n % 4 == 3 else ()))
    return found


class Cost(NamedTuple):
    """Milliseconds of processors, and by the clock."""

    cpu: float
    wall: float


def measure(kinds: dict, alerts, rounds=ROUNDS, asked=QUESTIONS):
    """{question: [[costs of its rounds] of each number]}; costs of both alerts."""
    spent: dict = {kind: [[] for _n in range(asked)] for kind in kinds}
    joined: list[Cost] = []
    singly: list[Cost] = []
    for round_ in range(rounds + 1):  # the first one warms
        for n in range(asked):
            for kind, ask in kinds.items():
                cost = _cost(lambda ask=ask, n=n: ask(n))
                if round_:
                    spent[kind][n].append(cost)
        together, each = _cost(alerts.together), _cost(alerts.one_by_one)
        if round_:
            times = len(alerts.everybody) / len(alerts.some)
            joined.append(together)
            singly.append(Cost(each.cpu * times, each.wall * times))
    return spent, joined, singly


def _cost(ask) -> Cost:
    from django.db import connection

    connection.ensure_connection()
    watched = "self", connection.connection.info.backend_pid
    begun, spent = time.perf_counter(), sum(map(_on_processor, watched))
    ask()
    spent = sum(map(_on_processor, watched)) - spent
    return Cost(spent, 1000 * (time.perf_counter() - begun))


def _on_processor(pid) -> float:
    """Milliseconds that a process has run."""
    return int(Path(f"/proc/{pid}/schedstat").read_text().split()[0]) / 1_000_000


def tell(spent: dict, goals=GOALS) -> bool:
    """Print what each kind of question costs; whether every goal is met."""
    base = statistics.median(map(_middle, spent[BASE]))
    clock = statistics.median(one.wall for rounds in spent[BASE] for one in rounds)
    print(f"{'question':22} {'p50':>8} {'p95 ms':>8} {'p95':>6} goal {'clock':>6}")
    met = True
    for kind, numbers in spent.items():
        costs = list(map(_middle, numbers))
        p95 = _p95(costs)
        every = _p95([one.wall for rounds in numbers for one in rounds])
        goal = goals.get(kind)
        met &= goal is None or p95 / base <= goal
        print(
            f"{kind:22} {statistics.median(costs):8.2f} {p95:8.2f} {p95 / base:5.1f}x "
            f"{goal or '':>4} {every / clock:5.1f}x"
        )
    return met


def _middle(rounds: list[Cost]) -> float:
    return statistics.median(one.cpu for one in rounds)


def _p95(values: list[float]) -> float:
    return statistics.quantiles(values, n=20, method="inclusive")[-1]


def tell_alerts(alerts, joined: list[Cost], singly: list[Cost]) -> bool:
    """Print how much faster one join is than one query for each search."""
    ratio = _middle(singly) / _middle(joined)
    together, alone = alerts.pairs(), alerts.one_by_one()
    same = together == alone
    print(
        f"{len(alerts.everybody)} searches x {NEW_ORDERS} new orders: together "
        f"{_middle(joined) / 1000:.2f} s, one query each {_middle(singly) / 1000:.0f} "
        f"s: {ratio:.0f}x faster (goal {FASTER}x)"
    )
    print(
        f"pairs of {len(alerts.some)} searches: {len(together)} together, {len(alone)} "
        f"one by one: {'identical' if same else 'DIFFERENT'}"
    )
    return same and ratio >= FASTER


if __name__ == "__main__":
    os.environ.setdefault("IMT_DEMO", "1")
    os.environ["IMT_STATE"] = NAME
    os.environ["DJANGO_SETTINGS_MODULE"] = "imt.settings"
    sizes = [int(x) for x in sys.argv[1:]]
    sys.exit(main(*(sizes + [1_000_000, 100_000, 100_000][len(sizes) :])))
