"""Servers of the suite.

The servers are embedded ones of their own state, unless DATABASE_URL and REDIS_URL name
others. Settings are read before this file: `imt/settings_test.py` names the state.
"""

import gc
import os
import random
import shutil
import socket
from pathlib import Path

import pytest
from django.db import connection
from django.utils.translation import override

from imt import embedded
from tests import databases

# First the shell, which is Chromium without windows around the page: a page takes half
# the processor time.
CHROMIUM_NAMES = "chromium-headless-shell", "chromium", "chromium-browser"
CHROMIUM_NAMES += "google-chrome", "google-chrome-stable"
# No request leaves the machine, and Chromium starts in a container and as root.
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
STATE = embedded.state_dir("test")
WALKS = "tests/repository/", "tests/site/"
REAL_DATA = os.environ.get("IMT_REAL_DATA")


def pytest_configure(config):
    # Below the range that the system lends to outgoing connections.
    config.option.liveserver = f"localhost:{free_port(20000, 32000)}"
    if _leads(config):
        embedded.start(STATE, durable=False)


def pytest_unconfigure(config):
    if _leads(config):
        embedded.stop(STATE)


def pytest_collection_modifyitems(config, items):
    items.sort(key=lambda item: (_turn(item), item.location[0]))
    if not REAL_DATA:
        real = [item for item in items if item.get_closest_marker("real")]
        config.hook.pytest_deselected(items=real)
        items[:] = [item for item in items if item not in real]


def pytest_collection_finish():
    # What was imported stays: to walk it again and again took a tenth of the time.
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix, django_db_blocker
):
    """The test database is a copy of one that was migrated before."""
    with django_db_blocker.unblock():
        connection.settings_dict["TEST"]["TEMPLATE"] = databases.migrated()


@pytest.fixture(scope="session")
def django_db_keepdb():
    """Nothing is dropped at the end, when a thread may still be connected…"""
    return True


@pytest.fixture(scope="session")
def django_db_createdb():
    """…since each run makes its database again."""
    return True


@pytest.fixture(scope="session")
def browser():
    """The one Chromium of the session: Playwright allows one instance a process."""
    from playwright.sync_api import sync_playwright

    if chromium_path() is None:
        pytest.exit("The tests of the site need Chromium: `make test` installs it.", 4)
    # Playwright's loop makes Django believe that it runs in asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=chromium_path(), args=CHROMIUM_FLAGS
        )
        yield chromium
        chromium.close()


@pytest.fixture
def visit(browser, live_server):
    """Windows that close before the server: it waits for their connections."""
    from tests.visits import Visit

    opened = []

    def open_window(*args):
        opened.append(Visit(browser, live_server.url, *args))
        return opened[-1]

    yield open_window
    for window in opened:
        window.context.close()


@pytest.fixture(autouse=True)
def in_french():
    """A request leaves its language behind: each test starts in the portal's own."""
    with override("fr"):
        yield


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder of the official files."""
    return Path(REAL_DATA).resolve()


def _turn(item) -> int:
    """What takes longest comes first: at the end both processes have small modules."""
    if item.get_closest_marker("real") or "browser" in item.fixturenames:
        return 0
    return 1 if item.nodeid.startswith(WALKS) else 2


def _leads(config) -> bool:
    """Whether this is the process that xdist's workers, if any, answer to."""
    return not hasattr(config, "workerinput")


def free_port(low: int, high: int) -> int:
    while True:
        port = random.randrange(low, high)
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)):
                return port


def chromium_path() -> str | None:
    for name in CHROMIUM_NAMES:
        if path := shutil.which(name):
            return path
    cache = os.environ.get("PLAYWRIGHT_BROWSERS_PATH", "~/.cache/ms-playwright")
    downloads = Path(cache).expanduser().glob("chromium-*/chrome-linux*/chrome")
    return next((str(path) for path in downloads), None)
