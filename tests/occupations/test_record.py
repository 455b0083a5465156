"""Edition after edition on the page of an occupation, and in its files."""

import csv
import io
import re

import pytest

from datasets.models import Release
from occupations.models import FormerWage, Outlook, Projection, Wage
from occupations.profiles import rebuild
from tests import factories
from tests.occupations.test_profile_page import ENGLISH, FRENCH, section

STATISTICS = f"{ENGLISH}/statistics"
DEVELOPERS = "/en/occupations/21232-developers"


def tables(page, name: str) -> list[list[list[str]]]:
    """The cells of each table of a section, row by row."""
    body = page.content.decode()
    part = re.search(
        rf'<section[^>]*aria-labelledby="{name}".*?</section>', body, re.S
    )[0]
    return [
        [
            [
                re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", cell)).strip()
                for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S)
            ]
            for row in re.findall(r"<tr>(.*?)</tr>", table, re.S)
        ]
        for table in re.findall(r"<table[^>]*>(.*?)</table>", part, re.S)
    ]


def earlier(source: str, edition: str, **fields):
    """A published edition that is not the live one."""
    made = factories.release(source, edition, **fields)
    Release.objects.filter(pk=made.pk).update(is_current=False)
    return made


def live(release) -> None:
    Release.objects.filter(pk=release.pk).update(is_current=True)


@pytest.fixture
def carried(welders):
    """The welders' only former group became them alone."""
    factories.former_group("7237", "Soudeurs", "Former welders", n72106=[])
    rebuild()


def test_editions_are_charted_and_tabled_with_the_break(client, carried):
    page = client.get(f"{ENGLISH}?region=08")
    wages = section(page, "wages")
    assert "Median wage, Québec: +24.9% since 2020, in current dollars." in wages
    assert "Editions before 2022 follow NOC 2016" in wages
    assert tables(page, "wages")[1:] == [
        [
            ["Edition", "Territory", "Low", "Median", "High"],
            [
                "2020 (NOC 2016, code 7237)",
                "Québec",
                "$16.00",
                "$22.50",
                "$33.00",
            ],
            ["2024 (NOC 2021)", "Québec", "$21.00", "$28.10", "$42.00"],
            [
                "2024 (NOC 2021)",
                "Abitibi-Témiscamingue",
                "$23.50",
                "$30.00",
                "$41.98",
            ],
        ],
    ]
    assert tables(client.get(STATISTICS), "medians") == [
        [
            ["Territory", "2020 (NOC 2016, code 7237)", "2024 (NOC 2021)"],
            ["Québec", "$22.50", "$28.10"],
            ["Abitibi-Témiscamingue", "not published", "$30.00"],
        ],
    ]
    chart = re.search(r'<svg class="trend".*?</svg>', page.content.decode(), re.S)[0]
    assert re.findall(r'<text class="tb[^>]*>([^<]+)', chart) == [
        "$22.50",
        "$28.10",
        "$30.00",
    ]
    # Halfway between 2020 (x 60) and 2024 (x 380).
    assert '<line class="cut" x1="220" x2="220"' in chart
    assert "earlier editions: 2020" in wages


def test_editions_of_one_classification_show_no_break(client, market, releases):
    market("72106")
    Release.objects.filter(pk=releases["2020"].pk).update(edition="2023")
    rebuild()
    page = client.get(ENGLISH)
    assert "the series has a break" not in section(page, "wages")
    assert 'class="cut"' not in page.content.decode()
    assert tables(page, "wages")[1][1][0] == "2023 (NOC 2021)"


@pytest.fixture
def shared(market, releases):
    """Developers are one of two parts of 2174, whose wages of 2020 are held."""
    market("21232")
    factories.former_group(
        "2174", "Programmeurs", "Programmers", n21232=["RC4.1"], n21230=["RC4.1"]
    )
    Wage.objects.filter(release=releases["2020"]).delete()
    FormerWage.objects.create(
        release=releases["2020"],
        former_id="2174",
        area="QC",
        low=18,
        median=30,
        high=44,
    )
    rebuild()


def test_figure_of_a_split_group_is_shown_as_the_groups(client, shared):
    page = client.get(DEVELOPERS)
    wages = section(page, "wages")
    assert (
        "These are the wages of former group 2174, “Programmers”, of which this "
        "occupation is one of 2 parts." in wages
    )
    assert tables(page, "wages")[1] == [
        ["Edition", "Territory", "Low", "Median", "High"],
        ["2020", "Québec", "$18.00", "$30.00", "$44.00"],
    ]
    # Never a change from a group's figure to an occupation's.
    assert "in current dollars" not in wages
    chart = re.search(r'<svg class="trend".*?</svg>', page.content.decode(), re.S)[0]
    assert re.findall(r'<circle class="([^"]+)"', chart) == ["med hollow", "med"]
    french = client.get("/fr/metiers-et-professions/21232-developpeurs-developpeuses")
    assert "dont cette profession est l’une des 2 parties." in section(french, "wages")


def test_merged_group_shows_each_former_figure(client, market, releases):
    market("72106")
    for code, median in (("7237", 30), ("7238", 31)):
        factories.former_group(code, "x", f"Group {code}", n72106=["RC3.1"])
        FormerWage.objects.create(
            release=releases["2020"],
            former_id=code,
            area="QC",
            low=20,
            median=median,
            high=44,
        )
    Wage.objects.filter(release=releases["2020"]).delete()
    rebuild()
    page = client.get(ENGLISH)
    words = section(page, "wages")
    for code in ("7237", "7238"):
        assert (
            f"These are the wages of former group {code}, “Group {code}”, which was "
            "joined with others to form this one." in words
        )
    assert [table[1][3] for table in tables(page, "wages")[1:3]] == ["$30.00", "$31.00"]
    assert 'class="trend"' not in page.content.decode()


def test_former_wages_csv_names_the_group_and_its_parts(client, shared):
    answer = client.get("/en/occupations/21232/former_wages.csv")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [
        (r["noc_2016"], r["noc_2016_title"], r["parts"], r["area"], r["median"])
        for r in rows
    ] == [("2174", "Programmers", "2", "QC", "30.0")]


def test_a_wage_gone_from_the_live_edition_stays_in_the_history(client, market):
    market("72106")
    Wage.objects.filter(release__edition="2024").delete()
    rebuild()
    page = client.get(ENGLISH)
    assert "The edition in force holds no wage" in section(page, "wages")
    assert tables(page, "wages")[0][1:] == [
        ["2020 (NOC 2016)", "Québec", "$16.00", "$22.50", "$33.00"]
    ]


def test_of_two_releases_of_an_edition_the_live_one_shows(client, welders, releases):
    again = factories.release("wages", "2024")
    Wage.objects.create(
        release=again, unit_group_id="72106", area="QC", low=1, median=2, high=3
    )
    Release.objects.filter(pk=again.pk).update(is_current=False)
    live(releases["2024"])
    rebuild()
    assert tables(client.get(ENGLISH), "wages")[1][-1][-3:] == [
        "$21.00",
        "$28.10",
        "$42.00",
    ]


def test_without_an_earlier_outlook_the_page_says_that_none_is_held(client, welders):
    words = section(client.get(STATISTICS), "record")
    assert "No earlier edition of these outlooks is held yet." in words
    french = section(client.get(f"{FRENCH}/statistiques"), "record")
    assert "Aucune édition antérieure de ces perspectives" in french


def test_earlier_outlooks_stand_beside_what_happened(client, market, releases):
    market("72106")
    old = {
        "diagnosis": earlier("diagnostics", "2020-2024"),
        "job_bank": earlier("outlooks", "2017-2019"),
        "cops": earlier("cops", "2022-2031"),
    }
    for name in ("diagnostics", "outlooks", "cops"):
        live(releases[name])
    said = {"unit_group_id": "72106"}
    for scale, area, value in (
        ("diagnosis", "QC", "slight_surplus"),
        ("job_bank", "QC", "good"),
        ("cops", "CA", "balanced"),
        ("cops_recent", "CA", "strong_surplus"),
    ):
        release = old[scale.removesuffix("_recent")]
        Outlook.objects.create(
            release=release, scale=scale, area=area, value=value, **said
        )
    for year, persons in ((2021, 90_000), (2022, 99_999)):
        Projection.objects.create(
            release=old["cops"],
            area="CA",
            measure="employment",
            year=year,
            value=persons,
            **said,
        )
    rebuild()
    rows = tables(client.get(STATISTICS), "record")[-1]
    assert rows == [
        ["Source", "Edition", "Horizon", "Territory", "What it said", "What happened"],
        [
            "COPS",
            "2022–2031",
            "2022–2031",
            "Canada",
            "In balance",
            "No figure is held for this period yet.",
        ],
        [
            "Québec’s diagnosis",
            "2020–2024",
            "2020–2024",
            "Québec",
            "Slight surplus",
            "Median wage, Québec: +24.9% from 2020 to 2024. "
            "The classification changed in between.",
        ],
        [
            "Job Bank",
            "2017–2019",
            "2017–2019",
            "Québec",
            "Good",
            "No figure is held for this period yet.",
        ],
    ]
    answer = client.get("/en/occupations/72106/outlook.csv")
    lines = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert ("diagnosis", "QC", "slight_surplus", "2020-2024") in [
        (r["scale"], r["area"], r["class"], r["edition"]) for r in lines
    ]


def test_employment_in_canada_is_said_beside_a_short_cops_horizon(
    client, market, releases
):
    market("72106")
    old = earlier("cops", "2022-2023", period="2021-2023")
    live(releases["cops"])
    shared = {"release": old, "unit_group_id": "72106", "area": "CA"}
    Outlook.objects.create(scale="cops", value="balanced", **shared)
    Projection.objects.create(measure="employment", year=2021, value=101_000, **shared)
    rebuild()
    assert tables(client.get(STATISTICS), "record")[-1][1][-1] == (
        "Employment, Canada: −10.0% from 2021 to 2023."
    )
