"""Who learns what of whom: nameless offers, consent taken back, each side alone."""

from uuid import uuid4

import pytest

from placement.actions import offers as offer_actions
from placement.actions import referrals as actions
from tests import factories
from tests.placement.factories import make_organisation
from tests.placement.factories_offers import make_referral
from tests.placement.sides import MAIL, NAME, NEEDS, PHONE, employer_pages, text_of, url

pytestmark = pytest.mark.django_db


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
        # Nothing was typed: the page says so.
        told = name in {"candidate_answer", "candidate_write"}
        good = 200 if method == "get" or told else 302
        assert answer.status_code == (good if mine else 404)
    unknown = [uuid4() for _key in keys]
    nowhere = url(name, *unknown, language=language)
    there = getattr(client, method)(nowhere)
    if not mine and person:
        assert without(there, unknown) == without(answer, keys)
    row.refresh_from_db()
    assert row.state == "accepted"
