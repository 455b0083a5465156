"""One writer of a dataset at a time; a lock dies with the connection that writes."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

KEY = "hashtext(%s)"


def lock(name: str) -> None:
    """Until the transaction ends."""
    _ask("pg_advisory_xact_lock", name)


@contextmanager
def locked(name: str) -> Iterator[None]:
    """For as long as the block runs; waits for its turn."""
    _ask("pg_advisory_lock", name)
    try:
        yield
    finally:
        _ask("pg_advisory_unlock", name)


def is_free(name: str) -> bool:
    """Whether nobody is writing this dataset."""
    if not _ask("pg_try_advisory_lock", name):
        return False
    _ask("pg_advisory_unlock", name)
    return True


def _ask(function: str, name: str):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}({KEY})", [f"dataset {name}"])
        return cursor.fetchone()[0]
