"""What the reading by resemblance sees in a text.

Words, stems and pairs of words; the concepts that they name, alone, two by two and beside
a word. Pairs of concepts carry over to sentences whose words were never seen. A text is
read in pieces: its sentences, and stretches of the long ones, so that a demand stands
alone however much is said around it.
"""

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import combinations

from placement.screening.lexicon import Token, concepts, tokens
from placement.screening.rules import sentences

# How many letters of a word stand for its family.
STEM = 5
# A sentence of more words is read in stretches too: so many words from each clause on,
# and from so many words further where a clause is long.
LONG, STRETCH, STEP = 16, 14, 6
_CLAUSE = re.compile(r"[,;:()–-]")


@dataclass(frozen=True)
class Words:
    """The words of a folded text; what each says alone, with the next, and names."""

    text: str
    said: list[Token]
    alone: list[tuple[str, ...]]
    joined: list[tuple[str, ...]]
    named: list[list[tuple[str, int]]]  # the concepts that begin here, their last word

    @classmethod
    def of(cls, text: str) -> "Words":
        said = tokens(text)
        named: list[list[tuple[str, int]]] = [[] for _token in said]
        for name, first, last in concepts(said):
            named[first].append((f"c:{name}", last))
        alone = [_alone(token.text) for token in said]
        joined = [
            _joined(said[place].text, said[place + 1].text, *named[place : place + 2])
            for place in range(len(said) - 1)
        ]
        return cls(text, said, alone, [*joined, ()], named)

    def pieces(self) -> list[tuple[int, int]]:
        """Its sentences and the stretches of long ones, as first and last word."""
        found, first = [], 0
        for _start, end in sentences(self.text):
            last = first
            while last < len(self.said) and self.said[last].start < end:
                last += 1
            if last > first:
                found.append((first, last))
                if last - first > LONG:
                    found += self._stretches(first, last)
            first = last
        return found

    def _stretches(self, first: int, last: int) -> list[tuple[int, int]]:
        found = []
        while True:
            found.append((first, min(first + STRETCH, last)))
            if first + STRETCH >= last:
                return found
            steps = range(first + 1, first + STEP)
            first = next((p for p in steps if self._begins(p)), first + STEP)

    def _begins(self, place: int) -> bool:
        """Whether a clause begins at a word."""
        between = self.text[self.said[place - 1].end : self.said[place].start]
        return bool(_CLAUSE.search(between))

    def features(self, first: int, last: int, title: int = 0) -> set[str]:
        """The features of a stretch of words; of those of the title too, the first."""
        found: set[str] = set()
        named: set[str] = set()
        for begin, end in ((0, min(title, first)), (first, last)):
            for place in range(begin, end):
                found.update(self.alone[place])
                if place + 1 < end:
                    found.update(self.joined[place])
                named.update(name for name, final in self.named[place] if final < end)
        found |= named
        found.update(_pair(one, other) for one, other in combinations(sorted(named), 2))
        return found

    def places(self, first: int, last: int) -> dict[str, set[int]]:
        """The words that each feature of a stretch was seen in."""
        found: dict[str, set[int]] = defaultdict(set)
        for place in range(first, last):
            for name, end in self.named[place]:
                if end < last:
                    found[name].update(range(place, end + 1))
        for one, other in combinations(sorted(found), 2):
            found[_pair(one, other)] = found[one] | found[other]
        for place in range(first, last):
            for name in self.alone[place]:
                found[name].add(place)
            for name in self.joined[place] if place + 1 < last else ():
                found[name] |= {place, place + 1}
        return found


@lru_cache(maxsize=20_000)
def _alone(word: str) -> tuple[str, ...]:
    if word[0].isdigit():
        return ()
    family = (f"s:{word[:STEM]}",) if len(word) > STEM else ()
    return (f"w:{word}", *family)


def _joined(word: str, after: str, mine: list, theirs: list) -> tuple[str, ...]:
    if word[0].isdigit():
        return ()
    after = "0" if after[0].isdigit() else after
    return (
        f"b:{word} {after}",
        *(f"{name} {after}" for name, _last in mine),
        *(f"{word}>{name}" for name, _last in theirs),
    )


@cache
def _pair(one: str, other: str) -> str:
    return f"{one}&{other}"
