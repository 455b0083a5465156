"""What owners ask about their entry, and what becomes of it."""

import re
import time

import pytest
from django.core import signing

from businesses import corrections, directory
from businesses.models import Business, Correction
from datasets.models import Publication
from datasets.own import announce
from mail.forms import SALT
from mail.models import Outbox
from tests import factories

pytestmark = pytest.mark.django_db
FORM = "/fr/entreprises/1100000001/corriger"


@pytest.fixture
def business():
    return Business.objects.create(
        neq="1100000001", name="Élan", sort_name="elan", demonstration=False
    )


def ask(client, email="chef@example.org", kind="remove", age=10, **fields):
    started = signing.dumps(time.time() - age, salt=SALT)
    given = {"kind": kind, "details": "Fermée.", "email": email, "started": started}
    return client.post(FORM, given | fields)


def received(client) -> Correction:
    ask(client)
    link = Outbox.objects.get(template="correction_confirm").context["link"]
    assert client.get(link).status_code == 200
    assert Correction.objects.get().state == "asked"
    client.post(link)
    return Correction.objects.get()


def test_a_request_is_confirmed_from_the_mailbox(client, business):
    assert received(client).state == "received"
    assert Outbox.objects.get().to == "chef@example.org"


def test_the_answer_is_the_same_for_robots_and_for_too_many(client, business):
    first = ask(client)
    answers = [
        ask(client, site="x"), ask(client, age=0), ask(client, started="x"),
        *(ask(client) for _n in range(4)),
    ]  # fmt: skip
    told = {(one.status_code, one["Location"]) for one in [first, *answers]}
    assert told == {(302, "/fr/entreprises/demandes/envoyee")}
    assert Correction.objects.count() == corrections.MOST_WAITING
    assert Outbox.objects.count() == corrections.MOST_WAITING


def test_one_business_has_so_many_requests_that_wait(client, business):
    for number in range(12):
        ask(client, email=f"a{number}@example.org")
    assert Correction.objects.count() == corrections.MOST_OF_A_BUSINESS


def test_an_accepted_removal_hides_the_business_at_once(client, business):
    request = received(client)
    client.force_login(factories.user(role="moderator"))
    assert "Fermée." in client.get("/fr/pupitre/entreprises/").content.decode()
    client.post(
        f"/fr/pupitre/entreprises/{request.pk}/decider",
        {"decision": "accepted", "reason": "C’est fait."},
    )
    assert client.get("/fr/entreprises/1100000001").status_code == 404
    request.refresh_from_db()
    assert (request.state, request.reason) == ("accepted", "C’est fait.")
    assert Outbox.objects.filter(template="correction_decided").count() == 1
    assert not corrections.decide(request.pk, False, "non", "", None)


def test_a_removal_makes_a_new_version_for_what_is_kept(client, business):
    factories.regions()
    Business.objects.filter(pk=business.pk).update(region_id="06")
    ask(client)
    request = Correction.objects.get()
    corrections.confirm(request)
    announce(corrections.CORRECTIONS, None)
    before = Publication.objects.version()
    assert directory.largest("region", "06", before).count == 1
    assert corrections.decide(request.pk, True, "Merci.", "", None)
    after = Publication.objects.version()
    assert after > before
    assert directory.largest("region", "06", after).count == 0


def test_an_accepted_correction_is_printed_beside_the_source(client, business):
    ask(client, kind="correct")
    request = Correction.objects.get()
    corrections.confirm(request)
    assert corrections.decide(request.pk, True, "Merci.", "Déménagée à Laval.", None)
    body = client.get(business.get_absolute_url()).content.decode()
    assert "Déménagée à Laval." in body


def test_what_is_not_confirmed_cannot_be_decided_nor_read(client, business):
    ask(client)
    request = Correction.objects.get()
    assert not corrections.decide(request.pk, True, "x", "", None)
    client.force_login(factories.user(role="moderator"))
    assert "Fermée." not in client.get("/fr/pupitre/entreprises/").content.decode()
    assert client.get("/fr/entreprises/demandes/confirmer/1:x").status_code == 404


def test_requests_are_forgotten(client, business):
    ask(client)
    Correction.objects.update(asked_at="2020-01-01T00:00:00Z")
    corrections.forget()
    assert Correction.objects.count() == 0


def test_errors_are_said_and_the_text_is_kept(client, business):
    body = ask(client, email="x", details="Un texte long").content.decode()
    assert "Un texte long" in body
    assert re.search(r'class="error" id="id_email_error"', body)


def test_a_decision_that_is_refused_keeps_what_was_typed(client, business):
    ask(client, kind="correct")
    request = Correction.objects.get()
    corrections.confirm(request)
    client.force_login(factories.user(role="moderator"))
    address = f"/fr/pupitre/entreprises/{request.pk}/decider"
    given = {"decision": "accepted", "reason": "C’est juste.", "precision": ""}
    page = client.post(address, given).content.decode()
    assert "Écrivez les mots à imprimer." in page
    assert 'value="C’est juste."' in page
    assert f'href="#id_{request.pk}_precision"' in page
    given = {"decision": "refused", "reason": "", "precision": "À Laval."}
    page = client.post(address, given).content.decode()
    assert "Dites pourquoi\u00a0: la personne le lit." in page
    assert 'value="À Laval."' in page
    request.refresh_from_db()
    assert request.state == "received"
    client.post(address, {"decision": "refused", "reason": "Non."})
    again = client.post(
        address, {"decision": "accepted", "reason": "Oui.", "precision": "À"}
    )
    assert "Quelqu’un a déjà décidé." in client.get(again.url).content.decode()
    request.refresh_from_db()
    assert (request.state, request.reason) == ("refused", "Non.")
