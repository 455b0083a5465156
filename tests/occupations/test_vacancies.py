"""Job vacancies: Statistics Canada's tables, then what two pages print of them."""

import re
from decimal import Decimal

import pytest

from classifications.models import Industry
from occupations.models import Statistic
from sectors.index import index
from tests import factories
from tests.datasets.files import loaded, territory
from tests.occupations.test_statistics import line, table

pytestmark = pytest.mark.django_db
QUEBEC = ("Quebec", "2021A000224")
INDUSTRY = '"North American Industry Classification System (NAICS)","Statistics"'
UNITS = {
    "Job vacancies": "Number",
    "Payroll employees": "Number",
    "Job vacancy rate": "Percent",
    "Average offered hourly wage": "Dollars",
}


def cell(period, members, value, status="", place=QUEBEC):
    text = line(period, *place, members, value, status, unit=UNITS[members[-1]])
    return text.replace('"thousands"', '"units"')


def said(page) -> str:
    section = page.content.decode().partition('aria-labelledby="vacancies"')[2]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", section.partition("</sec")[0]))


@pytest.fixture
def vacancies(tmp_path):
    territory()
    Industry.objects.create(code="23", level=1, title_fr="Construction", title_en="C")
    industries = table(
        tmp_path,
        "1410044201_databaseLoadingData.csv",
        INDUSTRY,
        cell("2025-10", ("Construction [23]", "Job vacancies"), "9105"),
        cell("2025-10", ("Construction [23]", "Job vacancy rate"), "3.4", "A"),
        cell("2025-10", ("Construction [23]", "Average offered hourly wage"), "", "F"),
        cell("2025-10", ("Construction [23]", "Payroll employees"), "260000"),
        cell("2025-07", ("Construction [23]", "Job vacancies"), "0"),
        cell("2025-07", ("Construction [23]", "Job vacancy rate"), "", "x"),
    )
    regions = table(
        tmp_path,
        "14100441.csv",
        '"Statistics"',
        cell("2025-10", ("Job vacancies",), "120", place=("A", "2021S05002410")),
        cell("2025-10", ("Job vacancies",), "500", place=("B", "2021S05003510")),
    )
    index.cache_clear()
    return loaded("statcan-14-10-0442", industries), loaded(
        "statcan-14-10-0441", regions
    )


def test_tables_are_read_with_their_measures_and_reasons(vacancies):
    by_industry, by_region = vacancies
    assert by_industry.report["ignored"] == {"characteristics that no page shows": 1}
    assert by_region.report["ignored"] == {"other territories": 1}
    names = ("area", "industry", "period", "measure", "unit", "value", "missing")
    rows = Statistic.objects.order_by("area", "period", "measure").values_list(*names)
    assert list(rows) == [
        ("01", "", "2025-10", "vacancies", "jobs", 120, ""),
        ("QC", "23", "2025-07", "vacancies", "jobs", 0, ""),
        ("QC", "23", "2025-07", "vacancy_rate", "percent", None, "confidential"),
        ("QC", "23", "2025-10", "offered_wage", "dollars", None, "unreliable"),
        ("QC", "23", "2025-10", "vacancies", "jobs", 9105, ""),
        ("QC", "23", "2025-10", "vacancy_rate", "percent", Decimal("3.40"), ""),
    ]


def test_sector_page_tells_zero_from_what_is_suppressed(client, vacancies):
    page = said(client.get("/en/sectors/23-c"))
    assert (
        "4th quarter 2025 9,105 3.4% too unreliable to be published "
        "3rd quarter 2025 0 suppressed for confidentiality not published" in page
    )
    assert "table 14-10-0442), July 2025" in page
    french = said(client.get("/fr/secteurs/23-construction"))
    assert "4e trimestre de 2025 9 105 3,4 % " in french.replace("\xa0", " ")


def test_region_page_shows_its_own_vacancies_and_no_other(client, vacancies):
    page = said(client.get("/en/regions/01-region-1"))
    assert "4th quarter 2025 120 not published not published" in page
    assert said(client.get("/en/regions/02-region-2")) == ""


@pytest.mark.parametrize("count", [1, 3])
def test_vacancies_take_no_statement_of_their_own(
    client, vacancies, count, django_assert_num_queries
):
    release = factories.release("statcan-14-10-0442", "2026")
    for quarter in ("2024-01", "2024-04", "2024-07")[:count]:
        Statistic.objects.create(
            release=release, table="14-10-0442", measure="vacancies", area="QC",
            period=quarter, industry="23", unit="jobs", value=1,
        )  # fmt: skip
    client.cookies["session"] = "passes by the page cache"
    client.get("/en/sectors/23-c")
    with django_assert_num_queries(3):
        page = said(client.get("/en/sectors/23-c"))
    line = r"(\w+) quarter 2024 1 not published not published"
    assert re.findall(line, page) == ["3rd", "2nd", "1st"][-count:]
