"""Applying: the consent, the employer's questions, a word; nothing typed is lost."""

import pytest
from django.utils.translation import override

from mail.models import Outbox
from placement.actions import referrals as actions
from placement.models import Consent, Message, Referral
from tests.placement.sides import url

pytestmark = pytest.mark.django_db
QUESTIONS = ["Savez-vous lire un plan?", "Avez-vous vos outils?"]
ANSWERS = {"answer_0": "Oui, depuis 2019.", "answer_1": "Une partie.", "word": "Merci!"}
SAID = (
    "Savez-vous lire un plan?\nOui, depuis 2019.\n\n"
    "Avez-vous vos outils?\nUne partie.\n\nMerci!"
)


@pytest.fixture
def asking(order):
    order.questions = QUESTIONS
    order.save()
    return order


def test_answers_reach_the_employer_with_the_application(client, boss, asking, offer):
    client.force_login(offer.owner)
    page = client.get(url("match", asking.pk)).text
    assert [question in page for question in QUESTIONS] == [True, True]
    for _twice in range(2):
        client.post(url("apply", asking.pk), ANSWERS | {"consent": "yes"})
    row = Referral.objects.get()
    message = Message.objects.get()
    assert (message.referral, message.side, message.text) == (row, "seeker", SAID)
    assert [mail.template for mail in Outbox.objects.all()] == ["referral_received"]
    client.force_login(boss)
    read = client.get(url("candidate_referral", row.pk)).text
    assert "<p>Savez-vous lire un plan?<br>Oui, depuis 2019.</p>" in read


@pytest.mark.parametrize("language", ["fr", "en"])
def test_what_is_missing_is_told_and_what_was_typed_stays(
    client, asking, offer, language
):
    client.force_login(offer.owner)
    act = url("apply", asking.pk, language=language)
    told = {
        "fr": ("Répondez à la question de l’employeur.", "Cochez d’abord la case"),
        "en": ("Answer the employer’s question.", "Tick the box of the consent"),
    }[language]
    page = client.post(act, {"answer_0": "Oui, depuis 2019.", "word": "Merci!"}).text
    assert [words in page for words in told] == [True, True]
    assert "Oui, depuis 2019.</textarea>" in page
    assert not Referral.objects.exists()
    assert not Consent.objects.exists()


@pytest.mark.parametrize(
    ("typed", "refused"),
    [
        ("Mon NAS : 046 454 286.", True),
        ("046454286", True),
        ("046-454-286", True),
        ("046 454 287", False),  # the sum is wrong
        ("819 555-0199, NEQ 1144556677", False),
    ],
)
def test_a_social_insurance_number_is_never_sent(
    client, boss, asking, offer, typed, refused
):
    client.force_login(offer.owner)
    said = "Cela ressemble à un numéro d’assurance sociale"
    for name in ("word", "answer_1"):
        page = client.post(url("apply", asking.pk), ANSWERS | {name: typed}).text
        assert (said in page) == refused
    client.post(url("apply", asking.pk), ANSWERS | {"consent": "yes"})
    row = Referral.objects.get()
    post = {"text": typed, "token": "00000000-0000-4000-8000-000000000001"}
    page = client.post(url("write", row.pk), post, follow=True).text
    assert (said in page) == refused
    assert row.messages.filter(text=typed).exists() != refused


def test_answers_go_with_the_acceptance_of_an_invitation(client, boss, asking, offer):
    row = actions.invite(asking, offer, by=boss)
    client.force_login(offer.owner)
    assert "Savez-vous lire un plan?" in client.get(url("referral", row.pk)).text
    client.post(url("accept", row.pk), ANSWERS)
    row.refresh_from_db()
    assert (row.state, Message.objects.count()) == ("invited", 0)
    client.post(url("accept", row.pk), ANSWERS | {"consent": "yes"})
    row.refresh_from_db()
    assert row.state == "accepted"
    assert Message.objects.get().text == SAID


def test_nothing_asked_and_nothing_said_is_no_message(client, order, offer):
    client.force_login(offer.owner)
    client.post(url("apply", order.pk), {"consent": "yes"})
    assert Referral.objects.count() == 1
    assert Message.objects.count() == 0


def test_employer_who_takes_applications_elsewhere_gets_none_here(client, order, offer):
    order.apply_here = False
    order.apply_email = "rh@example.org"
    order.save()
    client.force_login(offer.owner)
    with override("fr"):
        page = client.get(url("match", order.pk)).text
    assert "Cet employeur reçoit les candidatures autrement\u00a0:" in page
    assert url("apply", order.pk) not in page
    with pytest.raises(actions.Refused):
        actions.apply(order, offer, by=offer.owner)
