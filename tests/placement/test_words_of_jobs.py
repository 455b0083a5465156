"""What people type, where they look, and how an offer reads, without any page."""

from datetime import date
from decimal import Decimal

import pytest

from classifications.models import Municipality, Synonym
from classifications.places import find
from placement.jobs import wording
from placement.jobs.paging import mark, place
from placement.jobs.search import Place
from placement.jobs.words import wanted
from tests import factories

pytestmark = pytest.mark.django_db


def test_words_are_looked_for_in_both_languages():
    assert wanted("Soudeuses", "fr", 0).query == "(('soudeux' | 'soudeus'))"


@pytest.mark.parametrize("text", ["", "   ", "***", "le la de", "the"])
def test_words_that_say_nothing_ask_nothing(text):
    assert wanted(text, "fr", 0).query == ""


def test_code_of_an_occupation_is_not_a_word():
    assert wanted("CNP 72106", "fr", 0).noc == "72106"
    assert wanted("72106", "en", 0).query == ""


def test_everyday_word_stands_for_the_official_one():
    Synonym.objects.create(language="fr", phrase="prof", stands_for="enseignant")
    assert [len(phrase) for phrase in wanted("prof", "fr", 0).phrases] == [1, 1]
    assert "enseign" in wanted("prof", "fr", 0).query


def town(code, name, population, region="06", point=(45.5, -73.6)):
    Municipality.objects.create(
        code=code, name=name, sort_name=name.lower(), designation="Ville",
        region_id=region, population=population,
        latitude=point and point[0], longitude=point and point[1],
    )  # fmt: skip


def test_place_is_found_without_its_accents_and_by_its_beginning():
    factories.regions()
    town("66023", "Montréal", 1_700_000)
    town("66007", "Montréal-Est", 4_000)
    town("89008", "Val-d’Or", 32_000, "08", None)
    assert find("montreal", 0).name == "Montréal"
    assert find("montréal e", 0).name == "Montréal-Est"
    assert find("Montr", 0).name == "Montréal"
    assert find("val d or", 0).region == "08"
    assert find("Montérégie", 0).is_region
    assert find("nulle part", 0) is None
    assert find("", 0) is None


def test_mark_of_a_page_gives_its_place_back():
    where = Place(wording.timezone.now(), "6a1f1c2e-0000-4000-8000-000000000001")
    assert str(place(mark(where)).order_id) == where.order_id
    assert place(mark(where)).posted_at == where.posted_at


@pytest.mark.parametrize(
    "text", ["", "x", "-", "zz-00", "-5-" + "0" * 32, "f" * 60 + "-" + "0" * 32]
)
def test_mark_that_is_garbage_is_the_first_page(text):
    assert place(text) is None


@pytest.mark.parametrize(
    ("low", "high", "unit", "french", "english"),
    [
        (None, None, "hour", "", ""),
        (Decimal(0), Decimal(0), "hour", "", ""),
        (Decimal(29), Decimal(34), "hour", "29,00 à 34,00\u00a0$", "$29.00 to $34.00"),
        (Decimal(52000), None, "year", "52\u00a0000\u00a0$", "$52,000"),
    ],
)
def test_wage_reads_in_each_language(low, high, unit, french, english):
    assert wording.wage(low, high, unit, "fr") == french
    assert wording.wage(low, high, unit, "en") == english


def test_age_of_an_offer_is_said_in_days():
    today = date(2031, 4, 5)
    days = [date(2031, 4, 5), date(2031, 4, 4), date(2031, 4, 2)]
    assert [wording.ago(day, today) for day in days] == [
        "aujourd’hui", "hier", "il y a 3 jours",
    ]  # fmt: skip
