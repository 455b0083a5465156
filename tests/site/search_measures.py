"""How well the search does on the official list of titles, as shares of a sample.

`every=1` is the whole list (`make drill-search`, minutes); the test suite takes one
title in so many, always the same ones.
"""

import csv
import random
from collections.abc import Iterator
from pathlib import Path

from bilingual.folding import fold
from classifications.models import JobTitle
from classifications.search import search
from classifications.titles import gender_forms
from datasets.models import Publication

PHRASES = Path(__file__).parent / "everyday_phrases.csv"
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def titles(every: int) -> Iterator[JobTitle]:
    rows = JobTitle.objects.order_by("pk").exclude(kind=JobTitle.Kind.CLASS)
    for place, row in enumerate(rows.iterator(2_000)):
        if place % every == 0:
            yield row


def place(text: str, language: str, codes: set[str]) -> int:
    """The rank (from 1) of the first right group; 10,000 when it is not found."""
    version = Publication.objects.version()
    found = search(text, language, version).codes
    return next((i for i, c in enumerate(found, 1) if c in codes), 10_000)


def share(ranks: list[int], within: int) -> float:
    return sum(rank <= within for rank in ranks) / len(ranks)


def whole_titles(every: int) -> list[int]:
    """Ranks of each title's own group, typed as published and without accents."""
    ranks = []
    for row in titles(every):
        own = {row.unit_group_id}
        ranks.append(place(row.text, row.language, own))
        ranks.append(place(fold(row.text), row.language, own))
    return ranks


def gender_ranks(every: int) -> list[int]:
    """Ranks of the own group for each gender form alone."""
    return [
        place(form, row.language, {row.unit_group_id})
        for row in titles(every)
        if row.language == "fr" and "/" in row.text
        for form in gender_forms(row.text)[1:]
    ]


def typos(every: int, seed: int = 2026) -> list[int]:
    """Ranks of the own group after one random slip in a word of five letters."""
    chance = random.Random(seed)
    return [
        place(slipped, row.language, {row.unit_group_id})
        for row in titles(every)
        if (slipped := slip(_one_gender(row), chance))
    ]


def _one_gender(row: JobTitle) -> str:
    """The title as one person types it: the last gender, or the title itself."""
    return gender_forms(row.text)[-1] if row.language == "fr" else row.forms[0]


def slip(text: str, chance: random.Random) -> str:
    """One letter changed, lost, added or exchanged; "" if no word is long enough."""
    words = text.split()
    long = [i for i, word in enumerate(words) if len(word) >= 5]
    if not long:
        return ""
    at = chance.choice(long)
    word, i = words[at], chance.randrange(len(words[at]) - 1)
    words[at] = chance.choice(
        [
            word[:i] + chance.choice(LETTERS) + word[i + 1 :],
            word[:i] + word[i + 1 :],
            word[:i] + chance.choice(LETTERS) + word[i:],
            word[:i] + word[i + 1] + word[i] + word[i + 2 :],
        ]
    )
    return " ".join(words)


def everyday() -> dict[str, int]:
    """The rank of an accepted group for each everyday phrase."""
    with PHRASES.open(encoding="utf-8", newline="") as lines:
        return {
            row["phrase"]: place(
                row["phrase"], row["language"], set(row["codes"].split())
            )
            for row in csv.DictReader(lines)
        }


def report(every: int) -> str:
    """The four measures in lines for a person."""
    whole, forms, slips = whole_titles(every), gender_ranks(every), typos(every)
    phrases = everyday()
    missed = [phrase for phrase, rank in phrases.items() if rank > 3]
    return "\n".join(
        [
            f"titles first: {share(whole, 1):.4%} of {len(whole)}",
            f"gender forms first: {share(forms, 1):.4%} of {len(forms)}",
            f"one typo, first five: {share(slips, 5):.4%} of {len(slips)}",
            f"everyday phrases, first three: {share(list(phrases.values()), 3):.4%} "
            f"of {len(phrases)}; missed: {', '.join(missed) or 'none'}",
        ]
    )
