"""What only a stored order tells: the law on its first day, its twins, its employer."""

from datetime import date
from decimal import Decimal

import pytest

from figures.models import MinimumWage
from placement.screening.orders import of_order, risk
from tests.placement.factories import make_order, make_organisation

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def rates():
    MinimumWage.objects.all().delete()
    for since, rate in ((date(2025, 5, 1), "16.10"), (date(2099, 5, 1), "30.00")):
        MinimumWage.objects.create(
            since=since, hourly_rate=rate, tip_rate=Decimal(rate) - 3,
            source_fr="Loi", source_en="Act",
        )  # fmt: skip
    from figures.rates import minimum_wages

    minimum_wages.cache_clear()
    yield
    minimum_wages.cache_clear()


def found(order, *rules):
    return {f.rule for f in of_order(order) if f.rule in rules}


def test_the_minimum_wage_is_the_one_of_the_first_day():
    order = make_order(wage_min=Decimal("20.00"))
    assert found(order, "below_minimum") == set()
    order.starts_on = date(2099, 6, 1)
    assert found(order, "below_minimum") == {"below_minimum"}


def test_a_wage_with_tips_has_its_own_minimum():
    order = make_order(wage_min=Decimal("13.50"))
    assert found(order, "below_minimum") == {"below_minimum"}
    order.duties = "Service aux tables, pourboires déclarés."
    assert found(order, "below_minimum") == {"below_minimum"}
    order.is_tipped = True
    assert found(order, "below_minimum") == set()


def test_the_same_words_again_are_a_duplicate_even_with_a_word_changed():
    employer = make_organisation()
    words = "Conduire un chariot, charger les camions et tenir l’inventaire du quai."
    first = make_order(employer, title_fr="Cariste", duties=words)
    assert found(first, "duplicate") == set()
    second = make_order(employer, title_fr="Cariste", duties=words + " De jour.")
    assert found(second, "duplicate") == {"duplicate"}
    other = make_order(title_fr="Cariste", duties=words)
    assert found(other, "duplicate") == set()


def test_an_employer_is_new_until_three_orders_were_public():
    employer = make_organisation()
    order = make_order(employer, title_fr="Un")
    for title in ("Deux", "Trois", "Quatre"):
        assert found(order, "new_employer") == {"new_employer"}
        make_order(employer, title_fr=title)
    assert found(order, "new_employer") == set()


def test_risk_follows_the_gravest_finding():
    calm = make_order(duties="Préparer les commandes.")
    scam = make_order(duties="Envoyez votre NAS sur WhatsApp.")
    assert 0 < risk(of_order(calm)) < risk(of_order(scam)) <= 100
