"""Figures that a text asks for by a short tag, as `[[unemployment region=06]]`.

An app's `drawings` module registers a function by the name of the tag and of the words
that it takes. Called with those words and the language, it gives a `Drawn`, or HTML of
its own; it raises `Undrawable` when it cannot.
"""

import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, NamedTuple

from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.module_loading import autodiscover_modules
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

TAG = re.compile(r"^\[\[([^\[\]]*)\]\][ \t]*\r?$", re.MULTILINE)


class Undrawable(ValueError):
    """Why a figure cannot be drawn, told in the language of whoever reads it."""

    def __init__(self, words: str | Promise, **values):
        super().__init__(words, values)
        self.words, self.values = words, values

    def __str__(self):
        return str(self.words) % self.values


class Drawn(NamedTuple):
    """One table with its sources, and a chart of the same figures where there is one.

    `columns`: labels, the first one heads the rows. `sources` as `citation.lines`.
    """

    caption: str
    columns: Sequence[str]
    rows: Sequence[tuple[str, Sequence[Any]]]
    sources: Sequence[dict]
    note: str = ""
    chart: dict | None = None


Draw = Callable[[dict[str, str], str], "Drawn | SafeString"]
_registered: dict[str, tuple[frozenset[str], Draw]] = {}


def register(name: str, *words: str):
    """Decorate the function that draws what a tag asks by these words."""

    def registered(draw: Draw) -> Draw:
        _registered[name] = frozenset(words), draw
        return draw

    return registered


@cache
def _discover() -> None:
    autodiscover_modules("drawings")


def known() -> list[str]:
    """The tags that texts may use, each with the words that it takes."""
    _discover()
    return [
        f"[[{' '.join([name, *(f'{word}=' for word in sorted(words))])}]]"
        for name, (words, _draw) in sorted(_registered.items())
    ]


def draw(tag: str, language: str) -> SafeString:
    """What `tag`, its brackets left out, asks for."""
    _discover()
    name, *asked = tag.split()[:9] or [""]
    if name not in _registered:
        raise Undrawable(
            _("No figure is called “%(name)s”. There are: %(known)s."),
            name=name[:40],
            known=", ".join(sorted(_registered)),
        )
    words, drawing = _registered[name]
    values = dict(word.partition("=")[::2] for word in asked)
    if unknown := sorted({*values} - words):
        raise Undrawable(
            _("“%(name)s” does not know “%(word)s”. It takes: %(known)s."),
            name=name,
            word=unknown[0][:40],
            known=", ".join(sorted(words)),
        )
    with override(language):
        drawn = drawing(values, language)
        if isinstance(drawn, Drawn):
            drawn = render_to_string("components/drawn.html", drawn._asdict())
    return SafeString(drawn)
