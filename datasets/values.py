"""Reading one cell: numbers as publishers write them, marks of suppressed figures."""

import re
from datetime import date, timedelta
from decimal import Decimal

from django.utils.translation import gettext_noop as _

from datasets.reasons import FileRefused, RowError

SUPPRESSED = frozenset(
    ["", "x", "f", "..", "...", "-", "–", "—", "n/a", "n/d", "na", "nd", "n.d.", "np"]
)
_BLANKS = re.compile(r"[\s\u202f$]+")
_GROUPED = re.compile(r"-?[0-9]{1,3}(?:[\s\u202f][0-9]{3})+(?:[.,][0-9]+)?")
_PLAIN = re.compile(r"-?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")
_THOUSANDS = re.compile(r"-?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_DECIMAL_COMMA = re.compile(r"-?[0-9]+,[0-9]+")
_SERIAL = re.compile(r"[0-9]{5}")
# Day 0 of the serial dates of workbooks, which count a 29 February 1900.
_SERIAL_EPOCH = date(1899, 12, 30)


def decimal(text: str) -> Decimal | None:
    """A number in either language's form; None for a suppressed figure.

    `1,234` alone could be 1.234 or 1234, and so could the others: the file is refused.
    """
    text = text.strip("$ \u00a0\u202f\t")
    if text.casefold() in SUPPRESSED:
        return None
    bare = _BLANKS.sub("", text)
    if bare != text and not _GROUPED.fullmatch(text):
        raise RowError(_("“%(value)s” is not a number"), value=text)
    if _PLAIN.fullmatch(bare):
        return Decimal(bare)
    if _THOUSANDS.fullmatch(bare):
        if bare.count(",") == 1 and "." not in bare:
            raise FileRefused(_("“%(value)s” may be read two ways"), value=text)
        return Decimal(bare.replace(",", ""))
    if _DECIMAL_COMMA.fullmatch(bare):
        return Decimal(bare.replace(",", "."))
    raise RowError(_("“%(value)s” is not a number"), value=text)


def integer(text: str) -> int | None:
    """A whole number; a comma can only part thousands here."""
    if _THOUSANDS.fullmatch(text.strip()):
        text = text.replace(",", "")
    number = decimal(text)
    if number is None:
        return None
    if number != int(number):
        raise RowError(_("“%(value)s” is not a whole number"), value=text)
    return int(number)


def day(text: str) -> date | None:
    """A date: ISO, with slashes, or a workbook's serial number."""
    if _SERIAL.fullmatch(text) and 20_000 < int(text) < 80_000:
        return _SERIAL_EPOCH + timedelta(days=int(text))
    try:
        return date.fromisoformat(text[:10].replace("/", "-"))
    except ValueError:
        if text.casefold() in SUPPRESSED:
            return None
        raise RowError(_("“%(value)s” is not a date"), value=text) from None


def code(text: str, digits: int) -> str:
    """A code of so many digits, with or without the prefix `NOC_`."""
    bare = text.strip().upper().removeprefix("NOC_")
    if len(bare) != digits or not (bare.isascii() and bare.isdigit()):
        raise RowError(
            _("“%(value)s” is not a code of %(digits)d digits"),
            value=text,
            digits=digits,
        )
    return bare
