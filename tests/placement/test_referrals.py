"""Meetings of orders and offers: how they begin, are answered and end."""

import re
from datetime import timedelta

import pytest
from django.db import InternalError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from mail.models import Outbox
from mail.sending import rendered
from placement.actions import offers as offer_actions
from placement.actions import referrals as actions
from placement.models import Consent, OrderPlace, Referral
from placement.models.referrals import TRANSITIONS
from tests import factories
from tests.placement.factories import make_order
from tests.placement.factories_offers import make_offer, make_referral
from tests.placement.sides import (
    MAIL,
    NAME,
    url,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("state", "proposed"),
    [
        ("invited", True),
        ("applied", True),
        ("lapsed", True),
        ("declined", False),
        ("withdrawn", False),
        ("not_retained", False),
    ],
)
def test_who_said_no_is_not_proposed_again(client, boss, order, offer, state, proposed):
    make_referral(order, offer, state)
    client.force_login(boss)
    page = client.get(reverse("placement:order_candidates", args=[order.pk]))
    assert (offer.shown_number in page.content.decode()) == proposed
    address = reverse("placement:candidate", args=[order.pk, offer.pk])
    assert client.get(address).status_code == (200 if proposed else 404)
    # For another order of theirs nothing was said.
    other = make_order(order.organisation, order.unit_group_id)
    address = reverse("placement:candidate", args=[other.pk, offer.pk])
    assert client.get(address).status_code == 200


def test_seeker_applies_with_consent_and_the_employer_is_told(
    client, boss, order, offer
):
    client.force_login(offer.owner)
    client.post(url("apply", order.pk))
    assert Referral.objects.count() == 0
    client.post(url("apply", order.pk), {"consent": "yes"})
    client.post(url("apply", order.pk), {"consent": "yes"})
    row = Referral.objects.get()
    assert (row.state, row.origin, row.asked_at is not None) == (
        "applied",
        "application",
        True,
    )
    message = Outbox.objects.get()
    assert (message.to, message.language) == (boss.email, "en")
    subject, body = rendered(message.template, message.context)
    assert NAME not in subject + body and MAIL not in subject + body
    consent = Consent.objects.get()
    assert (consent.purpose, consent.given, consent.subject) == (
        "contact",
        True,
        row.code,
    )


def test_employer_invites_and_the_person_accepts_by_code(client, boss, order, offer):
    client.force_login(boss)
    client.post(url("invite", order.pk, offer.pk))
    row = Referral.objects.get()
    assert (row.state, row.asked_at) == ("invited", None)
    client.force_login(offer.owner)
    page = client.get(url("referral", row.pk)).content.decode()
    assert row.code in page
    client.post(url("accept", row.pk))
    row.refresh_from_db()
    assert row.state == "invited"  # without the consent, nothing
    client.post(url("accept", row.pk), {"consent": "yes"})
    row.refresh_from_db()
    assert (row.state, row.asked_at is not None) == ("accepted", True)


def test_who_ignores_an_invitation_is_left_alone(boss, order, offer):
    row = actions.invite(order, offer, by=boss)
    now = timezone.now()
    assert actions.lapse(now + timedelta(days=13)) == 0
    assert actions.lapse(now + timedelta(days=15)) == 1
    assert actions.lapse(now + timedelta(days=15)) == 0
    row.refresh_from_db()
    assert row.state == "lapsed"
    assert [e.side for e in row.events.all()] == ["employer", "portal"]


def test_without_a_live_offer_or_an_open_order_nobody_meets(boss, order, offer):
    offer_actions.withdraw(offer, by=offer.owner)
    offer.refresh_from_db()
    with pytest.raises(actions.Refused):
        actions.apply(order, offer, by=offer.owner)
    with pytest.raises(actions.Refused):
        actions.invite(order, offer, by=boss)
    other = make_offer()
    order.organisation.orders_hidden = True
    order.organisation.save()
    with pytest.raises(actions.Refused):
        actions.apply(order, other, by=other.owner)


@pytest.mark.parametrize("before", Referral.State.values)
@pytest.mark.parametrize("after", Referral.State.values)
def test_database_refuses_a_change_of_state_that_is_not_one(
    order, offer, before, after
):
    row = make_referral(order, offer, before)
    row.state, row.answered_at = after, timezone.now()
    if before == after or (before, after) in TRANSITIONS:
        row.save()
    else:
        with pytest.raises(InternalError), transaction.atomic():
            row.save()


def test_employer_answers_with_a_reason(client, boss, order, offer):
    row = make_referral(order, offer, "applied")
    client.force_login(boss)
    said = client.post(url("candidate_answer", row.pk), {"state": "not_retained"})
    row.refresh_from_db()
    assert row.state == "applied"
    # What was chosen stays, the reason beside the field.
    body = said.content.decode()
    assert re.findall(r'name="state" value="(\w+)" checked', body) == ["not_retained"]
    wrong = (
        '<p class="error" id="id_reason_error">Dites pourquoi : la personne le lira.'
    )
    assert wrong in body.replace("\xa0", " ")
    client.post(
        url("candidate_answer", row.pk), {"state": "not_retained", "reason": "skills"}
    )
    row.refresh_from_db()
    assert (row.state, row.reason, row.answered_at is not None) == (
        "not_retained",
        "skills",
        True,
    )
    client.force_login(offer.owner)
    page = client.get(url("referral", row.pk)).content.decode()
    assert "une compétence ou un permis demandé manque" in page


@pytest.mark.parametrize(
    ("state", "data"),
    [("interview", {}), ("hired", {}), ("not_retained", {"reason": "filled"})],
)
def test_link_of_a_mail_answers_by_its_button_only(client, order, offer, state, data):
    row = make_referral(order, offer, "applied")
    address = url("answer_by_link", actions.link_token(row, state))
    page = client.get(address)
    row.refresh_from_db()
    assert (page.status_code, row.state) == (200, "applied")
    assert NAME not in page.content.decode()
    assert "no-store" in page.headers["Cache-Control"]
    assert client.post(address, {"state": state} | data).status_code == 200
    row.refresh_from_db()
    assert row.state == state


@pytest.mark.parametrize("token", ["x", "a.b.c", "%00", "é:é:é"])
def test_link_that_is_not_ours_leads_nowhere(client, token):
    assert client.get(url("answer_by_link", token)).status_code == 404


def test_link_answers_nothing_but_its_own_state(client, order, offer):
    row = make_referral(order, offer, "applied")
    address = url("answer_by_link", actions.link_token(row, "interview"))
    client.post(address, {"state": "hired"})
    row.refresh_from_db()
    assert row.state == "interview"


def test_employer_who_waits_is_reminded_twice_and_never_more(boss, order, offer):
    row = make_referral(order, offer, "applied")
    now = timezone.now()
    for days, sent in ((4, 0), (5, 1), (6, 1), (10, 2), (40, 2)):
        actions.remind(now + timedelta(days=days))
        mails = Outbox.objects.filter(template="referral_reminder")
        assert mails.count() == sent, days
    with override("fr"):
        _subject, body = rendered(mails[0].template, mails[0].context)
    assert actions.link_token(row, "hired").partition(":")[0] in body
    row.refresh_from_db()
    actions.answer(row, "interview", by=boss)
    other = make_referral(order, make_offer(), "applied")
    actions.answer(other, "hired", by=boss)
    actions.remind(now + timedelta(days=60))
    assert mails.count() == 2


@pytest.mark.parametrize("language", ["fr", "en"])
def test_both_sides_read_the_same_table(client, boss, order, offer, language):
    def table(person, name, *args) -> str:
        client.force_login(person)
        page = client.get(url(name, *args, language=language)).content.decode()
        start = page.index('<p class="sum">')
        return page[start : page.index('<p class="small soft">', start)]

    theirs = table(boss, "candidate", order.pk, offer.pk)
    assert table(offer.owner, "match", order.pk) == theirs
    row = make_referral(order, offer, "applied")
    assert table(boss, "candidate_referral", row.pk) == theirs
    assert table(offer.owner, "referral", row.pk) == theirs


def test_wage_under_the_floor_is_left_out_for_the_seeker_only(
    client, boss, order, offer
):
    order.wage_max = 20
    order.save()
    OrderPlace.of(order).save()
    client.force_login(offer.owner)
    page = client.get(url("matches")).content.decode()
    assert "1 offre sous votre salaire minimal est écartée." in page
    assert str(order.pk) not in page
    assert str(order.pk) in client.get(url("matches") + "?wages=all").content.decode()
    client.force_login(boss)
    page = client.get(url("order_candidates", order.pk)).content.decode()
    assert offer.shown_number in page


def test_organisation_does_not_meet_its_own_people(client, boss, order):
    colleague = factories.user()
    order.organisation.memberships.create(user=colleague)
    offer = make_offer(colleague)
    client.force_login(boss)
    page = client.get(url("order_candidates", order.pk)).content.decode()
    assert offer.shown_number not in page
    assert client.get(url("candidate", order.pk, offer.pk)).status_code == 404


@pytest.mark.parametrize(
    ("change", "ends"),
    [
        ({}, False),
        ({"state": "filled"}, True),
        ({"state": "withdrawn"}, True),
        ({"expires_on": timezone.localdate() - timedelta(days=30)}, False),
        ({"expires_on": timezone.localdate() - timedelta(days=31)}, True),
    ],
)
def test_nobody_waits_for_an_order_that_is_over(order, offer, change, ends):
    waiting = make_referral(order, offer, "applied")
    hired = make_referral(order, make_offer(), "hired")
    for name, value in change.items():
        setattr(order, name, value)
    order.save()
    today = timezone.localdate()
    assert [actions.end_with_orders(today) for _twice in "ab"] == [int(ends), 0]
    waiting.refresh_from_db()
    hired.refresh_from_db()
    assert (waiting.state, hired.state) == ("lapsed" if ends else "applied", "hired")
    mail = Outbox.objects.filter(template="referral_ended", to=offer.owner.email)
    assert mail.count() == int(ends)


def test_experience_is_that_of_the_occupation_compared(client, order):
    order.experience_months = 12
    order.save()
    offer = make_offer(months=None)
    factories.unit_group("72106")
    offer.sought.create(position=2, unit_group_id="72106", months=240)
    client.force_login(offer.owner)
    page = client.get(url("match", order.pk)).content.decode()
    assert "20 ans" not in page
    assert page.count(">inconnu<") == 1
