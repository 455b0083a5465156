"""Members of dimensions as Statistics Canada words them, and what they stand for."""

import re
from decimal import Decimal

from django.utils.translation import gettext_noop as _

from bilingual.folding import fold
from datasets.reasons import RowError
from datasets.values import decimal

_CODED = re.compile(r"(?P<label>.*?)\s*\[(?P<codes>[^\]]+)\]\s*(?:\d+)?\s*$", re.S)
_AGES = re.compile(r"(\d+) to (\d+) years")
_OVER = re.compile(r"(\d+) years and over|(\d+) and over")
_TOTAL = re.compile(r"(?i)^(total\b|all\b|both\b)")
SEXES = {
    "both sexes": "",
    "males": "men",
    "females": "women",
    "men": "men",
    "women": "women",
    "men+": "men",
    "women+": "women",
}
WORK_TIMES = {
    "full time employees": "full",
    "part time employees": "part",
    "full time": "full",
    "part time": "part",
    "full time employment": "full",
    "part time employment": "part",
}
EDUCATIONS = {
    "no certificate, diploma or degree": "none",
    "secondary (high) school diploma or equivalency certificate": "secondary",
    "apprenticeship or trades certificate or diploma": "trades",
    "college, cegep or other non-university certificate or diploma": "college",
    "university certificate or diploma below bachelor level": "below_bachelor",
    "university certificate, diploma or degree at bachelor level or above": "bachelor",
}
SCALES = {"": 1, "units": 1, "hundreds": 100, "thousands": 1000, "millions": 1_000_000}
UNITS = {
    "persons": "persons",
    "number": "persons",
    "persons in thousands": "persons",
    "percent": "percent",
    "percentage": "percent",
    "rate": "percent",
    "dollars": "dollars",
    "current dollars": "dollars",
    "hours": "hours",
    "weeks": "weeks",
}
# The marks that stand for a value, and why there is none.
MARKS = {
    "x": "confidential",
    "..": "not_available",
    "...": "not_applicable",
    "f": "unreliable",
    "": "not_published",
}


def is_total(member: str) -> bool:
    return bool(_TOTAL.match(member.strip()))


def coded(member: str) -> tuple[str, str]:
    """The code and the label of a member: "Manufacturing [31-33]".

    A total has no code; a member without one goes by its label.
    """
    if found := _CODED.fullmatch(member.strip()):
        return found["codes"].strip(), found["label"].strip()
    label = member.strip()
    return ("" if is_total(label) else fold(label)[:60]), label


def sex(member: str) -> str:
    name = member.strip().casefold()
    if name not in SEXES and not is_total(name):
        raise RowError(_("“%(value)s” is not a known member"), value=member)
    return SEXES.get(name, "")


def age(member: str) -> str:
    """“15 to 24 years” is 15-24; 15 years and over is the whole survey."""
    text = member.strip()
    if found := _AGES.fullmatch(text):
        return f"{found[1]}-{found[2]}"
    if found := _OVER.fullmatch(text):
        low = found[1] or found[2]
        return "" if low == "15" else f"{low}+"
    if is_total(text):
        return ""
    raise RowError(_("“%(value)s” is not an age group"), value=member)


def work_time(member: str) -> str:
    return _known(WORK_TIMES, fold(member), member)


def education(member: str) -> str:
    return _known(EDUCATIONS, member.strip().casefold(), member)


def _known(table: dict[str, str], name: str, member: str) -> str:
    if name in table:
        return table[name]
    if is_total(member):
        return ""
    raise RowError(_("“%(value)s” is not a known member"), value=member)


def unit(text: str) -> str:
    """The unit of a column UOM; old tables add “in thousands” to it."""
    name = text.strip().casefold()
    if name not in UNITS:
        raise RowError(_("“%(value)s” is not a known unit"), value=text)
    return UNITS[name]


def scaled(cell: str, status: str, scalar: str) -> tuple[Decimal | None, str]:
    """A value in whole units, or why there is none.

    A letter of quality (A to E) beside a value does not take it away.
    """
    factor = scalar.strip().casefold()
    if factor not in SCALES:
        raise RowError(_("“%(value)s” is not a known scale"), value=scalar)
    value = decimal(cell)
    mark = (status or cell).strip().casefold()
    if value is not None:
        if status and mark in MARKS:
            raise RowError(
                _("“%(value)s” stands beside the mark “%(mark)s”"),
                value=cell,
                mark=status,
            )
        return value * SCALES[factor], ""
    return None, MARKS.get(mark, "not_published")
