"""Made-up kept searches, and what finds the new orders of all of them: once together,
or one query each."""

from functools import cache

from django.db import connection
from django.utils import timezone

from benchmarks.orders import Orders
from datasets.models import Publication
from placement.jobs import matches
from placement.jobs.criteria import Criteria
from placement.jobs.words import wanted
from placement.models import JobSearch, SavedSearch

TABLES = ("placement_savedsearch",)


class Alerts:
    def __init__(self, made: Orders, searches: int, orders: int, compared: int):
        live = JobSearch.objects.open().newest()
        moments = live.values_list("posted_at", flat=True)
        self.since = moments[min(orders, live.count() - 1)]
        self.until, self.today = timezone.now(), timezone.localdate()
        self._write(made, searches)
        keys = SavedSearch.objects.order_by("pk").values_list("pk", flat=True)
        self.everybody = list(keys)
        self.some = self.everybody[:compared]

    def together(self) -> list[matches.Told]:
        """The messages of the night, up to twenty orders each."""
        return matches.matches(self.everybody, self.since, self.until, self.today)

    def one_by_one(self) -> set[tuple]:
        """The pairs of some searches, each found by its own query."""
        found = set()
        for search in SavedSearch.objects.filter(pk__in=self.some):
            rows = JobSearch.objects.open().matching(search.criteria())
            rows = rows.filter(posted_at__gt=self.since).newest()
            found |= {(search.pk, pk) for pk in rows.values_list("pk", flat=True)}
        return found

    def pairs(self) -> set[tuple]:
        """Every pair of the same searches, found together."""
        found = matches.matches(self.some, self.since, self.until, self.today, 10**9)
        return {
            (s, order) for told in found for s in told.searches for order in told.orders
        }

    def _write(self, made: Orders, searches: int) -> None:
        """Six in ten with words, six in ten with an occupation, most with a region."""
        chance, version = made.chance, Publication.objects.version()
        # The same words come back: how many hold them is asked once.
        asked_once, matches.holders = matches.holders, cache(matches.holders)
        read = cache(wanted)
        # Nobody keeps a search for the hundred words that most postings hold.
        rarer = made.words[100:4_000]
        phrases = [" ".join(chance.sample(rarer, 1 + n % 2)) for n in range(2_000)]
        rows = []
        for _n in range(searches):
            text = chance.choice(phrases) if chance.random() < 0.6 else ""
            nocs = (chance.choice(made.codes)[:4],) if chance.random() < 0.6 else ()
            town = chance.choice(made.towns)["region"]
            towns = (town,) if chance.random() < 0.8 else ()
            if not (text or nocs):
                towns = towns or ("06",)
            asked = read(text, "fr", version)
            criteria = Criteria(words=asked.query, nocs=nocs, regions=towns)
            keys = matches.anchors(criteria, asked)
            rows.append(
                (asked.query or None, _array(nocs), _array(towns), _array(keys))
            )
        matches.holders = asked_once
        with connection.cursor() as cursor:
            columns = [list(column) for column in zip(*rows, strict=True)]
            cursor.execute(_WRITE, [self.since, self.since, self.since, *columns])


def _array(codes) -> str:
    quoted = (code.replace("\\", "\\\\").replace('"', '\\"') for code in codes)
    return "{" + ",".join(f'"{code}"' for code in quoted) + "}"


# Written by one statement: a hundred thousand rows of models take minutes.
_WRITE = """
INSERT INTO placement_savedsearch (email, language, query, summary, frequency,
  created_at, confirmed_at, seen_until, words, nocs, industries, regions, radius,
  schedules, contracts, languages, remotes, commitments, agency, anchors)
SELECT 'personne' || n || '@example.org', 'fr', '', '', 'daily', %s, %s, %s,
  words::tsquery, nocs::varchar[], '{}', regions::varchar[], 0, '{}', '{}', '{}', '{}',
  '{}', '', anchors::varchar[]
FROM unnest(%s::text[], %s::text[], %s::text[], %s::text[])
  WITH ORDINALITY AS drawn(words, nocs, regions, anchors, n)
"""
