"""What a visitor finds in training, reads and takes away; and what it costs."""

import csv
import io
import random
import re
from datetime import date

import pytest
from django.db import connection

from classifications.models import Region
from tests import factories
from tests.datasets.files import occupations
from training.models import (
    GraduateResult,
    Institution,
    OccupationLink,
    Program,
    ProgramOffering,
)

pytestmark = pytest.mark.django_db
FR, EN = "/fr/formation/", "/en/training/"
WELDING = EN + "programs/5195-welding-and-fitting"


def text_of(page) -> str:
    main = page.content.decode().partition("<main")[2]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


def rows_of(page) -> list[str]:
    """The links that open the rows of the page's table."""
    body = page.content.decode()
    found = re.findall(r'<th scope="row"><a href="[^"]*"><span[^>]*>([^<]*)', body)
    return [re.sub("&#x27;", "’", text) for text in found]


@pytest.fixture
def all_of_it(institutions, programs):
    """The programs and the places."""


PROGRAMS = {
    "": ["Cuisine", "Sciences humaines", "Soins infirmiers", "Soudage-assemblage"]
    + ["Soudage-montage", "Titre absent de la source"]
    + ["Automated Systems Electromechanics"],
    "level=dec": ["Sciences humaines", "Soins infirmiers", "Titre absent de la source"],
    "q=SOUDAGE montage": ["Soudage-montage"],
    "q=welding": ["Soudage-montage"],
    "q=5695": ["Soudage-montage"],
    "field=Techniques biologiques": ["Soins infirmiers", "Titre absent de la source"],
    "sort=code&level=dec": ["Titre absent de la source", "Soins infirmiers"]
    + ["Sciences humaines"],
    "q=zzzz": [],
    "level=asp": [],
}


@pytest.mark.parametrize(("query", "found"), PROGRAMS.items())
def test_programs_are_those_asked_for(client, all_of_it, query, found):
    listed = rows_of(client.get(f"{FR}programmes/?{query}"))
    # Two programs without a French title come last, by code.
    assert listed == found


def test_a_withdrawn_program_is_nowhere(client, all_of_it):
    Program.objects.filter(code="5311").update(withdrawn=True)
    assert "Cuisine" not in rows_of(client.get(f"{FR}programmes/"))
    assert "5311" not in client.get(f"{EN}programs.csv").content.decode()
    assert client.get(f"{FR}programmes/5311", follow=True).status_code == 404


PLACES = {
    "level=university": [],
    "level=college": ["Académie (secteur anglophone)", "Cégep du Vieux"]
    + ["Institut de recherche"],
    "network=private": ["Académie (secteur anglophone)"],
    "language=en": ["Académie (secteur anglophone)"],
    "region=08": ["Centre de la vallée"],
    "q=vallee lac": ["Centre de la vallée"],
    "place=J4H&radius=5&level=vocational": ["École des métiers", "École des métiers"],
    "place=J4H&radius=10&level=college": ["Cégep du Vieux", "Institut de recherche"]
    + ["Académie (secteur anglophone)"],
    "place=Montérégie": ["Académie (secteur anglophone)"],
    "place=nulle part": [],
    "place=J4H&radius=5&network=private": [],
}


@pytest.mark.parametrize(("query", "found"), PLACES.items())
def test_places_are_those_asked_for_the_nearest_first(client, all_of_it, query, found):
    assert rows_of(client.get(f"{FR}etablissements/?{query}")) == found


def test_an_unknown_place_and_a_wrong_value_are_told(client, all_of_it):
    words = text_of(client.get(f"{FR}etablissements/?place=nulle&radius=x"))
    assert "Aucune ville, région ni aucun code postal n’a ce nom." in words
    page = client.get(f"{FR}etablissements/?region=99")
    assert "Région : Sélectionnez un choix valide." in text_of(page)
    assert len(rows_of(page)) == 6


def test_who_teaches_nothing_is_not_in_lifelong_learning(client, all_of_it):
    assert "Institut de recherche" in rows_of(client.get(f"{FR}etablissements/"))
    assert "Institut de recherche" not in rows_of(client.get(f"{FR}formation-continue"))


def test_a_program_shows_the_nearest_of_its_level_and_says_what_it_does_not_know(
    client, all_of_it
):
    page = client.get(WELDING, {"place": "J4H 1A1"})
    assert rows_of(page) == ["École des métiers"] * 2  # the valley is 350 km away
    assert "No source loaded says which of them give this program" in text_of(page)
    place = Institution.objects.get(name="Centre de la vallée")
    ProgramOffering.objects.create(
        program_id="5195", institution=place, source="Répertoire", as_of="2026-01-01"
    )
    page = client.get(WELDING)
    assert rows_of(page) == ["Centre de la vallée"]
    assert "Gives the program, according to: Répertoire" in text_of(page)


def test_a_program_says_transcribed_and_its_edition(client, all_of_it):
    words = text_of(client.get(WELDING))
    assert "Transcribed, unverified: check with the ministry" in words
    assert "DEP programs (transcribed list), 2023" in words
    assert "Not stated by the source loaded" in words


def test_links_name_their_source_and_demonstration_is_marked(client, all_of_it):
    occupations("72106")
    OccupationLink.objects.create(
        program_id="5195", unit_group_id="72106", strength="direct",
        source="Ministère", as_of=date(2026, 1, 15),
    )  # fmt: skip
    OccupationLink.objects.create(
        program_id="5311", unit_group_id="72106", strength="related",
        source="demonstration", demonstration=True,
    )  # fmt: skip
    words = text_of(client.get(WELDING))
    assert "Leads to it directly Ministère, Jan. 15, 2026" in words
    cooking = text_of(client.get(f"{FR}programmes/5311-cuisine"))
    assert "Démonstration\u00a0: lien inventé par ce projet" in cooking.replace(
        " :", "\u00a0:"
    )


def test_graduates_that_are_not_published_are_not_zero(client, all_of_it):
    release = factories.release("graduates", "2019")
    GraduateResult.objects.create(
        release=release, program_code="5195", year=2019, employed_share="82.4"
    )
    words = text_of(client.get(WELDING))
    assert "2019 82.4% not published not published" in words


@pytest.mark.parametrize(
    ("asked", "right"),
    [
        (f"{EN}programs/5195", WELDING),
        (f"{EN}programs/5195-x?place=a", f"{WELDING}?place=a"),
        (f"{FR}programmes/5195-x", f"{FR}programmes/5195-soudage-montage"),
        (f"{FR}programmes/142.G0", f"{FR}programmes/142.G0-x"),
    ],
)
def test_wrong_slug_redirects_for_good(client, all_of_it, asked, right):
    answer = client.get(asked)
    assert (answer.status_code, answer.headers["Location"]) == (301, right)


def test_a_place_has_its_page_and_the_others_of_its_organisation(client, all_of_it):
    one, other = Institution.objects.filter(organisation="762477").order_by("code")
    page = client.get(f"{EN}institutions/{one.code}", follow=True)
    words = text_of(page)
    assert one.address.replace("'", "’") in words.replace("&#x27;", "’")
    assert "Other places of the same organisation" in words
    assert other.address in words
    assert "No source loaded says which programs are given here" in words


def test_everything_shown_is_taken_away(client, all_of_it):
    answer = client.get(f"{EN}institutions.csv?place=J4H&radius=5")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    listed = rows_of(client.get(f"{EN}institutions/?place=J4H&radius=5"))
    assert [row["name"] for row in rows] == listed
    assert {row["source"] for row in rows} == {
        "Location of the educational institutions of Québec, 2022-12"
    }
    taken = client.get(f"{FR}programs.json?level=dec").json()
    assert [one["code"] for one in taken["programs"]] == ["300.A0", "180.A0", "142.G0"]
    assert [one["transcribed_unverified"] for one in taken["sources"]] == [True, True]


def test_regions_count_their_places_by_level(client, all_of_it):
    words = text_of(client.get(f"{FR}etablissements/par-region"))
    assert "Montréal 4 2 2 0" in words
    assert "Montérégie 1 0 1 0" in words


def test_the_site_search_finds_programs_and_places(client, all_of_it):
    words = text_of(client.get("/fr/recherche?q=soudage"))
    assert "5195 Soudage-montage" in words
    assert "Cégep du Vieux" in text_of(client.get("/en/search?q=cegep vieux"))


def test_the_site_map_names_every_program_and_place(client, all_of_it):
    body = client.get("/sitemap-programs-1.xml").content.decode()
    assert body.count("<loc>") == 7 * 2
    assert client.get("/sitemap-institutions-1.xml").content.decode().count(
        "<loc>"
    ) == (6 * 2)


PAGES = {
    "programs/": 3,
    "institutions/?place=J4H": 3,
    "lifelong-learning": 3,
    "programs/5195-welding-and-fitting?place=J4H": 4,
    "institutions/by-region": 1,
    "": 1,
}


@pytest.mark.parametrize("extra", [0, 2])
def test_pages_take_the_same_queries_whatever_they_hold(
    client, all_of_it, extra, django_assert_num_queries
):
    occupations("72106", "72107", "72108")
    place = Institution.objects.get(name="Cégep du Vieux")
    for n in range(1 + extra):
        OccupationLink.objects.create(
            program_id="5195", unit_group_id=f"7210{6 + n}", strength="direct",
            source="Ministère", as_of=date(2026, 1, 15),
        )  # fmt: skip
        Institution.objects.create(
            code=f"91700{n}-aaaa", organisation="917000", name=f"Autre {n}",
            sort_name=f"autre {n}", order="vocational", kind="centre",
            network="public", address="1, rue", region_id="06",
            latitude=45.5, longitude=-73.5,
        )  # fmt: skip
        ProgramOffering.objects.create(
            program_id=["5195", "5311", "5382"][n], institution=place,
            source="Cégep", as_of=date(2026, 1, 15),
        )  # fmt: skip
    client.cookies["session"] = "passes by the page cache"
    pages = PAGES | {f"institutions/{place.code}-{place.slug}": 4}
    for path, queries in pages.items():
        client.get(EN + path)
        with django_assert_num_queries(queries):
            client.get(EN + path)


def test_garbage_never_breaks_a_page(client, all_of_it):
    chance = random.Random(4)
    names = ("q", "level", "field", "sort", "network", "language", "region", "place")
    names += ("radius", "page")
    signs = "éZ9'\"%\\;<&+ -.\u202e\U0001f600[](){}*~`$#@!\x00\x1b,/"
    for n in range(60):
        query = {
            name: "".join(chance.choices(signs, k=chance.choice((1, 3, 90))))
            for name in chance.sample(names, 4)
        }
        for path in ("programs/", "institutions/", "lifelong-learning") + (
            ("programs.csv", "institutions.json")
        ):
            assert client.get(EN + path, query).status_code == 200, (n, path, query)
        assert client.get(WELDING, query).status_code == 200, (n, query)
    assert connection.connection.closed == 0
    assert Region.objects.count() == 3
