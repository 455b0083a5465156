"""The public page of an offer: live, ended, gone; in both languages; as data."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from classifications.models import Municipality
from placement.indexing import reindex
from tests import factories
from tests.placement.factories import make_order, make_organisation
from tests.placement.jobposting import faults, postings

pytestmark = pytest.mark.django_db
EVIL = "</script><script>alert(1)</script> <b>&\u2028"


@pytest.fixture(autouse=True)
def ground(db):
    factories.release()
    factories.regions()
    factories.profile(
        "72106",
        "Soudeurs",
        "Welders",
        wages=factories.wages(QC=[20, 28, 42], r06=[21, 30, 44]),
        outlooks={"diagnosis": "deficit", "job_bank": "good"},
    )
    Municipality.objects.create(
        code="66023", name="Montréal", sort_name="montreal", designation="Ville",
        region_id="06", latitude=45.5, longitude=-73.6, population=1,
    )  # fmt: skip


def order(**fields):
    fields = {
        "title_fr": "Soudeuse de nuit",
        "title_en": "Night welder",
        "duties": "Souder des pièces.",
        "municipality_id": "66023",
        "wage_min": 28,
        "wage_max": 34,
        "languages": {"fr": 2},
        "schedule": ["night"],
        "contract": "permanent",
        "hours_min": 40,
        "experience_months": 24,
    } | fields
    made = make_order(fields.pop("organisation", None), "72106", **fields)
    reindex([made.pk])
    return made


def page(client, made, language="fr"):
    base = {"fr": "/fr/offres/", "en": "/en/jobs/"}[language]
    return client.get(f"{base}{made.number}", follow=True)


def test_wrong_slug_leads_to_the_right_address(client):
    made = order()
    response = client.get(f"/en/jobs/{made.number}-soudeuse")
    assert response.status_code == 301
    assert response.url == f"/en/jobs/{made.number}-night-welder"


def test_order_in_french_reads_in_english_but_for_its_text(client):
    body = page(client, order(), "en").content.decode()
    for words in ("Night welder", "permanent", "night", "40 h a week", "2 years"):
        assert words in body
    assert "The employer wrote this text in French." in body
    assert '<div lang="fr"><p>Souder des pièces.</p></div>' in body
    assert "$28.00 to $34.00" in body


def test_title_that_has_no_translation_says_its_language(client):
    body = page(client, order(title_en=""), "en").content.decode()
    assert '<h1 lang="fr">Soudeuse de nuit</h1>' in body


def test_market_says_where_the_offer_stands(client):
    context = page(client, order()).context
    assert context["market"]["sentence"] == (
        "L’offre commence sous le salaire médian de la profession et l’atteint."
    )
    assert context["market"]["median"] == "30,00\u00a0$"
    context = page(client, order(wage_min=None, wage_max=None)).context
    assert "offer" not in context["market"]


def test_freshness_is_told(client):
    at = timezone.now() - timedelta(days=3)
    body = page(client, order(confirmed_at=at), "en").content.decode()
    assert "Confirmed 3 days ago by the employer" in body


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"wage_min": 0, "wage_max": 0},
        {"wage_min": None, "wage_max": None, "duties": ""},
        {"wage_unit": "commission"},
        {"remote": "remote", "municipality_id": None, "region_id": None},
        {"title_fr": EVIL[:90], "duties": EVIL},
        {"contract": "internship", "hours_min": 20},
    ],
    ids=str,
)
def test_data_of_a_live_offer_obey_the_rules(client, language, fields):
    (posting,) = postings(page(client, order(**fields), language).content.decode())
    assert faults(posting) == []
    assert "0.0" not in str(posting.get("baseSalary", ""))


def test_data_hold_the_wage_and_the_place(client):
    (posting,) = postings(page(client, order()).content.decode())
    assert posting["baseSalary"]["value"] == {
        "@type": "QuantitativeValue", "unitText": "HOUR",
        "minValue": 28.0, "maxValue": 34.0,
    }  # fmt: skip
    assert posting["employmentType"] == ["FULL_TIME"]
    assert posting["jobLocation"]["address"]["addressLocality"] == "Montréal"


def test_rules_find_planted_faults():
    assert "title" in faults({"@type": "JobPosting"})
    wrong = {
        "baseSalary": {"currency": "CAD", "value": {"unitText": "HOUR", "value": 0}}
    }
    assert "baseSalary.value" in faults(wrong)
    assert "dates" in faults({"datePosted": "yesterday"})


def test_nothing_in_a_page_ends_the_block_of_data(client):
    body = page(client, order(duties=EVIL)).content.decode()
    assert body.count("<script") == body.count("</script>") == 1
    assert "alert(1)</script>" not in body


def test_expired_offer_keeps_a_page_that_says_so_then_is_gone(client):
    made = order(expires_on=timezone.localdate() - timedelta(days=1))
    response = page(client, made)
    body = response.content.decode()
    assert response.status_code == 200
    assert '<meta name="robots" content="noindex">' in body
    assert "Cette offre n’est plus ouverte." in body
    assert postings(body) == []
    made.expires_on = timezone.localdate() - timedelta(days=61)
    made.save()
    assert page(client, made).status_code == 410


@pytest.mark.parametrize(
    "fields",
    [
        {"state": "draft", "published_at": None},
        {"state": "removed"},
        {"state": "in_review"},
        {"organisation": "hidden"},
        {"organisation": "blocked"},
    ],
    ids=str,
)
def test_order_that_is_not_public_has_no_page(client, fields):
    if fields.get("organisation") == "hidden":
        fields = {"organisation": make_organisation(orders_hidden=True)}
    elif fields.get("organisation") == "blocked":
        fields = {"organisation": make_organisation(state="blocked")}
    assert page(client, order(**fields)).status_code == 404


def test_page_takes_the_same_four_statements_for_one_and_three(
    client, django_assert_num_queries
):
    client.cookies["session"] = "passes by the page cache, which looks each second"
    for count in (1, 2):
        for _n in range(count):
            made = order()
        page(client, made)
        address = f"/fr/offres/{made.number}-soudeuse-de-nuit"
        with django_assert_num_queries(4):
            assert client.get(address).status_code == 200


def test_yearly_and_weekly_pay_become_hours():
    from placement.indexing import hourly

    assert hourly(Decimal(52_000), "year", Decimal(40)) == Decimal("25.00")
    assert hourly(Decimal(1_000), "week", None) == Decimal("25.00")
    assert hourly(Decimal(28), "hour", None) == Decimal("28.00")
    assert hourly(Decimal(5), "piece", None) is None
    assert hourly(Decimal(0), "hour", None) is None
