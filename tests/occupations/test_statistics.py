"""Tables of Statistics Canada: what is read and shown."""

import csv
import io
from decimal import Decimal

import pytest

from datasets.loading import load
from datasets.models import Release
from occupations.models import Statistic
from occupations.profiles import rebuild
from tests import factories
from tests.datasets.files import loaded, write, zipped
from tests.occupations.test_profile_page import section
from tests.occupations.test_record import STATISTICS, tables

pytestmark = pytest.mark.usefixtures("tables_of_reference")

HEADER = (
    '"REF_DATE","GEO","DGUID",{dimensions},"UOM","UOM_ID","SCALAR_FACTOR",'
    '"SCALAR_ID","VECTOR","COORDINATE","VALUE","STATUS","SYMBOL","TERMINATED",'
    '"DECIMALS"'
)
INDUSTRY = (
    '"Labour force characteristics",'
    '"North American Industry Classification System (NAICS)","Gender","Age group"'
)


def line(period, geo, dguid, members, value, status="", unit="Persons", scale="3"):
    cells = [period, geo, dguid, *members, unit, "249", "thousands"]
    cells += [scale, "v1", "1.1", value, status, "", "", "1"]
    return ",".join(f'"{cell}"' for cell in cells)


def table(folder, name: str, dimensions: str, *lines: str):
    text = "\n".join([HEADER.format(dimensions=dimensions), *lines, ""])
    return write(folder, name, text)


def kept(*fields: str) -> list[tuple]:
    return list(Statistic.objects.order_by("pk").values_list(*fields))


def test_published_table_is_read_with_codes_scale_and_reasons(tmp_path):
    quebec = ("Quebec", "2021A000224")
    path = table(
        tmp_path,
        "1410002301-databaseLoadingData.csv",
        INDUSTRY,
        line("2024", *quebec, ("Employment", "Total, all industries", "Men+",
             "15 years and over"), "2345.6"),
        line("2025", *quebec, ("Employment", "Manufacturing [31-33]", "Women+",
             "15 to 24 years"), "12.3"),
        line("2025", *quebec, ("Unemployment", "Agriculture [111-112, 1100]",
             "Total - Gender", "55 years and over"), "", "x"),
        line("2025", *quebec, ("Unemployment", "Utilities [22]", "Men+",
             "25 to 54 years"), "", ".."),
        line("2025", *quebec, ("Unemployment rate", "Utilities [22]", "Men+",
             "25 to 54 years"), "", "F", unit="Percentage"),
        line("2025", "Canada", "2021A000011124", ("Employment", "Utilities [22]",
             "Men+", "25 to 54 years"), "1"),
        line("2025", "Ontario", "2021A000235", ("Employment", "Utilities [22]",
             "Men+", "25 to 54 years"), "1"),
        line("2025", *quebec, ("Actual hours worked", "Utilities [22]", "Men+",
             "25 to 54 years"), "1"),
    )  # fmt: skip
    release = loaded("statcan-14-10-0023", path)
    assert (release.edition, release.period) == ("2025", "2024-2025")
    assert release.report["ignored"] == {
        "other territories": 1,
        "characteristics that no page shows": 1,
    }
    fields = ("area", "period", "measure", "industry", "industry_en", "sex", "age")
    found = {row[:3] + row[3:4] + row[5:] for row in kept(*fields, "value", "missing")}
    assert found == {
        ("QC", "2024", "employment", "", "men", "", Decimal(2_345_600), ""),
        ("QC", "2025", "employment", "31-33", "women", "15-24", Decimal(12_300), ""),
        ("QC", "2025", "unemployment", "111-112, 1100", "", "55+", None)
        + ("confidential",),
        ("QC", "2025", "unemployment", "22", "men", "25-54", None, "not_available"),
        ("QC", "2025", "unemployment_rate", "22", "men", "25-54", None, "unreliable"),
        ("CA", "2025", "employment", "22", "men", "25-54", Decimal(1_000), ""),
    }


def test_regions_full_time_and_adjustment_are_read(tmp_path):
    dimensions = '"Labour force characteristics","Sex","Age group","Statistics"'
    dimensions += ',"Data type"'
    members = ("Full-time employment", "Both sexes", "15 years and over", "Estimate")
    quebec = ("Quebec", "2021A000224")
    path = table(
        tmp_path,
        "14100287.csv",
        dimensions,
        line("2025-06", *quebec, (*members, "Seasonally adjusted"), "3,500.1"),
        line("2025-06", *quebec, (*members, "Unadjusted"), "3600"),
        line("2025-06", *quebec, (*members, "Trend-cycle"), "3601"),
        line("2025-06", *quebec, (*members[:3], "Standard error of estimate",
             "Unadjusted"), "1"),
        line("2025-06", "Gaspésie, Quebec", "2021S05002410",
             (*members, "Unadjusted"), "30"),
    )  # fmt: skip
    release = loaded("statcan-14-10-0287", path)
    assert release.edition == "2025-06"
    fields = ("area", "measure", "work_time", "adjusted", "value")
    assert set(kept(*fields)) == {
        ("QC", "employment", "full", True, 3_500_100),
        ("QC", "employment", "full", False, 3_600_000),
        ("01", "employment", "full", False, 30_000),
    }
    assert release.report["ignored"] == {
        "trend-cycle": 1,
        "standard errors and other statistics": 1,
    }


def test_archive_with_the_notes_of_statistics_canada_is_read(tmp_path):
    quebec = ("Quebec", "2021A000224")
    members = ("Employment", "Utilities [22]", "Men+", "25 to 54 years")
    text = HEADER.format(dimensions=INDUSTRY) + "\n"
    text += line("2025", *quebec, members, "1") + "\n"
    notes = '"Cube Title","Product Id"\n"Labour force","14100023"\n'
    path = zipped(
        tmp_path,
        "14100023-eng.zip",
        **{"14100023__csv": text, "14100023_MetaData__csv": notes},
    )
    assert loaded("statcan-14-10-0023", path).rows_published == 1


@pytest.mark.parametrize(
    ("members", "unit", "reason"),
    [
        (("Employment", "A [1]", "Others", "15 to 24 years"), "Persons",
         "“%(value)s” is not a known member"),
        (("Employment", "A [1]", "Men+", "young"), "Persons",
         "“%(value)s” is not an age group"),
        (("Employment", "A [1]", "Men+", "15 to 24 years"), "Elephants",
         "“%(value)s” is not a known unit"),
    ],
)  # fmt: skip
def test_unknown_member_or_unit_refuses_the_row(tmp_path, members, unit, reason):
    cell = line("2025", "Quebec", "2021A000224", members, "1", unit=unit)
    path = table(tmp_path, "14100023.csv", INDUSTRY, cell)
    release = load("statcan-14-10-0023", [path])
    assert release.state == Release.State.REFUSED
    assert [error["message"] for error in release.report["errors"]] == [reason]


def employees(folder):
    text = """\
year,noc2016_codes,occupation_en,hourly_wage_band,type_of_work,sex,employees_thousands
2019,72,Industrial trades,"Total employees, all wages",Full-time employees,Females,9
2020,72,Industrial trades,"Total employees, all wages",Full-time employees,Females,24.32
2020,72,Industrial trades,Less than $12.00,Full-time employees,Females,1
2020,7,Trades,"Total employees, all wages",Full-time employees,Females,99
2020,21,Professionals,"Total employees, all wages",Full-time employees,Females,77
"""
    return write(folder, "derived_lfs_14100317_canada.csv", text)


def test_group_figures_show_on_the_page_as_the_groups(client, welders, tmp_path):
    factories.former_group("7237", n72106=[])
    loaded("statcan-14-10-0317", employees(tmp_path))
    page = client.get(STATISTICS)
    words = section(page, "statistics")
    # The narrower of 7 and 72, and not 21.
    assert words.count("Group 72 of NOC 2016: Industrial trades") == 1
    assert "Group 7 of" not in words and "Group 21" not in words
    assert "These figures are the group’s, never this occupation’s alone." in words
    assert "Canada, 2020, table 14-10-0317" in words
    assert ["Women, full time", "24,320"] in _grid(page)[0]
    assert "Employees by group of occupations (table 14-10-0317), 2019–2020" in words


def _grid(page) -> list[list[list[str]]]:
    body = page.content.decode().replace("<table><caption>", "<table>")
    return tables(type("Page", (), {"content": body.encode()}), "statistics")


def test_only_the_tables_that_stand_are_cited(client, welders, tmp_path):
    factories.former_group("7237", n72106=[])
    loaded("statcan-14-10-0317", employees(tmp_path))
    template = """\
source,table,measure,occupation,classification,area,period,sex,age,work_time,\
industry,education,unit,value,status
A,14-10-0416,employment,21,noc2021,QC,2025,,,,,,persons,900000,
"""
    loaded("statistics-template", write(tmp_path, "statistics-1.csv", template))
    words = section(client.get(STATISTICS), "statistics")
    assert "Source: Employees by group of occupations (table 14-10-0317)" in words
    assert "Statistics entered by the team" not in words


def test_census_figures_stay_those_of_the_split_group(client, welders, tmp_path):
    factories.former_group("7237", "x", "Welders", n72106=["RC4.1"], n72104=["RC4.1"])
    text = """\
sgc,geo_en,geo_fr,hcdd,noc2016_code,workers_full_year_full_time_25_54,\
median_employment_income_2015_cad
24,Quebec,Québec,1,7237,1000,50000
24,Quebec,Québec,4,7237,600,
24,Quebec,Québec,1,723,5000,50000
505,Ottawa,Ottawa,1,7237,70,50000
"""
    name = "derived_census2016_noc2016_quebec_education_earnings.csv"
    release = loaded("census-2016", write(tmp_path, name, text))
    assert release.report["ignored"] == {
        "classes above the unit group": 1,
        "other territories": 1,
    }
    page = client.get(STATISTICS)
    words = section(page, "statistics")
    assert (
        "This occupation is one of the 2 parts of the group, whose figures are not "
        "shared out." in words
    )
    assert _grid(page) == [
        [
            ["Who is counted", "Workers, full time all year, 25 to 54"]
            + ["Median employment income"],
            ["Together", "1,000", "$50,000"],
            ["Apprenticeship or trades certificate", "600", "not published"],
        ]
    ]
    answer = client.get("/en/occupations/72106/statistics.csv")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [(r["group"], r["parts"], r["measure"], r["value"]) for r in rows] == [
        ("7237", "2", "full_year_workers", "1000.0"),
        ("7237", "2", "median_income", "50000.0"),
        ("7237", "2", "full_year_workers", "600.0"),
        ("7237", "2", "median_income", ""),
    ]


def test_a_wide_group_of_one_classification_does_not_give_way_to_another(
    client, welders, tmp_path
):
    """Code 7237 of NOC 2016 is not a part of group 72 of NOC 2021."""
    factories.former_group("7237", "x", "Welders", n72106=["RC4.1"])
    census = """\
sgc,geo_en,geo_fr,hcdd,noc2016_code,workers_full_year_full_time_25_54,\
median_employment_income_2015_cad
24,Quebec,Québec,1,7237,1000,50000
"""
    name = "derived_census2016_noc2016_quebec_education_earnings.csv"
    loaded("census-2016", write(tmp_path, name, census))
    template = """\
source,table,measure,occupation,classification,area,period,sex,age,work_time,\
industry,education,unit,value,status
A,14-10-0416,employment,7,noc2021,QC,2025,,,,,,persons,900000,
A,14-10-0416,employment,72,noc2021,QC,2025-06,women,,,,,persons,12300,
"""
    loaded("statistics-template", write(tmp_path, "statistics-1.csv", template))
    words = section(client.get(STATISTICS), "statistics")
    assert "Group 7237 of NOC 2016" in words
    assert "Group 72 of NOC 2021" in words
    assert "Group 7 of NOC 2021" not in words
    assert "Québec, June 2025, A, table 14-10-0416" in words
    assert "Statistics entered by the team, 2025 – June 2025" in words


@pytest.mark.parametrize(
    ("address", "said", "unsaid"),
    [
        (STATISTICS, "Goods-producing sector", "Secteur de la production de biens"),
        (
            "/fr/metiers-et-professions/72106-soudeurs-soudeuses/statistiques",
            "Secteur de la production de biens",
            "Goods-producing sector",
        ),
    ],
)
def test_groupings_of_the_survey_have_their_french(
    client, welders, tmp_path, address, said, unsaid
):
    text = """\
year,measure,industry_en,industry_fr,naics_codes,sex,age_group,thousands,status
2019,employment,Goods-producing sector,,,Males,15 to 24 years,2,
2019,employment,Bee keeping,,,Males,15 to 24 years,2,
"""
    name = "derived_lfs_14100023_quebec.csv"
    loaded("statcan-14-10-0023", write(tmp_path, name, text))
    page = client.get(address, follow=True)
    words = section(page, "statistics")
    assert said in words and unsaid not in words
    other = ' lang="en">Bee keeping<' in page.content.decode()
    assert other == address.startswith("/fr/")


def test_industries_of_quebec_are_summed_only_when_whole(client, welders, tmp_path):
    header = "year,measure,industry_en,industry_fr,naics_codes,sex,age_group,thousands"
    rows = [f"{header},status"]
    for sex in ("Males", "Females"):
        for age in ("15 to 24 years", "25 to 54 years", "55 years and over"):
            rows.append(f"2019,employment,Utilities,Services publics,22,{sex},{age},2,")
            cell = ",x" if (sex, age) == ("Females", "55 years and over") else "2,"
            rows.append(f"2019,employment,Fishing,Pêche,114,{sex},{age},{cell}")
    path = write(tmp_path, "derived_lfs_14100023_quebec.csv", "\n".join([*rows, ""]))
    loaded("statcan-14-10-0023", path)
    assert _grid(client.get(STATISTICS)) == [
        [
            ["Who is counted", "Employed persons"],
            ["Fishing", "suppressed for confidentiality"],
            ["Utilities", "12,000"],
        ]
    ]
    french = "/fr/metiers-et-professions/72106-soudeurs-soudeuses/statistiques"
    assert "Services publics" in section(client.get(french), "statistics")


@pytest.mark.parametrize("codes", [("72106",), ("72106", "72104", "21232")])
def test_statistics_cost_no_query_on_a_warm_page(
    client, market, codes, tmp_path, django_assert_num_queries
):
    market(*codes)
    factories.former_group("7237", n72106=[])
    rebuild()
    loaded("statcan-14-10-0317", employees(tmp_path))
    client.cookies["session"] = "passes by the page cache"
    client.get(STATISTICS)
    with django_assert_num_queries(2):
        assert "Group 72" in section(client.get(STATISTICS), "statistics")
