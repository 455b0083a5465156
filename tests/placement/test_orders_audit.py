"""The eyes of `make drill-orders`: each planted fault is seen, and counted once."""

from uuid import uuid4

import pytest
from django.db import connection

from placement.actions import orders
from placement.models import JobOrder, OrderEvent
from tests import factories
from tests.drills.orders_audit import audit
from tests.placement.factories import make_order, make_organisation, ready

pytestmark = pytest.mark.django_db


@pytest.fixture
def submitted():
    """Five orders as employers submit them: {token of the form: of the button}."""
    member = factories.user(role="employer")
    organisation = make_organisation(member=member)
    found = {}
    for _nth in range(5):
        order, button = make_order(organisation, **ready()), uuid4()
        orders.submit(order, by=member, token=button)
        found[order.token] = button
    return found


def test_whole_orders_pass(submitted):
    assert str(audit(submitted)) == (
        "orders: 5 tried, 5 passed, 0 failed, 0 lost, 0 duplicated, 0 half-written"
    )


def test_planted_faults_are_seen(submitted):
    lost, twice, half, draft, whole = submitted
    JobOrder.objects.get(token=lost).delete()
    # The token's uniqueness is what stops the second one.
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(
            "SELECT conname FROM pg_constraint WHERE contype = 'u' AND "
            "conrelid = 'placement_joborder'::regclass AND conname LIKE '%token%'"
        )
        (name,) = cursor.fetchone()
        cursor.execute(f"ALTER TABLE placement_joborder DROP CONSTRAINT {name}")
    make_order(JobOrder.objects.get(token=twice).organisation, **ready(token=twice))
    OrderEvent.objects.filter(order__token=half).delete()
    other = make_order(**ready())
    JobOrder.objects.filter(token=draft).update(token=uuid4())
    JobOrder.objects.filter(pk=other.pk).update(token=draft)
    found = audit(submitted)
    assert found.lost == {lost, twice, draft}  # the second of `twice` is a draft
    assert (found.duplicated, found.half) == ({twice}, {half})
    assert whole not in found.lost | found.duplicated | found.half
    assert "5 tried, 1 passed, 4 failed, 3 lost, 1 duplicated, 1 half-wr" in str(found)
