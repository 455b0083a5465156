"""An employer, its open order, and the offer of a person."""

import pytest

from placement.models import OrderPlace
from tests import factories
from tests.placement.factories import make_order, make_organisation
from tests.placement.factories_offers import make_offer
from tests.placement.sides import FLOOR, MAIL, NAME, NEEDS, PHONE


@pytest.fixture
def boss(db):
    return factories.user(role="employer", language="en")


@pytest.fixture
def order(boss):
    row = make_order(make_organisation("Fabrique du Nord", member=boss))
    OrderPlace.of(row).save()
    return row


@pytest.fixture
def offer(db):
    return make_offer(
        factories.user(MAIL),
        full_name=NAME,
        phone=PHONE,
        wage_floor=FLOOR,
        needs=NEEDS,
    )
