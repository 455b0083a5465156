"""Messages, quotas against scraping, responsiveness, and what lists cost."""

import re
from datetime import timedelta
from html import unescape
from uuid import uuid4

import pytest
from django.utils import timezone

from mail.models import Alert, Outbox
from mail.sending import rendered
from placement.actions import referrals as actions
from placement.models import Message, OfferReading, OrderPlace, Referral
from tests import factories
from tests.placement.factories import make_order
from tests.placement.factories_offers import make_offer, make_referral
from tests.placement.sides import (
    url,
)

pytestmark = pytest.mark.django_db
TOKEN = "00000000-0000-4000-8000-000000000001"


def test_message_is_kept_in_the_site_and_told_without_its_words(
    client, boss, order, offer
):
    row = make_referral(order, offer, "applied")
    client.force_login(offer.owner)
    token = str(uuid4())
    for _twice in range(2):
        client.post(url("write", row.pk), {"token": token, "text": "Mot-canari"})
    assert list(Message.objects.values_list("side", "text")) == [
        ("seeker", "Mot-canari")
    ]
    mail = Outbox.objects.get(template="referral_message")
    assert mail.to == boss.email
    assert "Mot-canari" not in str(rendered(mail.template, mail.context))
    client.force_login(boss)
    page = client.get(url("candidate_referral", row.pk)).content.decode()
    assert "Mot-canari" in page
    client.post(
        url("candidate_write", row.pk), {"token": uuid4(), "text": "<b>Bonjour</b>"}
    )
    row.refresh_from_db()
    assert row.answered_at is not None
    page = client.get(url("candidate_referral", row.pk)).content.decode()
    assert "&lt;b&gt;Bonjour&lt;/b&gt;" in page


TOLD = {
    "fr": (
        "Cela ressemble à un numéro d’assurance sociale\xa0: retirez-le. Un employeur "
        "n’en a besoin qu’une fois que vous êtes embauché ou embauchée.",
        "Assurez-vous que cette valeur comporte au plus 4000 caractères "
        "(actuellement 4001).",
    ),
    "en": (
        "This looks like a social insurance number: take it out. An employer needs it "
        "only once you are hired.",
        "Ensure this value has at most 4000 characters (it has 4001).",
    ),
}


@pytest.mark.parametrize("language", TOLD)
@pytest.mark.parametrize("view", ["write", "candidate_write"])
def test_message_that_is_refused_stays_in_its_field(
    client, boss, order, offer, view, language
):
    row = make_referral(order, offer, "applied")
    client.force_login(offer.owner if view == "write" else boss)
    act = url(view, row.pk, language=language)
    for typed, told in zip(
        ("Mon NAS <046 454 286>", "é" * 4001), TOLD[language], strict=True
    ):
        page = client.post(act, {"token": TOKEN, "text": typed}).text
        assert re.findall(r'id="id_text_error">(.+?) *</p>', page) == [told]
        shown = re.findall(r'<textarea name="text"[^>]*>\n(.*?)</textarea>', page, re.S)
        assert [unescape(text) for text in shown] == [typed]
        assert re.findall(r'name="token" value="(.+?)"', page) == [TOKEN]
    assert Message.objects.count() == 0
    client.post(act, {"token": TOKEN, "text": "Bonjour"})
    assert Message.objects.get().text == "Bonjour"


def test_person_who_did_not_accept_writes_nothing(client, order, offer):
    row = make_referral(order, offer, "invited")
    client.force_login(offer.owner)
    client.post(url("write", row.pk), {"token": uuid4(), "text": "Bonjour"})
    assert Message.objects.count() == 0


def test_reading_too_many_offers_is_stopped_and_told_once(
    client, boss, order, monkeypatch
):
    monkeypatch.setattr(actions, "READ_A_DAY", 3)
    offers = [make_offer() for _n in range(5)]
    client.force_login(boss)
    got = [client.get(url("candidate", order.pk, o.pk)).status_code for o in offers]
    assert got == [200, 200, 200, 429, 429]
    again = client.get(url("candidate", order.pk, offers[0].pk))
    assert again.status_code == 200
    assert OfferReading.objects.count() == 3
    assert Alert.objects.filter(template="offers_quota").count() == 1
    page = client.get(url("candidate", order.pk, offers[4].pk)).content.decode()
    assert offers[4].shown_number not in page


def test_colleagues_share_the_quota(client, boss, order, monkeypatch):
    monkeypatch.setattr(actions, "READ_A_DAY", 1)
    colleague = factories.user(role="employer")
    order.organisation.memberships.create(user=colleague)
    first, second = make_offer(), make_offer()
    client.force_login(boss)
    assert client.get(url("candidate", order.pk, first.pk)).status_code == 200
    client.force_login(colleague)
    assert client.get(url("candidate", order.pk, second.pk)).status_code == 429


def test_invitations_of_a_day_are_counted(boss, order, monkeypatch):
    monkeypatch.setattr(actions, "INVITED_A_DAY", 1)
    actions.invite(order, make_offer(), by=boss)
    with pytest.raises(actions.QuotaReached):
        actions.invite(order, make_offer(), by=boss)


def test_responsiveness_is_said_from_the_tenth_contact(order):
    now = timezone.now()
    for n in range(9):
        make_referral(
            order,
            make_offer(),
            "applied",
            asked_at=now - timedelta(days=20),
            answered_at=now - timedelta(days=20 - n) if n < 7 else None,
        )
    # One that was asked yesterday is not late.
    make_referral(order, make_offer(), "applied", asked_at=now - timedelta(days=1))
    say = Referral.objects.responsiveness
    assert say(order.organisation) is None
    make_referral(order, make_offer(), "invited")
    assert say(order.organisation) is None
    make_referral(order, make_offer(), "applied", asked_at=now - timedelta(days=9))
    assert say(order.organisation) == {"contacts": 10, "answered": 7, "days": 3}


@pytest.mark.parametrize("count", [1, 3])
def test_lists_cost_the_same_whatever_their_length(
    client, boss, order, count, django_assert_num_queries
):
    for _n in range(count):
        make_referral(order, make_offer(), "applied")
    client.force_login(boss)
    client.get(url("order_candidates", order.pk))  # names are kept per process
    with django_assert_num_queries(8):
        client.get(url("order_candidates", order.pk))
    with django_assert_num_queries(6):
        client.get(url("candidates"))


@pytest.mark.parametrize("count", [1, 3])
def test_seekers_lists_cost_the_same_whatever_their_length(
    client, offer, count, django_assert_num_queries
):
    for _n in range(count):
        row = make_order()
        OrderPlace.of(row).save()
        make_referral(row, offer, "applied")
    client.force_login(offer.owner)
    client.get(url("matches"))
    with django_assert_num_queries(8):
        client.get(url("matches"))
    with django_assert_num_queries(3):
        client.get(url("referrals"))
