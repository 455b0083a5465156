"""Words by what they speak of: who pays, who is chosen, what is asked, where one is led.

A concept has many words in both languages, familiar ones too: a sentence that nobody saw
still speaks of the same things. The files of `lexicon/` hold one concept a line.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

FOLDER = Path(__file__).parent / "lexicon"
# The shortest stem that a word may be known by.
SHORTEST = 3
_TOKEN = re.compile(r"[a-z]+|\d+(?:[.,]\d+)*|[$%?]")


@dataclass(frozen=True)
class Token:
    """A word, number or sign of a folded text, and its place."""

    text: str
    start: int
    end: int


def tokens(text: str) -> list[Token]:
    return [Token(match[0], *match.span()) for match in _TOKEN.finditer(text)]


@dataclass(frozen=True)
class Phrase:
    """Words of one concept in a row; a word that ends with * is a stem."""

    concept: str
    words: tuple[str, ...]

    def follows(self, said: list[Token], place: int) -> bool:
        """Whether the words after the first stand here too."""
        if place + len(self.words) > len(said):
            return False
        for word, token in zip(self.words[1:], said[place + 1 :], strict=False):
            if token.text != word and not (
                word[-1] == "*" and token.text.startswith(word[:-1])
            ):
                return False
        return True


@cache
def _by_first_word() -> tuple[dict[str, list[Phrase]], dict[str, list[Phrase]]]:
    whole: dict[str, list[Phrase]] = {}
    stems: dict[str, list[Phrase]] = {}
    for path in sorted(FOLDER.glob("*.txt")):
        for line in path.read_text().splitlines():
            if line.startswith("#"):
                continue
            concept, _colon, listed = line.partition(":")
            for entry in listed.split(","):
                words = tuple(re.findall(r"[a-z0-9]+\*?", entry))
                if words:
                    known = stems if words[0].endswith("*") else whole
                    first = words[0].rstrip("*")
                    known.setdefault(first, []).append(Phrase(concept, words))
    return whole, stems


@lru_cache(maxsize=20_000)
def _beginning_with(word: str) -> tuple[Phrase, ...]:
    """The phrases that a word may begin, long ones first."""
    whole, stems = _by_first_word()
    found = list(whole.get(word, ()))
    for length in range(SHORTEST, len(word) + 1):
        found += stems.get(word[:length], ())
    return tuple(sorted(found, key=lambda phrase: -len(phrase.words)))


def concepts(said: list[Token]) -> list[tuple[str, int, int]]:
    """Each concept that is spoken of: its name, its first and its last token."""
    found = []
    for place, token in enumerate(said):
        named = set()
        for phrase in _beginning_with(token.text):
            if phrase.concept in named:
                continue
            if len(phrase.words) == 1 or phrase.follows(said, place):
                named.add(phrase.concept)
                found.append((phrase.concept, place, place + len(phrase.words) - 1))
        if number := _number(said, place):
            found.append((number, place, place))
    return found


def _number(said: list[Token], place: int) -> str:
    """What a number is: an amount, an age, a share, or a number."""
    word = said[place].text
    if not word[0].isdigit():
        return ""
    around = [token.text for token in said[max(0, place - 1) : place + 3]]
    if "$" in around[:3]:
        return "amount"
    if "%" in around:
        return "share"
    if len(word) == 2 and "14" <= word <= "79":
        after = said[place + 1].text if place + 1 < len(said) else ""
        return "years" if after in ("ans", "years", "year", "yrs", "s") else "number"
    return "number"
