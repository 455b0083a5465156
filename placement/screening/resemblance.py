"""The reading by resemblance: sentences like those of orders that had to wait.

Beside the rules, for what nobody foresaw. It learned from labelled sentences
(`fixtures/screening`, by `manage.py learn_screening`; docs/adr/0012) and explains
itself: the sentence, what kind it is read as, and the words that weighed most.
"""

import gzip
import json
import math
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from functools import cache

from django.conf import settings

from placement.screening.features import Features, features
from placement.screening.learning import Weights, chance
from placement.screening.lexicon import Token
from placement.screening.rules import sentences

LEARNED = settings.BASE_DIR / "fixtures" / "screening" / "weights.json.gz"
# From where on a sentence makes an order wait, and under which a rule alone does not:
# the figures of cross-validation that hold most bad orders for 3 % of honest ones.
HOLDS, EXCUSES = 0.4, 0.15
# The words right beside what a rule found must be as usual: a long honest sentence
# around a demand excuses nothing.
BESIDE, USUAL_BESIDE = 30, 0.3  # characters; how bad they may look
TELLING = 4  # words that are named
# A sentence so far from bad that no surroundings change its reading.
NOTHING = -6


@dataclass(frozen=True)
class Resemblance:
    """A sentence of a folded text: where it stands, how bad it looks, why."""

    start: int
    end: int
    alone: float  # its odds without its surroundings, as a logarithm
    score: float
    kind: str = ""  # of a sentence that is held
    words: tuple[str, ...] = ()


@cache
def learned() -> tuple[Weights, dict[str, Weights]]:
    """The weights of features: of bad texts, and of each kind among them."""
    kept = json.loads(gzip.decompress(LEARNED.read_bytes()))
    weights = {name: value / 100 for name, value in kept["bad"].items()}
    kinds = {
        kind: {name: value / 100 for name, value in mine.items()}
        for kind, mine in kept["kinds"].items()
    }
    return weights, kinds


def resembling(text: str, title: str = "") -> list[Resemblance]:
    """The score of each sentence of a folded text, read with its surroundings."""
    weights, _kinds = learned()
    places = sentences(text)
    found = []
    for number, (start, end) in enumerate(places):
        alone = _odds(chance(features(text[start:end])[0], weights))
        if alone < NOTHING:
            found.append(Resemblance(start, end, alone, 0))
            continue
        first = places[max(0, number - 1)][0]
        last = places[min(len(places) - 1, number + 1)][1]
        around, _said = features(f"{title}. {text[first:last]}")
        score = _likely(alone + _odds(chance(around, weights)))
        found.append(Resemblance(start, end, alone, score))
    return [_explained(one, text) if _is_worst(one, found) else one for one in found]


def is_excused(text: str, read: list[Resemblance], start: int, end: int) -> bool:
    """Whether what a rule found stands in words like none that have to wait."""
    for one in read:
        if one.start <= start < one.end and one.score < EXCUSES:
            first, last = max(one.start, start - BESIDE), min(one.end, end + BESIDE)
            weights, _kinds = learned()
            return chance(features(text[first:last])[0], weights) < USUAL_BESIDE
    return False


def _is_worst(one: Resemblance, found: list[Resemblance]) -> bool:
    """Whether a sentence is held for what it says, and not for what is beside it."""
    place = found.index(one)
    beside = found[max(0, place - 1) : place + 2]
    return one.score >= HOLDS and one.alone == max(
        other.alone for other in beside if other.score >= HOLDS
    )


def _explained(one: Resemblance, text: str) -> Resemblance:
    weights, kinds = learned()
    seen, said = features(text[one.start : one.end])
    kind = max(kinds, key=lambda kind: chance(seen, kinds[kind]))
    return replace(one, kind=kind, words=tuple(_telling(seen, said, weights)))


def _likely(odds: float) -> float:
    return 1 / (1 + math.exp(-odds))


def _odds(likely: float) -> float:
    likely = min(max(likely, 1e-9), 1 - 1e-9)
    return math.log(likely / (1 - likely))


def _telling(seen: Features, said: list[Token], weights: Weights) -> list[str]:
    """The words that weighed most, in their order."""
    share: dict[int, float] = defaultdict(float)
    for name, places in seen.items():
        for place in places:
            share[place] += weights.get(name, 0) / len(places)
    most = Counter(
        {
            place: weight
            for place, weight in share.items()
            if weight > 0 and len(said[place].text) > 3
        }
    )
    return [said[place].text for place, _weight in sorted(most.most_common(TELLING))]
