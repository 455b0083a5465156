"""Job Bank's wages in every published vintage."""

from datetime import date
from decimal import Decimal

import pytest

from classifications.models import Concordance, FormerUnitGroup
from datasets.loading import load
from datasets.models import Release
from datasets.reasons import say
from figures.models import MinimumWage
from figures.rates import minimum_wages
from occupations.models import FormerWage, Wage
from tests.datasets.files import (
    WAGE_HEADER,
    loaded,
    occupations,
    territory,
    wage_file,
    wage_row,
    write,
)

pytestmark = pytest.mark.django_db

HEADER_2016 = (
    "NOC_CNP,NOC_Title,Titre_CNP,PROV,ER_Code_Code_RE,ER_Name_Nom_RE,"
    "Low_Wage_Salaire_Minium,Median_Wage_Salaire_Median,High_Wage_Salaire_Maximal,"
    "Data_Source_E,Data_Source_F,Reference_Period,Revision_Date_Date_revision,"
    "Annual_Wage_Flag_Salaire_annuel,Wage_Comment_E,Wage_Comment_F"
)
HEADER_2025 = WAGE_HEADER.replace(
    "Salaire_Quartile3,", "Salaire_Quartile3,Source,"
).replace("Non_WageBen_pct", "EmployeesWithNonWageBenefit_Pct")


@pytest.fixture(autouse=True)
def tables():
    territory()
    occupations("00010", "31301", "72106")


def table() -> list[tuple]:
    return list(
        Wage.objects.order_by("unit_group", "area").values_list(
            "unit_group_id", "area", "unit", "low", "median", "high", "missing"
        )
    )


def test_2025_file_with_annual_wages_and_regions(tmp_path):
    text = f"""\
{HEADER_2025}
NOC_00010,Legislators,Députés,NAT,ER00,Canada,Canada,32867,84000,184000,97600,54400,\
132000,Census 2021 CAN NOC5,2021 Census,Recensement 2021,2021,2025-11-19,1,,,12
NOC_00010,Legislators,Députés,ON,ER35,Ontario,Ontario,1,2,3,,,,,,,,2025-11-19,1,,,
NOC_31301,Nurses,Infirmiers,QC,ER2410,Gaspésie,Gaspésie,27.00,"38,50",48.2,,,,,\
LFS,EPA,2023-2024,2025-11-19,0,,,
NOC_31301,Nurses,Infirmiers,QC,ER24,Quebec,Québec,,,,,,,,LFS,EPA,,2025-11-19,0,,,
"""
    name = "2a71-das-wage2025opendata-esdc-all-19nov2025-vf.csv"
    release = loaded("wages", write(tmp_path, name, text))
    assert (release.edition, release.published_on) == ("2025", date(2025, 11, 19))
    assert release.report["ignored"] == {"other provinces": 1}
    assert table() == [
        ("00010", "CA", "year", 32867, 84000, 184000, ""),
        ("31301", "01", "hour", 27, Decimal("38.50"), Decimal("48.20"), ""),
        ("31301", "QC", "hour", None, None, None, "not_published"),
    ]
    canada = Wage.objects.get(area="CA")
    assert (canada.reference_period, canada.data_source_fr, canada.data_source_en) == (
        "2021",
        "Recensement 2021",
        "2021 Census",
    )


def concordance(*links: tuple[str, str]) -> None:
    """NOC 2016 groups and what each became; 9999 became nothing."""
    codes = {old for old, _new in links} | {"9999"}
    FormerUnitGroup.objects.bulk_create(
        FormerUnitGroup(code=code, title_fr="x", title_en="x") for code in codes
    )
    for old, new in links:
        Concordance.objects.create(former_id=old, unit_group_id=new)


def former_table() -> list[tuple]:
    rows = FormerWage.objects.order_by("release", "former", "area")
    return list(rows.values_list("former_id", "area", "unit", "low", "median", "high"))


def test_2016_codes_are_carried_only_where_one_to_one(tmp_path):
    occupations("21230", "21232")
    concordance(
        ("3012", "31301"),
        ("7237", "72106"),
        ("7238", "72106"),
        ("2174", "21230"),
        ("2174", "21232"),
    )
    rows = [
        f"NOC_{code},A,B,QC,ER24,Quebec,20,30,40,LFS,EPA,2015,2016-10-01,0,,"
        for code in ("3012", "7237", "7238", "2174", "1111")
    ]
    release = loaded(
        "wages", write(tmp_path, "wages2016.csv", "\n".join([HEADER_2016, *rows, ""]))
    )
    assert release.edition == "2016"
    assert table() == [("31301", "QC", "hour", 20, 30, 40, "")]
    assert former_table() == [
        ("2174", "QC", "hour", 20, 30, 40),
        ("7237", "QC", "hour", 20, 30, 40),
        ("7238", "QC", "hour", 20, 30, 40),
    ]
    assert release.report["ignored"] == {
        "NOC 2016 groups that the concordance does not name": 1
    }


def test_figures_of_former_groups_never_count_as_vanished(tmp_path):
    concordance(("3012", "31301"), ("7237", "72106"), ("7238", "72106"))
    text = f"{HEADER_2016}\n" + "".join(
        f"NOC_{code},A,B,QC,ER24,Quebec,20,30,40,LFS,EPA,2019,2020-10-01,0,,\n"
        for code in ("3012", "7237", "7238")
    )
    loaded("wages", write(tmp_path, "wages2020.csv", text))
    rows = [
        wage_row("31301", "ER24", "21", "31", "41"),
        wage_row("72106", "ER24", "20", "30", "40"),
    ]
    new = loaded("wages", wage_file(tmp_path, rows))
    assert new.is_current
    assert len(former_table()) == 2


def test_four_digits_in_a_noc_2021_file_refuse_it(tmp_path):
    release = load("wages", [wage_file(tmp_path, [wage_row("3012", "ER24")])])
    assert release.state == Release.State.REFUSED
    assert not Wage.objects.exists()


def test_series_gives_one_edition_a_year_and_leaves_figures_to_former_groups(tmp_path):
    concordance(("7237", "72106"), ("7238", "72106"), ("3012", "31301"))
    text = """\
noc2021_code,noc2016_code,er_code,region,year,low,median,high
31301,3012,ER24,Quebec,2016,21,32,43
72106,7238,ER24,Quebec,2016,20,31,40
72106,7237,ER24,Quebec,2016,20,30,40
72106,7237,ER24,Quebec,2024,25,35,45
72106,7238,ER24,Quebec,2024,25,35,45
31301,3012,ER24,Quebec,2024,25,36,45
"""
    path = write(tmp_path, "derived_jobbank_wages_quebec_hourly.csv.gz", text)
    assert load("wages", [path]).state == Release.State.REFUSED
    old = loaded("wages", path, edition="2016")
    new = loaded("wages", path, edition="2024")
    assert list(
        Wage.objects.order_by("median").values_list("release_id", "median")
    ) == [(old.pk, 32), (new.pk, 35), (new.pk, 36)]
    assert former_table() == [
        ("7237", "QC", "hour", 20, 30, 40),
        ("7238", "QC", "hour", 20, 31, 40),
    ]
    assert Release.objects.get(is_current=True) == new
    assert [w["rows"] for w in new.report["warnings"]] == [1]


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"low": "-1"}, "a wage is not above zero"),
        ({"low": "0"}, "a wage is not above zero"),
        ({"low": "30"}, "low, median and high are not in order"),
        ({"high": "25"}, "low, median and high are not in order"),
        ({"high": "1200"}, "a wage is not plausible for its unit"),
        ({"flag": "1"}, "a wage is not plausible for its unit"),
        ({"median": "abc"}, "“%(value)s” is not a number"),
        ({"flag": "2"}, "“%(value)s” is not 0 or 1"),
    ],
)
def test_a_wrong_wage_is_refused_with_its_reason(tmp_path, cells, reason):
    release = load("wages", [wage_file(tmp_path, [wage_row("31301", "ER24", **cells)])])
    assert release.state == Release.State.REFUSED
    assert [e["message"] for e in release.report["errors"]] == [reason]
    assert [e["row"] for e in release.report["errors"]] == [2]


@pytest.mark.parametrize("mark", ["", "x", "..", "F", "n/d", "N/A"])
def test_a_suppressed_wage_is_missing_not_zero(tmp_path, mark):
    row = wage_row("31301", "ER24", low=mark, median=mark, high=mark)
    loaded("wages", wage_file(tmp_path, [row]))
    assert table() == [("31301", "QC", "hour", None, None, None, "not_published")]


@pytest.mark.parametrize("blank", ["low", "high"])
def test_a_wage_with_a_blank_beside_it_is_not_shown_and_said(tmp_path, blank):
    file = wage_file(tmp_path, [wage_row("31301", "ER24", **{blank: ""})])
    release = loaded("wages", file)
    assert table() == [("31301", "QC", "hour", None, None, None, "not_published")]
    said = [w["message"] for w in release.report["warnings"]]
    assert "wages with a blank among the three: not shown" in said


def test_a_wage_below_the_minimum_of_its_period_is_published_with_a_warning(tmp_path):
    for day, rate in (("2021-05-01", "14.25"), ("2022-05-01", "15.25")):
        MinimumWage.objects.create(
            since=day, hourly_rate=rate, source_fr="Essai", source_en="Test"
        )
    minimum_wages.cache_clear()
    rows = [wage_row("31301", "ER24", low="14.00"), wage_row("72106", "ER24")]
    release = loaded("wages", wage_file(tmp_path, rows))
    minimum_wages.cache_clear()
    assert [row[:4] for row in table()] == [
        ("31301", "QC", "hour", Decimal("14.00")),
        ("72106", "QC", "hour", Decimal("20.00")),
    ]
    assert [(w["message"], w["rows"]) for w in release.report["warnings"]] == [
        ("wages below the minimum of their period: shown", 1)
    ]


@pytest.mark.parametrize(
    "median", ['"25,50"', "25.50 $", '"25,50 $"', "$25.50", "\u00a025.50"]
)
def test_wages_are_read_as_people_write_them(tmp_path, median):
    row = wage_row("31301", "ER24", median=median)
    loaded("wages", wage_file(tmp_path, [row]))
    assert table()[0][4] == Decimal("25.50")


def test_the_same_pair_twice_is_once_when_equal_and_refused_when_not(tmp_path):
    row = wage_row("31301", "ER24")
    release = loaded("wages", wage_file(tmp_path, [row, row]))
    assert len(table()) == 1
    assert [say(w) for w in release.report["warnings"]] == [
        say({"message": "rows that repeat another", "values": {}})
    ]
    other = wage_row("31301", "ER24", median="26.00")
    again = load("wages", [wage_file(tmp_path, [row, other], "wages2024b.csv")])
    assert again.state == Release.State.REFUSED
