"""The directory of businesses: what a visitor finds, reads and takes away."""

import json
import re

import pytest

from businesses import directory
from businesses.asked import Asked, query_of
from businesses.models import Business
from classifications.models import Industry, Municipality
from tests import factories

pytestmark = pytest.mark.django_db

LISTS = {"fr": "/fr/entreprises/", "en": "/en/businesses/"}


def firm(number: int, name: str, **fields) -> Business:
    from bilingual.folding import fold

    fields = {"demonstration": False, "region_id": "06"} | fields
    return Business.objects.create(
        neq=f"11{number:08d}", name=name, sort_name=fold(name), **fields
    )


@pytest.fixture
def territory():
    factories.regions()
    Municipality.objects.create(
        code="66023", name="Montréal", sort_name="montreal", designation="Ville",
        region_id="06", latitude=45.5, longitude=-73.6,
    )  # fmt: skip
    Municipality.objects.create(
        code="86042", name="Rouyn-Noranda", sort_name="rouyn noranda",
        designation="Ville", region_id="08", latitude=48.2, longitude=-79.0,
    )  # fmt: skip
    Municipality.objects.create(
        code="85999", name="Potton", sort_name="potton", designation="Canton",
        region_id="08",
    )  # fmt: skip
    for code, level, parent in (
        ("31-33", 1, None), ("311", 2, "31-33"), ("311811", 5, "311"), ("23", 1, None),
    ):  # fmt: skip
        Industry.objects.create(
            code=code, level=level, parent_id=parent, title_fr="", title_en=f"T {code}"
        )


@pytest.fixture
def firms(territory):
    montreal = {"municipality_id": "66023", "latitude": 45.5, "longitude": -73.6}
    north = {"municipality_id": "86042", "latitude": 48.2, "longitude": -79.0}
    return [
        firm(1, "Boulangerie Élan", industry_id="311811", size_from=1, size_to=5,
             **montreal),
        firm(2, "Construction Nordet", industry_id="23", size_from=50, size_to=99,
             **north | {"region_id": "08"}),
        firm(3, "Zénith", activity_text="boulangerie", folded="boulangerie",
             **montreal),
    ]  # fmt: skip


def names(client, language="fr", **asked) -> list[str]:
    body = client.get(LISTS[language], asked).content.decode()
    return re.findall(rf'<h3><a href="{LISTS[language]}\d+-[^"]+">([^<]+)', body)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, [0, 1, 2]),
        ({"q": "elan"}, [0]),
        ({"q": "Élan"}, [0]),
        ({"q": "boulang"}, [0, 2]),
        ({"q": "boulangeries"}, [0, 2]),
        ({"q": "boulangerie elan"}, [0]),
        ({"industry": "31-33"}, [0]),
        ({"industry": "311"}, [0]),
        ({"industry": "311811"}, [0]),
        ({"industry": "23"}, [1]),
        ({"industry": "3"}, [0, 1, 2]),
        ({"region": "08"}, [1]),
        ({"region": "99"}, [0, 1, 2]),
        ({"municipality": "66023"}, [0, 2]),
        ({"size": "1"}, [0]),
        ({"size": "50"}, [1]),
        ({"size": "x"}, [0, 1, 2]),
        ({"place": "rouyn-noranda", "radius": "25"}, [1]),
        ({"place": "nulle part"}, []),
        ({"place": "potton"}, [1]),  # a town of no known point: its region
        ({"q": "!!!"}, []),
    ],
)
def test_conditions_find_the_businesses_that_meet_them(client, firms, asked, found):
    assert names(client, **asked) == [firms[n].name for n in found]
    assert names(client, "en", **asked) == [firms[n].name for n in found]


def test_pages_follow_each_other_without_a_gap(client, territory):
    for number in range(45):
        firm(number, f"Maison {number % 7}")
    seen, after = [], ""
    for _page in range(3):
        body = client.get(LISTS["fr"], {"after": after}).content.decode()
        assert "45 entreprises" in body
        seen += re.findall(r'<h3><a href="/fr/entreprises/(\d+)-', body)
        after = (re.findall(r'rel="next" href="\?after=(\d+)"', body) or [""])[0]
    assert len(seen) == len(set(seen)) == 45
    assert after == ""


def test_removed_and_withdrawn_businesses_are_nowhere(client, firms):
    from django.utils import timezone

    Business.objects.filter(pk=firms[0].pk).update(hidden_at=timezone.now())
    Business.objects.filter(pk=firms[1].pk).update(withdrawn=True)
    assert names(client) == ["Zénith"]
    for one in firms[:2]:
        assert client.get(one.get_absolute_url()).status_code == 404
        assert client.get(f"/fr/entreprises/{one.pk}.json").status_code == 404
        assert client.get(f"/fr/entreprises/{one.pk}/corriger").status_code == 404
    assert b"lan," not in client.get("/fr/entreprises/businesses.csv").content


def test_a_business_has_one_address_by_language(client, firms):
    right = "/fr/entreprises/1100000001-boulangerie-elan"
    for wrong in ("/fr/entreprises/1100000001", "/fr/entreprises/1100000001-x"):
        answer = client.get(wrong)
        assert (answer.status_code, answer["Location"]) == (301, right)
    body = client.get(right).content.decode()
    assert 'href="/en/businesses/1100000001-boulangerie-elan"' in body
    assert body.count("<h1>Boulangerie Élan</h1>") == 1
    assert "de 1 à 5 personnes" in body


def test_map_counts_the_businesses_of_each_region(client, firms):
    body = client.get("/fr/entreprises/par-region").content.decode()
    found = re.findall(r'region=(\d\d)">[^<]+</a></th><td class="num">(\d+)<', body)
    assert [(code, count) for code, count in found if count != "0"] == [
        ("06", "2"), ("08", "1"),
    ]  # fmt: skip


def test_distance_is_told_from_the_place_typed(client, firms):
    asked = {"place": "rouyn-noranda", "radius": "10"}
    assert (
        "Rouyn-Noranda, 10\u00a0km" in client.get(LISTS["fr"], asked).content.decode()
    )
    found = client.get("/en/businesses/businesses.json", asked).json()
    assert [one["kilometres"] for one in found["businesses"]] == [0.0]


def test_establishment_of_another_business_is_not_there(client, firms):
    firms[0].establishments.create(number="2", name="Four", municipality_id="66023")
    body = client.get("/en/businesses/1100000001/establishments/2").content.decode()
    assert "<h1>Four</h1>" in body
    assert "Montréal</a> (Montréal)" in body
    for address in ("1100000002/establishments/2", "1100000001/establishments/3"):
        assert client.get(f"/en/businesses/{address}").status_code == 404


def test_files_hold_what_the_list_shows(client, firms):
    lines = client.get("/fr/entreprises/businesses.csv", {"q": "elan"}).content.decode()
    assert lines.splitlines()[1].startswith("1100000001,Boulangerie Élan,,311811,")
    assert len(lines.splitlines()) == 2
    found = json.loads(client.get("/en/businesses/businesses.json?region=08").content)
    assert [one["neq"] for one in found["businesses"]] == ["1100000002"]


def test_a_file_that_does_not_hold_all_says_where_the_rest_is(
    client, firms, monkeypatch
):
    monkeypatch.setattr("businesses.views.MOST_EXPORTED", 1)
    first = client.get("/fr/entreprises/businesses.csv?region=06")
    address = first.headers["Link"].partition(">")[0].removeprefix("<")
    second = client.get(address.removeprefix("http://127.0.0.1:8000"))
    rows = [
        one.content.decode().splitlines()[1].partition(",")[0]
        for one in (first, second)
    ]
    assert rows == ["1100000001", "1100000003"]
    assert "Link" not in second.headers
    held = client.get("/fr/entreprises/businesses.json?region=06").json()
    assert held["next"] == address.replace(".csv?", ".json?")
    page = client.get("/fr/entreprises/?region=06").content.decode()
    assert "JSON</a> (les 1 premières)" in page


@pytest.mark.parametrize("counted", [1, 1_000])
def test_pages_of_words_follow_each_other_few_or_many(firms, counted, monkeypatch):
    monkeypatch.setattr("businesses.directory.COUNTED", counted)
    asked, after, found = Asked(words=query_of("boulang")), "", []
    for _page in range(2):
        page = directory.page(asked, after, 1)
        found += [one.name for one in page.rows]
        assert page.count == 2
        after = page.next
    assert (found, after) == (["Boulangerie Élan", "Zénith"], "")
    assert directory.page(asked, "1100000003", 1).rows == []


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow(client, territory, count, django_assert_num_queries):
    from businesses.models import Establishment

    for number in range(count):
        one = firm(
            number, f"Maison {number}", industry_id="23", municipality_id="66023"
        )
        for place in range(count):
            Establishment.objects.create(
                business=one, number=str(place), municipality_id="66023"
            )
    client.get(LISTS["fr"] + "?q=maison"), client.get(one.get_absolute_url())
    with django_assert_num_queries(4):
        client.get(LISTS["fr"] + "?q=maison&region=06")
    with django_assert_num_queries(4):
        client.get(one.get_absolute_url())
    with django_assert_num_queries(3):
        assert (
            client.get(f"/fr/entreprises/{one.pk}/etablissements/0").status_code == 200
        )


@pytest.mark.parametrize(
    "value", ["\0", "'", "é" * 500, "1e99", ":*&|!()", "31-33-", "９９", "-", "a b & c"]
)
@pytest.mark.parametrize(
    "name",
    ["q", "industry", "region", "municipality", "size", "place", "radius", "after"],
)
def test_any_text_is_answered(client, firms, name, value):
    assert client.get(LISTS["fr"], {name: value}).status_code == 200


def test_words_become_the_beginnings_of_words():
    assert (
        query_of("Les Boulangeries d’été")
        == "'les':* & 'boulangerie':* & 'd' & 'ete':*"
    )
    assert query_of("   ") == ""


def test_panel_on_the_pages_of_a_sector(client, firms):
    from sectors.index import index

    index.cache_clear()
    body = client.get("/fr/secteurs/311", follow=True).content.decode()
    assert "Boulangerie Élan" in body
    assert "/fr/entreprises/?industry=311" in body
