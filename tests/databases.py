"""Databases of the tests, made once and copied.

Every migration together takes a processor twenty seconds, a copy of the empty tables a
fraction of one: they are kept between runs, by what the migrations are. What a name of
the run stands for is made by the first process that asks for it, while others wait.
"""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.management import call_command
from django.db import connection

EMPTY = "empty_"


def migrated() -> str:
    """The name of a database with every table and no row of ours."""
    folder = settings.BASE_DIR
    files = [folder / "requirements.txt", *sorted(folder.glob("*/migrations/*.py"))]
    said = hashlib.sha256(b"".join(file.read_bytes() for file in files))
    return once(EMPTY, said.hexdigest()[:16], "template0", _migrate)


def once(kind: str, key: str, template: str, fill: Callable[[], None]) -> str:
    """The one database of its kind, made from another and filled where it is not yet.

    Others of the kind, which nobody asks for any more, are dropped.
    """
    name, draft = kind + key, f"{kind}draft"
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(hashtext(%s))", [kind])
        cursor.execute("SELECT datname FROM pg_database WHERE datname ^@ %s", [kind])
        there = [found for (found,) in cursor.fetchall()]
        if name not in there:
            for old in there:
                drop(old)
            create(draft, template)
            with connected(draft):
                fill()
            cursor.execute(f'ALTER DATABASE "{draft}" RENAME TO "{name}"')
    return name


def create(name: str, template: str) -> None:
    drop(name)
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')


def drop(name: str) -> None:
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@contextmanager
def connected(name: str) -> Iterator[None]:
    """This process reads and writes another database."""
    own = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = own


def _migrate() -> None:
    call_command("migrate", interactive=False, verbosity=0)
