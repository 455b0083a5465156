"""The reading by resemblance: words like those of orders that had to wait.

Beside the rules, for what nobody foresaw. It learned from labelled lines
(`fixtures/screening`, by `manage.py learn_screening`; docs/adr/0012) and explains
itself: the words, what kind they are read as, and those that weighed most.
"""

import gzip
import json
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from functools import cache

from django.conf import settings

from placement.screening.features import Words
from placement.screening.learning import Weights, odds

LEARNED = settings.BASE_DIR / "fixtures" / "screening" / "weights.json.gz"
# The score from which on a piece makes an order wait, and under which a rule alone does
# not: what holds most of the sets that were left out of learning (docs/adr/0012).
HOLDS, EXCUSES = -1.5, -3
# A piece of so few words has little to go by, and is often small talk: it takes more.
SHORT, HOLDS_SHORT = 10, -0.5
# The words around a piece, and how much they count: they may excuse no more than so much.
AROUND, SHARE, EXCUSE = 12, 0.75, -3
# A piece so far from bad that no surroundings change its reading.
NOTHING = -5
TELLING = 4  # words that are named


@dataclass(frozen=True)
class Resemblance:
    """A piece of a folded text: where it stands, how bad it looks, why.

    Scores are odds, as logarithms.
    """

    start: int
    end: int
    alone: float
    score: float
    kind: str = ""  # of a piece that is held
    words: tuple[str, ...] = ()


@cache
def learned() -> tuple[Weights, dict[str, Weights]]:
    """The weights of features: of bad texts, and of each kind among them."""
    kept = json.loads(gzip.decompress(LEARNED.read_bytes()))
    weights = {name: value / 10 for name, value in kept["bad"].items()}
    kinds = {
        kind: {name: value / 10 for name, value in mine.items()}
        for kind, mine in kept["kinds"].items()
    }
    return weights, kinds


def resembling(text: str, title: str = "") -> list[Resemblance]:
    """The score of each piece of a folded text, read with its surroundings."""
    weights, _kinds = learned()
    words = Words.of(f"{title}\n{text}")
    skipped = len(title) + 1
    said = sum(token.start < skipped for token in words.said)
    found: dict[tuple[int, int], Resemblance] = {}
    for first, last in words.pieces():
        if first < said:
            continue
        score = alone = odds(words.features(first, last), weights)
        if alone > NOTHING:
            near = max(said, first - AROUND), min(len(words.said), last + AROUND)
            around = odds(words.features(*near, said), weights)
            score += SHARE * max(around, EXCUSE)
        start, end = words.said[first].start, words.said[last - 1].end
        found[first, last] = Resemblance(start - skipped, end - skipped, alone, score)
    for piece in _worst(found):
        found[piece] = _explained(found[piece], words, *piece)
    return list(found.values())


def is_excused(read: list[Resemblance], start: int) -> bool:
    """Whether what a rule found stands in words like none that have to wait."""
    scores = [one.score for one in read if one.start <= start < one.end]
    return bool(scores) and max(scores) < EXCUSES


def _worst(found: dict[tuple[int, int], Resemblance]) -> list[tuple[int, int]]:
    """The pieces that are held for what they say, and not for what is beside them."""
    held = [piece for piece, one in found.items() if one.score >= _needed(*piece)]
    kept: list[tuple[int, int]] = []
    for first, last in sorted(held, key=lambda piece: -found[piece].alone):
        if all(last + AROUND <= start or end + AROUND <= first for start, end in kept):
            kept.append((first, last))
    return kept


def _needed(first: int, last: int) -> float:
    return HOLDS_SHORT if last - first <= SHORT else HOLDS


def _explained(one: Resemblance, words: Words, first: int, last: int) -> Resemblance:
    weights, kinds = learned()
    seen = words.places(first, last)
    kind = max(kinds, key=lambda kind: odds(seen, kinds[kind]))
    share: dict[int, float] = defaultdict(float)
    for name, places in seen.items():
        for place in places:
            share[place] += weights.get(name, 0) / len(places)
    telling = Counter(
        {
            place: weight
            for place, weight in share.items()
            if weight > 0 and len(words.said[place].text) > 3
        }
    ).most_common(TELLING)
    said = tuple(words.said[place].text for place, _weight in sorted(telling))
    return replace(one, kind=kind, words=said)
