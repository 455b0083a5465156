"""Two hundred invented offers of service, and their meetings: said to be so on pages.

Drawn from a fixed seed: the same people at each start. Their accounts have no password;
the demonstration's own account of a job seeker owns the first offer.
"""

import random
from datetime import timedelta
from uuid import UUID, uuid5

from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from classifications.models import Region, UnitGroup
from placement.actions import offers as actions
from placement.models import JobOrder, OfferOfService, SoughtOccupation
from placement.reading import typical_skills
from placement.vocabulary import CONTRACTS, SCHEDULES

COUNT = 200
_SPACE = UUID("5b1c5a52-0d3e-4f0a-9c3d-6d1f0f6f6b7e")
_FIRST = (
    "Alex Camille Charlie Dominique Claude Maxime Sacha Noa Andrea Morgan Élie Robin "
    "Jessie Ariel Lou Frédérique Gabriel Mahée Naïla Ousmane Linh Rosalie Félix Aya"
).split()
_LAST = (
    "Tremblay Gagnon Roy Côté Bouchard Gauthier Morin Lavoie Fortin Nguyen Diallo "
    "Haddad Ortiz Singh Kistabish Vollant Pelletier Bergeron Smith O’Neill Papatie Chen"
).split()
_WORDS = {
    "fr": (
        "Je cherche une équipe où l’on apprend les uns des autres.",
        "J’aime le travail bien fait et les consignes claires.",
        "Je reviens sur le marché du travail après une formation.",
        "Je m’installe dans la région et je souhaite y rester.",
        "J’ai formé des personnes nouvellement embauchées.",
        "Je préfère un horaire stable, et je m’adapte en période de pointe.",
    ),
    "en": (
        "I look for a team where people learn from one another.",
        "I like work well done and clear instructions.",
        "I am back on the labour market after a training program.",
        "I am moving to the region and want to stay there.",
        "I have trained new employees.",
        "I prefer steady hours, and I adapt in busy times.",
    ),
}


@transaction.atomic
def create(first_owner=None, count: int = COUNT) -> int:
    """Write the offers that are not there yet; how many were."""
    draw = random.Random(2026)
    ordered = list(
        JobOrder.objects.open().order_by("number").values_list("unit_group", "region")
    )
    groups = list(UnitGroup.objects.filter(withdrawn=False).order_by("code"))
    codes = [group.code for group in groups]
    regions = list(Region.objects.order_by("code").values_list("code", flat=True))
    known = set(OfferOfService.objects.values_list("pk", flat=True))
    made = 0
    for n in range(count):
        key = uuid5(_SPACE, str(n))
        offer, sought = _drawn(draw, n, key, ordered, codes, regions)
        if key in known:
            continue
        if n == 0 and first_owner is not None:
            if OfferOfService.objects.filter(owner=first_owner).exists():
                continue
            offer.owner = first_owner
        else:
            offer.owner = _person(n, offer.language)
        offer.save()
        SoughtOccupation.objects.bulk_create(
            SoughtOccupation(offer=offer, position=p, unit_group_id=code, months=months)
            for p, (code, months) in enumerate(sought, 1)
        )
        offer.skills = {
            code: draw.randint(2, 5)
            for code in typical_skills([code for code, _months in sought])[:8]
        }
        offer.save(update_fields=["skills"])
        actions.place(offer)
        made += 1
    return made


def _person(n: int, language: str):
    fields = {"language": language, "password": make_password(None)}
    person, _new = get_user_model().objects.get_or_create(
        email=f"demo-personne-{n:03}@example.org", defaults=fields
    )
    return person


def _drawn(draw, n, key, ordered, codes, regions):
    """An offer and what it seeks; six in ten where the orders of the demonstration are.

    Everything is drawn whether it is needed or not: the next one stays the same.
    """
    near = ordered and draw.random() < 0.6
    # The first orders are met by several: a list of one is no list.
    among = ordered[:20] if n % 3 == 0 else ordered
    code, region = draw.choice(among) if near else ("", "")
    code = code or draw.choice(codes)
    region = region or regions[n % len(regions)]
    others = draw.sample(codes, 2)[: draw.choice([0, 0, 1, 2])]
    sought = {
        c: draw.choice([0, 6, 12, 24, 36, 60, 120, None]) for c in [code, *others]
    }
    language = "en" if draw.random() < 0.2 else "fr"
    now = timezone.now()
    offer = OfferOfService(
        id=key,
        number=20_000_000 + n * 397_711 % 60_000_000,
        state=OfferOfService.State.PUBLISHED,
        is_demonstration=True,
        published_at=now - timedelta(hours=draw.randint(1, 1500)),
        expires_on=timezone.localdate() + timedelta(days=draw.randint(20, 90)),
        language=language,
        summary=" ".join(draw.sample(_WORDS[language], 2)),
        education=draw.choice([None, 1, 1, 2, 2, 3, 3, 4, 5]),
        languages={
            "fr": draw.choice([2, 3, 3, 3])
            if language == "fr"
            else draw.choice([1, 2]),
            "en": draw.choice([0, 1, 2, 3]) if language == "fr" else 3,
        },
        licences=draw.choice(
            ["", "", "Permis de conduire de classe 5", "ASP Construction"]
        )
        if language == "fr"
        else "",
        regions=sorted({region, *draw.sample(regions, draw.choice([0, 0, 1, 2]))}),
        available_on=timezone.localdate() + timedelta(days=draw.choice([0, 0, 14, 45])),
        schedule=sorted(
            {"day", *draw.sample([c for c, _w in SCHEDULES], draw.randint(0, 2))}
        ),
        contracts=sorted(
            {"permanent", *draw.sample([c for c, _w in CONTRACTS], draw.randint(0, 2))}
        ),
        full_name=f"{draw.choice(_FIRST)} {draw.choice(_LAST)} (démonstration)",
    )
    return offer, list(sought.items())
