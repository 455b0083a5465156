"""What a rule is: words, what must stand beside them, and what excuses them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import islice

# A text without points is read in pieces; nobody needs a finding ten times.
LONGEST, OVERLAP, MOST = 600, 120, 10
# Where a sentence ends; a point inside "N.A.S." or "16.60" ends none.
_END = re.compile(r"[.!?;](?=\s|$)|\n")
# Where a sentence turns: what was denied before is not denied after.
_TURN = re.compile(
    r"\b(?:mais|sauf|cependant|toutefois|sinon|but|except|however|unless)\b"
)
# What is said not to be asked; a list keeps the denial, a turn ends it.
DENIED = re.compile(
    r"\b(?:n(?:e |')(?:vous |nous |lui |leur )?\w+(?: \w+)? (?:jamais|pas|aucun\w*|rien)"
    r"|jamais (?:de |d')?|(?:sans|aucune?s?|nuls?|zero) (?:frais|couts?|depots?|achats?|argent"
    r"|paiements?)|pas de (?:frais|depot|couts?)|never|no (?:fees?|costs?|charges?|deposits?"
    r"|purchase|payment)|(?:do|does|will|did|shall|would) not (?:ever )?(?:ask|require|charge"
    r"|request|need|demand|collect|contact|use)|(?:don't|doesn't|won't)(?: ever)? (?:ask"
    r"|require|charge|request|need|demand|contact|use)|free of charge|mefiez|beware|watch "
    r"out|attention aux? (?:fraud|arnaq)\w*|n'envoyez|ne (?:donnez|fournissez|transmettez)"
    r"|(?:do not|don't|never) (?:send|give|provide|share))"
)


@dataclass(frozen=True)
class Finding:
    """What a rule found: in which field, from where to where, and why it matters.

    What `holds` waits for a moderator; the rest is advice to whoever writes. `weight`
    (1 to 100) says how much it counts in the order of the queue.
    """

    rule: str
    field: str
    start: int
    end: int
    why: object
    holds: bool = True
    weight: int = 50


@dataclass(frozen=True)
class Rule:
    """Words of one kind, found in a sentence.

    `beside` must stand in the same sentence (in the same text when `anywhere`);
    `unless` in the sentence excuses it, and so does a denial when `may_be_denied`.
    """

    name: str
    why: object
    words: str
    beside: str = ""
    unless: str = ""
    may_be_denied: bool = False
    anywhere: bool = False
    holds: bool = True
    weight: int = field(default=60)

    @cached_property
    def _words(self) -> re.Pattern:
        return re.compile(self.words)

    @cached_property
    def _beside(self) -> re.Pattern | None:
        return re.compile(self.beside) if self.beside else None

    @cached_property
    def _unless(self) -> re.Pattern | None:
        return re.compile(self.unless) if self.unless else None

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """Places in a folded text."""
        if self.anywhere and self._beside and not self._beside.search(text):
            return
        for first, last in sentences(text):
            sentence = text[first:last]
            matches = list(islice(self._words.finditer(sentence), MOST))
            if not matches or (
                self._beside and not self.anywhere and not self._beside.search(sentence)
            ):
                continue
            if self._unless and self._unless.search(sentence):
                continue
            for match in matches:
                if not (self.may_be_denied and denied(sentence, match.start())):
                    yield first + match.start(), first + match.end()


@lru_cache(maxsize=64)
def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Where each sentence begins and ends; endless ones are cut, with an overlap."""
    ends = [mark.end() for mark in _END.finditer(text)] + [len(text)]
    found, first = [], 0
    for end in ends:
        while end - first > LONGEST:
            found.append((first, first + LONGEST))
            first += LONGEST - OVERLAP
        if text[first:end].strip():
            found.append((first, end))
        first = end
    return tuple(found)


def sentence_of(text: str, start: int, end: int) -> tuple[str, int]:
    """The sentence around a stretch of a text, and where it begins."""
    first, last = 0, len(text)
    for mark in _END.finditer(text):
        if mark.end() <= start:
            first = mark.end()
        elif mark.start() >= end:
            last = mark.start()
            break
    return text[first:last], first


def denied(sentence: str, place: int) -> bool:
    """Whether the sentence says, before a place and without turning, that it is not."""
    before = sentence[:place]
    turns = list(_TURN.finditer(before))
    if turns:
        before = before[turns[-1].end() :]
    return bool(DENIED.search(before + sentence[place : place + 12]))
