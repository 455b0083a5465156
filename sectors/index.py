"""Every NAICS class in memory: two thousand titles, and the examples that find them.

Kept per process and data version, like the occupations' explorer: a search reads some
twenty thousand short strings, which takes milliseconds.
"""

from difflib import get_close_matches
from functools import lru_cache
from typing import NamedTuple

from bilingual.folding import fold, slug, words
from classifications.models import Industry, IndustryExample

LONGEST = 200  # characters of a search that are read
MOST = 100  # results
LANGUAGES = ("fr", "en")


class Class(NamedTuple):
    """A NAICS class; a French title may be missing, and English stands in."""

    code: str
    level: int
    parent: str
    titles: dict[str, str]

    def title(self, language: str) -> str:
        return self.titles[language] or self.titles["en"]

    def spoken(self, language: str) -> str:
        """The language of the title shown, where it is not the page's."""
        return "" if self.titles[language] else "en"

    def slug(self, language: str) -> str:
        return slug(self.title(language)) or "x"


class Texts(NamedTuple):
    """What is said of a class, each text with its language where it is not the page's.

    `examples`: the illustrative ones first.
    """

    definition: tuple[str, str]
    examples: list[tuple[str, str]]


class Found(NamedTuple):
    """`hits`: class and the example that led to it ("" for a title), best first."""

    hits: list[tuple[Class, str, str]]
    correction: str = ""


class Index:
    def __init__(self):
        self.classes: dict[str, Class] = {}
        self.definitions: dict[str, dict[str, str]] = {}
        for code, level, parent, fr, en, *said in Industry.objects.for_index():
            titles = {"fr": fr or "", "en": en or ""}
            self.classes[code] = Class(code, level, parent or "", titles)
            self.definitions[code] = dict(zip(LANGUAGES, said, strict=True))
        self.below: dict[str, list[Class]] = {}
        for one in self.classes.values():
            self.below.setdefault(one.parent, []).append(one)
        # Folded text between blanks, so that " word" finds the start of a word.
        self.texts = [
            (f" {fold(title)} ", one.code, "", language)
            for one in self.classes.values()
            for language, title in one.titles.items()
            if title
        ]
        self.examples: dict[str, list[tuple[str, str]]] = {}
        for code, language, text in IndustryExample.objects.for_index():
            if code in self.classes:
                self.texts.append((f" {fold(text)} ", code, text, language))
                self.examples.setdefault(code, []).append((language, text))
        self.lexicon = sorted(
            {word for text, *_ in self.texts for word in text.split()}
        )

    def above(self, code: str) -> list[Class]:
        """The classes that a class stands in, from the sector down."""
        found = []
        while code := self.classes[code].parent:
            found.append(self.classes[code])
        return found[::-1]

    def said(self, code: str, language: str) -> Texts:
        """The definition and examples; English stands in where French is missing."""
        own, english = self.definitions[code][language], self.definitions[code]["en"]
        rows = self.examples.get(code, [])
        spoken = language if any(lang == language for lang, _text in rows) else "en"
        foreign = "" if spoken == language else spoken
        return Texts(
            (own or english or "", "" if own else "en"),
            [(text, foreign) for lang, text in rows if lang == spoken],
        )

    def sectors(self) -> list[Class]:
        return self.below.get("", [])

    def search(self, text: str, language: str) -> Found:
        """Classes whose title, or an example of it, holds the start of every word."""
        typed = words(text[:LONGEST])
        if not typed:
            return Found([])
        code = "".join(typed) if typed[0].isdigit() else ""
        if code:
            return Found(
                [
                    (one, "", "")
                    for one in self.classes.values()
                    if one.code.replace("-", "").startswith(code)
                ][:MOST]
            )
        if hits := self._holding(typed, language):
            return Found(hits)
        near = [get_close_matches(word, self.lexicon, 1, 0.75) for word in typed]
        if not all(near):
            return Found([])
        corrected = [one[0] for one in near]
        return Found(self._holding(corrected, language), " ".join(corrected))

    def _holding(self, typed: list[str], language: str) -> list:
        best: dict[str, tuple] = {}
        starts = [f" {word}" for word in typed]
        whole = f" {' '.join(typed)} "
        for text, code, example, spoken in self.texts:
            if all(start in text for start in starts):
                rank = (
                    text != whole,
                    bool(example),
                    spoken != language,
                    self.classes[code].level,
                    len(text),
                    code,
                )
                if code not in best or rank < best[code][0]:
                    best[code] = rank, example, spoken
        ranked = sorted(best.items(), key=lambda one: one[1][0])
        return [
            (self.classes[code], example, spoken if spoken != language else "")
            for code, (_rank, example, spoken) in ranked[:MOST]
        ]


@lru_cache(maxsize=2)
def index(version: int) -> Index:
    """The classes of one data version (`Publication.objects.version()`)."""
    return Index()
