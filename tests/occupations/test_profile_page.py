"""The page of one occupation, as a visitor reads it."""

import csv
import io
import re

import html5lib
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from classifications.models import Element, UnitGroup
from datasets import editions
from datasets.models import Publication, Release
from occupations.models import Descriptor, OasisProfile, Outlook, Profile, Regulation
from occupations.profiles import rebuild
from tests import factories

ENGLISH = "/en/occupations/72106-welders"
FRENCH = "/fr/metiers-et-professions/72106-soudeurs-soudeuses"


def text_of(response) -> str:
    """What a visitor reads: no tags, blanks folded."""
    main = response.content.decode().partition("<main")[2]
    text = re.sub(r"<[^>]+>", " ", main.replace("\u200b", ""))
    return re.sub(r"\s+", " ", text.replace("&#x27;", "'").replace("&amp;", "&"))


def section(response, name: str) -> str:
    """The words of one section of the page."""
    body = response.content.decode()
    found = re.search(
        rf'<section[^>]*aria-labelledby="{name}".*?</section>', body, re.S
    )
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", found[0]))


def test_page_says_title_code_and_three_outlooks_each_on_its_scale(client, welders):
    page = client.get(ENGLISH)
    document = html5lib.HTMLParser(strict=False).parse(page.content)
    titles = [e for e in document.iter() if e.tag.endswith("}h1")]
    assert ["".join(t.itertext()) for t in titles] == ["Welders"]
    current = re.findall(
        r'aria-current="true"><svg[^>]*><use[^>]*/></svg>([^<]+)', page.content.decode()
    )
    assert current == ["Deficit", "Limited", "Moderate risk of shortage"]


def test_french_page_is_in_french_with_both_genders(client, welders):
    page = client.get(FRENCH)
    words = text_of(page)
    assert "Soudeurs/ soudeuses" in words or "Soudeurs/soudeuses" in words
    assert "28,10\xa0$" in page.content.decode()
    assert page.headers["Content-Language"] == "fr-CA"
    assert "Déficit" in words and "Deficit" not in words


def test_region_shows_its_own_wage_with_quebec_beside(client, welders):
    facts = re.search(
        r'<dl class="facts">.*?</div>',
        client.get(f"{ENGLISH}?region=08").content.decode(),
        re.S,
    )[0]
    words = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", facts)).strip()
    assert words == (
        "Median hourly wage $30.00 Abitibi-Témiscamingue, 2024 Québec: $28.10"
    )


def test_region_without_a_wage_says_so_and_quebec_stands_in(client, welders):
    facts = re.search(
        r'<dl class="facts">.*?</div>',
        client.get(f"{ENGLISH}?region=06").content.decode(),
        re.S,
    )[0]
    words = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", facts)).strip()
    assert words == "Median hourly wage $28.10 Québec, 2024 Montréal: not published"


@pytest.mark.parametrize("region", ["99", "x" * 10_000, "\x00", "08&region=zz", "८"])
def test_unknown_region_is_said_and_quebec_is_shown(client, welders, region):
    page = client.get(ENGLISH, {"region": region})
    assert page.status_code == 200
    assert "is not one of the 17 administrative regions" in text_of(page)


def test_wages_table_lists_published_areas_and_names_the_others(client, welders):
    wages = section(client.get(ENGLISH), "wages")
    table = re.search(r"Region Low Median High (.*?) For a year", wages)[1]
    assert table == (
        "All of Québec $21.00 $28.10 $42.00 Abitibi-Témiscamingue $23.50 $30.00 $41.98 "
        "Montréal not published Montérégie not published"
    )
    assert "Not published: Montréal, Montérégie." in wages


def test_year_is_a_stated_conversion(client, welders):
    assert "$58,448 Median of Québec converted: $28.10 × 40 h × 52 weeks." in section(
        client.get(ENGLISH), "wages"
    )


def test_own_text_shows_until_the_official_one_is_loaded(client, official_duty):
    english, french = client.get(ENGLISH), client.get(FRENCH)
    assert "Operate welding equipment" in section(english, "overview")
    assert "Weld parts." not in section(english, "overview")
    assert "Souder des pièces." in section(french, "overview")


def test_missing_text_is_announced(client, market):
    market("72104")
    words = section(client.get("/en/occupations/72104-fitters"), "requirements")
    assert "No text on this yet for this occupation." in words
    assert "make load-real" in words
    assert "This does not mean that the occupation is not regulated." in words


def test_unpublished_diagnosis_is_a_value_not_a_blank(client, market):
    market("72106")
    Outlook.objects.filter(scale="diagnosis").update(value="", missing="not_published")
    rebuild()
    page = client.get(ENGLISH)
    assert "Québec publishes no diagnosis for this occupation." in text_of(page)
    assert page.content.decode().count("Not published") >= 1


def test_outlook_without_an_edition_is_not_loaded_and_says_nothing(client, market):
    market("72106")
    Outlook.objects.filter(scale="job_bank").update(value="", missing="undetermined")
    rebuild()
    said = "Job Bank could not determine the chances of finding a job."
    assert said in text_of(client.get(ENGLISH, {"region": "08"}))
    Outlook.objects.filter(scale="job_bank").delete()
    Release.objects.filter(source_id="outlooks").update(is_current=False)
    Publication.objects.create(release=Release.objects.current().first())
    rebuild()
    words = text_of(client.get(ENGLISH))
    assert said not in words and "Undetermined" not in words
    # At the top of the page, and with the steps of the scale.
    assert words.count("Job Bank Not loaded") == 1
    assert section(client.get(ENGLISH), "outlook").count("Not loaded") == 1


@pytest.mark.parametrize(
    ("asked", "address"),
    [
        ("/en/occupations/72106", ENGLISH),
        ("/en/occupations/72106-plumbers", ENGLISH),
        ("/en/occupations/72106-plumbers?region=08", f"{ENGLISH}?region=08"),
        ("/en/occupations/72106-x/job-titles", f"{ENGLISH}/job-titles"),
    ],
)
def test_wrong_slug_redirects_for_good(client, welders, asked, address):
    answer = client.get(asked)
    assert (answer.status_code, answer.headers["Location"]) == (301, address)


@pytest.mark.parametrize("code", ["99999", "00000"])
def test_unknown_code_is_not_found(client, welders, code):
    assert client.get(f"/en/occupations/{code}-x").status_code == 404


def test_language_switch_keeps_the_page_and_its_query(client, welders):
    body = client.get(f"{ENGLISH}?region=08").content.decode()
    assert f'<a href="{FRENCH}?region=08" hreflang="fr" lang="fr">Français</a>' in body
    twins = re.findall(r'hreflang="([^"]+)" href="http://127.0.0.1:8000([^"]+)"', body)
    assert dict(twins) == {
        "fr-CA": f"{FRENCH}?region=08",
        "en-CA": f"{ENGLISH}?region=08",
        "x-default": f"{FRENCH}?region=08",
    }


@pytest.mark.parametrize("codes", [("72106",), ("72106", "72104", "21232")])
def test_page_takes_the_same_queries_with_one_and_three_rows(client, market, codes):
    market(*codes)
    editions.live.cache_clear()
    client.cookies["session"] = "passes by the page cache"
    client.get(ENGLISH)
    with CaptureQueriesContext(connection) as queries:
        client.get(ENGLISH)
    assert len(queries) == 3


def test_wages_csv_holds_what_the_page_shows(client, welders):
    answer = client.get("/en/occupations/72106/wages.csv")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    published = {
        (r["area"], r["edition"]): (r["low"], r["median"], r["high"])
        for r in rows
        if r["median"]
    }
    assert published == {
        ("QC", "2020"): ("16.0", "22.5", "33.0"),
        ("QC", "2024"): ("21.0", "28.1", "42.0"),
        ("08", "2024"): ("23.5", "30.0", "41.98"),
    }
    assert {r["source"] for r in rows} == {"Source wages, 2024"}


def test_whole_json_names_its_sources(client, welders):
    data = client.get(f"{ENGLISH}.json").json()
    assert (data["noc_2021"], data["title"]) == ("72106", "Welders")
    assert data["characteristics"][0] == {
        "category": "skills",
        "descriptor": "skills-1",
        "name": "Precision",
        "level": 4,
        "highest_level": 5,
    }
    assert [s["source"] for s in data["sources"]] == [
        f"Source {name}"
        for name in (
            "noc-elements",
            "wages",
            "diagnostics",
            "outlooks",
            "cops",
            "oasis",
        )
    ]


def test_titles_page_lists_the_titles_of_its_language(client, welders):
    page = text_of(client.get(f"{ENGLISH}/job-titles"))
    assert "welder 72106" in page
    assert "soudeur" not in page


def test_rebuild_drops_what_left_the_classification(market):
    market("72106", "72104")
    UnitGroup.objects.filter(code="72104").update(withdrawn=True)
    rebuild()
    assert list(Profile.objects.values_list("pk", flat=True)) == ["72106"]


def test_level_of_several_profiles_is_their_median(market, releases):
    market("72106")
    for suffix, value in (("01", 1), ("02", 2)):
        OasisProfile.objects.create(
            release=releases["oasis"],
            code=f"72106.{suffix}",
            unit_group_id="72106",
            label="part",
            interests="",
            levels={"skills-1": value},
        )
    rebuild()
    # 4, 1 and 2 for precision; only the first profile rates noise.
    assert list(bytes(Profile.objects.get(pk="72106").levels)) == [2, 4]


def test_an_older_release_never_shows_as_live(client, welders):
    factories.release("wages", "2025")  # live, and it holds no row
    rebuild()
    assert "The edition in force holds no wage" in section(client.get(ENGLISH), "wages")


def test_sentence_of_the_official_text_is_not_said_twice(client, market):
    market("72106")
    sentence = "Trade certification is compulsory in Quebec."
    shared = {"unit_group_id": "72106", "language": "en", "text": sentence}
    Element.objects.create(kind="employment_requirements", seq=1, **shared)
    for text in (sentence, "Another sentence, of no element."):
        Regulation.objects.create(kind="trade_certification", **shared | {"text": text})
    rebuild()
    words = section(client.get(ENGLISH), "requirements")
    assert words.count(sentence) == 1
    assert words.count("Another sentence, of no element.") == 1
    assert words.count("Named in the official requirements.") == 1


@pytest.mark.parametrize("first", [0, 1, 7])
def test_levels_stand_beside_their_descriptor_wherever_positions_begin(
    client, releases, first
):
    group = factories.unit_group("72106", "Soudeurs", "Welders")
    for place, name in enumerate(("Noise", "Precision")):
        Descriptor.objects.filter(name_en=name).update(position=100 + place)
    for place, name in enumerate(("Noise", "Precision")):
        Descriptor.objects.filter(name_en=name).update(position=first + place)
    levels = dict(Descriptor.objects.values_list("code", "name_en"))
    OasisProfile.objects.create(
        release=releases["oasis"],
        code="72106.00",
        unit_group=group,
        label="Welders",
        levels={
            code: {"Noise": 5, "Precision": 2}[name] for code, name in levels.items()
        },
    )
    rebuild()
    rows = client.get("/en/occupations/72106/characteristics.json").json()
    found = {row["name"]: row["level"] for row in rows["characteristics"]}
    assert found == {"Noise": 5, "Precision": 2}
