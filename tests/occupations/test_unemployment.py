"""Unemployment rates: three monthly files, and the pages of the regions."""

import csv
import io
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from classifications.models import Region
from datasets import editions
from datasets.loading import load
from datasets.models import Publication, Release
from datasets.registry import loaders
from figures import charts
from occupations.models import UnemploymentRate
from tests.datasets.files import loaded, write

pytestmark = pytest.mark.django_db

HEADER = "ref_month,geo_id,geo_name,unemployment_rate_pct\n"
REGIONS = HEADER + (
    "2023-12,2440,Montréal,6.0\n"
    "2024-11,2440,Montréal,8.1\n"
    "2024-12,2440,Montréal,7.9\n"
    "2024-12,2435,Montérégie,\n"
)
QUEBEC = HEADER + (
    "2024-12,1,Canada,6.7\n2024-11,24,Quebec,5.9\n2024-12,24,Quebec,5.6\n"
    "2025-01,24,Quebec,5.4\n2025-01,35,Ontario,7.6\n"
)
METROPOLITAN = HEADER + (
    "2024-12,24,Quebec,5.7\n2024-12,657,Saguenay,3.9\n"
    "2024-12,948,Ottawa-Gatineau,6.2\n2024-12,948,Ottawa-Gatineau,6.8\n"
    "2024-12,948,Ottawa-Gatineau,6.2\n"
)
NAMES = {
    "unemployment-regions": "quebec_economic_regions",
    "unemployment-quebec": "quebec_canada",
    "unemployment-metropolitan": "quebec_cma",
}
PLACES = {
    "06": ("Montréal", "2440"),
    "09": ("Côte-Nord", "2480"),
    "10": ("Nord-du-Québec", "2490"),
    "16": ("Montérégie", "2435"),
}


def rates_file(folder, dataset, text):
    name = f"derived_lfs_unemployment_rate_{NAMES[dataset]}_monthly.csv"
    return write(folder, name, text)


@pytest.fixture
def places(db):
    for code, (name, economic) in PLACES.items():
        Region.objects.create(
            code=code, name=name, sort_name=name.lower(), economic_region=economic
        )


@pytest.fixture
def rates(places, tmp_path):
    for dataset, text in (
        ("unemployment-regions", REGIONS),
        ("unemployment-quebec", QUEBEC),
        ("unemployment-metropolitan", METROPOLITAN),
    ):
        loaded(dataset, rates_file(tmp_path, dataset, text))
    editions.live.cache_clear()


def known(area):
    rows = UnemploymentRate.objects.series(area)
    return [(row.month, row.rate, row.missing) for row in rows]


def test_edition_is_the_last_month_of_each_file(rates):
    live = Release.objects.current_ids()
    assert {name: Release.objects.get(pk=pk).edition for name, pk in live.items()} == {
        "unemployment-regions": "2024-12",
        "unemployment-quebec": "2025-01",
        "unemployment-metropolitan": "2024-12",
    }
    assert Release.objects.get(source="unemployment-regions").period == (
        "2023-12 – 2024-12"
    )


def test_rates_belong_to_administrative_regions(rates):
    assert known("06") == [
        (date(2023, 12, 1), Decimal("6.0"), ""),
        (date(2024, 11, 1), Decimal("8.1"), ""),
        (date(2024, 12, 1), Decimal("7.9"), ""),
    ]
    assert known("16") == [(date(2024, 12, 1), None, "suppressed")]
    assert known("09") == known("10") == []


def test_other_provinces_and_repeated_totals_are_counted_and_left_out(rates):
    ignored = {
        release.source_id: release.report["ignored"]
        for release in Release.objects.current()
    }
    assert ignored == {
        "unemployment-regions": {},
        "unemployment-quebec": {"other areas": 1},
        "unemployment-metropolitan": {"other areas": 1},
    }


def test_parts_that_bear_one_code_are_not_told_apart_so_none_is_kept(rates):
    assert known("M657") == [(date(2024, 12, 1), Decimal("3.9"), "")]
    assert known("M948") == [(date(2024, 12, 1), None, "ambiguous")]


def test_parts_that_bear_their_own_code_are_kept(places, tmp_path):
    text = HEADER + (
        "2024-12,24505,Ottawa-Gatineau (Québec),6.8\n"
        "2024-12,35505,Ottawa-Gatineau (Ontario),6.2\n"
    )
    loaded(
        "unemployment-metropolitan",
        rates_file(tmp_path, "unemployment-metropolitan", text),
    )
    assert [known("M24505")[0][1], known("M35505")[0][1]] == [
        Decimal("6.8"),
        Decimal("6.2"),
    ]


def test_a_row_of_both_northern_regions_is_that_of_each(places, tmp_path):
    text = REGIONS + "2024-12,2480,Côte-Nord and Nord-du-Québec,4.4\n"
    loaded("unemployment-regions", rates_file(tmp_path, "unemployment-regions", text))
    assert known("09") == known("10") == [(date(2024, 12, 1), Decimal("4.4"), "")]
    (fixture,) = loaders()["unemployment-regions"].fixtures()
    joined = [row for row in fixture.rows if row[1] in ("2480", "2490")]
    assert joined == [
        ("2024-12", "2480", "Côte-Nord et Nord-du-Québec", Decimal("4.4"), "")
    ]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("7.9", "107.9", "“%(value)s” is not a percentage"),
        ("2024-11,", "2024-13,", "“%(value)s” is not a month"),
        (",2435,", ",2434,", "unknown economic region %(code)s"),
        ("8.1", "high", "“%(value)s” is not a number"),
    ],
)
def test_a_wrong_row_refuses_the_file(places, tmp_path, old, new, message):
    text = REGIONS.replace(old, new)
    release = load(
        "unemployment-regions",
        [rates_file(tmp_path, "unemployment-regions", text)],
    )
    assert release.state == Release.State.REFUSED
    assert release.report["errors"][0]["message"] == message
    assert not UnemploymentRate.objects.exists()


@pytest.mark.parametrize("dataset", NAMES)
def test_fixture_gives_the_same_rates(rates, tmp_path, dataset):
    columns = ("area", "month", "name", "rate", "missing", "joined")
    before = list(UnemploymentRate.objects.live().values_list(*columns))
    (fixture,) = loaders()[dataset].fixtures()
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(fixture.columns)
    writer.writerows(fixture.rows)
    path = write(tmp_path, fixture.name, text.getvalue())
    again = load(dataset, [path])
    assert again.report["reason"]["message"] == (
        "this edition is published already from fuller files"
    )
    Publication.objects.filter(release__source=dataset).delete()
    Release.objects.filter(source=dataset).delete()
    assert len(UnemploymentRate.objects.live()) < len(before)
    loaded(dataset, path)
    after = UnemploymentRate.objects.live().values_list(*columns)
    assert set(after) == set(before)


def test_fixture_holds_three_years_at_most(places, tmp_path):
    months = [f"{2020 + n // 12}-{n % 12 + 1:02d}" for n in range(60)]
    text = HEADER + "".join(f"{month},2440,Montréal,5.0\n" for month in months)
    loaded("unemployment-regions", rates_file(tmp_path, "unemployment-regions", text))
    (fixture,) = loaders()["unemployment-regions"].fixtures()
    assert fixture.name == "unemployment_regions_2024-12.csv"
    assert [row[0] for row in fixture.rows] == months[-36:]


def test_region_page_shows_the_rate_its_month_and_quebec_beside(client, rates):
    page = client.get("/en/regions/06-montreal").content.decode()
    assert '<span class="big">7.9%</span></dd><dd>December 2024</dd>' in page
    assert '<dt>Québec</dt><dd><span class="big">5.6%</span></dd>' in page
    assert '<span class="big">6.0%</span></dd><dd>December 2023</dd>' in page
    assert (
        "Unemployment rates by economic region, December 2023 – December 2024" in page
    )
    assert 'href="/en/occupations/?region=06&amp;sort=-wage"' in page


def test_region_page_in_french_has_its_table_in_order(client, rates):
    page = client.get("/fr/regions/06-montreal").content.decode()
    table = page.split("<tbody>")[1].split("</tbody>")[0]
    assert [line.split("</th>")[0] for line in table.split('<th scope="row">')[1:]] == [
        "décembre 2024",
        "novembre 2024",
        "décembre 2023",
    ]
    assert '<td class="num">7,9\u00a0%</td><td class="num">5,6\u00a0%</td>' in table
    assert '<td class="num">6,0\u00a0%</td><td class="num">non publié</td>' in table
    assert "Taux de chômage par mois, Montréal et Québec" in page


def test_suppressed_rate_is_said_and_is_not_zero(client, rates):
    page = client.get("/en/regions/16-monteregie").content.decode()
    assert "Not published</span></dd><dd>December 2024 suppressed by the source" in page
    assert "<svg" not in page.split('id="unemployment"')[1].split("</section>")[0]


def test_region_that_no_file_holds_says_why(client, rates):
    page = client.get("/fr/regions/09-cote-nord").content.decode()
    assert "l’enquête réunit la Côte-Nord et le Nord-du-Québec" in page
    assert "Aucun mois n’est publié pour cette région." in page


def test_list_gives_each_area_its_rate_or_its_reason(client, rates):
    page = client.get("/en/regions/").content.decode()
    lines = {
        line.split("</th>")[0].replace("</a>", "").split(">")[-1]: line
        for line in page.split('<th scope="row">')[1:]
    }
    assert list(lines) == [
        "Québec",
        "Canada",
        "06 Montréal",
        "09 Côte-Nord",
        "10 Nord-du-Québec",
        "16 Montérégie",
        "Ottawa-Gatineau",
        "Saguenay",
    ]
    assert "5.4%</td><td>January 2025" in lines["Québec"]
    assert "7.9%" in lines["06 Montréal"]
    assert "the survey joins Côte-Nord and Nord-du-Québec" in lines["09 Côte-Nord"]
    assert "suppressed by the source" in lines["16 Montérégie"]
    assert "cannot be told apart" in lines["Ottawa-Gatineau"]


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("/fr/regions/06", "/fr/regions/06-montreal"),
        ("/en/regions/06-wrong?x=1", "/en/regions/06-montreal?x=1"),
    ],
)
def test_wrong_slug_redirects_for_good(client, rates, path, address):
    answer = client.get(path)
    assert (answer.status_code, answer["Location"]) == (301, address)


@pytest.mark.parametrize("path", ["/fr/regions/18", "/en/regions/99-x"])
def test_unknown_region_is_not_found(client, rates, path):
    assert client.get(path).status_code == 404


def test_files_hold_every_month_with_its_source(client, rates):
    answer = client.get("/en/regions/06-montreal/unemployment.csv")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [
        (r["month"], r["unemployment_rate"], r["unemployment_rate_quebec"])
        for r in rows
    ] == [("2023-12", "6.0", ""), ("2024-11", "8.1", "5.9"), ("2024-12", "7.9", "5.6")]
    assert rows[0]["source"].startswith(
        "Unemployment rates by economic region, 2024-12"
    )
    json = client.get("/en/regions/16-monteregie/unemployment.json").json()
    assert json["unemployment"] == [
        {
            "month": "2024-12",
            "unemployment_rate": None,
            "missing": "suppressed",
            "unemployment_rate_quebec": "5.6",
        }
    ]


@pytest.mark.parametrize("months", [1, 3])
@pytest.mark.parametrize(
    ("path", "statements"), [("/en/regions/", 2), ("/en/regions/06-montreal", 3)]
)
def test_pages_take_the_same_statements_for_one_and_three(
    client, places, tmp_path, months, path, statements
):
    rows = "".join(f"2024-{n:02d},2440,Montréal,5.0\n" for n in range(1, months + 1))
    loaded(
        "unemployment-regions",
        rates_file(tmp_path, "unemployment-regions", HEADER + rows),
    )
    client.cookies["session"] = "passes by the page cache"
    client.get(path)
    with CaptureQueriesContext(connection) as queries:
        assert "5.0%" in client.get(path).content.decode()
    assert len(queries) == statements


def test_line_breaks_where_a_value_is_missing():
    drawn = charts.lines(charts.Axis(0, 10, 5), [0, 10, None, 5])
    assert drawn == ["60.0,210.0 166.7,48.0", "380.0,129.0 383.0,129.0"]
