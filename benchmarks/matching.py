"""Matching at a million orders, as multiples of reading 20 whole orders by their key.

    python -m benchmarks.matching [ORDERS] [OFFERS]

Orders and offers are made up over the true occupations, one order in five is open; the
occupations and their resemblances are the demonstration's own. What is measured is what
the pages call: the look-up of candidates, the comparison line by line, the best twenty.
Both are measured in turn within one run. A question's cost is the median of its rounds,
so that a busy machine is not taken for a slow query; the figure is the 95th percentile
of the questions over the median of the base.
"""

import os
import random
import shutil
import statistics
import sys
import time
from itertools import accumulate
from math import inf

NAME = "bench-matching"
os.environ.setdefault("IMT_DEMO", "1")
os.environ["IMT_STATE"] = NAME
os.environ["DJANGO_SETTINGS_MODULE"] = "imt.settings"
ROUNDS, QUESTIONS = 7, 60
GOALS = {"seeker to 20 orders": 10}
# Inhabitants of the regions, in tens of thousands: where work is.
PEOPLE = [20, 28, 79, 28, 52, 211, 42, 15, 9, 5, 9, 45, 45, 55, 66, 149, 26]
OPEN_SHARE = 0.2


def main(orders: int, offers: int) -> int:
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
        write(orders, offers)
        return 0 if measure(orders, offers) else 1
    finally:
        embedded.stop(state)


# Regions drawn by their inhabitants, occupations evenly. The tables' own keys to orders
# and people are dropped: neither is made up here but as `bench_order`.
_WITHOUT_KEYS = """
DO $$ DECLARE c record; BEGIN
  FOR c IN SELECT conname, conrelid::regclass AS name FROM pg_constraint
    WHERE contype = 'f' AND conrelid IN ('placement_orderplace'::regclass,
      'placement_offerplace'::regclass)
  LOOP EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', c.name, c.conname); END LOOP;
END $$
"""
_TABLES = """
CREATE TABLE bench_code AS SELECT code, row_number() OVER (ORDER BY code) AS n
  FROM classifications_unitgroup;
CREATE TABLE bench_region AS SELECT lpad(i::text, 2, '0') AS code, x AS until
  FROM unnest(%(until)s::float[]) WITH ORDINALITY AS t(x, i);
CREATE UNLOGGED TABLE bench_order AS
SELECT gen_random_uuid() AS id, now() - n * interval '6 seconds' AS published_at,
  (SELECT code FROM bench_code WHERE bench_code.n = 1 + floor(a * %(codes)s)) AS noc,
  (SELECT code FROM bench_region WHERE until > b ORDER BY until LIMIT 1) AS region,
  c < %(share)s AS is_open, d, e,
  repeat(md5(n::text) || ' ', 12) AS duties, repeat(md5((-n)::text) || ' ', 6) AS asks
FROM (SELECT n, random() AS a, random() AS b, random() AS c, random() AS d,
  random() AS e FROM generate_series(1, %(orders)s) AS n) drawn;
ALTER TABLE bench_order ADD PRIMARY KEY (id);
INSERT INTO placement_orderplace (order_id, unit_group_code, region_code, published_at,
  expires_on, remote, skills, experience, education, languages, schedule, contract,
  starts_on, hourly_wage)
SELECT id, noc, CASE WHEN d < 0.05 THEN '' ELSE region END, published_at,
  CURRENT_DATE + 30, d < 0.05,
  (SELECT array_agg(code) FROM (SELECT code FROM occupations_descriptor
    WHERE category = 'skills' ORDER BY md5(code || (floor(e * 50))::text) LIMIT 4) s),
  floor(e * 5) * 12, 1 + floor(d * 5), '{"fr": 3, "en": 1}',
  CASE WHEN e < 0.7 THEN ARRAY['day'] ELSE ARRAY['evening', 'night'] END,
  CASE WHEN d < 0.8 THEN 'permanent' ELSE 'temporary' END, CURRENT_DATE + 14,
  16 + d * 30
FROM bench_order WHERE is_open ORDER BY noc, region, published_at DESC;
"""
_OFFERS = """
INSERT INTO accounts_user (password, is_superuser, email, role, language, is_active,
  date_joined)
SELECT '!', false, n || '@example.org', 'seeker', 'fr', true, now()
FROM generate_series(1, %(offers)s) AS n;
INSERT INTO placement_offerofservice (id, number, owner_id, state, is_demonstration,
  published_at, expires_on, created_at, updated_at, summary, language, skills,
  education, licences, languages, schedule, contracts, regions, full_name, phone, needs,
  available_on)
SELECT gen_random_uuid(), id, id, 'published', true, now() - id * interval '9 seconds',
  CURRENT_DATE + 60, now(), now(), repeat('mots ', 40), 'fr',
  '{"skill-writing": 3, "skill-numeracy": 4, "skill-repairing": 2}',
  1 + id %% 5, '', '{"fr": 3, "en": 2}', ARRAY['day'], ARRAY['permanent'],
  ARRAY[(SELECT code FROM bench_region WHERE until > b ORDER BY until LIMIT 1)],
  'Nom', '', '', CURRENT_DATE
FROM (SELECT id, random() AS b FROM accounts_user
  WHERE email LIKE '%%@example.org') drawn;
INSERT INTO placement_soughtoccupation (offer_id, position, unit_group_id, months)
SELECT id, 1, code, 36
FROM (SELECT id, random() AS a FROM placement_offerofservice) drawn
JOIN bench_code ON n = 1 + floor(a * %(codes)s);
INSERT INTO placement_offerplace (offer_id, unit_group_code, region_code, published_at)
SELECT o.id, s.unit_group_id, o.regions[1], o.published_at
FROM placement_offerofservice o JOIN placement_soughtoccupation s ON s.offer_id = o.id
ORDER BY 2, 3, 4 DESC;
"""


def write(orders: int, offers: int) -> None:
    from django.db import connection

    from classifications.models import UnitGroup

    begun = time.perf_counter()
    codes = UnitGroup.objects.count()
    until = [x / sum(PEOPLE) for x in accumulate(PEOPLE)]
    with connection.cursor() as cursor:
        cursor.execute("SELECT setseed(0.5)")
        numbers = {
            "until": until, "codes": codes, "share": OPEN_SHARE, "orders": orders,
            "offers": offers,
        }  # fmt: skip
        cursor.execute(_WITHOUT_KEYS)
        cursor.execute(_TABLES, numbers)
        cursor.execute(_OFFERS, numbers)
        for table in (
            "bench_order", "placement_orderplace", "placement_offerplace",
            "placement_offerofservice", "placement_soughtoccupation",
        ):  # fmt: skip
            cursor.execute(f"VACUUM ANALYZE {table}")
        cursor.execute("SELECT count(*) FROM placement_orderplace")
        live = cursor.fetchone()[0]
    seconds = time.perf_counter() - begun
    print(f"{orders} orders, {live} open, {offers} offers, written in {seconds:.0f} s")


def measure(orders: int, offers: int) -> bool:
    """Print what each question costs; whether every goal is met."""
    from django.db import connection

    from datasets.models import Publication
    from placement.matching import best, compare
    from placement.meetings import asked_rows, offered_rows, related
    from placement.models import OfferOfService, OrderPlace

    chance = random.Random(2)
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM bench_order TABLESAMPLE SYSTEM (1) LIMIT 20000")
        keys = [row[0] for row in cursor.fetchall()]
    known = related(Publication.objects.version())
    people = list(
        OfferOfService.objects.filter(number__lte=QUESTIONS * 3)
        .prefetch_related("sought")
        .order_by("number")[:QUESTIONS]
    )
    from placement.meetings import asked_of_place, offered_of

    seekers = [offered_of(person) for person in people]
    places = [
        asked_of_place(place)
        for place in OrderPlace.objects.exclude(region_code="").order_by("pk")[
            :QUESTIONS
        ]
    ]

    def base(n: int):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT * FROM bench_order WHERE id = ANY(%s)",
                [chance.sample(keys, 20)],
            )
            return cursor.fetchall()

    def orders_of(n: int):
        offered = seekers[n % len(seekers)]
        rows = asked_rows(list(offered.sought), sorted(offered.regions), known)
        return best(compare(asked, offered, known.similar) for asked, _wage in rows)

    def offers_of(n: int):
        asked = places[n % len(places)]
        rows = offered_rows(asked, known)
        return best(compare(asked, offered, known.similar) for offered in rows)

    asked = {"20 orders by key": base, "seeker to 20 orders": orders_of}
    asked["order to 20 offers"] = offers_of
    took: dict = {name: [[] for _n in range(QUESTIONS)] for name in asked}
    found: dict[str, list[int]] = {name: [] for name in asked}
    for each_round in range(ROUNDS + 1):
        for n in range(QUESTIONS):
            for name, ask in asked.items():
                begun = time.perf_counter()
                rows = ask(n)
                if each_round:  # the first one warms
                    took[name][n].append(time.perf_counter() - begun)
                    found[name].append(len(rows))
    costs = {name: list(map(statistics.median, rows)) for name, rows in took.items()}
    unit = statistics.median(costs["20 orders by key"])
    print(f"20 orders by key: {unit * 1000:.2f} ms (median)")
    met = True
    for name in list(asked)[1:]:
        goal = GOALS.get(name, inf)
        p95 = statistics.quantiles(costs[name], n=20)[-1]
        middle = statistics.median(costs[name])
        met &= p95 <= goal * unit
        said = f"goal {goal}x" if name in GOALS else "no goal"
        print(
            f"{name}: p50 {middle / unit:.1f}x, p95 {p95 / unit:.1f}x "
            f"({p95 * 1000:.1f} ms; {said}); {statistics.mean(found[name]):.0f} found"
        )
    print("matching: met" if met else "matching: MISSED")
    return met


if __name__ == "__main__":
    sizes = [int(x) for x in sys.argv[1:]]
    sys.exit(main(*(sizes + [1_000_000, 100_000][len(sizes) :])))
