"""The codes of NOC 2016, and what each became."""

import pytest
from django.test import RequestFactory
from django.utils.translation import override

from classifications.models import Concordance
from classifications.places import region_names
from datasets import editions
from occupations.bridge import CHANGES, Bridge
from occupations.views.former import FormerCodeView
from tests import factories

pytestmark = pytest.mark.django_db
ADDRESS = "/en/occupations/former-code/"


@pytest.fixture(autouse=True)
def fresh():
    for kept in (region_names, editions.live):
        kept.cache_clear()


@pytest.fixture
def programmers():
    """2174 broken down into three; 2175 shares one of them; 0112 goes on alone."""
    for code in ("21230", "21232", "21234", "10011"):
        factories.profile(code, wages=factories.wages(QC=[20, 41.03, 60]))
    factories.former_group(
        "2174",
        "Programmeurs",
        "Programmers",
        n21230=["RC4.1"],
        n21232=["RC4.1"],
        n21234=["RC4.1"],
    )
    factories.former_group("2175", "Concepteurs Web", "Web designers", n21234=["RC5"])
    factories.former_group(
        "0112", "Directeurs des ressources humaines", "Managers", n10011=[]
    )


def bridge(code: str) -> Bridge:
    return Bridge(code, Concordance.objects.around(code))


@pytest.mark.parametrize(
    ("code", "headline", "changes"),
    [
        ("2174", "Former code 2174 was shared among 3 occupations.", ["Breakdown"]),
        ("2175", "The group was joined with others under a new code.", ["Transfer"]),
        ("0112", "The whole group has a new code.", ["New code", "New name"]),
    ],
)
def test_what_happened_is_said_in_plain_words(code, headline, changes, programmers):
    found = bridge(code)
    with override("en"):
        assert str(found.headline()) == headline
        assert [str(change.name) for change in found.changes()] == changes


def test_every_type_of_change_has_a_name_and_a_meaning():
    with override("fr"):
        said = {str(text) for change in CHANGES.values() for text in change}
    assert len(said) == 2 * len(CHANGES)


def test_page_leads_to_each_successor_with_its_wage(programmers, client):
    page = client.get(f"{ADDRESS}2174").content.decode()
    for code in ("21230", "21232", "21234"):
        assert f'href="/en/occupations/{code}-occupations-{code}"' in page
    assert page.count("<b>$41.03</b>") == 3
    assert 'href="/en/occupations/compare?p=21230,21232,21234"' in page


def test_page_names_the_other_codes_that_a_successor_took_in(programmers, client):
    page = client.get(f"{ADDRESS}2174").content.decode()
    assert f'href="{ADDRESS}2175"' in page


def test_official_note_says_that_it_is_in_english(programmers, client):
    Concordance.objects.filter(former="2174").update(note="2174 expired")
    with override("fr"):
        response = FormerCodeView.as_view()(RequestFactory().get("/"), code="2174")
        assert '<p lang="en">2174 expired</p>' in response.rendered_content


@pytest.mark.parametrize("code", ["9999", "217", "21232"])
def test_unknown_code_is_not_found_and_helped(code, programmers, client):
    response = client.get(f"{ADDRESS}{code}")
    assert response.status_code == 404
    assert f"No group of NOC 2016 has code {code}" in response.content.decode()


@pytest.mark.parametrize("code", ["2174", "0112"])
def test_page_takes_the_same_four_statements_for_one_and_three(
    code, programmers, rf, django_assert_num_queries
):
    with override("en"), django_assert_num_queries(4):
        FormerCodeView.as_view()(rf.get("/"), code=code).render()


@pytest.mark.parametrize(("typed", "code"), [("2174", "2174"), ("112", "0112")])
def test_searching_a_code_leads_to_its_page(typed, code, programmers, client):
    response = client.get(f"{ADDRESS}?q={typed}")
    assert response.headers["Location"] == f"{ADDRESS}{code}"


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("programmeur", ["2174"]),
        ("concepteurs web", ["2175"]),
        ("DIRECTEURS ressources", ["0112"]),
        ("programmers", ["2174"]),
        ("boulanger", []),
        ("%' OR 1=1 --", []),
    ],
)
def test_searching_words_finds_titles_of_both_languages(
    words, codes, programmers, client
):
    page = client.get(ADDRESS, {"q": words}).content.decode()
    found = [code for code in ("0112", "2174", "2175") if f'"{ADDRESS}{code}"' in page]
    assert found == codes


def test_a_code_of_five_digits_leads_to_its_occupation(programmers, client):
    page = client.get(f"{ADDRESS}?q=21232").content.decode()
    assert 'href="/en/occupations/21232"' in page


def test_category_lists_its_groups(programmers, client):
    page = client.get(f"{ADDRESS}?category=2").content.decode()
    assert f'"{ADDRESS}2174"' in page
    assert f'"{ADDRESS}0112"' not in page


@pytest.mark.parametrize("query", ["q=%00", "q=" + "9" * 10_000, "category=x", "q[]=1"])
def test_search_never_fails_on_garbage(query, programmers, client):
    assert client.get(f"{ADDRESS}?{query}").status_code == 200
