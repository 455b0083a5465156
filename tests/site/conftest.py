"""The portal as a visitor meets it: demonstration data, a web server, a browser.

That data is in a database of its own, which the processes of a run share: no test of
this folder may write.
"""

import os
import subprocess
import sys
import time
import urllib.request

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from editorial import demonstration as editorial
from guidance import demonstration as guidance
from tests import databases, factories
from tests.conftest import free_port


@pytest.fixture(scope="session")
def demonstration(django_db_setup, django_db_blocker, testrun_uid) -> str:
    """The database of the demonstration: one for all processes of a run."""
    with django_db_blocker.unblock():
        return databases.once("demo_", testrun_uid, databases.migrated(), _load)


def _load() -> None:
    with connection.cursor() as cursor:
        # A process keeps answers by the version of the data: none is the same as in
        # the database of the other tests.
        cursor.execute("ALTER SEQUENCE datasets_publication_id_seq RESTART 1000000")
    call_command("load_demo", verbosity=0)
    editorial.create(*(factories.user(role="analyst") for _ in range(2)))
    guidance.create(factories.user(role="counsellor"))


@pytest.fixture(scope="package", autouse=True)
def demo_data(demonstration):
    """The tests of this folder read the demonstration's data."""
    with databases.connected(demonstration):
        yield


@pytest.fixture(scope="session")
def site(demonstration):
    """The address of a real web server on the demonstration data."""
    port = free_port(20000, 32000)
    words = [sys.executable, "-m", "gunicorn", "imt.wsgi:application", "--threads=4"]
    words += [f"--bind=127.0.0.1:{port}", "--log-level=error", "--timeout=120"]
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.settings_served",
        "IMT_SERVED_DATABASE": demonstration,
    }
    server = subprocess.Popen(words, env=environment, cwd=settings.BASE_DIR)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(f"{address}/health/live", server)
        yield address
    finally:
        server.terminate()
        server.wait(30)


def _wait_for(address: str, server: subprocess.Popen) -> None:
    for _attempt in range(240):
        if server.poll() is not None:
            pytest.fail("The web server of the browser tests ended by itself.")
        try:
            urllib.request.urlopen(address, timeout=10).close()
            return
        except OSError:
            time.sleep(0.25)
    pytest.fail("The web server of the browser tests does not answer.")
