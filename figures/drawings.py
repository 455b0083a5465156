"""Figures that a text asks for by a short tag, as `[[unemployment region=06]]`.

An app's `drawings` module registers a function by the name of the tag. Called with the
tag's parameters and the language, it gives HTML made by a template; it raises
ValueError, with words for whoever wrote the tag, when it cannot.
"""

import re
from collections.abc import Callable
from functools import cache

from django.utils.module_loading import autodiscover_modules
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

TAG = re.compile(r"^\[\[([^\[\]]*)\]\][ \t]*\r?$", re.MULTILINE)
Draw = Callable[[dict[str, str], str], SafeString]
_registered: dict[str, Draw] = {}


def register(name: str):
    """Decorate the function that draws what a tag asks."""

    def registered(draw: Draw) -> Draw:
        _registered[name] = draw
        return draw

    return registered


@cache
def _discover() -> None:
    autodiscover_modules("drawings")


def draw(tag: str, language: str) -> SafeString:
    """What `tag`, its brackets left out, asks for."""
    _discover()
    name, *words = tag.split()[:9] or [""]
    if name not in _registered:
        raise ValueError(_("No figure is called “%(name)s”.") % {"name": name[:40]})
    parameters = dict(word.partition("=")[::2] for word in words)
    return _registered[name](parameters, language)
