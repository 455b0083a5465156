"""The Career Handbook: carried where one to one, then filtered and sorted."""

import pytest

from datasets.loading import load
from datasets.models import Release
from occupations.models import HandbookProfile
from tests import factories
from tests.datasets.files import loaded, write

pytestmark = pytest.mark.django_db

ADDRESS = {"fr": "/fr/metiers-et-professions/", "en": "/en/occupations/"}
PHYSICAL = """\
NOC,Title,Vision,Colour Discrimination,Hearing,Body Position,Limb Coordination,Strength
7237.1,Welders,V-2,C-0,H-1,B-3*,L-1,S-3
7237.2,Boiler welders,V-2,C-1,H-1,B-3,L-1,S-4
3012.1,Nurses,V-3,C-1,H-2,B-2,L-1,S-2
2174.1,Programmers,V-2,C-0,H-1,B-1,L-1,S-1
"""
PHYSICAL_FR = """\
Code CNP;Titre;Vision;Discrimination des couleurs;Ouïe;Position du corps;\
Coordination des membres;Force physique
7237.1;Soudeurs qualifiés;V-2;C-0;H-1;B-3;L-1;S-3
"""
FUNCTIONS = """\
NOC,Title,Data,People,Things
7237.1,Welders,Compiling - 3,Speaking-Signalling - 6,Precision Working - 1
7237.2,Boiler welders,Compiling - 3,Speaking-Signalling - 6,Precision Working - 1
3012.1,Nurses,Analyzing - 2,Serving-Assisting - 7,Controlling - 2
"""
FUNCTIONS_FR = """\
Code CNP,Données,Personnes,Choses
3012.1,Analyser - 2,Servir-Aider - 7,Contrôler - 2
"""
APTITUDES = """\
NOC,Title,G,V,N,S,P,Q,K,F,M
7237.1,Welders,3,4,4,3,3,5,3,3,3
3012.1,Nurses,2,2,3,3,3,3,3,3,3
"""
FILES = {
    "careerhandbook-2016_en_physical-activities.csv": PHYSICAL,
    "careerhandbook-2016_en_datapeoplethings.csv": FUNCTIONS,
    "careerhandbook-2016_en_aptitudes.csv": APTITUDES,
}
FRENCH = {
    "guidesurlescarrieres-2016_fr_activitesphysiques.csv": PHYSICAL_FR,
    "guidesurlescarrieres-2016_fr_donneespersonneschoses.csv": FUNCTIONS_FR,
}


def written(folder, files, encoding="cp1252"):
    return [write(folder, name, text, encoding) for name, text in files.items()]


@pytest.fixture
def bridge(db):
    """Welders and nurses go over one to one; programmers split into two."""
    for code, title in (("72106", "Welders"), ("31301", "Nurses")):
        factories.unit_group(code, f"{title} (fr)", title)
    factories.former_group("7237", n72106=["RC1"])
    factories.former_group("3012", n31301=["RC1"])
    factories.former_group("2174", n21230=["RC4.1"], n21232=["RC4.1"])


@pytest.fixture
def handbook(bridge, tmp_path):
    return loaded("career-handbook", *written(tmp_path, FILES))


def ratings():
    return {row.code: row.ratings for row in HandbookProfile.objects.all()}


def test_files_join_into_profiles_of_noc_2021(handbook):
    assert handbook.edition == "2016"
    groups = HandbookProfile.objects.values_list("code", "unit_group_id")
    assert list(groups) == [
        ("3012.1", "31301"),
        ("7237.1", "72106"),
        ("7237.2", "72106"),
    ]
    assert ratings()["7237.1"] == {
        "vision": 2,
        "colour": 0,
        "hearing": 1,
        "body": 3,
        "limb": 1,
        "strength": 3,
        "data": 3,
        "people": 6,
        "things": 1,
        "general": 3,
        "verbal": 4,
        "numerical": 4,
        "spatial": 3,
        "form": 3,
        "clerical": 5,
        "motor": 3,
        "finger": 3,
        "manual": 3,
    }


def test_group_without_one_successor_is_named_and_not_carried(handbook):
    assert not HandbookProfile.objects.filter(code__startswith="2174").exists()
    assert list(handbook.report["ignored"].values()) == [1]
    (warning,) = (
        found for found in handbook.report["warnings"] if "codes" in found["values"]
    )
    assert warning["values"] == {"count": 1, "codes": "2174"}


def test_french_files_alone_and_beside_the_english(bridge, tmp_path):
    physical, functions = written(tmp_path, FRENCH)
    loaded("career-handbook", physical, functions)
    assert ratings()["7237.1"]["strength"] == 3
    assert ratings()["3012.1"] == {"data": 2, "people": 7, "things": 2}
    both = loaded("career-handbook", physical, functions, *written(tmp_path, FILES))
    assert len(both.files) == 5
    assert ratings()


def test_french_that_contradicts_the_english_is_refused(bridge, tmp_path):
    files = FILES | {
        name: text.replace("S-3", "S-1").replace("Analyser - 2", "Comparer - 6")
        for name, text in FRENCH.items()
    }
    release = load("career-handbook", written(tmp_path, files))
    assert release.state == Release.State.REFUSED
    assert release.report["errors"][0]["message"] == (
        "two ratings of %(name)s for %(code)s"
    )


@pytest.mark.parametrize(
    ("old", "new", "value"),
    [
        ("S-3", "S-7", "S-7"),
        ("S-3", "B-3", "B-3"),
        ("S-3", "much", "much"),
        ("Compiling - 3", "Compiling - 9", "Compiling - 9"),
        (",5,3,3,3", ",6,3,3,3", "6"),
        ("7237.1", "72371", "72371"),
    ],
)
def test_what_is_no_rating_refuses_the_file(bridge, tmp_path, old, new, value):
    files = {name: text.replace(old, new) for name, text in FILES.items()}
    release = load("career-handbook", written(tmp_path, files))
    assert release.state == Release.State.REFUSED
    assert release.report["errors"][0]["values"]["value"] == value
    assert not HandbookProfile.objects.exists()


def test_blank_rating_is_no_rating(bridge, tmp_path):
    files = {name: text.replace("S-2", "") for name, text in FILES.items()}
    loaded("career-handbook", *written(tmp_path, files))
    assert "strength" not in ratings()["3012.1"]


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("ch_strength=3", ["72106"]),
        ("ch_strength=4", ["72106"]),
        ("ch_strength=2&ch_strength=3", ["31301", "72106"]),
        ("ch_strength=1", []),
        ("ch_strength=none", ["21230", "21232"]),
        ("ch_general=2", ["31301"]),
        ("ch_general=3&ch_data=3", ["72106"]),
        ("ch_general=3&ch_data=2", []),
        ("ch_things=2", ["31301"]),
        ("ch_things=99", ["21230", "21232", "31301", "72106"]),
    ],
)
@pytest.mark.parametrize("language", ADDRESS)
def test_filter_keeps_exactly(client, handbook, query, kept, language):
    answer = client.get(f"{ADDRESS[language]}occupations.json?{query}&sort=code")
    assert [row["noc_2021"] for row in answer.json()["occupations"]] == kept


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("ch_general", ["31301", "72106", "21230", "21232"]),
        ("-ch_general", ["72106", "31301", "21230", "21232"]),
        ("ch_data", ["31301", "72106", "21230", "21232"]),
    ],
)
def test_order_is_that_of_the_published_codes_and_missing_comes_last(
    client, handbook, sort, order
):
    answer = client.get(f"{ADDRESS['en']}occupations.json?sort={sort}").json()
    assert [row["noc_2021"] for row in answer["occupations"]] == order


def test_file_holds_the_codes_asked_for(client, handbook):
    address = f"{ADDRESS['en']}occupations.json?ch_strength=4&sort=ch_general"
    (row,) = client.get(address).json()["occupations"]
    assert (row["ch_strength"], row["ch_general"]) == ("S-3 S-4", "G-3")


def test_characteristics_offer_the_factors_once_they_are_loaded(client, bridge):
    factories.profile("00010")
    factories.release()
    page = client.get(f"{ADDRESS['en']}characteristics").content.decode()
    assert "Career Handbook" not in page


def test_characteristics_offer_each_code_with_its_count(client, handbook):
    page = client.get(f"{ADDRESS['en']}characteristics").content.decode()
    assert 'name="ch_strength" value="3">S-3, medium<span>1</span>' in page
    assert 'name="ch_strength" value="1" disabled>S-1, limited<span>0</span>' in page
    assert "Source: Career Handbook 2016, 2016" in page
    page = client.get(f"{ADDRESS['fr']}caracteristiques").content.decode()
    assert 'value="3">S-3, moyenne<span>1</span>' in page


def test_active_filter_is_told_and_can_be_removed(client, handbook):
    page = client.get(f"{ADDRESS['en']}?ch_strength=3").content.decode()
    assert "Strength: S-3, medium" in page
    page = client.get(f"{ADDRESS['en']}?sort=ch_general").content.decode()
    assert "General learning ability: G-2, upper third, without the top tenth" in page


def test_page_of_characteristics_shows_every_code_of_the_group(client, handbook):
    address = f"{ADDRESS['en']}72106-welders/characteristics"
    page = client.get(address).content.decode()
    assert "<dt>Strength</dt><dd>S-3, medium</dd><dd>S-4, heavy</dd>" in page
    address = f"{ADDRESS['en']}21232-occupations-21232/characteristics"
    assert "Career Handbook" not in client.get(address).content.decode()
