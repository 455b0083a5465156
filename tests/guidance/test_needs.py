"""The needs assessment: the road map of the answers, and the code that finds it."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from classifications.places import region_names
from guidance.models import ALPHABET, RoadMap
from guidance.road_map import Answers, steps
from guidance.tasks import forget
from guidance.views.needs import NeedsView
from occupations.profiles import rebuild
from tests import factories

pytestmark = pytest.mark.django_db
ANSWERS = {
    "goal": "no",
    "skills": "partly",
    "search": "some",
    "obstacles": ["money", "age"],
    "region": "06",
}


@pytest.fixture(autouse=True)
def fresh():
    cache.clear()
    region_names.cache_clear()
    factories.regions(**{"06": "Montréal"})


def titles(page: str) -> list[str]:
    return re.findall(r"<li><h2>(.*?)</h2>", page)


def test_questions_are_asked_without_cookie_or_account(client):
    response = client.get("/fr/mes-besoins/")
    page = response.content.decode()
    assert re.findall(r"<legend>(.*?)</legend>", page) == [
        "Avez-vous un but professionnel?",
        "Avez-vous les compétences qu’il demande?",
        "Savez-vous chercher un emploi?",
        "Y a-t-il des obstacles sur votre chemin?",
    ]
    assert not response.cookies
    assert "csrf" not in page


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            "fr",
            [
                "Trouvez un but",
                "Comblez ce qui manque",
                "Améliorez votre recherche",
                "L’argent",
                "L’âge",
                "Demandez près de chez vous",
            ],
        ),
        (
            "en",
            [
                "Find a goal",
                "Fill in what is missing",
                "Improve your search",
                "Money",
                "Age",
                "Ask near you",
            ],
        ),
    ],
)
def test_answers_give_their_road_map_in_order(client, language, expected):
    address = {"fr": "/fr/mes-besoins/", "en": "/en/my-needs/"}[language]
    response = client.get(address, ANSWERS)
    assert titles(response.content.decode()) == expected
    assert not response.cookies


def test_missing_answers_are_marked(client):
    page = client.get("/en/my-needs/", {"goal": "no"}).content.decode()
    assert re.findall(r'id="(\w+)-error"', page) == ["skills", "search"]
    assert 'value="no" id="id_goal_2" checked' in page


def test_code_finds_the_same_road_map_again_in_the_other_language(client):
    kept = client.post("/en/my-needs/keep", ANSWERS)
    code = kept.headers["Location"].rpartition("/")[2]
    assert re.fullmatch(f"[{ALPHABET}]{{5}}-[{ALPHABET}]{{5}}", code)
    assert not kept.cookies
    typed = code.replace("-", " ").lower()
    found = client.get("/fr/mes-besoins/reprendre", {"code": typed})
    assert found.headers["Location"] == f"/fr/mes-besoins/code/{code}"
    response = client.get(found.headers["Location"])
    page = response.content.decode()
    assert titles(page)[0] == "Trouvez un but"
    assert code in page
    assert response.headers["Cache-Control"] == "private, no-store"


def test_what_is_kept_names_nobody_and_holds_no_words(client):
    client.post("/en/my-needs/keep", ANSWERS | {"occupation": "I, Ada, 514 555-0199"})
    kept = RoadMap.objects.get()
    assert kept.answers == ANSWERS | {"occupation": ""}
    assert [f.name for f in RoadMap._meta.fields] == ["digest", "answers", "expires_at"]


def test_expired_code_finds_nothing_and_is_erased(client):
    code = RoadMap.objects.keep(Answers("no", "no", "no")._asdict())
    RoadMap.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert client.get(reverse("guidance:kept", args=[code])).status_code == 404
    RoadMap.objects.keep(Answers("no", "no", "no")._asdict())
    assert forget() == 1
    assert RoadMap.objects.count() == 1


def test_whoever_has_the_code_erases(client):
    code = RoadMap.objects.keep(Answers("no", "no", "no")._asdict())
    client.post(reverse("guidance:erase", args=["ABCDE-FGHJK"]))
    assert RoadMap.objects.count() == 1
    client.post(reverse("guidance:erase", args=[code]))
    assert RoadMap.objects.count() == 0


def test_a_machine_does_not_fill_the_table(client, monkeypatch):
    monkeypatch.setattr("guidance.models.MOST_AN_HOUR", 1)
    assert client.post("/en/my-needs/keep", ANSWERS).status_code == 302
    assert client.post("/en/my-needs/keep", ANSWERS).status_code == 503
    assert RoadMap.objects.count() == 1


def test_same_statement_for_one_and_three_obstacles(rf, django_assert_num_queries):
    factories.release()
    view = NeedsView.as_view()

    def page(obstacles):
        view(rf.get("/en/my-needs/", ANSWERS | {"obstacles": obstacles})).render()

    page([])
    for obstacles in (["money"], ["money", "care", "french"]):
        with django_assert_num_queries(1):
            page(obstacles)


def test_every_answer_leads_somewhere():
    from guidance.forms import GOAL, OBSTACLES, SEARCH, SKILLS

    everything = tuple(name for name, _label in OBSTACLES)
    for goal, _g in GOAL:
        for skills, _k in SKILLS:
            for search, _s in SEARCH:
                answers = Answers(goal, skills, search, everything)
                assert len(steps(answers, {}, 0, "fr")) == 4 + len(OBSTACLES)


def test_occupation_is_kept_as_its_code(client):
    factories.profile("72106", "Soudeurs/soudeuses", "Welders")
    factories.job_title("72106", "soudeuse")
    rebuild()
    page = client.get(
        "/fr/mes-besoins/", ANSWERS | {"goal": "yes", "occupation": "soudeuse"}
    ).content.decode()
    assert "72106-soudeurs-soudeuses?region=06" in page
