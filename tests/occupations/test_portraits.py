"""The portrait of a region, and an occupation seen from region to region."""

import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from classifications.models import Municipality
from occupations.models import Outlook
from occupations.profiles import rebuild
from tests import factories

WELDERS = "/en/occupations/72106-welders"


@pytest.fixture
def region(welders, releases):
    Outlook.objects.create(
        release=releases["outlooks"],
        unit_group_id="72106",
        area="08",
        scale="job_bank",
        value="very_good",
    )
    for code, name, population in (
        ("89008", "Val-d’Or", 33_000),
        ("86042", "Rouyn-Noranda", 43_000),
    ):
        Municipality.objects.create(
            code=code,
            name=name,
            sort_name=name.lower(),
            designation="Ville",
            region_id="08",
            population=population,
        )
    rebuild()
    factories.release("regions", "2024")


def test_portrait_says_what_is_the_region_s_and_what_is_quebec_s(client, region):
    page = client.get("/en/regions/08-abitibi-temiscamingue").content.decode()
    line = page.split('href="/en/occupations/72106-welders?region=08"')[1]
    line = line.split("</tr>")[0]
    assert "Deficit</span>" in line
    assert "Very good</span>" in line
    assert '<td class="num">$30.00</td><td class="num">$28.10</td>' in line
    assert (
        "Of 1 occupation whose median wage is published here, 1 is above Québec’s, "
        "0 equal and 0 below." in page
    )
    assert "2 municipalities, 76,000 inhabitants in all." in page
    assert page.index("Rouyn-Noranda") < page.index("Val-d’Or")
    assert "No edition loaded tells the employment of this region" in page


def test_portrait_s_file_holds_every_occupation(client, region):
    base = "/en/regions/08-abitibi-temiscamingue/occupations"
    text = client.get(f"{base}.csv").content.decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(text))
    del row["source"]
    assert row == {
        "region": "08",
        "name": "Abitibi-Témiscamingue",
        "noc_2021": "72106",
        "title": "Welders",
        "diagnosis_quebec": "deficit",
        "job_bank_region": "very_good",
        "wage_low": "23.5",
        "wage_median": "30.0",
        "wage_high": "41.98",
        "wage_median_quebec": "28.1",
    }
    (same,) = client.get(f"{base}.json").json()["occupations"]
    assert (same["noc_2021"], same["wage_median"]) == ("72106", 30.0)


@pytest.mark.parametrize(
    ("sort", "order"),
    [("", ["06", "08", "16"]), ("-median", ["08", "06", "16"]), ("';", None)],
)
def test_regions_of_an_occupation_are_sorted_and_none_is_left_out(
    client, region, sort, order
):
    answer = client.get(f"{WELDERS}/regions.json", {"sort": sort})
    lines = answer.json()["regions"]
    assert [line["region"] for line in lines] == (order or ["06", "08", "16"])
    (abitibi,) = [line for line in lines if line["region"] == "08"]
    assert [abitibi[name] for name in ("wage_low", "wage_median", "wage_high")] == [
        23.5,
        30,
        41.98,
    ]
    assert abitibi["job_bank_region"] == "very_good"
    assert abitibi["diagnosis_quebec"] == "deficit"
    assert abitibi["unemployment_rate"] is None


def test_page_of_the_regions_prints_each_wage_or_that_none_is_published(client, region):
    page = client.get(f"{WELDERS}/regions?sort=-median").content.decode()
    body = page.split("<tbody>")[1].split("</tbody>")[0]
    first, second, _third = body.split("</tr>")[:3]
    assert "Abitibi-Témiscamingue" in first
    assert first.count('<td class="num">$') == 3
    assert "not published" in second
    assert 'aria-sort="descending"><a href="?sort=median">Median' in page
    assert "/fr/metiers-et-professions/72106-soudeurs-soudeuses/regions" in page
    french = client.get("/fr/metiers-et-professions/72106-soudeurs-soudeuses/regions")
    assert french.status_code == 200


def test_undetermined_is_told_from_not_loaded(client, region, releases):
    Outlook.objects.create(
        release=releases["outlooks"],
        unit_group_id="72106",
        area="16",
        scale="job_bank",
        value="",
        missing="undetermined",
    )
    rebuild()
    lines = client.get(f"{WELDERS}/regions.json").json()["regions"]
    assert {line["region"]: line["job_bank_region"] for line in lines} == {
        "06": None,
        "08": "very_good",
        "16": "undetermined",
    }
    page = client.get(f"{WELDERS}/regions").content.decode()
    assert page.count("Undetermined</span>") == 1
    without = client.get("/en/regions/06-montreal").content.decode()
    assert "No outlook of Job Bank is loaded for this region." in without
    assert "Job Bank, the region" not in without


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    ("path", "statements"),
    [("/en/regions/08-abitibi-temiscamingue", 3), (f"{WELDERS}/regions", 3)],
)
def test_pages_take_the_same_statements_for_one_and_three(
    client, market, path, statements, count
):
    market(*("72106", "72104", "21232")[:count])
    factories.release("regions", "2024")
    client.cookies["session"] = "passes by the page cache"
    client.get(path)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    assert len(queries) == statements
