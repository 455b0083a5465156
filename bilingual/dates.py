"""Days in words: in French the first day of a month is « 1er »."""

import re
from datetime import date

from django.utils.formats import date_format

_FIRST = re.compile(r"^1 (?=[a-zéû])")


def day(value: date) -> str:
    """A day as the language writes it: « 1er mai 2026 », “May 1, 2026”."""
    return first(date_format(value, "DATE_FORMAT"))


def first(text: str) -> str:
    """What Django wrote of a date, with « 1er » for the first day of a French month."""
    return _FIRST.sub("1er ", text)
