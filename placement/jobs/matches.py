"""Which kept searches find which new orders: one hash join for all of them.

Each search has a few keys, its anchors, of which every order that it can find has at
least one: the stems of its rarest word, or its occupations and regions. New orders are
joined with searches by these keys, then every condition is looked at again. One query
for each search would cost a hundred times more (docs/adr).
"""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import connection, transaction

from placement.jobs.criteria import Criteria
from placement.jobs.words import Wanted
from placement.models.searches import JobSearch

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
    rows = JobSearch.objects.open().order_by()

    def holding(stems: tuple[str, ...]) -> int:
        asked = Criteria(words=" | ".join(stems))
        return len(rows.matching(asked).values_list("pk")[:COMMON])

    stems = min(phrase, key=holding) if len(phrase) > 1 else phrase[0]
    # Where a word has two stems at once ('chef' & 'equip'), the first is a key.
    return [part.split("'")[1] for part in stems]


# Orders are numbered from the newest on: small numbers join and sort faster than keys.
_MATCHES = """
WITH fresh AS MATERIALIZED (
  SELECT row_number() OVER (ORDER BY posted_at DESC, order_id DESC)::int AS number,
         order_id, posted_at, naics, region, latitude, longitude, hourly_wage,
         languages, schedules, contract, remote, commitments, is_agency, words,
         ARRAY(SELECT left(noc, n) FROM generate_series(1, 5) AS n) AS nocs
  FROM job_search
  WHERE is_open AND expires_on >= %(today)s
    AND posted_at > %(since)s AND posted_at <= %(until)s
), fragment AS MATERIALIZED (
  SELECT number, region, 'w:' || stem AS key
  FROM fresh, unnest(tsvector_to_array(words)) AS stem
  UNION ALL
  SELECT number, region, 'n:' || code FROM fresh, unnest(nocs) AS code
), key AS (
  SELECT number, key FROM fragment
  UNION ALL SELECT number, key || ':' || region FROM fragment
  UNION ALL SELECT number, 'r:' || region FROM fresh
  UNION ALL SELECT number, '*' FROM fresh
), anchor AS MATERIALIZED (
  SELECT id, unnest(anchors) AS key FROM placement_savedsearch
  WHERE id = ANY(%(searches)s)
), hit AS MATERIALIZED (
  SELECT DISTINCT a.id, k.number FROM anchor a JOIN key k USING (key)
), matched AS MATERIALIZED (
  SELECT s.id, f.number
  FROM hit h JOIN placement_savedsearch s ON s.id = h.id
    JOIN fresh f ON f.number = h.number
  WHERE f.posted_at > s.seen_until
    AND (s.words IS NULL OR f.words @@ s.words)
    AND (s.regions = '{}' OR f.region = ANY(s.regions))
    AND (s.nocs = '{}' OR f.nocs && s.nocs::text[])
    AND (s.industries = '{}' OR EXISTS (
         SELECT FROM unnest(s.industries) n WHERE starts_with(f.naics, n)))
    AND (s.wage_floor IS NULL OR f.hourly_wage >= s.wage_floor)
    AND (s.contracts = '{}' OR f.contract = ANY(s.contracts))
    AND (s.remotes = '{}' OR f.remote = ANY(s.remotes))
    AND (s.schedules = '{}' OR f.schedules && s.schedules)
    AND (s.languages = '{}' OR f.languages @> s.languages)
    AND (s.commitments = '{}' OR f.commitments @> s.commitments)
    AND (s.agency = '' OR f.is_agency = (s.agency = 'only'))
    AND (s.latitude IS NULL OR 12742 * asin(sqrt(least(1,
         power(sin(radians(f.latitude - s.latitude) / 2), 2)
         + cos(radians(s.latitude)) * cos(radians(f.latitude))
           * power(sin(radians(f.longitude - s.longitude) / 2), 2)))) <= s.radius)
), numbered AS (
  SELECT id, number, row_number() OVER w AS place,
         count(*) OVER (PARTITION BY id) AS total
  FROM matched WINDOW w AS (PARTITION BY id ORDER BY number)
)
SELECT n.id, f.order_id, n.total FROM numbered n JOIN fresh f USING (number)
WHERE n.place <= %(most)s ORDER BY n.id, n.number
"""


def matches(
    searches: Sequence[int],
    since: datetime,
    until: datetime,
    today: date,
    most: int = MOST_TOLD,
) -> list[tuple]:
    """(search, order, how many that search found), the newest orders of each search.

    Of the orders posted after `since`, up to `until`, each search finds those posted
    after what it has seen.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        # Millions of pairs are sorted: in memory, and for this statement alone.
        cursor.execute("SET LOCAL work_mem = '128MB'")
        cursor.execute(
            _MATCHES,
            {
                "searches": list(searches),
                "since": since,
                "until": until,
                "today": today,
                "most": most,
            },
        )
        return cursor.fetchall()
