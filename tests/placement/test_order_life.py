"""The life of a job order: what each person may do, and what PostgreSQL refuses."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import InternalError, connection, transaction
from django.utils import timezone

from placement.actions import orders, reviews
from placement.actions.order_moves import Conflict, NotAllowed, NotReady, as_written
from placement.models import (
    JobOrder,
    JobSearch,
    OrderEvent,
    OrderVersion,
    Organisation,
)
from placement.models.orders import TRANSITIONS
from tests import factories
from tests.placement.factories import make_order, make_organisation, ready

pytestmark = pytest.mark.django_db
State = JobOrder.State
EVERY_MOVE = [
    (a, b) for a in State.values for b in State.values if (a, b) not in TRANSITIONS
]


@pytest.fixture
def employer():
    return factories.user(role="employer")


@pytest.fixture
def moderator():
    return factories.user(role="moderator")


@pytest.fixture
def draft(employer):
    return make_order(make_organisation(member=employer), **ready())


def states(order) -> list[tuple[str, str]]:
    return list(order.events.values_list("from_state", "to_state"))


def test_from_draft_to_filled_leaves_who_when_why(draft, employer, moderator):
    orders.submit(draft, by=employer)
    reviews.approve(draft, by=moderator, reason="rien à redire")
    assert not JobSearch.objects.filter(is_open=True).exists()
    orders.publish(draft, by=employer)
    assert JobSearch.objects.get(is_open=True).pk == draft.pk
    order = orders.close(draft, "here", by=employer)
    assert (order.state, order.outcome) == ("filled", "here")
    assert not JobSearch.objects.filter(is_open=True).exists()
    assert list(
        order.events.values_list("from_state", "to_state", "by_id", "reason")
    ) == [
        ("draft", "submitted", employer.pk, ""),
        ("submitted", "in_review", moderator.pk, ""),
        ("in_review", "approved", moderator.pk, "rien à redire"),
        ("approved", "published", employer.pk, ""),
        ("published", "filled", employer.pk, "here"),
    ]


def test_sql_refuses_every_other_change_of_state():
    orders_in = {state: make_order(state=state) for state in State.values}
    refused = 0
    for before, after in EVERY_MOVE:
        if before != after:
            rows = JobOrder.objects.filter(pk=orders_in[before].pk)
            with pytest.raises(InternalError), transaction.atomic():
                rows.update(state=after)
            refused += 1
    assert refused == len(State.values) * (len(State.values) - 1) - len(TRANSITIONS)
    for before, after in TRANSITIONS:
        assert make_order_move(before, after) == [(before, after)]


def make_order_move(before: str, after: str) -> list[tuple[str, str]]:
    order = make_order(state=before)
    JobOrder.objects.filter(pk=order.pk).update(state=after)
    return states(order)


def test_a_change_written_in_sql_leaves_its_event_too():
    order = make_order()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE placement_joborder SET state = 'suspended'")
    assert states(order) == [("published", "suspended")]


def test_events_are_never_changed():
    order = make_order()
    JobOrder.objects.filter(pk=order.pk).update(state="suspended")
    with pytest.raises(InternalError), transaction.atomic():
        OrderEvent.objects.update(reason="autre")


EMPLOYERS = {
    "submit": lambda order, by: orders.submit(order, by=by),
    "publish": lambda order, by: orders.publish(order, by=by),
    "schedule": lambda order, by: orders.schedule(
        order, timezone.localdate() + timedelta(days=3), by=by
    ),
    "unschedule": lambda order, by: orders.unschedule(order, by=by),
    "suspend": lambda order, by: orders.suspend(order, by=by),
    "resume": lambda order, by: orders.resume(order, by=by),
    "extend": lambda order, by: orders.extend(order, "nobody", by=by),
    "confirm": lambda order, by: orders.confirm(order, by=by),
    "close": lambda order, by: orders.close(order, "elsewhere", by=by),
    "withdraw": lambda order, by: orders.withdraw(order, by=by),
    "copy": lambda order, by: orders.copy(order, uuid4(), by=by),
    "write": lambda order, by: orders.write(order, {"positions": 2}, 1, by=by),
}
MODERATORS = {
    "take": lambda order, by: reviews.take(order, by=by),
    "approve": lambda order, by: reviews.approve(order, by=by),
    "return": lambda order, by: reviews.return_with_remarks(order, "x", by=by),
    "refuse": lambda order, by: reviews.refuse(order, "x", by=by),
    "again": lambda order, by: reviews.review_again(order, by=by),
    "remove": lambda order, by: reviews.remove(order, "x", by=by),
    "hide": lambda order, by: reviews.hide_employer(order.organisation, True, by=by),
}
# The states from which each act goes through, for the person it belongs to.
ALLOWED = {
    "submit": {"draft", "to_correct", "submitted"},
    "publish": {"approved", "scheduled", "published"},
    "schedule": {"approved", "scheduled"},
    "unschedule": {"scheduled"},
    "suspend": {"published"},
    "resume": {"suspended"},
    "extend": {"published", "suspended", "expired"},
    "confirm": {"published"},
    "close": {"published", "suspended", "expired"},
    "withdraw": {
        "draft", "submitted", "in_review", "to_correct", "approved", "scheduled",
        "published", "suspended", "withdrawn",
    },
    "copy": set(State.values),
    "write": {
        "draft", "to_correct", "approved", "scheduled", "published", "suspended",
    },
    "take": {"submitted", "refused", "removed", "in_review"},
    "approve": {"submitted", "in_review"},
    "return": {"submitted", "in_review"},
    "refuse": {"submitted", "in_review"},
    "again": {"refused", "removed"},
    "remove": {
        "approved", "scheduled", "published", "suspended", "expired", "filled",
        "removed",
    },
    "hide": set(State.values),
}  # fmt: skip


def order_in(state: str, employer) -> JobOrder:
    order = make_order(make_organisation(member=employer), **ready(state=state))
    if state in ("submitted", "in_review"):
        order.versions.create(number=1, content={}, state="in_review")
    return order


@pytest.mark.parametrize("act", [*EMPLOYERS, *MODERATORS])
def test_each_act_goes_through_from_its_states_alone(act, employer, moderator):
    doing = (EMPLOYERS | MODERATORS)[act]
    by = employer if act in EMPLOYERS else moderator
    went = set()
    for state in State.values:
        order = order_in(state, employer)
        try:
            with transaction.atomic():
                doing(order, by)
        except NotAllowed:
            continue
        went.add(state)
    assert went == ALLOWED[act]


@pytest.mark.parametrize("act", [*EMPLOYERS, *MODERATORS])
def test_nobody_else_may(act, employer):
    doing = (EMPLOYERS | MODERATORS)[act]
    roles = ["seeker", "employer", "counsellor", "analyst"]
    others = [factories.user(role=role) for role in roles]
    make_organisation(member=others[1])
    others += [employer] if act in MODERATORS else [factories.user(role="moderator")]
    for state in State.values:
        order = order_in(state, employer)
        for person in others:
            with pytest.raises(PermissionDenied), transaction.atomic():
                doing(order, person)
        order.refresh_from_db()
        assert order.state == state
        assert not order.events.exists()


def test_the_same_button_twice_is_one_act(draft, employer, moderator):
    orders.submit(draft, by=employer)
    reviews.approve(draft, by=moderator)
    order = orders.publish(draft, by=employer)
    first, token = order.expires_on, uuid4()
    for _n in range(2):
        order = orders.extend(order, "nobody", by=employer, token=token)
    assert order.expires_on == first + timedelta(days=30)
    assert order.events.filter(kind="extended").count() == 1


def test_the_same_form_twice_is_one_order(employer):
    factories.regions()
    organisation = make_organisation(member=employer)
    fields = {"title_fr": "Soudeuse", "unit_group": factories.unit_group("72106")}
    token = uuid4()
    made = {
        orders.write_draft(organisation, token, fields, by=employer).pk
        for _n in range(2)
    }
    assert len(made) == 1 == JobOrder.objects.count()
    assert JobOrder.objects.get().number > 10_000
    order, token = JobOrder.objects.get(), uuid4()
    copies = {orders.copy(order, token, by=employer).pk for _n in range(2)}
    assert len(copies) == 1
    assert JobOrder.objects.count() == 2


def test_a_page_that_is_behind_changes_nothing(draft, employer):
    orders.write(draft, {"duties": "La première"}, 1, by=employer)
    with pytest.raises(Conflict):
        orders.write(draft, {"duties": "La seconde"}, 1, by=employer)
    draft.refresh_from_db()
    assert (draft.duties, draft.version) == ("La première", 2)


def test_the_approved_text_stays_while_a_change_is_in_review(employer, moderator):
    order = make_order(make_organisation(member=employer), **ready(state="published"))
    orders.write(order, {"title_fr": "Autre titre"}, order.version, by=employer)
    assert as_written(order).title_fr == "Autre titre"
    order.refresh_from_db()
    assert (order.title_fr, order.state) == ("Poste prêt", "published")
    orders.submit(order, by=employer)
    assert [row.order for row in OrderVersion.objects.to_review()] == [order]
    with pytest.raises(NotAllowed):
        orders.write(order, {"title_fr": "Encore"}, order.version, by=employer)
    reviews.return_with_remarks(order, "Le titre ne dit pas le métier.", by=moderator)
    order.refresh_from_db()
    assert order.title_fr == "Poste prêt"
    orders.write(order, {"title_fr": "Soudeuse"}, order.version, by=employer)
    orders.submit(order, by=employer)
    reviews.approve(order, by=moderator)
    order.refresh_from_db()
    assert (order.title_fr, order.state) == ("Soudeuse", "published")
    assert list(order.events.values_list("kind", flat=True)) == [
        "submitted", "returned", "submitted", "approved",
    ]  # fmt: skip
    assert list(order.versions.values_list("state", flat=True)) == ["approved"]


def test_what_the_public_does_not_read_is_saved_at_once(employer):
    order = make_order(make_organisation(member=employer), **ready(state="published"))
    orders.write(order, {"contact_name": "Alex"}, order.version, by=employer)
    order.refresh_from_db()
    assert order.contact_name == "Alex"


def test_extended_to_120_days_and_no_further(employer):
    order = make_order(make_organisation(member=employer), **ready(state="published"))
    start = timezone.localdate()
    for days in (60, 90, 120):
        order = orders.extend(order, "unsuitable", by=employer)
        assert order.expires_on == start + timedelta(days=days)
    with pytest.raises(NotAllowed):
        orders.extend(order, "unsuitable", by=employer)
    with pytest.raises(NotReady):
        orders.extend(order, "parce que", by=employer)


def test_an_expired_order_may_be_closed_as_given_up(employer):
    order = order_in("expired", employer)
    order = orders.close(order, "cancelled", by=employer)
    assert (order.state, order.outcome) == ("withdrawn", "cancelled")
    draft = order_in("draft", employer)
    with pytest.raises(NotAllowed):
        orders.close(draft, "cancelled", by=employer)


def test_the_calendar_publishes_and_ends(employer):
    today = timezone.localdate()
    organisation = make_organisation(member=employer)
    due = make_order(organisation, **ready(state="scheduled", publish_on=today))
    later = make_order(
        organisation,
        **ready(state="scheduled", publish_on=today + timedelta(days=1)),
    )
    past = make_order(organisation, **ready(state="published"))
    JobOrder.objects.filter(pk=past.pk).update(expires_on=today - timedelta(days=1))
    assert (reviews.expire(today), reviews.publish_due(today)) == (1, 1)
    found = dict(JobOrder.objects.values_list("pk", "state"))
    assert found == {
        due.pk: "published", later.pk: "scheduled", past.pk: "expired",
    }  # fmt: skip
    assert (reviews.expire(today), reviews.publish_due(today)) == (0, 0)


def test_not_published_for_an_employer_who_is_not_verified(employer):
    order = make_order(make_organisation(member=employer), **ready(state="approved"))
    Organisation.objects.update(state="pending")
    with pytest.raises(NotReady):
        orders.publish(order, by=employer)


def test_one_switch_hides_all_orders_of_an_employer(employer, moderator):
    organisation = make_organisation(member=employer)
    for _n in range(3):
        make_order(organisation, **ready(state="published"))
    other = make_order(**ready(state="published"))
    reviews.hide_employer(organisation, True, by=moderator)
    assert list(JobOrder.objects.open()) == [other]
    reviews.hide_employer(organisation, False, by=moderator)
    assert JobOrder.objects.open().count() == 4


@pytest.mark.parametrize(
    ("fields", "missing"),
    [
        ({"title_fr": ""}, ["title_fr"]),
        ({"duties": " "}, ["duties"]),
        ({"contract": ""}, ["contract"]),
        ({"language": "en", "title_en": "Welder"}, ["french_version"]),
        ({"languages": {"fr": 3, "en": 2}}, ["reasons", "lang"]),
        ({"apply_here": False}, ["apply"]),
        ({"declarations": ["vacancy"]}, ["declarations"]),
    ],
)
def test_what_is_missing_is_said(employer, fields, missing):
    order = make_order(make_organisation(member=employer), **ready(**fields))
    with pytest.raises(NotReady) as refused:
        orders.submit(order, by=employer)
    assert refused.value.args[0] == missing


def test_an_agency_says_on_whose_behalf(employer):
    agency = make_organisation(member=employer, is_agency=True)
    order = make_order(agency, **ready())
    with pytest.raises(NotReady) as refused:
        orders.submit(order, by=employer)
    assert refused.value.args[0] == ["behalf"]
    orders.write(order, {"on_behalf_of": "Scierie du Nord"}, 1, by=employer)
    assert orders.submit(order, by=employer).state == "submitted"


def test_the_states_of_an_order_agree_with_its_gender():
    states = [JobOrder.State.REFUSED, JobOrder.State.PUBLISHED, JobOrder.State.APPROVED]
    assert [str(state.label) for state in states] == ["refusée", "publiée", "approuvée"]
