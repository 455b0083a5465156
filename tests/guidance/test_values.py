"""What counts at work: what is chosen, the rule that is printed, what is kept."""

import csv
import re

import pytest
from django.conf import settings

from guidance.forms import ValuesForm
from guidance.models import RoadMap
from guidance.work_values import AVOIDED, HIGHEST, WANTED, nearest
from occupations.models import Descriptor
from tests import factories

pytestmark = pytest.mark.django_db
ADDRESS = {"fr": "/fr/se-connaitre/valeurs/", "en": "/en/know-yourself/values/"}
CHOSEN = {"want": ["team", "help"], "avoid": ["noise"]}


@pytest.fixture
def occupations():
    """Three occupations by their levels of team work, care, noise; a fourth unrated."""
    for code, category in (
        ("context-teamwork", "context"),
        ("attribute-concern-for-others", "attributes"),
        ("context-noise", "context"),
    ):
        factories.descriptor(code.title(), category, code=code)
    for code, levels in (
        ("72106", [4, 1, 5]),
        ("41220", [3, 5, 2]),
        ("14201", [3, 5, 2]),
        ("00010", [5, 5]),
    ):
        factories.profile(code, f"Titre {code}", f"Title {code}", levels_bytes=levels)


def table(client, **asked) -> list[tuple[str, str]]:
    page = client.get(ADDRESS["en"], CHOSEN | asked).text
    rows = page.partition('id="occupations"')[2].partition("</table>")[0]
    cells = r'<a href="[^"]*">(\d{5}) .*?<td class="num nb">(.*?)</td><td>(.*?)</td>'
    return re.findall(cells, rows, re.S)


def test_every_choice_is_one_official_descriptor_of_the_same_scale():
    codes = [code for _words, code in [*WANTED.values(), *AVOIDED.values()]]
    with open(settings.BASE_DIR / "fixtures/descriptors.csv") as file:
        scale = {row["code"]: int(row["scale_max"]) for row in csv.DictReader(file)}
    assert [scale.get(code) for code in codes] == [HIGHEST] * len(codes)
    assert len(set(codes)) == len(codes)
    assert not WANTED.keys() & AVOIDED.keys()


def test_occupations_stand_in_the_order_of_the_printed_rule(client, occupations):
    """Levels of what is wanted, and what the others lack of five; ties by code."""
    nothing = '<span class="soft">nothing</span>'
    assert table(client) == [
        ("14201", "11 / 15", nothing),
        ("41220", "11 / 15", nothing),
        ("72106", "5 / 15", "Attribute-Concern-For-Others: 1<br>Context-Noise: 5"),
    ]
    assert table(client, study="university") == [("41220", "11 / 15", nothing)]
    found = nearest(["team"], [], "", 0)
    points = [(one.row.code, one.points) for one in found]
    assert points == [("00010", 5), ("72106", 4), ("14201", 3), ("41220", 3)]


def test_nothing_is_guessed_where_a_descriptor_is_not_loaded(client, occupations):
    Descriptor.objects.filter(code="context-noise").delete()
    assert table(client) == []
    page = client.get(ADDRESS["en"], CHOSEN).text
    assert "No occupation that OaSIS rates fits these answers." in page
    assert "Compare the first four" not in page


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize(
    "asked",
    [
        {"want": ["team"], "avoid": ["noise"]},
        {"want": ["team"] * 3},
        {"avoid": ["team", "noise", "hurry"]},
        {"study": "university"},
    ],
)
def test_too_few_answers_or_odd_ones_are_told(client, language, asked):
    page = client.get(ADDRESS[language], asked)
    told = {"fr": "Cochez au moins trois choix en tout.", "en": "three choices in all."}
    assert page.status_code == 200
    assert told[language] in page.text
    assert 'role="alert"' in page.text
    assert not page.cookies


def test_code_finds_the_answers_again(client, occupations):
    answer = client.post(f"{ADDRESS['en']}keep", CHOSEN)
    assert RoadMap.objects.get().answers == {
        "want": ["help", "team"],
        "avoid": ["noise"],
        "study": "",
    }
    page = client.get(answer.headers["Location"])
    assert page.headers["Cache-Control"] == "private, no-store"
    assert "14201 Title 14201" in page.text
    assert "OaSIS: Attribute-Concern-For-Others" in page.text
    refused = client.post(f"{ADDRESS['en']}keep", {"want": ["team"]})
    assert refused.headers["Location"] == ADDRESS["en"]
    assert RoadMap.objects.count() == 1


def test_only_what_is_chosen_is_kept():
    form = ValuesForm({"want": ["team", "help", "help"], "avoid": ["noise"], "x": "y"})
    assert form.is_valid()
    kept = {"study": "", "want": ["help", "team"], "avoid": ["noise"]}
    assert form.cleaned_data == kept
