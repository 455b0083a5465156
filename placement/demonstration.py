"""An invented labour exchange, for the demonstration only: employers, orders, offers.

Drawn from fixed seeds: the same at each start. Names are invented and say so; titles
are those of the classification.
"""

import random
from datetime import date, timedelta
from uuid import UUID, uuid5

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from classifications.models import Municipality, Region, UnitGroup
from figures.models import MinimumWage
from placement import demonstration_offers
from placement.indexing import reindex, repair
from placement.models import JobOrder, Organisation
from placement.reading import typical_skills
from placement.vocabulary import COMMITMENTS

PASSWORD = "demonstration imt"
ACCOUNTS = {role: f"{role}@example.org" for role in User.Role.values}
EMPLOYERS, ORDERS = 40, 400
# Day, general rate, rate with tips: N-1.1, r. 3, ss. 3 and 4, in its successive texts.
MINIMUM_WAGES = [
    ("2021-05-01", "13.50", "10.80"),
    ("2022-05-01", "14.25", "11.40"),
    ("2023-05-01", "15.25", "12.20"),
    ("2024-05-01", "15.75", "12.60"),
    ("2025-05-01", "16.10", "12.90"),
]
LONGEST_TITLE = 100  # characters of an order's title
_SPACE = UUID("c0d2d7b4-4f0e-4d38-8d50-0b6b0f4e3a11")
_WHAT = (
    "Ateliers Boulangerie Clinique Coopérative Fabrique Garage Services Transports"
).split()
_WHERE = (
    "du Fleuve,des Érables,du Nord,de la Rivière,des Pins,du Canton,de l’Anse,"
    "du Plateau,des Battures,de la Colline"
).split(",")
# More where more people are, and some everywhere.
_WEIGHTS = [4, 5, 14, 5, 9, 36, 7, 4, 3, 3, 3, 8, 8, 9, 11, 25, 5]


@transaction.atomic
def create() -> None:
    """Write what is not there yet; never where true people are."""
    if not settings.DEMO:
        raise ImproperlyConfigured("Invented people belong in the demonstration only.")
    people = {role: account(role) for role in ACCOUNTS}
    _minimum_wages()
    if JobOrder.objects.filter(is_demonstration=True).exists():
        repair()
        return
    employers = _employers()
    employers[0].memberships.get_or_create(
        user=people["employer"], defaults={"is_administrator": True}
    )
    _orders(employers)
    demonstration_offers.create(first_owner=people["seeker"])


def _minimum_wages() -> None:
    """Rates that the law fixed; analysts keep the table, and add the later ones."""
    last = max(day for day, _rate, _tips in MINIMUM_WAGES)
    for day, rate, tips in MINIMUM_WAGES:
        note_fr = note_en = ""
        if day == last:
            note_fr = "Dernier taux que contient la démonstration."
            note_en = "The last rate that the demonstration holds."
        MinimumWage.objects.get_or_create(
            since=date.fromisoformat(day),
            defaults={
                "hourly_rate": rate,
                "tip_rate": tips,
                "source_fr": "Règlement sur les normes du travail (N-1.1, r. 3)",
                "source_en": "Regulation respecting labour standards (N-1.1, r. 3)",
                "note_fr": note_fr,
                "note_en": note_en,
            },
        )


def account(role: str):
    """The account of a role; its password is printed when the demonstration starts."""
    users = get_user_model().objects
    person = users.filter(email=ACCOUNTS[role]).first()
    if person is None:
        person = users.create_user(ACCOUNTS[role], PASSWORD, role=role)
        person.emailaddress_set.create(email=person.email, primary=True, verified=True)
    return person


def _employers() -> list[Organisation]:
    names = [f"{_WHAT[n % 8]} {_WHERE[n * 7 // 8 % 10]}" for n in range(EMPLOYERS)]
    rows = [
        Organisation(
            id=uuid5(_SPACE, f"employer {n}"),
            legal_name=f"{names[n]} {n + 1} (démonstration)",
            state=Organisation.State.VERIFIED,
            is_agency=n % 13 == 12,
            is_demonstration=True,
        )
        for n in range(EMPLOYERS)
    ]
    Organisation.objects.bulk_create(rows, ignore_conflicts=True)
    return rows


def _orders(employers: list[Organisation]) -> None:
    draw = random.Random(1975)
    now, today = timezone.now(), timezone.localdate()
    groups = [
        group
        for group in UnitGroup.objects.filter(withdrawn=False).order_by("code")
        if max(len(group.title_fr), len(group.title_en)) <= LONGEST_TITLE
    ]
    regions = list(Region.objects.order_by("code"))
    orders = []
    for n in range(ORDERS):
        group = draw.choice(groups)
        region = (
            regions[n % len(regions)]
            if n % 4 == 0
            else draw.choices(regions, _WEIGHTS)[0]
        )
        lowest = draw.choice([17, 18, 20, 22, 25, 28, 32, 38, 45])
        remote = draw.choice(["on_site"] * 8 + ["hybrid", "remote"])
        orders.append(
            JobOrder(
                id=uuid5(_SPACE, f"order {n}"),
                token=uuid5(_SPACE, f"token {n}"),
                number=1001 + n,
                organisation=employers[0] if n < 6 else draw.choice(employers),
                title_fr=group.title_fr,
                title_en=group.title_en,
                unit_group=group,
                region=region,
                positions=draw.choice([1, 1, 1, 2, 3]),
                duties="Offre d’emploi de démonstration~: ni le poste ni l’employeur "
                "n’existent.".replace("~", "\u00a0"),
                skills=typical_skills([group.code])[: draw.choice([2, 3, 4])],
                education=draw.choice([None, 1, 1, 2, 3, 4]),
                experience_months=draw.choice([None, 6, 12, 24, 36]),
                languages=draw.choice([{"fr": 2}, {"fr": 3}, {"fr": 3, "en": 1}]),
                wage_min=lowest,
                wage_max=lowest + draw.choice([0, 2, 5, 8]),
                hours_min=draw.choice([15, 30, 35]),
                hours_max=40,
                schedule=draw.choice(
                    [["day"], ["day"], ["evening"], ["night", "weekend"]]
                ),
                contract=draw.choice(["permanent"] * 3 + ["temporary", "seasonal"]),
                remote=remote,
                driving="5" if n % 9 == 4 else "",
                physical=[["standing"], ["lift_20", "bending"], ["sitting"]][n % 3]
                if n % 2
                else [],
                union="yes" if n % 5 == 0 else "no" if n % 5 == 1 else "",
                documents=["cv", "letter"] if n % 4 == 1 else ["cv"],
                starts_on=today + timedelta(days=draw.choice([7, 14, 30, 60])),
                state=JobOrder.State.PUBLISHED,
                published_at=now - timedelta(minutes=draw.randint(5, 40_000)),
                expires_on=today + timedelta(days=draw.randint(10, 60)),
                is_demonstration=True,
            )
        )
    _settle(orders, now)
    JobOrder.objects.bulk_create(orders, ignore_conflicts=True)
    reindex([order.pk for order in orders])


def _settle(orders: list[JobOrder], now) -> None:
    """Give each order a town of its region, promises, and the day it was confirmed."""
    draw, towns = random.Random(2021), {}
    rows = Municipality.objects.filter(latitude__isnull=False, population__gt=8_000)
    for town in rows.order_by("code"):
        towns.setdefault(town.region_id, []).append(town)
    codes = [code for code, _words in COMMITMENTS]
    for order in orders:
        nearby = towns.get(order.region_id) or [None]
        order.municipality = draw.choice(nearby)
        if order.number % 12 == 5:  # the same work in the next town of the list
            after = nearby[(nearby.index(order.municipality) + 1) % len(nearby)]
            order.other_sites = [after.pk] if after != order.municipality else []
        if order.number % 6 == 1:
            order.questions = ["Quand pourriez-vous commencer?"]
        order.commitments = draw.sample(codes, draw.choice([0, 0, 1, 2]))
        age = (now - order.published_at) * draw.random()
        order.confirmed_at = now - age
