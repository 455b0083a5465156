"""Sectoral committees and associations: a list of 2006, a current one, the desk."""

import re

import pytest

from datasets.loading import load
from sectors.index import index
from sectors.models import SectorBody
from tests import factories
from tests.datasets.files import loaded, write
from tests.sectors.test_sectors import CLASSES, text_of

pytestmark = pytest.mark.django_db
OLD = """\
seq,name_en_2006,name_fr_seen
1,Aerospace,Aérospatiale (CAMAQ)
2,"Doors, windows and cabinets",
"""
HEADER = "kind,name_fr,name_en,website,naics,source,source_url,as_of"
DESK = "/en/desk/committees-and-associations/"
LIST = {
    "fr": "/fr/secteurs/comites-et-associations",
    "en": "/en/sectors/committees-and-associations",
}
GIVEN = {
    "kind": "association",
    "name_fr": "Association des fromagers",
    "name_en": "",
    "website": "https://example.org/",
    "naics": "311",
    "source": "Site de l’association",
    "source_url": "",
    "as_of": "2026-01",
}


@pytest.fixture
def naics(tmp_path):
    index.cache_clear()
    return loaded("naics", write(tmp_path, "naics.csv", CLASSES))


@pytest.fixture
def old(naics, tmp_path):
    return loaded(
        "sector-bodies", write(tmp_path, "transcribed_csmo_historical.csv", OLD)
    )


def test_the_list_of_2006_is_shown_with_its_date_and_linked_with_nothing(client, old):
    assert (old.edition, old.rows_published) == ("2006", 2)
    page = text_of(client.get(LIST["en"]))
    assert (
        "Aerospace Sectoral workforce committee not linked with a sector yet former "
        "public list of the sectoral committees, about 2006 (transcribed, unverified)"
    ) in page
    assert "some have changed names, merged or gone since" in page
    french = client.get(LIST["fr"]).content.decode()
    assert '<span lang="en">Doors, windows and cabinets</span>' in french
    sector = text_of(client.get("/en/sectors/311-food-manufacturing"))
    assert "No source loaded links a committee or an association" in sector
    assert "Aerospace" not in sector


def test_a_current_list_takes_the_place_of_the_old_one(client, old, tmp_path):
    row = "committee,L'alimentaire,,https://e.org/l'a,311 312,Commission,,2026-02"
    loaded(
        "sector-bodies",
        write(tmp_path, "sector_bodies_2026-02.csv", f"{HEADER}\n{row}\n"),
    )
    names = ("name_fr", "website", "naics", "as_of")
    assert list(SectorBody.objects.values_list(*names)) == [
        ("L’alimentaire", "https://e.org/l'a", "311 312", "2026-02")
    ]
    # On the page of the class, and of those in it.
    for code in ("311", "3113"):
        page = text_of(client.get(f"/fr/secteurs/{code}", follow=True))
        assert "L’alimentaire" in page
        assert "Commission, février 2026" in page
    assert "alimentaire" not in text_of(client.get("/fr/secteurs/23-construction"))


@pytest.mark.parametrize(
    "row",
    [
        "club,A,,,,S,,2026",
        "committee,,,,,S,,2026",
        "committee,A,,,,,,2026",
        "committee,A,,,,S,,hier",
        "committee,A,,,,S,,2026-13",
        "committee,A,,,,S,,2026-02-30",
        "committee,A,,,,S,,0000-01",
        "committee,A,,javascript:x,,S,,2026",
        "committee,A,,,999,S,,2026",
    ],
)
def test_a_row_that_no_dated_source_says_is_refused(naics, tmp_path, row):
    path = write(tmp_path, "sector_bodies_2026.csv", f"{HEADER}\n{row}\n")
    assert load("sector-bodies", [path]).state == "refused"
    assert not SectorBody.objects.exists()


@pytest.fixture
def analyst(client, naics):
    person = factories.user(role="analyst")
    client.force_login(person)
    return person


def test_an_entry_is_added_shown_changed_and_deleted(client, analyst, tmp_path):
    answer = client.post(f"{DESK}add", GIVEN)
    assert (answer.status_code, answer.headers["Location"]) == (302, DESK)
    body = SectorBody.objects.get()
    assert (body.by_hand, body.editor) == (True, analyst)
    page = text_of(client.get("/en/sectors/311-food-manufacturing"))
    assert "Site de l’association, January 2026 – kept by an editor" in page
    # A file does not take away what an editor keeps.
    loaded("sector-bodies", write(tmp_path, "transcribed_csmo_historical.csv", OLD))
    assert SectorBody.objects.count() == 3
    client.post(f"{DESK}{body.pk}", GIVEN | {"naics": "312"})
    assert "fromagers" not in text_of(client.get("/en/sectors/311-food-manufacturing"))
    client.post(f"{DESK}{body.pk}/delete")
    assert SectorBody.objects.count() == 2


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"name_fr": ""}, "A name is needed, in one language at least."),
        ({"naics": "311 999"}, "No class has the code 999."),
        ({"source": ""}, "This field is required."),
        ({"as_of": "2099"}, "This day is yet to come."),
        ({"as_of": "2026-13"}, "This day does not exist."),
        ({"website": "javascript:x"}, "Enter a valid URL."),
    ],
)
def test_an_entry_without_what_it_needs_is_refused(client, analyst, given, told):
    page = client.post(f"{DESK}add", GIVEN | given)
    assert (page.status_code, told in page.content.decode()) == (200, True)
    assert not SectorBody.objects.exists()


def test_files_give_what_the_page_shows(client, old):
    answer = client.get("/en/sectors/committees-and-associations.json").json()
    assert [body["name_en"] for body in answer["bodies"]] == [
        "Aerospace", "Doors, windows and cabinets",
    ]  # fmt: skip
    assert answer["bodies"][0]["as_of"] == "2006"
    text = client.get("/en/sectors/committees-and-associations.csv").content.decode()
    assert re.search(r"committee,Aérospatiale \(CAMAQ\),Aerospace", text)
