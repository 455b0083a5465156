"""Four datasets that are live, and files of theirs for tests to tamper with.

After each attempt the same contract holds: unless a release was published, not a row of
the live tables moved; the attempt left one row with the file's SHA-256, its state and a
reason in both languages; and a file that says nothing new wrote nothing.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, transaction

from datasets.models import Release
from datasets.registry import loaders
from tests.datasets import subjects
from tests.datasets.files import territory
from tests.datasets.subjects import Given

PUB, SAME, QUAR, REJ, HOLD = "published", "unchanged", "set aside", "refused", "held"
DATASETS = ["noc-structure", "naics", "wages", "outlooks"]
FIGURES = ["wages", "outlooks"]


def live_file(dataset: str) -> Given:
    made = {"noc-structure": subjects.noc, "naics": subjects.naics}
    made |= {"wages": subjects.wages, "outlooks": subjects.outlooks}
    return made[dataset]()


def next_file(dataset: str) -> Given:
    """A good file with something new in it."""
    if dataset == "wages":
        return subjects.wages("2025", raised="26.00")
    if dataset == "outlooks":
        return subjects.outlooks("2026-2028", first="limited")
    return live_file(dataset).having(1, "title", "Ingénieurs d’été")


def given_files(folder, given: Given, content: bytes | None = None, name=""):
    path = folder / (name or given.name)
    path.write_bytes(given.bytes() if content is None else content)
    return [path, *(p for other in given.beside for p in given_files(folder, other))]


def rows_of(dataset: str) -> list[tuple]:
    """Every row of the dataset's tables with the transaction that wrote it."""
    found = []
    with connection.cursor() as cursor:
        for target in loaders()[dataset].targets:
            table = target.model_class._meta.db_table
            cursor.execute(f"SELECT xmin::text, t::text FROM {table} t ORDER BY 2")
            found += cursor.fetchall()
    found += Release.objects.current().values_list("pk", "source_id")
    return found


@contextmanager
def published_meanwhile(blocker, folder: Path) -> Iterator[None]:
    """What is published inside is live for the tests of a module, and gone after it."""
    with (
        blocker.unblock(),
        transaction.atomic(),
        pytest.MonkeyPatch.context() as patch,
    ):
        patch.setattr(settings, "MEDIA_ROOT", folder / "media")
        territory()
        yield
        transaction.set_rollback(True)
