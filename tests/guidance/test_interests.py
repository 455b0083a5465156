"""Know yourself: what is checked, what is found, what is kept and erased."""

import re

import pytest
from django.urls import reverse

from guidance.interests import EACH, STATEMENTS, STUDIES, TEERS, counts, nearest
from guidance.models import RoadMap
from occupations.explorer import INTERESTS
from occupations.profiles import rebuild
from tests import factories

pytestmark = pytest.mark.django_db
LIKED = {"like": ["r1", "r3", "s1"]}
ADDRESS = {"fr": "/fr/se-connaitre/", "en": "/en/know-yourself/"}


@pytest.fixture
def occupations():
    for code, letters in (("72106", "RIC"), ("41220", "SAI"), ("14201", "CES")):
        factories.profile(code, f"Titre {code}", f"Title {code}", interests=letters)


def table(client, **asked) -> list[tuple[str, str]]:
    page = client.get(ADDRESS["en"], LIKED | asked).content.decode()
    rows = page.partition('id="occupations"')[2].partition("</table>")[0]
    return re.findall(r'<a href="[^"]*">(\d{5}) .*?<td class="num">(\d+)', rows, re.S)


def test_every_family_has_as_many_statements_and_no_neighbour_of_its_own():
    letters = [name[0].upper() for name in STATEMENTS]
    assert counts(STATEMENTS) == dict.fromkeys(INTERESTS, EACH)
    assert all(a != b for a, b in zip(letters, letters[1:], strict=False))
    assert sorted(n for teers in TEERS.values() for n in teers) == list(range(6))
    assert STUDIES.keys() - {""} == TEERS.keys()


def test_occupations_stand_in_the_order_of_the_printed_rule(client, occupations):
    """Two realistic activities, one social: 3 × 2, 3 × 1, and the third of the last."""
    assert table(client) == [("72106", "6"), ("41220", "3"), ("14201", "1")]
    assert table(client, study="university") == [("41220", "3")]
    assert [one.row.code for one in nearest(["e1"], "", 0)] == ["14201"]


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize(
    "asked", [{"like": ["r1"]}, {"like": ["zz"] * 3}, {"study": "x"}]
)
def test_too_few_answers_or_odd_ones_are_told(client, language, asked):
    page = client.get(ADDRESS[language], asked)
    told = {"fr": "Cochez au moins trois activités.", "en": "Check at least three"}
    assert page.status_code == 200
    assert told[language] in page.content.decode() or "zz" in asked.get("like", [])
    assert 'role="alert"' in page.content.decode()
    assert not page.cookies


def test_nothing_is_kept_until_asked_and_the_code_finds_it_again(client, occupations):
    client.get(ADDRESS["en"], LIKED)
    assert not RoadMap.objects.exists()
    answer = client.post(f"{ADDRESS['en']}keep", LIKED)
    assert answer.status_code == 302
    assert RoadMap.objects.get().answers == {"like": ["r1", "r3", "s1"], "study": ""}
    page = client.get(answer.headers["Location"])
    assert page.headers["Cache-Control"] == "private, no-store"
    body = page.content.decode()
    assert "72106 Title 72106" in body
    assert "Repair a bicycle" in body
    code = answer.headers["Location"].rpartition("/")[2]
    client.post(reverse("guidance:erase", args=[code]))
    assert not RoadMap.objects.exists()


def test_answers_that_cannot_be_kept_lead_back_to_the_form(client):
    answer = client.post(reverse("yourself:keep_interests"), {"like": ["r1"]})
    assert answer.headers["Location"] == ADDRESS["fr"]
    assert not RoadMap.objects.exists()


def test_page_says_its_method_and_its_source(client, occupations):
    rebuild()
    factories.release("oasis", "2023 1.0")
    body = client.get(ADDRESS["fr"], LIKED).content.decode()
    assert "ni un test ni un diagnostic" in body
    assert "oasis" in body.casefold()
