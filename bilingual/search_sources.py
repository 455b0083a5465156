"""What the search of the whole site looks into: each app registers its own source.

An app's `search_sources` module calls `register` with a source of its own; the shell
asks them all and shows what they found, a group for each.
"""

from collections.abc import Iterable
from difflib import get_close_matches
from functools import cache
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.module_loading import autodiscover_modules

from bilingual.folding import words


class Hit(NamedTuple):
    """One page found; `note` says in a few words why or what it is.

    `lang` and `note_lang` are given when the words are in the other language.
    """

    title: str
    url: str
    note: str = ""
    lang: str = ""
    note_lang: str = ""


class Found(NamedTuple):
    """What one source found: its first pages, how many there are in all.

    `more` is the address of the whole list, if any; `correction` the words meant
    ("did you mean"), when those typed were not found as they stand.
    """

    hits: list[Hit]
    count: int
    more: str = ""
    correction: str = ""


NOTHING = Found([], 0)


class SearchSource:
    """One kind of pages. `order` is its place among the groups."""

    name: str
    label: str | Promise
    order: int

    def find(self, text: str, language: str, version: int, most: int) -> Found:
        """The pages that `text` may mean, `most` at the most; any text is accepted.

        `version` is the data version, the key of whatever a source keeps.
        """
        raise NotImplementedError


_registered: dict[str, SearchSource] = {}


def register(source: SearchSource) -> None:
    _registered[source.name] = source


@cache
def search_sources() -> list[SearchSource]:
    """Every source, in the order of the page."""
    autodiscover_modules("search_sources")
    return sorted(_registered.values(), key=lambda source: (source.order, source.name))


def matching(text: str, folded: Iterable[str]) -> tuple[list[int], str]:
    """Places of the texts that hold every word typed, and the correction used.

    The texts are folded. A word typed may be the beginning of one of theirs; when some
    word is in none of them, the nearest one is tried. Those that begin with the words
    come first.

    >>> matching("monreal", ["montreal", "monteregie"])
    ([0], 'montreal')
    """
    typed, texts = words(text), list(folded)
    if not typed:
        return [], ""
    found = _holding(typed, texts)
    if found:
        return found, ""
    known = sorted({word for one in texts for word in one.split()})
    nearest = [
        (get_close_matches(word, known, 1, 0.75) or [""])[0] if len(word) > 3 else word
        for word in typed
    ]
    if "" in nearest or nearest == typed:
        return [], ""
    found = _holding(nearest, texts)
    return found, " ".join(nearest) if found else ""


def _holding(typed: list[str], texts: list[str]) -> list[int]:
    phrase = " ".join(typed)
    places = [
        place
        for place, text in enumerate(texts)
        if all(f" {word}" in f" {text}" for word in typed)
    ]
    return sorted(
        places, key=lambda place: (not texts[place].startswith(phrase), place)
    )
