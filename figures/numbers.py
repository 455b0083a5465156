"""Numbers as each language writes them (look.md, "Numbers and punctuation").

Django's own localisation costs a locale look-up per number; a page prints hundreds.
"""

import re
from datetime import date
from decimal import Decimal
from functools import lru_cache

from django.utils.formats import date_format
from django.utils.translation import override

NBSP = "\u00a0"
_YEARS = re.compile(r"(?<=\b\d{4})-(?=\d{4}\b)")
# Not the beginning of a day, as 2026-11-28.
_MONTH = re.compile(r"\b(\d{4})-(0[1-9]|1[0-2])\b(?!-)")
MINUS = "\u2212"


def number(value: Decimal | float | int, language: str, decimals: int = 0) -> str:
    """A number with its language's separators: `25 600`, `25,600`.

    >>> number(-25600.5, "fr", 1)
    '\u221225\u00a0600,5'
    """
    text = f"{abs(value):,.{decimals}f}"
    if language == "fr":
        text = text.replace(",", NBSP).replace(".", ",")
    return MINUS + text if value < 0 else text


def money(value: Decimal | float, language: str, decimals: int = 2) -> str:
    """Dollars: `28,10 $` in French, `$28.10` in English."""
    text = number(value, language, decimals)
    if language == "fr":
        return f"{text}{NBSP}$"
    return f"{MINUS}${text[1:]}" if value < 0 else f"${text}"


def percent(value: Decimal | float, language: str, decimals: int = 1) -> str:
    """A percentage already in percent: `40,5 %`, `40.5%`."""
    text = number(value, language, decimals)
    return f"{text}{NBSP}%" if language == "fr" else f"{text}%"


@lru_cache(maxsize=512)
def period(text: str, language: str) -> str:
    """A span of years or of months, in words where it has months.

    >>> period("2024-2028", "en"), period("2022-03 – 2025-02", "fr")
    ('2024–2028', 'mars 2022 – février 2025')
    """
    with override(language):
        text = _MONTH.sub(_month, text)
    return text if language == "fr" else _YEARS.sub("–", text)


def _month(found: re.Match) -> str:
    return date_format(date(int(found[1]), int(found[2]), 1), "F Y")
