"""Amounts that a text states: below the minimum wage, or too good to be true."""

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from placement.screening.rules import sentence_of

_NUMBER = r"(\d{1,3}(?:[ ,]\d{3})+|\d+)(?:[.,](\d{1,2}))?(?!\d)"
_UNIT = (
    r"(?:de l'|l'|par |a |an |per |/ ?|each |every |chaque )?"
    r"(?P<unit>heures?\b|h\b|hours?\b|hr\b|jours?\b|days?\b|daily\b|semaines?\b|weeks?\b"
    r"|weekly\b|mois\b|months?\b|monthly\b)"
)
_AMOUNT = re.compile(
    rf"(?:\$ ?(?P<en>{_NUMBER.replace('(', '(?:', 1)})|(?P<fr>{_NUMBER.replace('(', '(?:', 1)})"
    rf" ?(?:\$|dollars?|cad))\s*(?:cad |dollars |nets? |bruts? )?{_UNIT}"
)
_ADDED = re.compile(
    r"\b(?:prime|premium|bonus|supplement\w*|allocation|allowance|augment\w+|raise|majoration"
    r"|rabais|de plus|extra|indemnite|top[- ]up|increase|pourboires?|tips?|commission|contribu"
    r"\w+|deduit|frais|fee|loyer|rent|stationnement|parking|en sus)\b"
)
_HOURS = {"h": 1, "d": 8, "j": 8, "s": 40, "w": 40, "m": 173}
# Dollars an hour that are looked at, and those that are when no effort is asked.
TOO_GOOD, FOR_NOTHING = Decimal(200), Decimal(45)
_NO_EFFORT = re.compile(
    r"\b(?:facile\w*|easy|easily|(?:aucune?|sans|no|without) (?:\w+ )?(?:experience|skills?"
    r"|competences?|diplome|effort|entrevue|interview)|(?:from|at) home|de chez (?:toi|vous"
    r"|soi)|a domicile|a la maison|en ligne|online|(?:your|votre) (?:phone|telephone|cellulaire)"
    r"|spare time|temps libres?|(?:une|one|two|deux|\d) (?:hours?|heures?) (?:\w+ ){0,2}(?:par|a"
    r"|per|of|de)|everyone|tout le monde|up to|jusqu'a)\b"
)


_WORDS = {
    "six": 6, "sept": 7, "seven": 7, "huit": 8, "eight": 8, "neuf": 9, "nine": 9, "dix": 10,
    "ten": 10, "onze": 11, "eleven": 11, "douze": 12, "twelve": 12, "treize": 13,
    "thirteen": 13, "quatorze": 14, "fourteen": 14, "quinze": 15, "fifteen": 15,
}  # fmt: skip
_SAID = re.compile(
    rf"\b(?P<said>{'|'.join(_WORDS)}|\d{{1,2}}(?:[.,]\d\d?)?) ?(?:bucks|dollars|piasses|piastres)"
    r" (?:de |an |per |a )?(?:l')?(?:hours?|heures?)\b"
)


def hourly_amounts(text: str) -> Iterator[tuple[Decimal, int, int]]:
    """Each wage of a folded text, in dollars an hour, with its place."""
    for match in _AMOUNT.finditer(text):
        written = (match["en"] or match["fr"]).replace(" ", "")
        written = re.sub(r",(?=\d{3})", "", written).replace(",", ".")
        try:
            amount = Decimal(written)
        except InvalidOperation:
            continue
        unit = match["unit"]
        hours = _HOURS[
            "m" if unit.startswith("mo") else "d" if unit == "daily" else unit[0]
        ]
        yield amount / hours, *match.span()
    for match in _SAID.finditer(text):
        said = match["said"].replace(",", ".")
        yield Decimal(_WORDS.get(said, said)), *match.span()


def below(text: str, minimum: Decimal) -> Iterator[tuple[int, int]]:
    """Hourly wages of a folded text under the minimum; additions to a wage are none."""
    for amount, start, end in hourly_amounts(text):
        sentence, _offset = sentence_of(text, start, end)
        if Decimal(4) <= amount < minimum and not _ADDED.search(sentence):
            yield start, end


def too_good(text: str) -> Iterator[tuple[int, int]]:
    """Wages that nobody pays, or not for so little."""
    most = FOR_NOTHING if _NO_EFFORT.search(text) else TOO_GOOD
    for amount, start, end in hourly_amounts(text):
        if amount > most:
            yield start, end
