"""Meetings of orders and offers: who asks, who answers, who learns what."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import InternalError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from mail.models import Alert, Outbox
from mail.sending import rendered
from placement.actions import offers as offer_actions
from placement.actions import referrals as actions
from placement.models import Consent, Message, OfferReading, OrderPlace, Referral
from placement.models.referrals import TRANSITIONS
from tests import factories
from tests.placement.factories import make_order, make_organisation
from tests.placement.factories_offers import make_offer, make_referral

pytestmark = pytest.mark.django_db
NAME, PHONE, MAIL = "Zoé Canari-Nom", "418 555-0199", "canari@example.org"
FLOOR, NEEDS = "77.77", "canari-besoin"


def url(name: str, *args, language: str = "fr") -> str:
    with override(language):
        return reverse(f"placement:{name}", args=args)


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


def employer_pages(order, offer) -> list[str]:
    """Every page where an employer could meet an offer."""
    pages = [
        url("candidates"),
        url("order_candidates", order.pk),
        url("candidate", order.pk, offer.pk),
    ]
    rows = Referral.objects.filter(order=order)
    return pages + [url("candidate_referral", row.pk) for row in rows]


def text_of(client, addresses) -> str:
    return " ".join(client.get(a).content.decode() for a in addresses)


# -- what an employer reads -----------------------------------------------------------


def test_employer_reads_an_offer_without_a_name(client, boss, order, offer):
    client.force_login(boss)
    text = text_of(client, employer_pages(order, offer))
    assert offer.shown_number in text
    for token in (NAME, PHONE, MAIL, "77,77", "77.77", NEEDS):
        assert token not in text


@pytest.mark.parametrize(
    ("state", "knows"),
    [
        ("invited", False),
        ("declined", False),
        ("lapsed", False),
        ("applied", True),
        ("accepted", True),
        ("interview", True),
        ("hired", True),
        ("not_retained", False),
        ("withdrawn", False),
    ],
)
def test_name_and_contact_are_known_only_while_the_person_agrees(
    client, boss, order, offer, state, knows
):
    make_referral(order, offer, state)
    client.force_login(boss)
    text = text_of(client, employer_pages(order, offer))
    assert [token in text for token in (NAME, PHONE, MAIL)] == [knows] * 3
    assert NEEDS not in text
    assert "77,77" not in text


def test_consent_taken_back_is_gone_at_once_from_every_page(client, boss, order, offer):
    row = make_referral(order, offer, "accepted")
    client.force_login(boss)
    pages = employer_pages(order, offer)
    assert NAME in text_of(client, pages)
    offer_actions.withdraw(offer, by=offer.owner)
    text = text_of(client, pages)
    for token in (NAME, PHONE, MAIL, offer.shown_number, row.code):
        assert token not in text
    row.refresh_from_db()
    assert row.state == "withdrawn"
    assert client.get(url("candidate_referral", row.pk)).status_code == 404
    link = url("answer_by_link", actions.link_token(row, "hired"))
    assert client.get(link).status_code == 404


def test_hidden_organisation_loses_the_offer_at_once(client, boss, order, offer):
    client.force_login(boss)
    assert client.get(url("candidate", order.pk, offer.pk)).status_code == 200
    offer.hidden_from.create(name="Fabrique du Nord", key="fabrique du nord")
    assert client.get(url("candidate", order.pk, offer.pk)).status_code == 404
    page = client.get(url("order_candidates", order.pk)).content.decode()
    assert offer.shown_number not in page


PEOPLE = ["own", "colleague", "other", "seeker", "moderator", "anonymous"]


def visitor(kind: str, boss, order):
    if kind == "own":
        return boss
    if kind == "anonymous":
        return None
    role = {"colleague": "employer", "other": "employer"}.get(kind, kind)
    person = factories.user(role=role)
    if kind == "colleague":
        order.organisation.memberships.create(user=person)
    if kind == "other":
        make_organisation(member=person)
    return person


def without(answer, keys) -> str:
    """A page but for the keys of its own address."""
    body = answer.content.decode()
    for key in keys:
        body = body.replace(str(key), "")
    return body


@pytest.mark.parametrize("kind", PEOPLE)
@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize(
    ("name", "method"),
    [
        ("order_candidates", "get"),
        ("candidate", "get"),
        ("invite", "post"),
        ("candidate_referral", "get"),
        ("candidate_answer", "post"),
        ("candidate_write", "post"),
        ("referral", "get"),
        ("accept", "post"),
        ("step_back", "post"),
        ("write", "post"),
    ],
)
def test_only_both_sides_come_in(
    client, boss, order, offer, kind, language, name, method
):
    row = make_referral(order, offer, "accepted")
    keys = {
        "order_candidates": [order.pk],
        "candidate": [order.pk, offer.pk],
        "invite": [order.pk, offer.pk],
    }.get(name, [row.pk])
    person = visitor(kind, boss, order)
    if person:
        client.force_login(person)
    mine = kind in {"own", "colleague"} and name not in {
        "referral",
        "accept",
        "step_back",
        "write",
    }
    address = url(name, *keys, language=language)
    answer = getattr(client, method)(address)
    if kind == "anonymous":
        assert answer.status_code == 302
        assert "/connexion/" in answer.url or "/sign-in/" in answer.url
    else:
        good = 200 if method == "get" else 302
        assert answer.status_code == (good if mine else 404)
    unknown = [uuid4() for _key in keys]
    nowhere = url(name, *unknown, language=language)
    there = getattr(client, method)(nowhere)
    if not mine and person:
        assert without(there, unknown) == without(answer, keys)
    row.refresh_from_db()
    assert row.state == "accepted"


# -- application and invitation -------------------------------------------------------


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


# -- answers --------------------------------------------------------------------------


def test_employer_answers_with_a_reason(client, boss, order, offer):
    row = make_referral(order, offer, "applied")
    client.force_login(boss)
    client.post(url("candidate_answer", row.pk), {"state": "not_retained"})
    row.refresh_from_db()
    assert row.state == "applied"
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


# -- messages -------------------------------------------------------------------------


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


def test_person_who_did_not_accept_writes_nothing(client, order, offer):
    row = make_referral(order, offer, "invited")
    client.force_login(offer.owner)
    client.post(url("write", row.pk), {"token": uuid4(), "text": "Bonjour"})
    assert Message.objects.count() == 0


# -- quotas ---------------------------------------------------------------------------


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


# -- responsiveness -------------------------------------------------------------------


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


# -- lists ----------------------------------------------------------------------------


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
    with django_assert_num_queries(7):
        client.get(url("matches"))
    with django_assert_num_queries(3):
        client.get(url("referrals"))


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
