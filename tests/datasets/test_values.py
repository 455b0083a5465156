from datetime import date
from decimal import Decimal

import pytest

from datasets.reasons import FileRefused, RowError
from datasets.values import code, day, decimal, integer


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("27.50", "27.50"),
        ("27,50", "27.50"),
        (" 27.50 $", "27.50"),
        ("$27.50", "27.50"),
        ("1 234,56", "1234.56"),
        ("1\u00a0234,56", "1234.56"),
        ("1\u202f234.56", "1234.56"),
        ("1,234.56", "1234.56"),
        ("8,238,800", "8238800"),
        ("-179200", "-179200"),
        (".04", "0.04"),
        ("0", "0"),
    ],
)
def test_decimal_reads_both_languages(text, number):
    assert decimal(text) == Decimal(number)


@pytest.mark.parametrize(
    "text", ["", "x", "X", "..", "F", "n/d", "N/A", "N/D", "-", "\u00a0"]
)
def test_decimal_suppressed_is_none(text):
    assert decimal(text) is None


def test_decimal_that_may_be_read_two_ways_refuses_the_file():
    with pytest.raises(FileRefused):
        decimal("1,234")


@pytest.mark.parametrize("text", ["12 34", "27.5.0", "abc", "1e5", "٣", "="])
def test_decimal_doubtful_is_refused(text):
    with pytest.raises(RowError):
        decimal(text)


def test_integer_reads_thousands_and_refuses_parts():
    assert [integer(t) for t in ("1,234", "12 345", "N/A")] == [1234, 12345, None]
    with pytest.raises(RowError):
        integer("1.5")


@pytest.mark.parametrize("text", ["2025-12-03", "2025/12/03", "45994", "2025-12-03T00"])
def test_day_reads_each_published_form(text):
    assert day(text) == date(2025, 12, 3)


def test_day_refuses_what_is_no_date():
    assert day("") is None
    with pytest.raises(RowError):
        day("31 février")


def test_code_keeps_leading_zeros_and_counts_digits():
    assert code("NOC_00010", 5) == "00010"
    for wrong in ("0011", "100100", "1001X", "١٠٠١٠", ""):
        with pytest.raises(RowError):
            code(wrong, 5)
