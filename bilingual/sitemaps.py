"""What the site map names: each app registers the kinds of pages it has.

An app's `sitemaps` module calls `register`; the shell prints the index and one file
for each kind, in pieces that the protocol allows.
"""

from collections.abc import Callable, Sequence
from datetime import date
from functools import cache
from typing import NamedTuple

from django.conf import settings
from django.urls import reverse
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import override

LARGEST = 20_000  # pages of one file, each in two languages; the protocol's is 50,000


class Page(NamedTuple):
    """One page: its whole address by language, and the day it last changed."""

    addresses: dict[str, str]
    changed_on: date | None = None


class SiteMap(NamedTuple):
    """One kind of pages. `pages` gives those from a place on, up to so many."""

    name: str
    count: Callable[[], int]
    pages: Callable[[int, int], Sequence[Page]]


_registered: dict[str, SiteMap] = {}


def register(name: str, count: Callable[[], int], pages: Callable) -> None:
    _registered[name] = SiteMap(name, count, pages)


@cache
def site_maps() -> dict[str, SiteMap]:
    """Every kind of pages, by name."""
    autodiscover_modules("sitemaps")
    return dict(sorted(_registered.items()))


def whole_addresses(name: str, *args) -> dict[str, str]:
    """The address of a page in each language, for the outside."""
    return everywhere(lambda: reverse(name, args=args))


def everywhere(address: Callable[[], str]) -> dict[str, str]:
    """What `address` gives in each language, for the outside."""
    found = {}
    for language, _label in settings.LANGUAGES:
        with override(language):
            found[language] = settings.SITE_URL + address()
    return found
