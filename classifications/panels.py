"""What the apps above say of a class or a region on a page that is not theirs.

An app's `panels` module registers a function by the kind of subject (`"industry"`,
`"unit_group"`, `"region"`). Called with the subject's code, the language and the data
version, it gives a template and what the template needs, or None when it has nothing
to say. The page of the subject prints the panels in the order of their rank.
"""

from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from django.utils.module_loading import autodiscover_modules

Say = Callable[[str, str, int], "tuple[str, dict] | None"]


class Panel(NamedTuple):
    """A panel with something to say: its template and its context."""

    template: str
    context: dict


_registered: dict[str, list[tuple[int, str, Say]]] = {}


def register(kind: str, rank: int):
    """Decorate a function that says something about subjects of a kind."""

    def registered(say: Say) -> Say:
        _registered.setdefault(kind, []).append((rank, say.__module__, say))
        return say

    return registered


@cache
def _discovered() -> dict[str, list[Say]]:
    autodiscover_modules("panels")
    return {
        kind: [say for _rank, _module, say in sorted(found, key=lambda one: one[:2])]
        for kind, found in _registered.items()
    }


def panels(kind: str, code: str, language: str, version: int) -> list[Panel]:
    """Every panel that has something to say of one subject."""
    said = (say(code, language, version) for say in _discovered().get(kind, ()))
    return [Panel(*one) for one in said if one]
