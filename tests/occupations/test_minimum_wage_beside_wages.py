"""What the page of an occupation says of the minimum wage."""

import datetime

import pytest

from datasets.models import Publication
from figures.models import MinimumWage
from occupations.models import Wage
from occupations.profiles import rebuild
from tests.occupations.test_profile_page import ENGLISH, FRENCH, section

NOTE = "is below the minimum wage in force when that period started"


@pytest.fixture
def rates(welders):
    """22 dollars from 2022, 23.50 from 2023: invented for the test."""
    for day, amount in (("2022-05-01", "22"), ("2023-05-01", "23.50")):
        MinimumWage.objects.create(
            since=datetime.date.fromisoformat(day),
            hourly_rate=amount,
            tip_rate="12" if amount == "22" else None,
            source_fr="Décret d’essai",
            source_en="Test order",
            source_url="https://example.org/order",
        )
    Wage.objects.filter(release__edition="2024").update(reference_period="2023-2024")
    rebuild()
    Publication.objects.create(release=Wage.objects.first().release)


def test_low_wage_is_compared_with_the_rate_that_starts_its_period(client, rates):
    """21 is below 22; 23.50 in Abitibi is not, though 23.50 came later."""
    words = section(client.get(ENGLISH), "wages")
    assert words.count(NOTE) == 1
    assert (
        "Québec: the low wage published for 2023–2024, $21.00, is below the minimum "
        "wage in force when that period started, $22.00 from May 1, 2022." in words
    )
    assert (
        "Minimum wage in Québec: $23.50 an hour from May 1, 2023. Source: Test order"
        in words
    )


def test_french_page_says_the_same(client, rates):
    words = section(client.get(FRENCH), "wages").replace("\xa0", " ")
    assert (
        "Salaire minimum au Québec : 23,50 $ l’heure depuis le 1er mai 2023." in words
    )
    assert (
        "Québec : le bas salaire publié pour 2023-2024, 21,00 $, est inférieur au "
        "salaire minimum en vigueur au début de cette période, 22,00 $ depuis le "
        "1er mai 2022." in words
    )


def test_wage_without_a_period_is_not_compared(client, rates):
    Wage.objects.update(reference_period="")
    rebuild()
    words = section(client.get(ENGLISH), "wages")
    assert NOTE not in words
    assert "Minimum wage in Québec: $23.50" in words


def test_period_before_the_first_rate_is_not_compared(client, rates):
    Wage.objects.update(reference_period="2021")
    rebuild()
    assert NOTE not in section(client.get(ENGLISH), "wages")


def test_nothing_is_said_when_no_rate_is_held(client, welders):
    assert "inimum wage" not in section(client.get(ENGLISH), "wages")
