"""The invented labour exchange: marked, whole, and never where true people are."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from accounts.models import User
from placement import demonstration, demonstration_offers
from placement.models import JobOrder, OfferOfService, OfferPlace, OrderPlace
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def classes(db):
    for code in ("21232", "21231", "72106", "65200", "31301"):
        factories.profile(code)
    names = {f"r{n:02}": f"Région {n}" for n in range(1, 18)}
    factories.regions(**names)


def test_invented_people_are_refused_where_true_ones_are(settings, classes):
    settings.DEMO = False
    with pytest.raises(ImproperlyConfigured):
        demonstration.create()
    assert User.objects.count() == 0


def test_two_hundred_offers_in_every_region_are_marked_and_live(settings, classes):
    settings.DEMO = True
    demonstration.create()
    demonstration.create()
    offers = OfferOfService.objects
    assert (offers.count(), offers.live().count()) == (200, 200)
    assert offers.filter(is_demonstration=False).count() == 0
    assert JobOrder.objects.filter(is_demonstration=False).count() == 0
    assert JobOrder.objects.open().count() == OrderPlace.objects.count() == 400
    regions = set(OfferPlace.objects.values_list("region_code", flat=True))
    assert regions == {f"{n:02}" for n in range(1, 18)}
    assert offers.get(owner__email="seeker@example.org").is_live
    # Nobody signs in as an invented person but by the printed accounts.
    with_password = [p for p in User.objects.all() if p.has_usable_password()]
    assert {p.email for p in with_password} == set(demonstration.ACCOUNTS.values())
    assert demonstration_offers.create() == 0
