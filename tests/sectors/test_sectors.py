"""The NAICS browser: what a visitor finds, reads and takes away."""

import csv
import io
import re

import pytest

from classifications.models import Industry, IndustryExample
from datasets.loading import load
from editorial.models import RegionalFact
from occupations.models import Statistic
from placement.indexing import reindex
from sectors.index import index
from tests import factories
from tests.datasets.files import loaded, write
from tests.placement.factories import make_order, make_organisation

pytestmark = pytest.mark.django_db

CLASSES = """\
code,parent,title_fr,title_en
23,,Construction,Construction
31-33,,Fabrication,Manufacturing
311,31-33,Fabrication d’aliments,Food manufacturing
3113,311,,Sugar and confectionery product manufacturing
31135,3113,,Chocolate and chocolate confectionery manufacturing
311351,31135,,Chocolate and confectionery manufacturing from cacao beans
312,31-33,Fabrication de boissons,Beverage manufacturing
"""
EXAMPLES = """\
Level,Code,Class title,Element Type Label,Element Description
5,311351,Chocolate,All examples,"cocoa beans, roasting"
5,311351,Chocolate,Illustrative example(s),"cocoa beans, roasting"
5,311351,Chocolate,All examples,"bonbons, chocolate, made from beans"
5,311351,Chocolate,Exclusion(s),"retail of chocolate"
"""
NAMES = {"fr": "/fr/secteurs/", "en": "/en/sectors/"}


@pytest.fixture
def naics(tmp_path):
    index.cache_clear()
    loaded("naics", write(tmp_path, "naics.csv", CLASSES))


@pytest.fixture
def examples(naics, tmp_path):
    name = "naics-scian-2022-element-v1-eng.csv"
    return loaded("naics-examples", write(tmp_path, name, EXAMPLES))


def text_of(page) -> str:
    main = page.content.decode().partition("<main")[2]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


def hits(client, language: str, q: str) -> list[str]:
    body = client.get(NAMES[language], {"q": q}).content.decode()
    found = body.partition("<h2>")[2].partition("<h2>")[0]
    return re.findall(rf'href="{NAMES[language]}([0-9-]+?)-[a-z]', found)


def test_own_file_gives_levels_and_parents(naics):
    assert list(Industry.objects.values_list("code", "level", "parent_id")) == [
        ("23", 1, None),
        ("31-33", 1, None),
        ("311", 2, "31-33"),
        ("3113", 3, "311"),
        ("31135", 4, "3113"),
        ("311351", 5, "31135"),
        ("312", 2, "31-33"),
    ]


def test_examples_are_kept_once_and_exclusions_left_out(examples):
    assert list(IndustryExample.objects.values_list("text", "illustrative")) == [
        ("bonbons, chocolate, made from beans", False),
        ("cocoa beans, roasting", True),
    ]
    assert examples.report["ignored"] == {"inclusions and exclusions of the classes": 1}


def test_an_example_of_an_unknown_class_is_refused(naics, tmp_path):
    text = EXAMPLES.replace("5,311351", "5,999999")
    name = "naics-scian-2022-element-v1-eng.csv"
    release = load("naics-examples", [write(tmp_path, name, text)])
    assert release.state == "refused"
    assert not IndustryExample.objects.exists()


@pytest.mark.parametrize(
    ("language", "q", "found"),
    [
        ("en", "chocolate", ["31135", "311351"]),
        ("fr", "ALIMENTS", ["311"]),
        ("en", "cocoa", ["311351"]),
        ("fr", "cocoa bean", ["311351"]),
        ("en", "311", ["311", "3113", "31135", "311351"]),
        ("en", "31-33", ["31-33"]),
        ("en", "bevrage", ["312"]),
        ("fr", "zzzz", []),
        ("fr", "zz\x00zz", []),
    ],
)
def test_search_finds_titles_examples_codes_and_misspelt_words(
    client, examples, language, q, found
):
    assert hits(client, language, q) == found


def test_correction_is_said(client, examples):
    page = text_of(client.get(NAMES["en"], {"q": "bevrage"}))
    assert "Nothing holds these words as typed: here is “beverage”." in page


@pytest.mark.parametrize(
    ("asked", "right"),
    [
        ("/en/sectors/311", "/en/sectors/311-food-manufacturing"),
        ("/en/sectors/31-33-x?a=1", "/en/sectors/31-33-manufacturing?a=1"),
        ("/fr/secteurs/311-food", "/fr/secteurs/311-fabrication-d-aliments"),
    ],
)
def test_wrong_slug_redirects_for_good(client, naics, asked, right):
    answer = client.get(asked)
    assert (answer.status_code, answer.headers["Location"]) == (301, right)


def test_page_says_what_it_holds_and_what_is_missing(client, naics):
    page = client.get("/fr/secteurs/311-fabrication-d-aliments")
    words = text_of(page)
    assert "La définition officielle n’est pas chargée." in words
    body = page.content.decode()
    english = '<span lang="en">Sugar and confectionery product manufacturing</span>'
    assert english in body
    assert "le titre anglais en tient lieu" not in words
    below = client.get("/fr/secteurs/3113", follow=True).content.decode()
    assert '<h1 lang="en">Sugar and confectionery product manufacturing</h1>' in below
    assert "le titre anglais en tient lieu" in below


def test_unknown_class_is_not_found(client, naics):
    assert client.get("/en/sectors/99-x").status_code == 404


def test_employment_is_a_sum_only_of_whole_years(client, naics):
    release = factories.release("statcan-14-10-0023", "2019")
    for period, sex, value in (
        ("2018", "men", 100),
        ("2018", "women", 50),
        ("2019", "men", 90),
        ("2019", "women", None),
    ):
        Statistic.objects.create(
            release=release,
            table="14-10-0023",
            measure="employment",
            area="QC",
            period=period,
            sex=sex,
            industry="23",
            unit="persons",
            value=value,
            missing="" if value else "confidential",
        )
    index.cache_clear()
    words = text_of(client.get("/en/sectors/23-construction"))
    assert "Year Employed persons 2018 150 2019 not published" in words


def test_every_class_is_taken_away(client, naics):
    answer = client.get("/en/sectors/sectors.csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(answer)))
    assert [row["naics_2022"] for row in rows] == [
        "23", "31-33", "311", "3113", "31135", "311351", "312",
    ]  # fmt: skip
    one = client.get("/en/sectors/3113.json").json()
    assert (one["title_fr"], one["parent"]) == ("", "311")


@pytest.mark.parametrize("rows", [1, 3])
def test_pages_take_the_same_queries_whatever_they_hold(
    client, examples, rows, django_assert_num_queries
):
    """Of each thing that a page shows there is one, or there are three."""
    factories.regions()
    release = factories.release("statcan-14-10-0023", "2019")
    people = [factories.user(role="analyst") for _ in range(2)]
    orders = []
    for n in range(rows):
        code = f"31{6 + n}"
        Industry.objects.create(
            code=code, level=2, parent_id="31-33", title_fr="x", title_en="x"
        )
        IndustryExample.objects.create(
            industry_id="31-33", language="en", text=f"thing {n}"
        )
        Statistic.objects.create(
            release=release, table="14-10-0023", measure="employment", area="QC",
            period=f"201{n}", industry="31-33", unit="persons", value=n,
        )  # fmt: skip
        RegionalFact.objects.create(
            kind="closing", day="2026-10-05", region_id="08", place="Val-d’Or",
            industry_id=code, text_fr="x", text_en="x", source="x", state="published",
            source_url="https://example.org/", author=people[0], reviewer=people[1],
            published_at="2026-10-06T12:00Z",
        )  # fmt: skip
        orders.append(make_order(make_organisation(naics_id=code)).pk)
    reindex(orders)
    index.cache_clear()
    client.cookies["session"] = "passes by the page cache"
    for path in ("", "31-33-manufacturing"):
        client.get(NAMES["en"] + path)
        with django_assert_num_queries({"": 1}.get(path, 4)):
            page = client.get(NAMES["en"] + path)
    words = text_of(page)
    assert words.count("Val-d’Or") == rows
    assert words.count("thing ") == rows
    assert len(page.context["panels"][-1].context["hits"]) == rows
