"""How the reading by resemblance learns from labelled lines: logistic regression.

Plain Python, by stochastic gradient (AdaGrad) with a fixed seed: the same lines give the
same weights. Of a bad text with several pieces one is bad, the worst: each round decides
again which one. Whole texts are learned too, as the surroundings of a piece.
"""

import math
import random
from collections import Counter
from collections.abc import Iterable

from placement.screening.features import Words
from placement.screening.readings import fold

ROUNDS, RATE, SEED = 6, 0.5, 5
# So many readings in another order, whose mean depends less on it.
PASSES = 4
# A feature seen less often teaches nothing; to tell kinds apart takes fewer features.
LEAST, LEAST_OF_KINDS = 2, 3
# The weight of what is said of no word: most sentences are honest.
USUAL = ""
Weights = dict[str, float]


def odds(names: Iterable[str], weights: Weights) -> float:
    """How much a text resembles, as the logarithm of its odds; more than 0: rather bad."""
    known = [weights[name] for name in names if name in weights]
    return weights.get(USUAL, 0) + sum(known) / math.sqrt(len(known) or 1)


def learn(lines: Iterable[tuple[bool, str]]) -> Weights:
    """The weights of features, from texts and whether they are bad."""
    read = [one for bad, text in lines for one in _examples(bad, text)]
    return _fit(read, PASSES, LEAST)


def learn_kinds(lines: list[tuple[str, str]]) -> dict[str, Weights]:
    """For each kind, weights that tell it from the other kinds, from bad lines."""
    read = [(kind, _single(fold(text).text)) for kind, text in lines]
    return {
        kind: _fit(
            [(theirs == kind, [names]) for theirs, names in read], 1, LEAST_OF_KINDS
        )
        for kind in sorted({kind for kind, _names in read})
    }


def _examples(bad: bool, text: str) -> list[tuple[bool, list[list[str]]]]:
    """What is learned from a text: its pieces, and all of it as surroundings."""
    words = Words.of(fold(text).text)
    whole = 0, len(words.said)
    pieces = words.pieces()
    found = [pieces, [whole]] if len(pieces) > 1 else [pieces]
    return [
        (bad, [sorted(words.features(*piece)) for piece in parts])
        for parts in found
        if parts
    ]


def _single(text: str) -> list[str]:
    """Words, stems and concepts, without pairs: enough to name a kind."""
    words = Words.of(text)
    names = words.features(0, len(words.said))
    return sorted(
        name for name in names if name[1] == ":" and not set(name) & set(" &")
    )


def _fit(read: list[tuple[bool, list[list[str]]]], passes: int, least: int) -> Weights:
    seen = Counter(name for _bad, parts in read for part in parts for name in part)
    # Places in a list are faster than names; what is usual is the first.
    names = [USUAL, *sorted(name for name, count in seen.items() if count >= least)]
    place = {name: number for number, name in enumerate(names)}
    known = [
        (bad, [[place[name] for name in part if name in place] for part in parts])
        for bad, parts in read
    ]
    draw = random.Random(SEED)
    found = [_pass(known, len(names), draw) for _number in range(passes)]
    means = (sum(values) / passes for values in zip(*found, strict=True))
    return dict(zip(names, means, strict=True))


def _pass(read: list, size: int, draw: random.Random) -> list[float]:
    weights, slopes = [0.0] * size, [1e-6] * size
    for _round in range(ROUNDS):
        draw.shuffle(read)
        for bad, parts in read:
            if bad and len(parts) > 1:
                parts = [max(parts, key=lambda part: _odds(part, weights))]
            for part in parts:
                _step(part, bad, weights, slopes)
    return weights


def _odds(part: list[int], weights: list[float]) -> float:
    return weights[0] + sum([weights[place] for place in part]) / math.sqrt(
        len(part) or 1
    )


def _step(
    part: list[int], bad: bool, weights: list[float], slopes: list[float]
) -> None:
    error = 1 / (1 + math.exp(-_odds(part, weights))) - bad
    if abs(error) < 1e-3:
        return
    pull = error / math.sqrt(len(part) or 1)
    for place, by in ((0, error), *((place, pull) for place in part)):
        slopes[place] += by * by
        weights[place] -= RATE * by / math.sqrt(slopes[place])
