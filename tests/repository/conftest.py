"""Rows that give every address something to show."""

import logging
from datetime import UTC, datetime
from uuid import UUID

import pytest
from django.core.files.base import ContentFile

from accounts.models import User
from businesses.models import Business, Correction
from classifications.models import Industry
from datasets.models import Release
from editorial.models import Bulletin, RegionalFact
from figures.models import MinimumWage
from occupations.models import (
    Narrative,
    OasisProfile,
    Outlook,
    Projection,
    Regulation,
    Wage,
)
from occupations.profiles import rebuild
from sectors.index import index
from sectors.models import SectorBody
from tests import factories
from tests.placement.factories import make_order, make_organisation
from tests.placement.factories_offers import make_offer, make_referral
from tests.repository.permissions_walk import Blank, KnownPeople
from training.models import Institution, OccupationLink, Program

# They write headers, or keep pages for strangers: none says who may enter.
NO_DOORS = {
    "imt.pagecache.PageCacheMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
}


@pytest.fixture
def bare(settings):
    """Thousands of requests: no limit on them, no words, no row for a session."""
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}
    }
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
    settings.AUTHENTICATION_BACKENDS = [f"{KnownPeople.__module__}.KnownPeople"]
    settings.TEMPLATES = [
        {"BACKEND": f"{Blank.__module__}.Blank", "DIRS": [], "OPTIONS": {}}
    ]
    settings.MIDDLEWARE = [m for m in settings.MIDDLEWARE if m not in NO_DOORS]
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture
def visitors(db) -> dict[str, User | None]:
    """One person of each role, a superuser, and nobody."""
    people = {role: factories.user(role=role) for role in User.Role.values}
    chief = User.objects.create_superuser("chef@example.org", factories.PASSWORD)
    factories.add_second_step(chief)
    return {"anonymous": None, **people, "superuser": chief}


@pytest.fixture
def meeting(visitors, one_of_each):
    """The seeker applied to an order of the employer, and shares a file."""
    key = "00000000-0000-4000-8000-000000000001"
    organisation = make_organisation(member=visitors["employer"], id=key)
    order = make_order(organisation, "72106", id=key, number=990_001)
    make_order(
        organisation, "72106", id=key[:-1] + "3", state="refused", published_at=None
    )
    visitors["counsellor"].handouts.create(
        code="TRADES", title="x", language="fr", occupations=["72106"]
    )
    offer = make_offer(visitors["seeker"], "72106", id=key)
    make_referral(order, offer, id=key)
    file = ContentFile(b"x", "x")
    fields = {"kind": "resume", "name": "cv.txt", "media_type": "text/plain", "size": 1}
    fields |= {"sha256": "0", "state": "unscanned", "shared": True, "file": file}
    offer.documents.create(id=UUID(key), **fields)


@pytest.fixture
def one_of_each(db):
    """One occupation, with one row of each kind of figure."""
    factories.regions()
    factories.descriptor("Precision")
    group = factories.unit_group("72106", "Soudure", "Soudure")
    Industry.objects.create(code="23", level=1, title_fr="Soudure", title_en="Soudure")
    index.cache_clear()
    Program.objects.create(
        code="5195", level="dep", title_fr="Soudure", title_en="Soudure"
    )
    OccupationLink.objects.create(
        pk=1, program_id="5195", unit_group=group, strength="direct",
        source="Ministère", as_of="2026-01-15", by_hand=True,
    )  # fmt: skip
    SectorBody.objects.create(
        pk=1, kind="committee", name_fr="Comité", source="S", as_of="2026", by_hand=True
    )
    Institution.objects.create(
        code="917000-2090", organisation="917000", name="Soudure", region_id="06",
        order="college", kind="cegep", network="public", latitude=45, longitude=-73,
    )  # fmt: skip
    factories.job_title("72106", "soudeur")
    factories.former_group("7237", n72106=["RC1"])
    wages, outlooks = factories.release("wages"), factories.release("outlooks")
    tried = {"source_id": "wages", "edition": "2020", "state": "tried"}
    Release.objects.get_or_create(pk=1, defaults=tried)
    place = {"unit_group": group, "area": "QC"}
    Wage.objects.create(release=wages, low=21, median=28, high=42, **place)
    Outlook.objects.create(release=outlooks, scale="job_bank", value="good", **place)
    Projection.objects.create(release=outlooks, measure="openings", value=9, **place)
    OasisProfile.objects.create(release=outlooks, unit_group=group, code="72106.00")
    Regulation.objects.create(unit_group=group, kind="red_seal")
    Narrative.objects.create(pk=1, unit_group=group, text_fr="Un texte.")
    MinimumWage.objects.create(
        pk=1, since="2031-05-01", hourly_rate=20, source_fr="Décret", source_en="Order"
    )
    firm = {"name": "Soudure", "sort_name": "soudure", "demonstration": True}
    business = Business.objects.create(neq="9900000001", industry_id="23", **firm)
    decided = {"kind": "correct", "email": "x@example.org", "state": "received"}
    Correction.objects.create(pk=1, business=business, **decided)
    writer, reader = factories.user(role="analyst"), factories.user(role="analyst")
    RegionalFact.objects.create(
        pk=1,
        kind="project",
        day="2026-01-05",
        region_id="06",
        place="Montréal",
        text_fr="x",
        text_en="x",
        source="x",
        source_url="https://example.org/",
        author=writer,
        reviewer=reader,
        state="published",
        published_at=datetime(2026, 1, 6, tzinfo=UTC),
    )
    Bulletin.objects.create(
        pk=1,
        slug="soudure",
        title_fr="Soudure",
        title_en="Soudure",
        text_fr="x",
        text_en="x",
        html_fr="x",
        html_en="x",
        author=writer,
        reviewer=reader,
        state="published",
        published_at=datetime(2026, 6, 1, tzinfo=UTC),
    )
    rebuild()
