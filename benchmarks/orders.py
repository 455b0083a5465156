"""Made-up job orders for the measures, always the same ones.

Titles are those of the classification, the texts draw its words as a language does (few
are common, many are rare); one order in five is open, most of them recent. They are a
table of this file's own, `bench_order`, as wide as true orders; the portal's narrow
tables are written from it, with the words of its own functions.
"""

import csv
import gzip
import io
import random
import uuid
from datetime import timedelta
from itertools import accumulate
from pathlib import Path

from django.db import connection
from django.utils import timezone

from classifications.models import UnitGroup

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"
BLOCK = 50_000
TABLES = ("bench_order", "job_search", "placement_orderplace", "placement_knowntitle")


class Orders:
    """What orders are drawn from, and the random numbers of the whole run."""

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
        groups = UnitGroup.objects.filter(withdrawn=False).order_by("code")
        self.codes = list(groups.values_list("pk", flat=True))
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
        chance, now, today = self.chance, timezone.now(), timezone.localdate()
        # Texts are cut out of one long text: as varied, and drawn much faster.
        stream = self.some_words(min(20 * self.rows, 3_000_000) + 100)
        towns = chance.choices(self.towns, cum_weights=self.people, k=self.rows)
        for n in range(self.rows):
            town = towns[n]
            posted = now - timedelta(seconds=60 * (self.rows - n) / 10)
            # Recent orders are mostly open, old ones closed: one in five in all.
            share = (n / self.rows - 0.6) * 2.5 if n > 0.6 * self.rows else 0
            begin = chance.randrange(len(stream) - 90)
            text = " ".join(stream[begin : begin + chance.randint(40, 90)])
            at = min(int(chance.paretovariate(0.4)), len(self.titles["fr"])) - 1
            yield [
                str(uuid.UUID(int=(n << 64) | chance.getrandbits(60), version=4)),
                posted.isoformat(),
                f"{today + timedelta(days=30)}",
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
                "t" if chance.random() < share else "f",
                self.titles["fr"][at].replace("\\", " "),
                self.titles["en"][at % len(self.titles["en"])].replace("\\", " "),
                text,
            ]

    def write(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(_TABLE)
            lines, done = self._lines(), 0
            while done < self.rows:
                size = min(BLOCK, self.rows - done)
                block = "".join("\t".join(next(lines)) + "\n" for _n in range(size))
                cursor.copy_expert("COPY bench_order FROM STDIN", io.StringIO(block))
                done += size
            cursor.execute("ALTER TABLE bench_order ADD PRIMARY KEY (id)")
            cursor.execute(_ALONE)
            for statement in (_SEARCH, _PLACES, _TITLES):
                cursor.execute(statement)


def whole_by_key(keys: list) -> list:
    """Whole orders by their key: what every other reading is a multiple of."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM bench_order WHERE id = ANY(%s::uuid[])", [keys])
        return cursor.fetchall()


_TABLE = """
CREATE UNLOGGED TABLE bench_order (
  id uuid, posted_at timestamptz, expires_on date, noc text, naics text, region text,
  latitude float, longitude float, wage numeric, languages text[], schedules text[],
  contract text, remote text, is_agency bool, is_open bool, title_fr text,
  title_en text, duties text
)"""
# The narrow tables alone: they are emptied, and lose their keys to orders and people.
_ALONE = """
DO $$ DECLARE c record; BEGIN
  FOR c IN SELECT conname, conrelid::regclass AS name FROM pg_constraint
    WHERE contype = 'f' AND conrelid IN ('job_search'::regclass,
      'placement_orderplace'::regclass, 'placement_offerplace'::regclass)
  LOOP EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', c.name, c.conname); END LOOP;
END $$;
DELETE FROM job_search; DELETE FROM placement_orderplace;
DELETE FROM placement_knowntitle; DELETE FROM placement_savedsearch;
"""
# Both tables are written in the order of publication. One order in fifty has a site in
# another region.
_SEARCH = """
INSERT INTO job_search (order_id, posted_at, expires_on, noc, naics, region,
  other_regions, latitude, longitude, hourly_wage, languages, schedules, contract,
  remote, commitments, is_agency, is_open, words, title_words)
SELECT id, posted_at, expires_on, noc, naics, region,
  CASE WHEN drawn % 50 = 0 AND region <> beyond THEN ARRAY[beyond] END,
  latitude, longitude, wage, languages, schedules, contract, remote, '{}', is_agency,
  is_open,
  strip(imt_document('fr', title_fr || ' ' || duties) || imt_document('en', title_en)),
  strip(imt_document('fr', title_fr) || imt_document('en', title_en))
FROM bench_order, abs(hashtext(id::text)) AS drawn,
  lpad((1 + drawn / 50 % 17)::text, 2, '0') AS beyond
"""
# What matching compares: skills, experience and the like are drawn by the number n.
_PLACES = """
INSERT INTO placement_orderplace (order_id, unit_group_code, region_code, published_at,
  expires_on, remote, skills, experience, education, languages, schedule, contract,
  starts_on, hourly_wage)
WITH kind AS MATERIALIZED (
  SELECT n, ARRAY(SELECT code FROM occupations_descriptor WHERE category = 'skills'
                  ORDER BY md5(code || n) LIMIT 4) AS skills
  FROM generate_series(0, 59) AS n
)
SELECT id, noc, CASE remote WHEN 'remote' THEN '' ELSE region END, posted_at,
  expires_on, remote = 'remote', skills, n % 5 * 12, 1 + n % 4, '{"fr": 3, "en": 1}',
  schedules, contract, CURRENT_DATE + 14, wage
FROM (SELECT *, row_number() OVER (ORDER BY id) % 60 AS n FROM bench_order
      WHERE is_open) AS numbered
JOIN kind USING (n) ORDER BY noc, region, posted_at DESC
"""
_TITLES = """
INSERT INTO placement_knowntitle (language, folded, title, orders)
SELECT 'fr', lower(unaccent(title_fr)), min(title_fr), count(*)
FROM bench_order WHERE is_open GROUP BY 2
UNION ALL SELECT 'en', lower(unaccent(title_en)), min(title_en), count(*)
FROM bench_order WHERE is_open GROUP BY 2
"""
