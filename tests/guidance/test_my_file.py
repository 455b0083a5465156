"""A person's own file: what they read of it, what they take away."""

import csv
import io
import json
import re
import zipfile
from datetime import date

import pytest
from django.contrib.auth.hashers import make_password
from django.urls import reverse
from django.utils.translation import override

from accounts.personal import holdings
from guidance import take_away as take_away_module
from placement.actions import offers as offer_actions
from placement.actions import referrals as referral_actions
from placement.models import OfferOfService, OfferReading, SoughtOccupation
from tests import factories
from tests.guidance.full_file import WORD, person
from tests.placement.factories import make_order
from tests.placement.factories_offers import make_offer

pytestmark = pytest.mark.django_db
PRIVATE = "private, no-store"


@pytest.fixture
def somebody(client):
    """A person with something of every kind, who typed their password a moment ago."""
    user = person()
    user.password = make_password(factories.PASSWORD)
    user.save(update_fields=["password"])
    client.force_login(user)
    client.post(reverse("account_reauthenticate"), {"password": factories.PASSWORD})
    return user


def take_away(client, language="fr") -> zipfile.ZipFile:
    with override(language):
        answer = client.post(reverse("file:take_away"))
    assert answer.headers["Cache-Control"] == PRIVATE
    assert answer.headers["Content-Disposition"].startswith("attachment")
    return zipfile.ZipFile(io.BytesIO(b"".join(answer)))


def test_take_away_holds_every_row_and_every_word(client, somebody):
    person(1)
    archive = take_away(client)
    data = json.loads(archive.read("data.json"))
    assert set(data["held"]) == {held.name for held in holdings()}
    for held in holdings():
        assert len(data["held"][held.name]) == held.rows(somebody).count()
    everything = "".join(
        archive.read(name).decode() for name in archive.namelist() if "css" not in name
    )
    assert f"{WORD}1" not in everything
    # What is a secret is told nowhere, not even to its owner.
    secrets = {
        str(getattr(row, name, ""))
        for held in holdings()
        for row in held.rows(somebody)
        for name in held.secret
    }
    assert not [word for word in secrets if len(word) > 8 and word in everything]


def test_take_away_has_a_table_of_each_kind_the_documents_and_a_page(client, somebody):
    archive = take_away(client)
    names = archive.namelist()
    tables = [name for name in names if name.startswith("csv/")]
    assert len(tables) == len(holdings())
    assert "csv/messages-echanges.csv" in tables
    for name in tables:
        lines = list(csv.reader(io.StringIO(archive.read(name).decode("utf-8-sig"))))
        assert len(lines) >= 2, name
        assert {len(line) for line in lines} == {len(lines[0])}
    (document,) = [name for name in names if name.startswith("documents/")]
    assert archive.read(document).decode() == f"{WORD}0"
    page = archive.read("index.html").decode()
    assert '<html lang="fr-CA">' in page
    words = re.findall(r"<h2[^>]*>(.*?)</h2>", page)
    assert [str(held.label) for held in holdings()] == words


def test_take_away_is_in_the_language_of_the_page(client, somebody):
    archive = take_away(client, "en")
    assert "csv/messages-exchanged.csv" in archive.namelist()
    assert '<html lang="en-CA">' in archive.read("index.html").decode()


def test_a_lost_file_does_not_keep_the_rest_back(client, somebody):
    document = somebody.offer.documents.get()
    document.file.storage.delete(document.file.name)
    data = json.loads(take_away(client).read("data.json"))
    assert len(data["held"]["documents"]) == 1


def test_formulas_do_not_run_in_a_spreadsheet(client, somebody):
    somebody.offer.hidden_from.update(name="=cmd()")
    table = take_away(client).read("csv/organisations-ecartees.csv").decode()
    assert "'=cmd()" in table


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("name", ["home", "everything", "consents", "take_away"])
def test_pages_are_for_one_reader_and_never_indexed(client, somebody, name, language):
    with override(language):
        answer = client.get(reverse(f"file:{name}"))
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == PRIVATE
    assert '<meta name="robots" content="noindex">' in answer.content.decode()


def test_everything_is_told_in_words(client, somebody):
    page = client.get(reverse("file:everything")).content.decode()
    for held in holdings():
        assert f'<h2 id="{held.name}">{held.label}</h2>' in page
    assert f"{WORD}0@example.org" in page


def labels(user, language: str) -> dict[tuple[str, str], str]:
    """The word beside each column that may be told, by kind and column."""
    with override(language):
        return {
            (held.name, field.name): take_away_module.name_of(held, field)
            for held in holdings()
            for field in take_away_module.fields_of(held, held.rows(user).model)
            if not field.primary_key
        }


def test_every_column_is_named_in_both_languages(somebody):
    french, english = labels(somebody, "fr"), labels(somebody, "en")
    same = {name for name in french if french[name] == english[name]}
    assert {french[name] for name in same} == {
        "code",
        "format",
        "latitude",
        "longitude",
        "message",
        "organisation",
        "type",
    }


def test_french_pages_write_days_and_lists_as_french_does(client, somebody):
    OfferReading.objects.filter(offer=somebody.offer).update(day=date(2026, 11, 1))
    SoughtOccupation.objects.filter(offer=somebody.offer).update(months=36)
    OfferOfService.objects.update(languages={"fr": 3})
    page = client.get(reverse("file:everything")).content.decode()
    assert "<dd>1er novembre 2026</dd>" in page
    assert "<dd>3 ans</dd>" in page
    assert "<dd>Français\u00a0: avancé</dd>" in page


@pytest.mark.parametrize(("name", "most"), [("home", 8), ("everything", 35)])
@pytest.mark.parametrize("rows", [1, 3])
def test_pages_cost_the_same_whatever_is_held(
    client, rows, name, most, django_assert_num_queries
):
    offer = make_offer()
    client.force_login(offer.owner)
    for _ in range(rows):
        order = make_order()
        row = referral_actions.apply(order, offer, by=offer.owner)
        row.messages.create(side="seeker", text="Bonjour")
    client.get(reverse(f"file:{name}"))  # names of regions and skills are kept
    with django_assert_num_queries(most):
        assert client.get(reverse(f"file:{name}")).status_code == 200


def test_each_yes_and_each_no_is_listed(client):
    offer = make_offer(live=False)
    client.force_login(offer.owner)
    page = client.get(reverse("file:consents")).content.decode()
    assert "aucun employeur ne voit quoi que ce soit" in page
    offer_actions.publish(offer, by=offer.owner)
    offer.refresh_from_db()
    row = referral_actions.apply(make_order(), offer, by=offer.owner)
    page = client.get(reverse("file:consents")).content.decode()
    assert reverse("placement:offer_withdraw") in page
    assert reverse("placement:step_back", args=[row.pk]) in page
    client.post(reverse("placement:offer_withdraw"))
    page = client.get(reverse("file:consents")).content.decode()
    answers = re.findall(r"<td><b>(.*?)</b></td><td>(.*?)</td>", page)
    assert answers == [
        ("retiré", ""),
        ("retiré", row.code),
        ("oui", row.code),
        ("oui", ""),
    ]
    assert reverse("placement:step_back", args=[row.pk]) not in page
