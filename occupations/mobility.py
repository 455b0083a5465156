"""One occupation over the 17 regions: what it pays, what is expected, who is idle."""

from decimal import Decimal
from typing import NamedTuple

from figures.numbers import percent
from occupations.models import UnemploymentRate
from occupations.models.figures import QUEBEC
from occupations.scales import JOB_BANK, in_files
from occupations.sheet import Sheet
from occupations.unemployment import month_name, reason

SOURCES = ("wages", "diagnostics", "outlooks", "unemployment-regions")
RANKS = {step.value: step.rank for step in JOB_BANK}
HEADER = [
    "region", "name", "unit", "wage_low", "wage_median", "wage_high",
    "diagnosis_quebec", "job_bank_region", "unemployment_rate", "unemployment_month",
]  # fmt: skip
# What each column is sorted by; a region without a value comes last, either way.
SORTS = {
    "region": lambda line: line.code,
    "low": lambda line: line.wages and line.wages[0],
    "median": lambda line: line.wages and line.wages[1],
    "high": lambda line: line.wages and line.wages[2],
    "outlook": lambda line: RANKS.get(line.job_bank),
    "unemployment": lambda line: line.rate,
}


class Line(NamedTuple):
    """One region; `wages` low, median, high in the unit of the occupation.

    `job_bank` is "" where Job Bank says undetermined, None where no edition is loaded.
    """

    code: str
    name: str
    wages: list[float] | None
    job_bank: str | None
    rate: Decimal | None
    month: object
    missing: str


def lines(sheet: Sheet, sort: str = "region") -> list[Line]:
    """Every region, in an order asked for (`-median`); ties by code."""
    latest = {row.area: row for row in UnemploymentRate.objects.latest()}
    found = []
    for code, name in sheet.regions.items():
        rate = latest.get(code)
        found.append(
            Line(
                code,
                name,
                sheet.live.get(code),
                sheet.content["regional_outlooks"].get(code),
                rate.rate if rate else None,
                rate.month if rate else None,
                rate.missing if rate else "",
            )
        )
    key = SORTS.get(sort.removeprefix("-"), SORTS["region"])
    known = [line for line in found if key(line) is not None]
    known.sort(key=key, reverse=sort.startswith("-"))
    return known + [line for line in found if key(line) is None]


def shown(sheet: Sheet, sort: str) -> list[dict]:
    """The lines as the page prints them."""
    language = sheet.language
    return [
        {
            "code": line.code,
            "name": line.name,
            "wages": [sheet._money(value) for value in line.wages or ()],
            "same": line.wages is not None and line.wages == sheet.live.get(QUEBEC),
            "job_bank": line.job_bank,
            "rate": percent(line.rate, language) if line.rate is not None else "",
            "month": month_name(line.month) if line.month else "",
            "reason": reason(line.missing, line.code) if line.rate is None else "",
        }
        for line in lines(sheet, sort)
    ]


def reasons(shown: list[dict]) -> dict[str, list[str]]:
    """Why rates are missing, with the regions that lack one."""
    found: dict[str, list[str]] = {}
    for line in shown:
        if line["reason"]:
            found.setdefault(line["reason"], []).append(line["name"])
    return found


def rows(sheet: Sheet, sort: str) -> list[list]:
    """The same lines, as the files give them."""
    diagnosis = sheet.content["outlooks"].get("diagnosis") or None
    return [
        [
            line.code,
            line.name,
            sheet.wages["unit"],
            *(line.wages or [None] * 3),
            diagnosis,
            in_files(line.job_bank),
            line.rate,
            f"{line.month:%Y-%m}" if line.month else None,
        ]
        for line in lines(sheet, sort)
    ]
