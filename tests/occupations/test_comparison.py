"""Occupations side by side: what the address says, the rows, the page."""

import csv
import io
from unittest.mock import patch

import pytest
from django.http import QueryDict
from django.utils.translation import override

from classifications.places import region_names
from classifications.search import Result
from datasets import editions
from occupations.choice import Choice
from occupations.comparison import Comparison
from occupations.descriptors import Rated, rated
from occupations.views.comparison import ComparisonView
from tests import factories

ADDRESS = "/en/occupations/compare"


@pytest.fixture(autouse=True)
def fresh():
    """What a process keeps per data version must not pass from test to test."""
    for kept in (region_names, editions.live, rated):
        kept.cache_clear()


def read(query: str) -> Choice:
    return Choice.read(QueryDict(query)).among(
        ["21232", "21231", "72106", "72100", "72104"], factories.REGIONS
    )


# -- the address ------------------------------------------------------------------


@pytest.mark.parametrize(
    "query",
    ["p=21232,21231&r=06", "p=21232&p=21231&r=06&r=", "p=21232,,21232&p=21231&r=06,06"],
)
def test_choice_reads_repeated_and_joined_values(query):
    choice = read(query)
    assert (choice.codes, choice.regions) == (("21232", "21231"), ("06",))
    assert choice.problems() == []


def test_choice_keeps_the_order_of_the_address():
    assert read("p=72106,21232,21231").codes == ("72106", "21232", "21231")


def test_choice_of_five_keeps_four_and_says_so():
    choice = read("p=21232,21231,72106,72100,72104")
    assert choice.codes == ("21232", "21231", "72106", "72100")
    with override("en"):
        assert choice.problems() == [
            "Four occupations at most side by side: the first four are shown."
        ]


def test_an_unknown_code_takes_nobodys_place():
    choice = read("p=21232,99999,21231,72106,72100")
    assert choice.codes == ("21232", "21231", "72106", "72100")
    assert (choice.rejected, choice.beyond) == (("99999",), 0)


@pytest.mark.parametrize(
    ("query", "rejected", "former"),
    [
        ("p=99999", ("99999",), ()),
        ("p=2174", (), ("2174",)),
        ("p=%00%ff,<b>", ("…", "…"), ()),
        ("p=٢١٢٣٢", ("٢١٢٣٢",), ()),
        ("p=" + "9" * 10_000, ("…",), ()),
    ],
)
def test_choice_sets_unknown_codes_aside(query, rejected, former):
    choice = read(query)
    assert (choice.codes, choice.rejected, choice.former) == ((), rejected, former)


def test_choice_refuses_unknown_regions_and_keeps_two():
    choice = read("r=99,06,08,16")
    assert choice.regions == ("06", "08")
    assert choice.rejected_regions == ("99",)
    assert len(choice.problems()) == 2


def test_choice_writes_back_the_address_it_read():
    choice = read("p=21232,21231&r=06")
    assert choice.query() == "?p=21232,21231&r=06"
    assert choice.minus("21232").query() == "?p=21231&r=06"
    assert choice.plus("72106").query() == "?p=21232,21231,72106&r=06"
    assert Choice().query() == "?"


# -- the rows ---------------------------------------------------------------------

DESCRIPTORS = [
    Rated("skills", "Reading", 5),
    Rated("skills", "Repairing", 5),
    Rated("abilities", "Strength", 5),
    Rated("context", "Noise", 5),
]


@pytest.fixture
def welders(db):
    first = factories.profile(
        "72106",
        outlooks={"diagnosis": "deficit", "job_bank": "limited"},
        wages=factories.wages(QC=[21, 28.1, 42], r06=[22, 28, 40]),
        cops={"employment": 95000, "openings": 25600, "year": 2023},
        interests="RC",
        levels_bytes=[3, 5, 4, 255],
    )
    second = factories.profile(
        "72100",
        outlooks={"diagnosis": "deficit"},
        wages=factories.wages(QC=[20.5, 27, 36]),
        interests="RC",
        levels_bytes=[3, 0, 4, 2],
    )
    return [first, second]


def table(profiles, areas=None, language="en") -> dict:
    """The rows by label, in English."""
    with override(language):
        comparison = Comparison(profiles, areas or {}, DESCRIPTORS, {}, language)
        return {row.label: row for group in comparison.groups() for row in group.rows}


def test_rows_that_differ_are_marked_and_the_others_are_not(welders):
    rows = table(welders)
    assert not rows["Québec’s diagnosis"].differs
    assert not rows["Interests"].differs
    assert rows["Job Bank, Québec"].differs
    assert rows["Québec"].differs


def test_a_regions_missing_wage_is_not_published_never_quebecs(welders):
    row = table(welders, {"06": "Montréal"})["Montréal"]
    assert [cell.text for cell in row.cells] == [
        "$28.00, 22.00 to 40.00",
        "not published",
    ]
    assert row.cells[1].value is None


def test_wages_of_all_share_one_axis(welders):
    bars = [cell.value.bar for cell in table(welders)["Québec"].cells]
    assert [(bar.x, bar.median) for bar in bars] == [
        ("4%", "32.4%"),
        ("2%", "28%"),
    ]


def test_annual_pay_is_a_stated_conversion(welders):
    assert table(welders)["Québec"].cells[0].value.year == "$58,448 a year"


def test_pay_by_the_year_is_not_drawn_on_the_axis_of_hours(welders):
    doctor = factories.profile(
        "31102", wages=factories.wages(unit="year", QC=[90000, 200000, 400000])
    )
    cells = table([*welders, doctor])["Québec"].cells
    assert cells[2].text == "$200,000, 90,000 to 400,000"
    assert cells[2].value.bar is None
    assert cells[0].value.bar is not None


def test_descriptors_are_the_union_of_the_strongest_and_silence_is_said(welders):
    rows = table(welders)
    assert [cell.value for cell in rows["Repairing"].cells] == [5, 0]
    assert [cell.text for cell in rows["Noise"].cells] == ["not published", "2"]


def test_employment_that_is_not_projected_is_not_assessed(welders):
    row = table(welders)["Job openings, Canada"]
    assert [cell.text for cell in row.cells] == ["25,600", "not assessed"]


def test_summary_names_the_best_paid_and_counts_what_differs(welders):
    with override("en"):
        comparison = Comparison(welders, {}, DESCRIPTORS, {}, "en")
        summary = comparison.summary(comparison.groups())
    assert summary == (
        "Highest published median wage in Québec: Occupations 72106, $28.10 an hour. "
        "6 lines of 13 differ."
    )


# -- the page ---------------------------------------------------------------------


@pytest.fixture
def portal(db):
    factories.regions()
    factories.release("wages")
    factories.descriptor("Reading")
    for code in ("21232", "21231", "72106"):
        factories.profile(
            code,
            wages=factories.wages(QC=[20, 30, 40]),
            outlooks={"diagnosis": "balance"},
            levels_bytes=[3],
        )


@pytest.mark.parametrize("codes", ["21232", "21232,21231,72106"])
def test_page_takes_the_same_four_statements_for_one_and_three(
    codes, portal, rf, django_assert_num_queries
):
    """Nothing kept by the process, and no middleware: the page alone."""
    with override("en"), django_assert_num_queries(4):
        response = ComparisonView.as_view()(rf.get(f"{ADDRESS}?p={codes}&r=06"))
        assert "Montréal" in response.rendered_content


def test_page_keeps_the_order_and_links_each_occupation(portal, client):
    response = client.get(f"{ADDRESS}?p=72106,21232")
    page = response.content.decode()
    assert page.index("/72106-occupations-72106") < page.index(
        "/21232-occupations-21232"
    )
    assert 'href="?p=21232"' in page


def test_page_without_occupations_explains_and_offers_the_search(portal, client):
    response = client.get(ADDRESS)
    assert response.status_code == 200
    assert 'name="add"' in response.content.decode()
    assert "<table" not in response.content.decode()


@pytest.mark.parametrize(
    "query",
    [
        "p=99999",
        "p=2174",
        "p=%00&r=%00&add=%00",
        "p[]=1&r=NaN&add=" + "é" * 10_000,
        "p=" + ",".join(["99999"] * 3000),
        "format=csv",
        "p=21232&format=%00",
    ],
)
def test_page_never_fails_on_garbage(query, portal, client):
    assert client.get(f"{ADDRESS}?{query}").status_code in {200, 302}


def test_unknown_region_is_said(portal, client):
    response = client.get(f"{ADDRESS}?p=21232&r=99")
    assert "Not one of the 17 administrative regions, from 01 to 17: 99." in (
        response.content.decode()
    )


def test_adding_a_code_leads_to_the_longer_address(portal, client):
    response = client.get(f"{ADDRESS}?p=21232&add=21231&r=06&r=")
    assert response.status_code == 302
    assert response.headers["Location"] == f"{ADDRESS}?p=21232,21231&r=06"


def test_adding_words_offers_what_they_may_mean(portal, client):
    with patch(
        "occupations.views.comparison.search",
        return_value=Result(["21231", "72106"], {}),
    ):
        response = client.get(f"{ADDRESS}?p=21232&add=developer")
    page = response.content.decode()
    assert 'href="?p=21232,21231"' in page
    assert 'href="?p=21232,72106"' in page


def test_file_holds_numbers_and_sources(portal, client):
    response = client.get(f"{ADDRESS}?p=21232,21231&r=06&format=csv")
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert rows[0] == ["Part", "Line", "21232", "21231"]
    assert ["Wages, dollars an hour, 2024", "Québec, median", "30", "30"] in rows
    assert [
        "Wages, dollars an hour, 2024",
        "Montréal, median",
        "not published",
        "not published",
    ] in rows
    assert rows[-1][0] == "Source"
