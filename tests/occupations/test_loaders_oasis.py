"""Loaders of OaSIS: its descriptors, and the ratings and interests of a profile."""

import pytest

from datasets.loading import load
from datasets.models import Release
from occupations.models import Descriptor, OasisProfile
from tests.datasets.files import loaded, occupations, write

pytestmark = pytest.mark.django_db

DESCRIPTORS = """\
code,category,position,column,name_en,name_fr,scale_max
context-time-pressure,context,1,Time Pressure,Time pressure,Pression du temps,5
knowledge-law,knowledge,1,Law,Law,Droit,3
skill-writing,skills,2,Writing,Writing,Rédaction,5
skill-reading,skills,1,Reading Comprehension,Reading,Lecture,5
ability-stamina,abilities,1,Stamina,Stamina,Endurance,5
attribute-creativity,attributes,1,Creativity,Creativity,Créativité,5
activity-planning,activities,1,Planning,Planning,Planification,5
"""
SCORES = {
    "skills": " Reading  Comprehension ,Writing  ",
    "abilities": "Stamina ",
    "personal-attributes": " Creativity",
    "knowledges": "Law",
    "workactivities": "Planning",
    "workcontext": "Time Pressure",
}
LEVELS = {
    "skills": "4,5",
    "abilities": "2",
    "personal-attributes": "3",
    "knowledges": "1",
    "workactivities": "0",
    "workcontext": "5",
}


@pytest.fixture
def descriptors(tmp_path):
    loaded("oasis-descriptors", write(tmp_path, "descriptors.csv", DESCRIPTORS))
    occupations("31301")


def oasis_files(folder, edition="2023_v1.0", separator=",", **levels):
    files = []
    for name, columns in SCORES.items():
        text = f"OaSIS Code - Final,OaSIS Label - Final,{columns}\n"
        text += f"31301.00,Registered nurses,{(LEVELS | levels)[name]}\n"
        text = text.replace(",", separator)
        files.append(write(folder, f"{name}_oasis_{edition}.csv", text))
    return files


def interests_file(folder, row="31301.00,Nurses,S,i,"):
    text = "OaSIS Code,OaSIS Label ,Holland Codes - 1,Holland Codes - 2,"
    text += f"Holland Codes - 3\n{row}\n"
    return write(folder, "interests_oasis_2023_v1.0.csv", text)


def test_descriptors_are_numbered_over_all_categories(descriptors):
    assert list(Descriptor.objects.values_list("position", "code", "name_fr")) == [
        (0, "skill-reading", "Lecture"),
        (1, "skill-writing", "Rédaction"),
        (2, "ability-stamina", "Endurance"),
        (3, "attribute-creativity", "Créativité"),
        (4, "knowledge-law", "Droit"),
        (5, "activity-planning", "Planification"),
        (6, "context-time-pressure", "Pression du temps"),
    ]


@pytest.mark.parametrize("separator", [",", ";"])
def test_oasis_joins_its_files_into_profiles(descriptors, tmp_path, separator):
    files = oasis_files(tmp_path, separator=separator)
    release = loaded("oasis", *files, interests_file(tmp_path))
    assert release.edition == "2023 1.0"
    profile = OasisProfile.objects.get()
    assert (profile.code, profile.unit_group_id, profile.label) == (
        "31301.00",
        "31301",
        "Registered nurses",
    )
    assert profile.interests == "SI"
    assert profile.levels == {
        "skill-reading": 4,
        "skill-writing": 5,
        "ability-stamina": 2,
        "attribute-creativity": 3,
        "knowledge-law": 1,
        "activity-planning": 0,
        "context-time-pressure": 5,
    }


def test_oasis_interests_under_another_suffix_join_the_only_profile(
    descriptors, tmp_path
):
    stray = interests_file(tmp_path, "31301.01,Nurses,S,I,R")
    loaded("oasis", *oasis_files(tmp_path), stray)
    assert OasisProfile.objects.get().interests == "SIR"


def test_oasis_takes_french_names_that_the_ratings_prove(descriptors, tmp_path):
    french = "Code OaSIS;Compréhension écrite;Écriture\n31301.00;4;5\n"
    loaded(
        "oasis",
        *oasis_files(tmp_path, "2025_v1.1", ";"),
        write(tmp_path, "competences_sipec_2025_v1.1.csv", french),
    )
    names = Descriptor.objects.filter(french_is_official=True)
    assert list(names.values_list("code", "name_fr")) == [
        ("skill-reading", "compréhension écrite"),
        ("skill-writing", "écriture"),
    ]
    again = DESCRIPTORS.replace("Pression du temps", "Contraintes de temps")
    loaded("oasis-descriptors", write(tmp_path, "descriptors.csv", again))
    assert Descriptor.objects.get(code="skill-writing").name_fr == "écriture"


def test_oasis_refuses_french_columns_in_another_order(descriptors, tmp_path):
    french = "Code OaSIS;Écriture;Compréhension écrite\n31301.00;5;4\n"
    files = oasis_files(tmp_path, "2025_v1.1", ";")
    files.append(write(tmp_path, "competences_sipec_2025_v1.1.csv", french))
    assert load("oasis", files).state == Release.State.REFUSED
    assert not Descriptor.objects.filter(french_is_official=True).exists()


@pytest.mark.parametrize("levels", ["6,1", "x,1", "-1,1"])
def test_oasis_refuses_what_is_no_level(descriptors, tmp_path, levels):
    release = load("oasis", oasis_files(tmp_path, skills=levels))
    assert release.state == Release.State.REFUSED


def test_oasis_names_the_missing_files(descriptors, tmp_path):
    release = load("oasis", oasis_files(tmp_path)[:5])
    assert release.report["reason"]["values"] == {"names": "context"}


def test_oasis_fixture_holds_the_same_levels(descriptors, tmp_path):
    text = "code,label,interests,skills,abilities,attributes,knowledge,activities,"
    text += "context\n31301.00,Registered nurses,SI,45,2,3,1,0,5\n"
    loaded("oasis", write(tmp_path, "oasis_2023_v1.0.csv", text))
    full = load("oasis", [*oasis_files(tmp_path), interests_file(tmp_path)])
    assert full.report["reason"]["message"] == "the rows are those already published"
