"""How the reading by resemblance learns from labelled lines: logistic regression.

Plain Python, by stochastic gradient (AdaGrad) with a fixed seed: the same lines give the
same weights. Of a bad text with several sentences one is bad, the worst: each round
decides again which one. Whole texts are learned too, as the surroundings of a sentence.
"""

import math
import random
from collections import Counter
from collections.abc import Iterable

from placement.screening.features import features
from placement.screening.readings import fold
from placement.screening.rules import sentences

ROUNDS, RATE, SEED = 6, 0.5, 5
# So many readings in another order, whose mean depends less on it.
PASSES = 4
# A feature seen less often teaches nothing.
LEAST = 2
# The weight of what is said of no word: most sentences are honest.
USUAL = ""
Weights = dict[str, float]


def sentences_of(folded: str) -> list[str]:
    return [folded[first:last] for first, last in sentences(folded)]


def chance(names: Iterable[str], weights: Weights) -> float:
    """How much a text resembles, from 0 to 1; what is usual when nothing is known."""
    known = [weights[name] for name in names if name in weights]
    odds = weights.get(USUAL, 0) + sum(known) / math.sqrt(len(known) or 1)
    return 1 / (1 + math.exp(-odds))


def learn(lines: Iterable[tuple[bool, str]]) -> Weights:
    """The weights of features, from texts and whether they are bad."""
    read = []
    for bad, text in lines:
        parts = sentences_of(fold(text).text)
        read.append((bad, [list(features(one)[0]) for one in parts]))
        if len(parts) > 1:
            read.append((bad, [list(features(fold(text).text)[0])]))
    seen = Counter(name for _bad, parts in read for part in parts for name in part)
    read = [
        (bad, [[name for name in part if seen[name] >= LEAST] for part in parts])
        for bad, parts in read
        if parts
    ]
    draw = random.Random(SEED)
    known = [USUAL, *(name for name, count in seen.items() if count >= LEAST)]
    passes = [_pass(read, known, draw) for _number in range(PASSES)]
    return {name: sum(one[name] for one in passes) / PASSES for name in known}


def _pass(read: list, known: list[str], draw: random.Random) -> Weights:
    weights = dict.fromkeys(known, 0.0)
    slopes = dict.fromkeys(known, 1e-6)
    for _round in range(ROUNDS):
        draw.shuffle(read)
        for bad, parts in read:
            if bad:
                parts = [max(parts, key=lambda part: chance(part, weights))]
            for part in parts:
                _step(part, bad, weights, slopes)
    return weights


def _step(part: list[str], bad: bool, weights: Weights, slopes: Weights) -> None:
    error = chance(part, weights) - bad
    if abs(error) < 1e-4:
        return
    for name in (USUAL, *part):
        pull = error / math.sqrt(len(part)) if name else error
        slopes[name] += pull * pull
        weights[name] -= RATE * pull / math.sqrt(slopes[name])


def learn_kinds(lines: list[tuple[str, str]]) -> dict[str, Weights]:
    """For each kind, weights that tell it from the other kinds, from bad lines."""
    kept = [
        (kind, [n for n in features(fold(text).text)[0] if n[1] == ":"])
        for kind, text in lines
    ]
    seen = Counter(name for _kind, names in kept for name in names)
    kept = [(kind, [n for n in names if seen[n] > LEAST]) for kind, names in kept]
    draw = random.Random(SEED)
    found = {}
    for kind in sorted({kind for kind, _names in kept}):
        known = [USUAL, *(name for name, count in seen.items() if count > LEAST)]
        weights, slopes = dict.fromkeys(known, 0.0), dict.fromkeys(known, 1e-6)
        for _round in range(ROUNDS):
            draw.shuffle(kept)
            for theirs, names in kept:
                _step(names, theirs == kind, weights, slopes)
        found[kind] = weights
    return found
