"""Who is told that datasets were published: caches and tables made from them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import transaction

Follower = Callable[[set[str]], None]
_followers: list[Follower] = []
_deferred: set[str] | None = None


def follow(function: Follower) -> Follower:
    """Have `function` called with the names of the datasets that were published.

    It runs in the transaction that publishes.
    """
    _followers.append(function)
    return function


@contextmanager
def deferred_followers() -> Iterator[None]:
    """Publish several datasets in one transaction, and call each follower once."""
    global _deferred
    with transaction.atomic():
        _deferred = set()
        try:
            yield
            names, _deferred = _deferred, None
            call_followers(names)
        finally:
            _deferred = None


def call_followers(names: set[str]) -> None:
    if _deferred is not None:
        _deferred.update(names)
    elif names:
        for function in _followers:
            function(names)
