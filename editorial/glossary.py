"""The words and abbreviations of labour-market information, in both languages.

A row of `fixtures/glossary.csv` is one term: its key (the anchor, the same in both
languages), its abbreviation and name in French and in English, and what it means.
"""

import csv
from functools import cache
from pathlib import Path
from typing import NamedTuple

from django.conf import settings

from bilingual.folding import fold

FILE = Path(settings.BASE_DIR) / "fixtures" / "glossary.csv"


class Term(NamedTuple):
    """One term as a page of one language shows it; `other` is its name in the other."""

    key: str
    short: str
    name: str
    other_short: str
    other: str
    meaning: str

    @property
    def label(self) -> str:
        return f"{self.short} – {self.name}" if self.short else self.name


@cache
def terms(language: str) -> list[Term]:
    """Every term, in the alphabetical order of the language."""
    other = "en" if language == "fr" else "fr"
    with FILE.open(encoding="utf-8", newline="") as lines:
        found = [
            Term(
                row["key"],
                row[f"short_{language}"],
                row[f"name_{language}"],
                row[f"short_{other}"],
                row[f"name_{other}"],
                row[f"meaning_{language}"],
            )
            for row in csv.DictReader(lines)
        ]
    return sorted(found, key=lambda term: (fold(term.short or term.name), term.key))
