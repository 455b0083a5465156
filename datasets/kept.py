"""Answers kept in the process for one version of the data."""

from functools import lru_cache, wraps


def kept(size: int):
    """Keep what a function answers; its last argument is the data version.

    Before the first release (version 0) anything may still change: nothing is kept.
    """

    def decorate(function):
        remembered = lru_cache(maxsize=size)(function)

        @wraps(function)
        def wrapped(*args):
            return remembered(*args) if args[-1] else function(*args)

        return wrapped

    return decorate
