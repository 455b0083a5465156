"""The dated table of the minimum wage: its rules, its desk, what pages say of it."""

import datetime
import re

import pytest
from django.db import IntegrityError, transaction

from datasets.models import Publication, Release
from figures import rates
from figures.models import MinimumWage
from tests import factories

pytestmark = pytest.mark.django_db
LIST = "/fr/pupitre/salaire-minimum/"
GIVEN = {
    "since": "2031-05-01",
    "hourly_rate": "20,25",
    "tip_rate": "",
    "source_fr": "Décret d’essai",
    "source_en": "Test order",
    "source_url": "https://example.org/decret",
    "note_fr": "",
    "note_en": "",
}


def rate(day: str, amount: str = "15.00", **fields) -> MinimumWage:
    return MinimumWage.objects.create(
        since=datetime.date.fromisoformat(day),
        hourly_rate=amount,
        source_fr="Décret d’essai",
        source_en="Test order",
        **fields,
    )


@pytest.fixture
def analyst(client):
    person = factories.user("analyste@example.org", role="analyst")
    client.force_login(person)
    return person


def words(response) -> str:
    main = response.content.decode().partition("<main")[2]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


@pytest.mark.parametrize(
    "wrong",
    [
        {"amount": "0"},
        {"amount": "-1"},
        {"tip_rate": "16"},
        {"tip_rate": "0"},
        {"day": "2030-05-01"},
    ],
)
def test_database_refuses_nonsense(wrong):
    rate("2030-05-01")
    with pytest.raises(IntegrityError), transaction.atomic():
        rate(**{"day": "2031-05-01"} | wrong)
    assert MinimumWage.objects.count() == 1


def test_rate_of_a_day_holds_until_the_next_one():
    rate("2030-05-01", "15")
    rate("2031-05-01", "16")
    found = [
        rates.in_force(1_000_001, datetime.date.fromisoformat(day))
        for day in ("2030-04-30", "2030-05-01", "2031-04-30", "2031-05-01")
    ]
    assert [f and str(f.hourly_rate) for f in found] == [
        None,
        "15.00",
        "15.00",
        "16.00",
    ]


@pytest.mark.parametrize(
    ("period", "day"),
    [
        ("2023-2024", datetime.date(2023, 1, 1)),
        ("2021", datetime.date(2021, 1, 1)),
        ("", None),
        ("sans date", None),
    ],
)
def test_first_day_of_a_period(period, day):
    assert rates.first_day(period) == day


def test_analyst_adds_a_rate_with_a_comma_and_the_version_rises(client, analyst):
    before = Publication.objects.version()
    answer = client.post(f"{LIST}ajouter", GIVEN, follow=True)
    assert "Le taux est ajouté." in words(answer)
    assert "1er mai 2031 20,25 $ non détenu Décret d’essai" in words(answer).replace(
        "\xa0", " "
    )
    row = MinimumWage.objects.get()
    assert (str(row.since), str(row.hourly_rate), row.tip_rate) == (
        "2031-05-01",
        "20.25",
        None,
    )
    last = Publication.objects.first()
    assert last.pk > before
    assert (last.by, last.release.source_id) == (analyst, "minimum-wage")


def test_analyst_edits_then_deletes_after_confirming(client, analyst):
    row = rate("2031-05-01", "20")
    address = f"{LIST}{row.pk}"
    assert 'value="20,00"' in client.get(address).content.decode()
    client.post(address, GIVEN | {"hourly_rate": "20,50"})
    row.refresh_from_db()
    assert str(row.hourly_rate) == "20.50"
    asked = client.get(f"{address}/supprimer")
    assert "Supprimer le taux de 20,50 $ l’heure" in words(asked).replace("\xa0", " ")
    assert MinimumWage.objects.count() == 1
    answer = client.post(f"{address}/supprimer", follow=True)
    assert "Le taux est supprimé." in words(answer)
    assert MinimumWage.objects.count() == 0
    # One edition of the day, one publication for each change.
    assert Release.objects.filter(source="minimum-wage").count() == 1
    assert Publication.objects.count() == 2


def test_errors_are_summed_up_linked_and_focused(client, analyst):
    answer = client.post(f"{LIST}ajouter", GIVEN | {"hourly_rate": "beaucoup"})
    body = answer.content.decode()
    assert "<title>Erreur" in body
    assert 'role="alert" tabindex="-1" autofocus' in body
    assert '<a href="#id_hourly_rate">' in body
    assert 'aria-invalid="true"' in body
    assert MinimumWage.objects.count() == 0


def test_same_day_twice_is_refused_politely(client, analyst):
    rate("2031-05-01")
    answer = client.post(f"{LIST}ajouter", GIVEN)
    assert '<a href="#id_since">' in answer.content.decode()
    assert MinimumWage.objects.count() == 1


@pytest.mark.parametrize("count", [1, 3])
def test_table_costs_the_same_whatever_its_length(
    count, client, analyst, django_assert_num_queries
):
    for year in range(count):
        rate(f"203{year}-05-01", f"1{year}")
    with django_assert_num_queries(3):
        page = client.get("/en/desk/minimum-wage/")
    assert page.content.decode().count('<th scope="row">') == count


@pytest.mark.parametrize(
    ("given", "field", "said"),
    [
        ({"tip_rate": "21"}, "tip_rate", "Il ne dépasse pas le taux général."),
        ({"tip_rate": "0"}, "tip_rate", "Un montant est supérieur à zéro."),
        ({"hourly_rate": "-1"}, "hourly_rate", "Un montant est supérieur à zéro."),
        ({"since": "2030-05-01"}, "since", "Il y a déjà un taux à partir de ce jour."),
    ],
)
def test_desk_explains_beside_the_field_and_keeps_what_was_typed(
    client, analyst, given, field, said
):
    rate("2030-05-01")
    page = client.post(f"{LIST}ajouter", GIVEN | given).content.decode()
    beside = page.partition(f'id="id_{field}_error"')[2].partition("</p>")[0]
    assert beside.strip(" >") == said
    assert "contrainte" not in page
    assert 'value="Décret d’essai"' in page
    assert MinimumWage.objects.count() == 1
