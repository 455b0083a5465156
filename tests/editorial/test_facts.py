"""A regional fact, from the analyst's desk to the pages and the next bulletin."""

import csv
import io

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from classifications.models import Industry
from classifications.places import region_names
from datasets import editions
from datasets.models import Publication, Release
from editorial.models import RegionalFact
from occupations.profiles import rebuild
from sectors.index import index
from tests import factories

pytestmark = pytest.mark.django_db
FIELDS = {
    "kind": "project",
    "day": "2026-10-05",
    "region": "08",
    "place": "Val-d’Or",
    "industry": "331",
    "occupations": "72106",
    "text_fr": "Une usine ouvre.",
    "text_en": "A plant opens.",
    "source": "Le journal",
    "source_url": "https://example.org/usine",
    "jobs_gained": "0",
    "demonstration": "on",
}


@pytest.fixture
def places(db):
    for kept in (index, region_names, editions.live):
        kept.cache_clear()
    factories.regions()
    factories.unit_group("72106", "Soudeurs", "Welders")
    Industry.objects.create(code="31-33", level=1, title_en="Manufacturing")
    Industry.objects.create(code="331", level=2, parent_id="31-33", title_en="Metal")


def fact(**fields) -> RegionalFact:
    """A published fact of the Abitibi."""
    writer, reader = (factories.user(role="analyst") for _ in range(2))
    return RegionalFact.objects.create(
        **{
            "kind": "closing",
            "day": "2026-10-05",
            "region_id": "08",
            "place": "Val-d’Or",
            "text_fr": "Une usine ferme.",
            "text_en": "A plant closes.",
            "source": "Le journal",
            "source_url": "https://example.org/usine",
            "jobs_lost": 1200,
            "state": "published",
            "author": writer,
            "reviewer": reader,
            "published_at": "2026-10-06T12:00Z",
        }
        | fields
    )


def test_from_the_desk_to_each_page_and_the_next_bulletin(client, places):
    rebuild()
    writer, second = (factories.user(role="analyst") for _ in range(2))
    client.force_login(writer)
    page = client.post(reverse("fact_desk:add"), FIELDS)
    assert page.status_code == 302, page.context["form"].errors
    (row,) = RegionalFact.objects.all()
    move = reverse("fact_desk:move", args=[row.pk])
    client.post(move, {"action": "submit", "version": 1})
    client.post(move, {"action": "publish", "version": 1})
    row.refresh_from_db()
    assert row.state == "submitted"  # nobody publishes their own
    before = Publication.objects.version()
    client.force_login(second)
    client.post(move, {"action": "publish", "version": 1})
    row.refresh_from_db()
    assert (row.state, row.reviewer) == ("published", second)
    assert Publication.objects.version() > before  # kept pages are made again
    draft = client.get(reverse("bulletin_desk:add")).content.decode()
    assert (
        "**Val-d’Or (Abitibi-Témiscamingue)**, 5 octobre 2026 (démonstration)" in draft
    )
    assert "[Le journal](https://example.org/usine)" in draft
    client.logout()
    edition = Release.objects.get(source="regional-facts").edition
    listed = client.get("/en/regional-facts/").content.decode()
    assert f"Source: Regional facts, {edition}</span>" in listed.replace("> ", ">")
    assert client.get("/en/regional-facts/facts.json").json()["sources"] == [
        {
            "source": "Regional facts",
            "publisher": "This portal",
            "edition": edition,
            "period": "",
            "licence": "The project’s licence",
            "transcribed_unverified": False,
        }
    ]
    for address in (
        "/en/regional-facts/",
        f"/en/regional-facts/{row.pk}",
        "/en/regions/08-abitibi-temiscamingue",
        "/en/sectors/31-33-manufacturing",
    ):
        page = client.get(address).content.decode()
        assert "A plant opens. Jobs gained: 0." in page, address
        assert "Demonstration: fictitious" in page
        assert '<a href="https://example.org/usine">Le journal</a>' in page
    assert "Une usine ouvre." in client.get("/fr/faits-regionaux/").content.decode()
    feed = client.get("/fr/faits-regionaux/facts.atom").content.decode()
    assert "Une usine ouvre." in feed
    occupation = client.get("/en/occupations/72106-welders").content.decode()
    assert (
        'Regional facts: <a href="/en/regional-facts/?noc=72106">'
        "Val-d’Or, new project, Oct. 5, 2026 (demonstration)</a>"
    ) in occupation
    site_map = client.get("/sitemap-facts-1.xml").content.decode()
    assert f"<loc>http://127.0.0.1:8000/fr/faits-regionaux/{row.pk}</loc>" in site_map


def test_site_map_gives_the_day_of_québec(client, places):
    fact(published_at="2026-10-07T01:30Z")
    text = client.get("/sitemap-facts-1.xml").content.decode()
    assert text.count("<lastmod>2026-10-06</lastmod>") == 2


@pytest.mark.parametrize("state", ["draft", "submitted"])
def test_what_waits_is_nowhere(client, places, state):
    fact(state=state, reviewer=None, published_at=None)
    for address in ("/en/regional-facts/", "/en/regions/08-abitibi-temiscamingue"):
        assert "A plant closes." not in client.get(address).content.decode()


def test_a_fact_sent_back_is_gone(client, places):
    row = fact()
    client.force_login(factories.user(role="analyst"))
    client.post(
        reverse("fact_desk:move", args=[row.pk]), {"action": "send_back", "version": 1}
    )
    assert "A plant closes." not in client.get("/en/regional-facts/").content.decode()


ASKED = {
    "": ["Val-d’Or", "Montréal"],
    "region=08": ["Val-d’Or"],
    "sector=31-33": ["Val-d’Or"],
    "sector=33": ["Val-d’Or"],
    "sector=332": [],
    "noc=72106": ["Montréal"],
    "kind=project": ["Montréal"],
    "year=2025": ["Montréal"],
    "year=2026&kind=project": [],
    "region=99": ["Val-d’Or", "Montréal"],
    "sector=x&year=1e9&noc=%00": ["Val-d’Or", "Montréal"],
}


@pytest.mark.parametrize(("query", "found"), ASKED.items())
def test_the_page_and_its_files_hold_what_is_asked(client, places, query, found):
    fact(industry_id="331")
    fact(
        region_id="06", place="Montréal", kind="project", day="2025-01-09",
        occupations=["72106"], jobs_lost=None, jobs_gained=0,
    )  # fmt: skip
    page = client.get(f"/en/regional-facts/?{query}")
    assert [one.place for one in page.context["object_list"]] == found
    body = client.get(f"/en/regional-facts/facts.csv?{query}").content.decode(
        "utf-8-sig"
    )
    rows = list(csv.DictReader(io.StringIO(body)))
    assert [row["place"] for row in rows] == found
    facts = client.get(f"/fr/faits-regionaux/facts.json?{query}").json()["facts"]
    assert [one["place"] for one in facts] == found
    told = {"Val-d’Or": (None, 1200, "331"), "Montréal": (0, None, "")}
    for one in facts:
        known = one["jobs_gained"], one["jobs_lost"], one["naics_2022"]
        assert known == told[one["place"]]


def test_what_is_not_understood_is_told(client, places):
    page = client.get("/fr/faits-regionaux/?sector=x&region=99").content.decode()
    assert "Secteur (SCIAN) : Ce n’est pas un code." in page
    assert "Région : " in page


def test_unknown_occupation_is_refused_with_words(client, places):
    client.force_login(factories.user(role="analyst"))
    page = client.post(reverse("fact_desk:add"), FIELDS | {"occupations": "99999"})
    assert page.context["form"].errors == {
        "occupations": ["Aucune profession n’a ce code\u00a0: 99999."]
    }


def test_the_table_refuses_a_fact_its_author_approved(places):
    writer = factories.user(role="analyst")
    with pytest.raises(IntegrityError), transaction.atomic():
        fact(author=writer, reviewer=writer)


@pytest.mark.parametrize("rows", [1, 3])
def test_list_costs_the_same_whatever_it_holds(
    client, places, rows, django_assert_num_queries
):
    for _n in range(rows):
        fact()
    client.get("/en/regional-facts/")
    with django_assert_num_queries(4):
        page = client.get("/en/regional-facts/")
    assert len(page.context["object_list"]) == rows
