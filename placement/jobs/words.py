"""What people type into the job search, as one query of PostgreSQL's text search.

A posting is written in one language and titled in two, so each word is looked for in
both: "soudeur" and "welder" find the same job whatever the page's language. Everyday
words also stand for the official ones (`classifications.vocabulary`).
"""

import re
from typing import NamedTuple

from django.db import connection

from bilingual.folding import words
from classifications.vocabulary import vocabulary
from datasets.kept import kept

LONGEST = 120  # characters
MOST_WORDS = 10

_CODE = re.compile(r"(?:noc|cnp)? ?(\d{5})")
_LEXED = """
SELECT word, plainto_tsquery('imt_fr', word)::text,
       plainto_tsquery('imt_en', word)::text
FROM unnest(%s::text[]) AS word
"""


class Wanted(NamedTuple):
    """What a phrase asks for.

    `phrases`: alternatives; each is a list of words that must all be there; each word
    is the stems that stand for it. Empty when the phrase says nothing that can be
    looked for. `noc`: the code of an occupation, when that is what was typed.
    """

    phrases: tuple[tuple[tuple[str, ...], ...], ...] = ()
    noc: str = ""

    @property
    def query(self) -> str:
        """The text of a `tsquery`; empty when no word counts."""
        return " | ".join(
            "(" + " & ".join(f"({' | '.join(stems)})" for stems in phrase) + ")"
            for phrase in self.phrases
        )


NOTHING = Wanted()


@kept(4096)
def wanted(text: str, language: str, version: int) -> Wanted:
    """Read a phrase; any text is accepted. `version` is the data version."""
    typed = words(text[:LONGEST])[:MOST_WORDS]
    if not typed:
        return NOTHING
    if found := _CODE.fullmatch(" ".join(typed)):
        return Wanted(noc=found[1])
    variants = vocabulary(version).variants(typed, language)
    alternatives = [typed, *(variant.split() for variant in variants)]
    stems = _stems({word for phrase in alternatives for word in phrase})
    phrases = dict.fromkeys(
        tuple(stems[word] for word in phrase if stems[word]) for phrase in alternatives
    )
    return Wanted(tuple(phrase for phrase in phrases if phrase))


def _stems(asked: set[str]) -> dict[str, tuple[str, ...]]:
    """The stems of each word in both languages; none for a word that one ignores."""
    with connection.cursor() as cursor:
        cursor.execute(_LEXED, [sorted(asked)])
        rows = cursor.fetchall()
    return {
        word: tuple(dict.fromkeys([french, english])) if french and english else ()
        for word, french, english in rows
    }
