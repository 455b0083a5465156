"""Made-up seekers, and what matching reads for them: orders, candidates, comparison."""

from itertools import accumulate

from django.db import connection

from datasets.models import Publication
from placement.matching import best, compare
from placement.meetings import (
    asked_of_place,
    asked_rows,
    offered_of,
    offered_rows,
    related,
)
from placement.models import OfferOfService, OrderPlace

# Inhabitants of the regions, in tens of thousands: where work is.
PEOPLE = [20, 28, 79, 28, 52, 211, 42, 15, 9, 5, 9, 45, 45, 55, 66, 149, 26]
TABLES = (
    "placement_offerplace",
    "placement_offerofservice",
    "placement_soughtoccupation",
)


def write(offers: int) -> None:
    """Offers over the true occupations, in the regions where people live."""
    until = [x / sum(PEOPLE) for x in accumulate(PEOPLE)]
    with connection.cursor() as cursor:
        cursor.execute("SELECT setseed(0.5)")
        cursor.execute(_OFFERS, {"until": until, "offers": offers})


def questions(count: int) -> dict:
    """{name: function of a number}: the twenty best of both sides, as pages ask."""
    known = related(Publication.objects.version())
    people = OfferOfService.objects.filter(full_name="bench").order_by("number")
    seekers = [offered_of(one) for one in people.prefetch_related("sought")[:count]]
    orders = OrderPlace.objects.exclude(region_code="").order_by("pk")
    places = [asked_of_place(place) for place in orders[:count]]

    def orders_of(n: int):
        offered = seekers[n % len(seekers)]
        rows = asked_rows(list(offered.sought), sorted(offered.regions), known)
        return best(compare(asked, offered, known.similar) for asked, _wage in rows)

    def offers_of(n: int):
        asked = places[n % len(places)]
        rows = offered_rows(asked, known)
        return best(compare(asked, offered, known.similar) for offered in rows)

    return {"seeker to 20 orders": orders_of, "order to 20 offers": offers_of}


_OFFERS = """
CREATE TABLE bench_code AS SELECT code, row_number() OVER (ORDER BY code) AS n
  FROM classifications_unitgroup;
CREATE TABLE bench_region AS SELECT lpad(i::text, 2, '0') AS code, x AS until
  FROM unnest(%(until)s::float[]) WITH ORDINALITY AS t(x, i);
INSERT INTO accounts_user (password, is_superuser, email, role, language, is_active,
  date_joined)
SELECT '!', false, n || '@bench.example', 'seeker', 'fr', true, now()
FROM generate_series(1, %(offers)s) AS n;
INSERT INTO placement_offerofservice (id, number, owner_id, state, is_demonstration,
  published_at, expires_on, created_at, updated_at, summary, language, skills,
  education, licences, languages, schedule, contracts, regions, full_name, phone, needs,
  available_on)
SELECT gen_random_uuid(), id + 1000000, id, 'published', true,
  now() - id * interval '9 seconds', CURRENT_DATE + 60, now(), now(),
  repeat('mots ', 40), 'fr',
  '{"skill-writing": 3, "skill-numeracy": 4, "skill-repairing": 2}',
  1 + id %% 4, '', '{"fr": 3, "en": 2}', ARRAY['day'], ARRAY['permanent'],
  ARRAY[(SELECT code FROM bench_region WHERE until > b ORDER BY until LIMIT 1)],
  'bench', '', '', CURRENT_DATE
FROM (SELECT id, random() AS b FROM accounts_user
  WHERE email LIKE '%%@bench.example') drawn;
INSERT INTO placement_soughtoccupation (offer_id, position, unit_group_id, months)
SELECT id, 1, code, 36
FROM (SELECT id, random() AS a FROM placement_offerofservice
  WHERE full_name = 'bench') drawn
JOIN bench_code ON n = 1 + floor(a * (SELECT count(*) FROM bench_code));
DELETE FROM placement_offerplace;
INSERT INTO placement_offerplace (offer_id, unit_group_code, region_code, published_at)
SELECT o.id, s.unit_group_id, o.regions[1], o.published_at
FROM placement_offerofservice o JOIN placement_soughtoccupation s ON s.offer_id = o.id
WHERE o.full_name = 'bench' ORDER BY 2, 3, 4 DESC;
"""
