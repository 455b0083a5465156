"""Which kept searches find which new orders: one hash join for all of them.

Searches that ask the same are looked for once. Each has a few keys, its anchors, of
which every order that it can find has at least one: the stems of its rarest word, or
its occupations and regions. New orders are joined with searches by these keys, then
every condition is looked at again. One query for each search would cost a hundred times
more (docs/adr).
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from django.db import connection, transaction

from placement.jobs.criteria import Criteria
from placement.jobs.words import Wanted
from placement.models.searches import SITES, JobSearch

MOST_TOLD = 20  # orders of one message; it says how many there are
MOST_ANCHORS = 40
COMMON = 2_000  # words of more open orders than this are not compared further
EVERYTHING = "*"


def anchors(asked: Criteria, wanted: Wanted) -> list[str]:
    """The keys of a search: occupations or else the rarest word, within its regions."""
    # Three digits are rarer than most words; fewer are not.
    if asked.nocs and (not wanted.phrases or min(map(len, asked.nocs)) >= 3):
        keys = [f"n:{code}" for code in asked.nocs]
    elif wanted.phrases:
        keys = sorted({f"w:{stem}" for p in wanted.phrases for stem in _rarest(p)})
    else:
        return [f"r:{code}" for code in asked.regions] or [EVERYTHING]
    within = [f"{key}:{region}" for key in keys for region in asked.regions]
    return within if within and len(within) <= MOST_ANCHORS else keys


def _rarest(phrase: Sequence[tuple[str, ...]]) -> list[str]:
    """The stems of the word of a phrase that the fewest open orders hold."""
    stems = min(phrase, key=holders) if len(phrase) > 1 else phrase[0]
    # Where a word has two stems at once ('chef' & 'equip'), the first is a key.
    return [part.split("'")[1] for part in stems]


def holders(stems: tuple[str, ...]) -> int:
    """How many open orders hold a word, up to `COMMON`."""
    rows = JobSearch.objects.open().order_by()
    asked = Criteria(words=" | ".join(stems))
    return len(rows.matching(asked).values_list("pk")[:COMMON])


# People ask the same: searches that mean the same and have seen the same are one row,
# unless their owner put orders aside.
_DUE = """
CREATE TEMP TABLE due AS
WITH aside AS MATERIALIZED (
  SELECT search, array_agg(order_id ORDER BY order_id) AS orders FROM (
    SELECT s.id AS search, a.order_id
    FROM placement_setaside a JOIN placement_savedsearch s ON s.user_id = a.owner_id
    UNION
    -- A search kept without signing in, for an address that its owner confirmed.
    SELECT s.id, a.order_id
    FROM placement_setaside a
      JOIN account_emailaddress e ON e.user_id = a.owner_id AND e.verified
      JOIN placement_savedsearch s ON lower(s.email) = lower(e.email)) AS pair
  GROUP BY search
)
SELECT row_number() OVER () AS id, grouped.* FROM (
  -- A condition that asks nothing is NULL: told faster than an empty array.
  SELECT array_agg(id) AS searches, seen_until, words::text::tsquery AS words, anchors,
         wage_floor, latitude, longitude, radius, nullif(regions, '{}') AS regions,
         nullif(nocs, '{}')::text[] AS nocs, nullif(industries, '{}') AS industries,
         nullif(contracts, '{}') AS contracts, nullif(remotes, '{}') AS remotes,
         nullif(schedules, '{}') AS schedules, nullif(languages, '{}') AS languages,
         nullif(agency, '') AS agency, nullif(commitments, '{}') AS commitments,
         aside.orders AS aside
  FROM placement_savedsearch LEFT JOIN aside ON search = id
  WHERE id = ANY(%(searches)s)
  GROUP BY seen_until, words::text, anchors, wage_floor, latitude, longitude, radius,
           regions, nocs, industries, contracts, remotes, schedules, languages, agency,
           commitments, aside.orders) AS grouped;
ANALYZE due
"""
# Orders are numbered from the newest on: small numbers join and sort faster than keys.
_MATCHES = (
    """
WITH fresh AS MATERIALIZED (
  SELECT row_number() OVER (ORDER BY posted_at DESC, order_id DESC)::int AS number,
         order_id, posted_at, naics, region, other_regions, latitude, longitude,
         other_points, hourly_wage, languages, schedules, contract, remote, commitments,
         is_agency, words,
         ARRAY(SELECT left(noc, n) FROM generate_series(1, 5) AS n) AS nocs
  FROM job_search
  WHERE is_open AND expires_on >= %(today)s
    AND posted_at > %(since)s AND posted_at <= %(until)s
), fragment AS MATERIALIZED (
  SELECT number, region, 'w:' || stem AS key
  FROM fresh, unnest(tsvector_to_array(words)) AS stem
  UNION ALL
  SELECT number, region, 'n:' || code FROM fresh, unnest(nocs) AS code
), elsewhere AS MATERIALIZED (
  SELECT number, unnest(other_regions) AS region FROM fresh
), key AS (
  SELECT number, key FROM fragment
  UNION ALL SELECT number, key || ':' || region FROM fragment
  UNION ALL SELECT number, 'r:' || region FROM fresh
  UNION ALL SELECT number, key || ':' || elsewhere.region
            FROM fragment JOIN elsewhere USING (number)
  UNION ALL SELECT number, 'r:' || region FROM elsewhere
  UNION ALL SELECT number, '*' FROM fresh
), hit AS MATERIALIZED (
  SELECT d.id, k.number FROM due d JOIN key k ON k.key = d.anchors[1]
  WHERE cardinality(d.anchors) = 1
  UNION ALL
  -- Two keys of a search may lead to the same order.
  SELECT DISTINCT a.id, k.number
  FROM (SELECT id, unnest(anchors) AS key FROM due WHERE cardinality(anchors) > 1) a
    JOIN key k USING (key)
), matched AS (
  SELECT s.id, array_agg(f.order_id ORDER BY f.number) AS orders
  FROM hit h JOIN fresh f ON f.number = h.number JOIN due s ON s.id = h.id
  WHERE f.posted_at > s.seen_until
    AND (s.aside IS NULL OR f.order_id <> ALL(s.aside))
    AND (s.regions IS NULL OR f.region = ANY(s.regions)
         OR f.other_regions && s.regions)
    AND (s.nocs IS NULL OR f.nocs && s.nocs)
    AND (s.words IS NULL OR f.words @@ s.words)
    AND (s.industries IS NULL OR EXISTS (
         SELECT FROM unnest(s.industries) n WHERE starts_with(f.naics, n)))
    AND (s.wage_floor IS NULL OR f.hourly_wage >= s.wage_floor)
    AND (s.contracts IS NULL OR f.contract = ANY(s.contracts))
    AND (s.remotes IS NULL OR f.remote = ANY(s.remotes))
    AND (s.schedules IS NULL OR f.schedules && s.schedules)
    AND (s.languages IS NULL OR f.languages @> s.languages)
    AND (s.commitments IS NULL OR f.commitments @> s.commitments)
    AND (s.agency IS NULL OR f.is_agency = (s.agency = 'only'))
    AND (s.latitude IS NULL OR EXISTS (
         SELECT FROM (SELECT f.latitude, f.longitude UNION ALL
                      SELECT * FROM """
    + SITES
    + """) AS place
         WHERE s.radius >= 12742 * asin(sqrt(least(1,
           power(sin(radians(place.latitude - s.latitude) / 2), 2)
           + cos(radians(s.latitude)) * cos(radians(place.latitude))
             * power(sin(radians(place.longitude - s.longitude) / 2), 2))))))
  GROUP BY s.id
)
SELECT searches, orders[:%(most)s], cardinality(orders)
FROM matched JOIN due USING (id) ORDER BY id
"""
)


class Told(NamedTuple):
    """What some searches that ask the same find: the newest orders, and how many."""

    searches: list[int]
    orders: list[UUID]
    total: int


def matches(
    searches: Sequence[int],
    since: datetime,
    until: datetime,
    today: date,
    most: int = MOST_TOLD,
) -> list[Told]:
    """What each search finds, those that ask the same together, once.

    Of the orders posted after `since`, up to `until`, each search finds those posted
    after what it has seen; of them the newest, up to `most`.
    """
    asked = {
        "searches": list(searches),
        "since": since,
        "until": until,
        "today": today,
        "most": most,
    }
    with transaction.atomic(), connection.cursor() as cursor:
        # Many pairs are sorted: in memory, and for these statements alone.
        cursor.execute("SET LOCAL work_mem = '128MB'")
        cursor.execute(_DUE, asked)
        cursor.execute(_MATCHES, asked)
        found = [Told(*row) for row in cursor.fetchall()]
        cursor.execute("DROP TABLE due")
    return found
