"""What the portal holds of a person: each app registers what is its own.

An app's `holdings` module calls `register` once for each kind of row. The person's file
shows them, the take-away carries them, and the erasure ends them (`guidance`).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from django.core.files.storage import Storage
from django.db.models import Q, QuerySet, prefetch_related_objects
from django.utils.functional import Promise
from django.utils.module_loading import autodiscover_modules

from accounts.models import User


class Kept(NamedTuple):
    """A file on disk: the name that its owner reads, and where it lies."""

    name: str
    storage: Storage
    path: str


def _no_files(user: User) -> Iterator[Kept]:
    return iter(())


def _delete(user: User, rows: QuerySet) -> None:
    rows.delete()


@dataclass(frozen=True)
class Holding:
    """One kind of rows that belong to a person.

    `name` is its key in the take-away; `order` its place on the page. `secret` columns
    serve to check something (fingerprints, keys) and are never told. `words` says the
    columns of a row that codes fill, by name. `names` are those of columns that another
    project named in English only. `erase` does what deleting the rows alone
    would not.
    """

    name: str
    label: str | Promise
    order: int
    rows: Callable[[User], QuerySet]
    secret: frozenset[str] = frozenset()
    words: Callable[[object], dict[str, str]] = lambda row: {}
    names: Mapping[str, str | Promise] = field(default_factory=dict)
    files: Callable[[User], Iterable[Kept]] = _no_files
    erase: Callable[[User, QuerySet], None] = _delete


_registered: dict[str, Holding] = {}


def register(holding: Holding) -> None:
    _registered[holding.name] = holding


@cache
def holdings() -> list[Holding]:
    """Every kind, in the order of the page."""
    autodiscover_modules("holdings")
    return sorted(_registered.values(), key=lambda held: (held.order, held.name))


def addresses(user: User) -> list[str]:
    """The addresses that are known to be theirs: only those that they confirmed."""
    prefetch_related_objects([user], "emailaddress_set")  # once for all the holdings
    confirmed = [row.email for row in user.emailaddress_set.all() if row.verified]
    return sorted({user.email, *confirmed})


def of_addresses(column: str, user: User) -> Q:
    """Rows that name one of the person's addresses, in any case of letters."""
    found = Q()
    for address in addresses(user):
        found |= Q(**{f"{column}__iexact": address})
    return found
