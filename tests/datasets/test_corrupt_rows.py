"""Rows and cells that are wrong in a good file, or written otherwise than usual."""

import pytest

from classifications.models import UnitGroup
from occupations.models import Outlook, Wage
from tests.datasets import subjects
from tests.datasets.subjects import UNIT_CODES
from tests.datasets.tampering import FIGURES, PUB, QUAR, REJ, next_file


@pytest.mark.parametrize("dataset", FIGURES)
def test_an_unknown_unit_group(attempt, dataset):
    given = next_file(dataset).having(5, "code", "99999")
    attempt(dataset, QUAR, given=given)


@pytest.mark.parametrize(
    "column, value",
    [
        ("value", "-25.50"),
        ("value", "0"),
        ("low", "26.00"),
        ("high", "25.00"),
        ("value", "39 000"),
        ("high", "5000.00"),
        ("flag", "2"),
        ("flag", "1"),
        ("value", "beaucoup"),
        ("value", "12 34"),
        ("area", "ER2499"),
    ],
)
def test_a_wage_that_cannot_be(attempt, column, value):
    release = attempt("wages", QUAR, given=next_file("wages").having(20, column, value))
    assert (release.rows_refused, release.rows_published) == (1, 269)
    assert release.report["errors"][0]["row"] == 22


@pytest.mark.parametrize(
    "text, value",
    [
        ("27,50", "27.50"),
        ("27.5", "27.50"),
        ("$27.50", "27.50"),
        ("27,50 $", "27.50"),
        ("27,50\u00a0$", "27.50"),
        ("x", None),
        ("F", None),
        ("..", None),
        ("n/d", None),
        ("", None),
    ],
)
def test_a_wage_written_otherwise(attempt, text, value):
    given = next_file("wages").having(20, "value", text)
    if value is None:
        given = given.having(20, "low", text).having(20, "high", text)
    release = attempt("wages", PUB, given=given)
    row = given.rows[20]
    wage = Wage.objects.get(
        release=release, unit_group_id=row[0][4:], area="QC" if row[4] == "ER24" else
        f"{int(row[4][4:]) // 5 - 1:02d}" if row[4] != "ER00" else "CA",
    )  # fmt: skip
    assert (str(wage.median) if wage.median else None) == value
    assert bool(wage.missing) == (value is None)


@pytest.mark.parametrize(
    "text", ["52 000", "52\u00a0000,00", "52\u202f000", "52,000.00"]
)
def test_an_annual_wage_with_parted_thousands(attempt, text):
    given = next_file("wages")
    for column, value in {
        "low": "40000",
        "value": text,
        "high": "90000",
        "flag": "1",
    }.items():
        given = given.having(18, column, value)
    release = attempt("wages", PUB, given=given)
    wage = Wage.objects.get(release=release, unit="year")
    assert str(wage.median) == "52000.00"


def test_a_number_that_may_be_read_two_ways(attempt):
    attempt("wages", REJ, given=next_file("wages").having(20, "value", "1,234"))


def test_an_outlook_outside_its_scale(attempt):
    given = next_file("outlooks").having(5, "value", "splendid")
    assert attempt("outlooks", QUAR, given=given).rows_refused == 1


def test_a_region_written_otherwise(attempt):
    given = next_file("wages").having(20, "area", "er2410")
    assert given.rows[20][4] == "er2410"
    attempt("wages", PUB, given=given)


@pytest.mark.parametrize(
    "dataset, row",
    [
        ("noc-structure", ["5", "x", "99999", "Ingénieurs", "x"]),
        ("noc-structure", ["5", "x", "1A000", "Ingénieurs", "x"]),
        ("noc-structure", ["4", "x", "10000", "Ingénieurs", "x"]),
        ("noc-structure", ["5", "x", "10009", "", "x"]),
        ("naics", ["3", "x", "9999", "999", "Groupe", "", "x"]),
        ("naics", ["9", "x", "9999", "111", "Groupe", "", "x"]),
    ],
)
def test_a_class_that_cannot_be(attempt, dataset, row):
    given = next_file(dataset)
    given.rows.append(row)
    assert attempt(dataset, QUAR, given=given).rows_refused == 1


def test_codes_that_are_ranges_are_naics(attempt):
    attempt("naics", PUB)
    from classifications.models import Industry

    assert Industry.objects.get(code="31-33").title_fr == "Secteur d’été 31-33"


def test_a_formula_stays_text(attempt):
    formula = '=HYPERLINK("http://x","y")'
    at = next(n for n, row in enumerate(subjects.noc().rows) if len(row[2]) == 5)
    given = next_file("noc-structure").having(at, "title", formula)
    attempt("noc-structure", PUB, given=given)
    assert UnitGroup.objects.get(code=given.rows[at][2]).title_fr == formula


def test_the_exact_accents_are_published(attempt):
    attempt("noc-structure", PUB)
    titles = UnitGroup.objects.values_list("title_fr", flat=True)
    assert set(titles) == {f"Ingénieurs {code}" for code in UNIT_CODES}


def test_contradictory_rows_are_set_aside(attempt):
    given = next_file("outlooks")
    given.rows.append([given.rows[7][0], "very limited", "2025-12-08"])
    attempt("outlooks", QUAR, given=given)
    assert Outlook.objects.filter(release__edition="2026-2028").count() == 239
