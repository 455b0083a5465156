"""Reading the list of jobs: a page of it, how many there are, how they divide.

Each is one statement on the narrow table, whose cost does not grow with the table: the
count stops at a thousand, the facets look at the newest two thousand, relevance orders
the newest five hundred.
"""

from datetime import datetime
from typing import NamedTuple

from django.db import connection
from django.db.models.expressions import RawSQL
from django.utils import timezone

from placement.jobs.criteria import Criteria
from placement.models.searches import COUNTED, JobSearch

PAGE = 20
RANKED = 500
SAMPLED = 2_000
# A word of the title says more than a word of the duties.
TITLE_WEIGHT = 4.0


class Place(NamedTuple):
    """Where a page of the newest begins: after this row."""

    posted_at: datetime
    order_id: str


class Found(NamedTuple):
    """A page of results, and how many there are in all, up to `COUNTED` + 1."""

    ids: list
    count: int
    places: list[Place]


def newest(asked: Criteria, after: Place | None = None, size: int = PAGE) -> Found:
    """The newest matches, and one more when there is a next page."""
    rows = JobSearch.objects.open().matching(asked).newest()
    page = rows.after(*after) if after else rows
    counted, params = _counted(rows)
    page = page.annotate(n=RawSQL(counted, params))
    found = list(page.values_list("order_id", "posted_at", "n")[: size + 1])
    if after and not found:
        return Found([], len(rows.order_by().values_list("pk")[: COUNTED + 1]), [])
    return _found(found)


LIVE = "is_open AND expires_on >= %(today)s"
OF = {
    "noc": "noc = %(code)s",
    "region": "(region = %(code)s OR other_regions && ARRAY[%(code)s]::varchar[])",
}


def latest(of: str, code: str, size: int) -> Found:
    """The newest live orders of one occupation or region, and their capped count.

    `newest` with one condition, written out for the pages that only mention orders.
    """
    live = f"FROM {JobSearch._meta.db_table} WHERE {LIVE} AND {OF[of]}"
    asked = {"today": timezone.localdate(), "code": code, "size": size}
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT order_id, posted_at, "
            f"(SELECT count(*) FROM (SELECT {live} LIMIT {COUNTED + 1}) AS counted) "
            f"{live} ORDER BY posted_at DESC, order_id DESC LIMIT %(size)s",
            asked,
        )
        return _found(cursor.fetchall())


def relevant(asked: Criteria, start: int = 0, size: int = PAGE) -> Found:
    """The best of the newest matches, by the words that their title and text hold."""
    rows = JobSearch.objects.open().matching(asked).newest()
    latest = rows.values("order_id", "posted_at", "words", "title_words")[:RANKED]
    inside, params = latest.query.sql_with_params()
    counted, count_params = _counted(rows)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT order_id, posted_at, {counted} FROM ({inside}) AS latest "
            "ORDER BY %s * ts_rank(title_words, %s::tsquery) "
            "+ ts_rank(words, %s::tsquery) DESC, posted_at DESC, order_id DESC "
            "LIMIT %s OFFSET %s",
            [
                *count_params,
                *params,
                *(TITLE_WEIGHT, asked.words, asked.words, size + 1, start),
            ],
        )
        return _found(cursor.fetchall())


def _counted(rows) -> tuple[str, tuple]:
    """The capped count of rows as a value of the same statement."""
    inside, params = rows.order_by().values("pk")[: COUNTED + 1].query.sql_with_params()
    return f"(SELECT count(*) FROM ({inside}) AS counted)", params


def _found(rows: list[tuple]) -> Found:
    places = [Place(posted_at, order_id) for order_id, posted_at, _n in rows]
    return Found([p.order_id for p in places], rows[0][2] if rows else 0, places)
