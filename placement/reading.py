"""An offer of service in words: what an employer reads, and nothing else.

The owner's preview and every employer's page are made here. What is private is not
looked at: a template cannot show what it is not given.
"""

from functools import lru_cache

from django.utils import timezone

from classifications.places import region_names
from datasets.models import Publication
from occupations.models import Descriptor, Profile
from placement.vocabulary import (
    CONTRACTS,
    EDUCATION,
    LANGUAGE_LEVELS,
    LANGUAGES,
    SCHEDULES,
)

SKILLS = ("skills",)
TYPICAL = 10  # skills offered first
NO_LEVEL = 255


@lru_cache(maxsize=8)
def skill_names(version: int, language: str) -> dict[str, str]:
    """Names of the skills and fields of knowledge by code, in their official order."""
    rows = Descriptor.objects.filter(category__in=SKILLS).order_by("position")
    return {row.code: getattr(row, f"name_{language}") or row.name_en for row in rows}


class Reading:
    """The public side of an offer in one language."""

    def __init__(self, offer, language: str):
        version = Publication.objects.version()
        names = skill_names(version, language)
        regions = region_names(version)
        self.pk = offer.pk
        self.number = offer.shown_number
        self.summary, self.language = offer.summary, offer.language
        self.is_demonstration = offer.is_demonstration
        self.sought = [(row.unit_group, row.months) for row in offer.sought.all()]
        self.skills = sorted(
            (
                (names[code], level)
                for code, level in offer.skills.items()
                if code in names
            ),
            key=lambda pair: (-pair[1], pair[0]),
        )
        self.education = dict(EDUCATION).get(offer.education)
        self.licences = offer.licences
        levels = dict(LANGUAGE_LEVELS)
        self.languages = [
            (name, levels[offer.languages[code]])
            for code, name in LANGUAGES.items()
            if offer.languages.get(code) in levels and offer.languages[code]
        ]
        self.regions = [regions[code] for code in offer.regions if code in regions]
        self.commute_km = offer.commute_km
        self.available_now = bool(
            offer.available_on and offer.available_on <= timezone.localdate()
        )
        self.available_on = offer.available_on
        self.schedule = [name for code, name in SCHEDULES if code in offer.schedule]
        self.contracts = [name for code, name in CONTRACTS if code in offer.contracts]
        self.published_at, self.expires_on = offer.published_at, offer.expires_on


def skill_rows(offer, language: str) -> dict:
    """The skills of the form: typical of the occupations first, then the rest."""
    names = skill_names(Publication.objects.version(), language)
    codes = list(offer.sought.values_list("unit_group", flat=True))
    typical = typical_skills(codes)
    rows = {
        code: {"code": code, "name": name, "level": offer.skills.get(code, 0)}
        for code, name in names.items()
    }
    first = [code for code in [*typical, *offer.skills] if code in rows]
    first = list(dict.fromkeys(first))
    return {
        "typical": [rows[code] for code in first],
        "others": [row for code, row in rows.items() if code not in first],
        "levels": [1, 2, 3, 4, 5],
    }


def typical_skills(codes) -> list[str]:
    """The skills that the occupations rate highest, the highest first."""
    places = dict(
        Descriptor.objects.filter(category__in=SKILLS)
        .order_by("position")
        .values_list("position", "code")
    )
    best: dict[str, int] = {}
    offset = Descriptor.objects.order_by("position").values_list("position", flat=True)
    order = {position: index for index, position in enumerate(offset)}
    for levels in Profile.objects.filter(pk__in=codes).values_list("levels", flat=True):
        levels = bytes(levels)
        for position, code in places.items():
            index = order[position]
            level = levels[index] if index < len(levels) else NO_LEVEL
            if level != NO_LEVEL:
                best[code] = max(best.get(code, 0), level)
    ranked = sorted(best, key=lambda code: (-best[code], code))
    return [code for code in ranked if best[code] >= 3][:TYPICAL]
