"""Where occupations are practised: the file of OaSIS, and what two pages say of it."""

import pytest

from classifications.models import Industry
from datasets.loading import load
from occupations.explorer import explorer_index
from occupations.models import Workplace
from sectors.index import index
from tests import factories
from tests.datasets.files import loaded, write

pytestmark = pytest.mark.django_db
NAME = "workplaces-employers_oasis_2023_v1.0.csv"
FILE = """\
OaSIS profile code,Workplace/employer name,Profile name
31301.00,Hospitals,Registered nurses
31301.01,Hospitals,Psychiatric nurses
31301.01,Extended  care facilities,Psychiatric nurses
32101.00,hospitals,Practical nurses
72106.00,Hospital laundries,Welders
"""


@pytest.fixture
def hospitals(tmp_path):
    for code in ("31301", "32101", "72106"):
        factories.profile(code, f"Titre {code}", f"Title {code}")
    Industry.objects.create(code="62", level=1, title_en="Health care")
    for code, level, parent in (("622", 2, "62"), ("6220", 3, "622")):
        Industry.objects.create(
            code=code, level=level, parent_id=parent, title_fr="Hôpitaux",
            title_en="Hospitals",
        )  # fmt: skip
    index.cache_clear()
    return loaded("oasis-workplaces", write(tmp_path, NAME, FILE))


def test_profiles_of_a_group_are_one_and_a_second_load_changes_nothing(
    hospitals, tmp_path
):
    assert list(Workplace.objects.names()) == [
        ("31301", "Extended care facilities"),
        ("31301", "Hospitals"),
        ("32101", "hospitals"),
        ("72106", "Hospital laundries"),
    ]
    assert load("oasis-workplaces", [write(tmp_path, NAME, FILE)]).state == "unchanged"


@pytest.mark.parametrize(
    ("path", "heading"),
    [
        ("/fr/secteurs/622", "Métiers qui s’y exercent"),
        ("/en/sectors/622", "Occupations practised here"),
    ],
)
def test_class_lists_the_occupations_that_name_it_word_for_word(
    client, hospitals, path, heading
):
    explorer_index(0)
    text = client.get(path, follow=True).text
    section = text.partition(f">{heading}</h2>")[2].partition("</section>")[0]
    assert [code in section for code in ("31301", "32101", "72106")] == [
        True, True, False,
    ]  # fmt: skip
    assert "OaSIS" in section or "SIPeC" in section
    # The widest class of the title alone, and no class for a name that resembles it.
    for other in ("6220", "62"):
        assert heading not in client.get(path.replace("622", other), follow=True).text


@pytest.mark.parametrize(
    "path", ["/fr/metiers-et-professions/31301", "/en/occupations/31301"]
)
def test_occupation_says_where_it_is_practised(client, hospitals, path):
    text = client.get(path, follow=True).text
    section = text.partition('id="workplaces"')[2].partition("</section>")[0]
    assert "<li>Extended care facilities</li>" in section
    assert '622">Hospitals</a>' in section
    assert ('lang="en"' in section) == path.startswith("/fr")


def test_unknown_group_is_refused_with_its_row(tmp_path, hospitals):
    rows = FILE + "99999.00,Nowhere,Nobody\n"
    release = load("oasis-workplaces", [write(tmp_path, NAME, rows)])
    (error,) = release.report["errors"]
    assert (error["row"], error["values"]) == (7, {"code": "99999"})
