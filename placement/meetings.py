"""Finding what meets: some hundred candidates by occupation and region, then `compare`.

The look-up reads two narrow tables by their index, (occupation, region), newest first;
the comparison is the printed one, and its points are the order of the lists: the newest
first among equals.
"""

import json
from collections import Counter, defaultdict
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from django.db import connection

from classifications.models import UnitGroup
from datasets.models import Publication
from occupations.models import Profile
from placement.explaining import VERDICTS, counted_words
from placement.matching import (
    COMPARED,
    NEAR,
    Asked,
    Match,
    Offered,
    best,
    compare,
)
from placement.models import JobOrder, OfferOfService, OrderPlace, SetAside

ANYWHERE = ""  # the region of remote work
ALL_REGIONS = [f"{n:02}" for n in range(1, 18)]


class Found(NamedTuple):
    """What a list shows; `below_floor` orders were left out for their wage.

    `aside` orders, of whatever occupation, are not proposed to this person any more.
    """

    rows: list["Row"]
    compared: int
    below_floor: int = 0
    aside: int = 0


class Row(NamedTuple):
    """A line of a list: the match, and the order or the offer that it is about."""

    match: Match
    order: JobOrder | None = None
    offer: OfferOfService | None = None

    @property
    def points(self):
        points = self.match.points
        return int(points) if points == int(points) else points

    @property
    def counts(self) -> list[str]:
        counted = Counter(c.verdict for c in self.match.criteria)
        return [counted_words(v, counted[v]) for v in VERDICTS if counted[v]]


class Related(NamedTuple):
    """For each occupation, those of its minor group and those similar to it."""

    similar: dict[str, frozenset[str]]
    near: dict[str, tuple[str, ...]]


@lru_cache(maxsize=2)
def related(version: int) -> Related:
    """How occupations resemble; kept per process and data version."""
    named: dict[str, set[str]] = defaultdict(set)
    for code, rows in Profile.objects.values_list("pk", "content_fr__similar"):
        for row in rows or ():
            named[code].add(row["code"])
            named[row["code"]].add(code)
    minor = defaultdict(list)
    for code in UnitGroup.objects.order_by("code").values_list("pk", flat=True):
        minor[code[:4]].append(code)
    near = {
        code: tuple(sorted(({*group, *named[code]}) - {code}))
        for group in minor.values()
        for code in group
    }
    return Related({code: frozenset(codes) for code, codes in named.items()}, near)


def _wanted(codes, known: Related) -> tuple[list[str], list[int]]:
    """The occupations to look for, those asked before those close to them."""
    near = {other for code in codes for other in known.near.get(code, ())}
    found = [*codes, *sorted(near - set(codes))]
    return found, [0] * len(codes) + [1] * (len(found) - len(codes))


# The pairs are looked up one by one, newest first: how many orders a pair has does
# not matter.
_ORDERS = """
SELECT {columns} FROM (
  SELECT place.*, wanted.rank FROM unnest(%s::text[], %s::int[]) AS wanted(code, rank)
  CROSS JOIN unnest(%s::text[]) AS here(region)
  CROSS JOIN LATERAL (
    SELECT * FROM placement_orderplace
    WHERE unit_group_code = wanted.code AND region_code = here.region
      AND expires_on >= CURRENT_DATE AND order_id <> ALL(%s::uuid[])
    ORDER BY published_at DESC, order_id
    LIMIT CASE wanted.rank WHEN 0 THEN {most} ELSE {near} END) place
) found ORDER BY rank, published_at DESC, order_id LIMIT {most}
"""
_ASKED = (
    "order_id", "unit_group_code", "region_code", "remote", "skills", "experience",
    "education", "languages", "schedule", "contract", "starts_on", "hourly_wage",
)  # fmt: skip


def asked_rows(
    codes, regions, known: Related, without=()
) -> list[tuple[Asked, Decimal | None]]:
    """Open orders of occupations in regions, with their highest hourly wage.

    `without`: the keys of those that the person does not want.
    """
    sql = _ORDERS.format(columns=", ".join(_ASKED), most=COMPARED, near=NEAR)
    wanted, ranks = _wanted(codes, known)
    with connection.cursor() as cursor:
        cursor.execute(sql, [wanted, ranks, [*regions, ANYWHERE], list(without)])
        return [
            (
                Asked(
                    row[0], row[1], row[2], row[3], frozenset(row[4]), row[5], row[6],
                    json.loads(row[7]), frozenset(row[8]), row[9], row[10],
                ),
                row[11],
            )
            for row in cursor.fetchall()
        ]  # fmt: skip


def place_orders(keys) -> None:
    """Write the rows that matching reads of these orders; only open ones have one.

    Called in the transaction that publishes, edits, hides or closes orders.
    """
    keys = list(keys)
    OrderPlace.objects.filter(pk__in=keys).delete()
    open_orders = JobOrder.objects.open().filter(pk__in=keys)
    OrderPlace.objects.bulk_create([OrderPlace.of(order) for order in open_orders])


def orders_for(offer: OfferOfService, below_floor: bool = False) -> Found:
    """The orders that fit an offer best; wages under its floor are left out."""
    aside = SetAside.objects.filter(owner=offer.owner_id).orders()
    known = related(Publication.objects.version())
    offered = offered_of(offer)
    rows = asked_rows(list(offered.sought), offer.regions, known, aside)
    floor = None if below_floor else offer.wage_floor
    kept = [asked for asked, wage in rows if not (floor and wage and wage < floor)]
    matches = best(compare(asked, offered, known.similar) for asked in kept)
    orders = JobOrder.objects.open().select_related("organisation", "region")
    orders = orders.in_bulk([match.asked.key for match in matches])
    # An organisation may have been hidden since its places were written.
    found = [
        Row(match, order=orders[match.asked.key])
        for match in matches
        if match.asked.key in orders
    ]
    return Found(found, len(rows), len(rows) - len(kept), len(aside))


_OFFERS = """
SELECT offer_id FROM (
  SELECT offer_id, min(rank) AS rank, max(published_at) AS published_at FROM (
    SELECT place.*, wanted.rank FROM unnest(%s::text[], %s::int[]) AS wanted(code, rank)
    CROSS JOIN unnest(%s::text[]) AS here(region)
    CROSS JOIN LATERAL (
      SELECT * FROM placement_offerplace
      WHERE unit_group_code = wanted.code AND region_code = here.region
      ORDER BY published_at DESC, offer_id
      LIMIT CASE wanted.rank WHEN 0 THEN {most} ELSE {near} END) place
  ) each_place GROUP BY offer_id
) found ORDER BY rank, published_at DESC, offer_id LIMIT {most}
"""


def offered_keys(asked: Asked, known: Related) -> list:
    """The newest offers of the order's occupation and region, then of close ones."""
    wanted, ranks = _wanted([asked.unit_group], known)
    regions = ALL_REGIONS if asked.remote else [asked.region]
    with connection.cursor() as cursor:
        cursor.execute(
            _OFFERS.format(most=COMPARED, near=NEAR), [wanted, ranks, regions]
        )
        return [row[0] for row in cursor.fetchall()]


def offered_rows(asked: Asked, known: Related, among=None) -> list[Offered]:
    """What matching may know of the candidates of an order, the newest first."""
    keys = offered_keys(asked, known)
    rows = OfferOfService.objects.live() if among is None else among
    found = rows.to_compare(keys)
    return [found[key] for key in keys if key in found]


def offers_for(order: JobOrder) -> Found:
    """The offers that fit an order best, among those that may be proposed for it."""
    known = related(Publication.objects.version())
    asked = asked_of(order)
    open_offers = OfferOfService.objects.proposed_for(order)
    rows = offered_rows(asked, known, open_offers)
    matches = best(compare(asked, offered, known.similar) for offered in rows)
    offers = OfferOfService.objects.in_bulk([m.offered.key for m in matches])
    return Found([Row(m, offer=offers[m.offered.key]) for m in matches], len(rows))


def compare_pair(order: JobOrder, offer: OfferOfService) -> Match:
    """The table of one order and one offer, for either side."""
    known = related(Publication.objects.version())
    return compare(asked_of(order), offered_of(offer), known.similar)


def offered_of(offer: OfferOfService) -> Offered:
    """What matching may know of an offer: nothing that is private."""
    return Offered(
        key=offer.pk,
        sought={row.unit_group_id: row.months for row in offer.sought.all()},
        regions=frozenset(offer.regions),
        skills=offer.skills,
        education=offer.education,
        languages=offer.languages,
        schedule=frozenset(offer.schedule),
        contracts=frozenset(offer.contracts),
        available=offer.available_on,
    )


def asked_of(order: JobOrder) -> Asked:
    """What matching compares of an order, open or not."""
    return asked_of_place(OrderPlace.of(order))


def asked_of_place(place: OrderPlace) -> Asked:
    return Asked(
        key=place.order_id,
        unit_group=place.unit_group_code,
        region=place.region_code,
        remote=place.remote,
        skills=frozenset(place.skills),
        experience=place.experience,
        education=place.education,
        languages=place.languages,
        schedule=frozenset(place.schedule),
        contract=place.contract,
        start=place.starts_on,
    )
