"""The search of the whole site: groups, counts, corrections, nothing found."""

import re

import pytest
from django.core.cache import cache

from bilingual.search_sources import matching
from classifications.models import Industry, Municipality
from classifications.places import region_names
from sectors.index import index
from tests import factories
from training.models import Institution, Program

pytestmark = pytest.mark.django_db
STATEMENTS = 4


@pytest.fixture(autouse=True)
def fresh():
    cache.clear()
    region_names.cache_clear()
    factories.regions(**{"06": "Montréal", "01": "Bas-Saint-Laurent"})


def found(client, text: str, language: str = "fr") -> dict[str, int]:
    path = {"fr": "/fr/recherche", "en": "/en/search"}[language]
    page = client.get(path, {"q": text}).content.decode()
    pattern = r'<h2 id="(\w+)">.*?<small class="soft">(\d+)</small>'
    return {name: int(count) for name, count in re.findall(pattern, page)}


@pytest.mark.parametrize(
    ("typed", "places"),
    [
        ("mont", ([0, 1], "")),
        ("monreal", ([0], "montreal")),
        ("laurent bas", ([2], "")),
        ("zzzz", ([], "")),
        ("", ([], "")),
    ],
)
def test_matching_finds_words_begun_and_corrects_the_others(typed, places):
    assert matching(typed, ["montreal", "monteregie", "bas saint laurent"]) == places


def test_region_is_found_by_its_name(client):
    assert found(client, "Montréal") == {"regions": 1}


def test_region_is_found_by_a_town_of_it(client):
    Municipality.objects.create(
        code="10043", name="Rimouski", sort_name="rimouski", region_id="01"
    )
    page = client.get("/en/search?q=Rimouski").content.decode()
    assert ">Bas-Saint-Laurent</a>" in page
    assert "where Rimouski is" in page


def test_misspelt_words_are_corrected_and_said(client):
    page = client.get("/en/search?q=Monreal").content.decode()
    assert "Did you mean" in page
    assert ">Montréal</a>" in page


def test_pages_of_the_site_are_found_in_their_language(client):
    assert found(client, "plan du site") == {"pages": 1}
    assert found(client, "site map", "en") == {"pages": 1}


@pytest.mark.parametrize("text", ["", "   ", "\x00", "zzzzqq", "<script>"])
def test_nothing_found_shows_ways_in(client, text):
    response = client.get("/en/search", {"q": text})
    page = response.content.decode()
    assert "<h2>Ways in</h2>" in page or "<h2>Nothing was found</h2>" in page
    assert not response.cookies


def test_site_map_names_every_page_once(client):
    page = client.get("/en/site-map").content.decode()
    main = page[page.index("<main") : page.index("</main>")]
    links = re.findall(r'<li><a href="(/en/[^"]*)"', main)
    assert len(links) == len(set(links))
    for address in links:
        assert client.get(address).status_code == 200


@pytest.mark.parametrize("rows", [1, 3])
def test_search_takes_the_same_statements_whatever_it_finds(
    client, rows, django_assert_num_queries
):
    for n in range(rows):
        factories.profile(f"2123{n}", f"Trouvailles {n}", f"Trouvailles {n}")
        factories.job_title(f"2123{n}", "trouvailles")
        Municipality.objects.create(
            code=f"1004{n}", name=f"Trouvailles {n}", sort_name=f"trouvailles {n}",
            region_id="01",
        )  # fmt: skip
        Industry.objects.create(code=f"11{n}", level=2, title_fr=f"Trouvailles {n}")
        Program.objects.create(code=f"519{n}", level="dep", title_fr="Trouvailles")
        Institution.objects.create(
            code=f"917000-209{n}", organisation="917000", name=f"Trouvailles {n}",
            sort_name=f"trouvailles {n}", order="college", kind="cegep",
            network="public", region_id="01", latitude=48, longitude=-68,
        )  # fmt: skip
    factories.release()  # a version of the data: what is kept is kept
    index.cache_clear()
    address = "/fr/recherche?q=trouvailles"
    client.cookies["session"] = "passes by the page cache"
    client.get(address)
    with django_assert_num_queries(STATEMENTS):
        page = client.get(address)
    counts = {kind.name: one.count for kind, one in page.context["groups"]}
    assert {
        name: counts[name]
        for name in ("occupations", "sectors", "programs", "institutions")
    } == dict.fromkeys(("occupations", "sectors", "programs", "institutions"), rows)
