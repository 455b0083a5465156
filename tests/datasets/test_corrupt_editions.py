"""Editions that are not what they seem, or that an analyst must look at first."""

import pytest

from datasets.models import Release
from tests.datasets import subjects
from tests.datasets.tampering import DATASETS, FIGURES, HOLD, PUB, REJ, next_file


@pytest.mark.parametrize("dataset", DATASETS)
def test_half_of_the_codes_gone(attempt, dataset):
    given = next_file(dataset)
    keep = [n for n, row in enumerate(given.rows) if n % 2 or len(row[2]) < 5][1:]
    if dataset == "noc-structure":
        keep = [
            n for n, r in enumerate(given.rows) if len(r[2]) < 5 or r[2][-1] in "02"
        ]
    if dataset == "naics":
        keep = [n for n, r in enumerate(given.rows) if r[0] != "4" or r[2][-1] in "13"]
    for file in [given, *given.beside]:
        file.rows = [file.rows[n] for n in keep if n < len(file.rows)]
    attempt(dataset, HOLD, given=given)


@pytest.mark.parametrize("dataset", FIGURES)
def test_codes_of_another_classification(attempt, dataset):
    given = next_file(dataset)
    for row in given.rows:
        row[0] = row[0][:-1]
    attempt(dataset, REJ, given=given)


@pytest.mark.parametrize("dataset", FIGURES)
@pytest.mark.parametrize("date", ["2025-13-45", "hier", "2031-01-01", "0001-01-01"])
def test_a_bad_future_or_lost_date(attempt, dataset, date):
    given = next_file(dataset)
    for row in given.rows:
        row[given.columns["date"]] = date
    attempt(dataset, REJ, given=given)


@pytest.mark.parametrize(
    "dataset, name",
    [("wages", "wages2035.csv"), ("outlooks", "jobbank_outlook_2035-2037.csv")],
)
def test_a_future_edition(attempt, dataset, name):
    attempt(dataset, REJ, name=name)


def test_an_older_edition_is_history(attempt):
    live = Release.objects.get(source="wages", is_current=True)
    release = attempt("wages", PUB, given=subjects.wages("2020"))
    assert not release.is_current
    assert Release.objects.get(source="wages", is_current=True) == live


def test_many_implausible_wages_wait_for_an_analyst(attempt):
    given = next_file("wages")
    for n in range(6):
        given = given.having(n * 30, "high", "5000.00")
    attempt("wages", HOLD, given=given)


def test_wages_that_leap_wait_for_an_analyst(attempt):
    given = next_file("wages")
    for row in given.rows[:100]:
        row[7:10] = ["40.00", "51.00", "80.00"]
    release = attempt("wages", HOLD, given=given)
    moves = release.report["differences"]["occupations.Wage"]["changed"]
    assert [(float(o["median"]), float(n["median"])) for o, n in moves[:1]] == [
        (25.5, 51.0)
    ]


def test_outlooks_that_leap_wait_for_an_analyst(attempt):
    given = next_file("outlooks")
    for row in given.rows[:200]:
        row[1] = "very limited"
    attempt("outlooks", HOLD, given=given)
