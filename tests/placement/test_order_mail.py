"""What employers are told of their orders: each thing once, in each one's language."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.core import mail
from django.db import connection
from django.urls import reverse
from django.utils import timezone, translation

from mail.sending import send_due
from placement.actions import moderation, order_mail, orders, reviews
from placement.models import JobOrder
from tests import factories
from tests.placement.factories import make_order, make_organisation, ready

pytestmark = pytest.mark.django_db
SCAM = "Envoyez votre NAS sur WhatsApp au 514 555-0199."
NOW = timezone.now


@pytest.fixture
def moderator():
    return factories.user(role="moderator")


@pytest.fixture
def boss():
    return factories.user("patronne@example.org", role="employer")


@pytest.fixture
def organisation(boss):
    """Two people act for it, one in each language; one has left the portal."""
    row = make_organisation("Scierie du Nord", member=boss)
    for email, active in (("clerk@example.org", True), ("gone@example.org", False)):
        user = factories.user(email, role="employer", language="en", is_active=active)
        row.memberships.create(user=user)
    return row


def told() -> dict[str, str]:
    """Subject and body by address; what was told before is forgotten."""
    mail.outbox.clear()
    send_due()
    assert len({one.to[0] for one in mail.outbox}) == len(mail.outbox)
    return {one.to[0]: f"{one.subject}\n{one.body}" for one in mail.outbox}


def address(name, order, language):
    with translation.override(language):
        return settings.SITE_URL + reverse(name, args=[order.pk])


def waiting(organisation, boss, **fields):
    order = make_order(organisation, **ready(title_en="Welders", **fields))
    return orders.submit(order, by=boss)


def test_approval_is_told_to_each_in_their_language(organisation, boss, moderator):
    order = waiting(organisation, boss)
    assert told() == {}
    reviews.approve(order, by=moderator)
    words = told()
    assert set(words) == {"patronne@example.org", "clerk@example.org"}
    assert f"{order.number} (Poste prêt) est approuvée" in words[boss.email]
    assert address("placement:order_page", order, "fr") in words[boss.email]
    english = words["clerk@example.org"]
    assert f"{order.number} (Welders) is approved" in english
    assert address("placement:order_page", order, "en") in english


def test_each_return_is_told_with_its_remarks(organisation, boss, moderator, client):
    order = waiting(organisation, boss)
    for ask in ("Dites quelles pièces.", "Dites aussi combien."):
        order.refresh_from_db()
        moderation.send_back(order, "unclear", "", {"duties": ask}, by=moderator)
        words = told()
        assert f"- Tâches\u00a0: {ask}" in words[boss.email]
        assert f"- Duties: {ask}" in words["clerk@example.org"]
        client.force_login(boss)
        step = client.get(reverse("placement:order_step", args=[order.pk, 2])).text
        whole = client.get(reverse("placement:order_page", args=[order.pk])).text
        assert (ask in step, ask in whole) == (True, True)
        other = client.get(reverse("placement:order_step", args=[order.pk, 1])).text
        assert ask not in other
        orders.submit(order, by=boss)
        assert (
            ask not in client.get(reverse("placement:order_page", args=[order.pk])).text
        )


@pytest.mark.parametrize("public", [False, True])
def test_refusal_and_removal_are_told_with_ground_and_appeal(
    organisation, boss, moderator, public
):
    order = make_order(organisation) if public else waiting(organisation, boss)
    moderation.turn_down(order, "fraud", "Des frais sont demandés.", by=moderator)
    words = told()[boss.email]
    assert ("retirée" if public else "refusée") in words.partition("\n")[0]
    assert "fraude ou argent demandé" in words
    assert "Des frais sont demandés." in words
    assert address("placement:appeal", order, "fr") in words
    order.refresh_from_db()
    moderation.appeal(order, "Une erreur.", by=boss)
    moderation.hear(order, False, by=moderator)
    assert "est maintenue" in told()[boss.email]


def test_refused_changes_leave_the_approved_text_and_no_appeal(
    organisation, boss, moderator
):
    order = make_order(organisation, **ready(state="published"))
    order = orders.write(order, {"duties": SCAM}, order.version, by=boss)
    orders.submit(order, by=boss)
    moderation.turn_down(order, "identity", "Pas de NAS.", by=moderator)
    words = told()[boss.email]
    assert "texte approuvé" in words
    assert address("placement:appeal", order, "fr") not in words


def test_block_and_switch_and_vouch_are_told_once_each(organisation, boss, moderator):
    scam = waiting(organisation, boss, duties=SCAM)
    moderation.switch(organisation, True, "fraud", "On regarde.", by=moderator)
    assert "On regarde." in told()[boss.email]
    moderation.switch(organisation, False, "fraud", "Réglé.", by=moderator)
    assert "de nouveau" in told()[boss.email]
    moderation.block(scam, "fraud", "Demande un NAS.", by=moderator)
    words = told()[boss.email]  # one message, not two
    assert "Demande un NAS." in words
    assert address("placement:appeal", scam, "fr") in words
    newer = make_organisation("Neuve", member=boss, state="pending")
    moderation.vouch(newer, newer.version, by=moderator)
    assert "Neuve" in told()[boss.email]


def test_end_is_told_five_days_before_and_after_it_once(organisation, boss):
    today = timezone.localdate()
    order = make_order(organisation, expires_on=today + timedelta(days=5),
                       confirmed_at=NOW())  # fmt: skip
    make_order(organisation, expires_on=today + timedelta(days=6), confirmed_at=NOW())
    for _twice in range(2):
        order_mail.remind(today, NOW())
    assert f"{order.number} " in told()[boss.email]
    assert told() == {}
    JobOrder.objects.filter(pk=order.pk).update(expires_on=today - timedelta(days=1))
    for _twice in range(2):
        reviews.expire(today)
    words = told()[boss.email]
    assert "n’est plus publique" in words and "prolonger" in words


def test_silence_is_asked_about_every_two_weeks(organisation, boss):
    quiet = NOW() - timedelta(days=15)
    order = make_order(organisation, confirmed_at=quiet)
    make_order(organisation, confirmed_at=NOW())
    hidden = make_organisation("Cachée", member=boss, orders_hidden=True)
    make_order(hidden, confirmed_at=quiet)
    for _twice in range(2):
        order_mail.remind(timezone.localdate(), NOW())
    assert f"{order.number} " in told()[boss.email]
    orders.confirm(order, by=boss)
    order_mail.remind(timezone.localdate(), NOW() + timedelta(days=13))
    assert told() == {}


def test_an_order_that_nobody_answers_for_is_suspended_until_its_employer_speaks(
    organisation, boss, client, time_machine
):
    time_machine.move_to("2026-11-02 15:00Z")
    today = timezone.localdate()
    quiet = {
        "confirmed_at": NOW() - timedelta(days=15),
        "expires_on": today + timedelta(days=60),
    }
    spoken = make_order(organisation, **quiet)
    order_mail.remind(today, NOW())
    assert "Sans réponse d’ici une semaine" in told()[boss.email]
    orders.confirm(spoken, by=boss)
    order = make_order(organisation, **quiet)
    order_mail.remind(today, NOW())
    assert f"{order.number} " in told()[boss.email]
    for days, state in ((6, "published"), (8, "suspended"), (9, "suspended")):
        time_machine.move_to(f"2026-11-{2 + days:02} 15:00Z")
        order_mail.remind(today, NOW())
        order.refresh_from_db()
        assert order.state == state
    assert f"{order.number} " in told()[boss.email]
    assert not JobOrder.objects.open().filter(pk=order.pk).exists()
    happened = order.events.order_by("at", "pk").values_list("kind", "by_id", "reason")
    assert list(happened)[-2:] == [("asked", None, ""), ("state", None, "unanswered")]
    orders.resume(order, by=boss)
    order_mail.remind(today, NOW())
    spoken.refresh_from_db()
    order.refresh_from_db()
    assert (order.state, spoken.state) == ("published", "published")
    assert order.confirmed_at.date() == NOW().date()


def test_what_is_rolled_back_is_not_told(organisation, boss, moderator):
    order = waiting(organisation, boss)
    savepoint = connection.savepoint()
    reviews.approve(order, by=moderator)
    connection.savepoint_rollback(savepoint)
    assert told() == {}
