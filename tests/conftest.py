"""Servers and browser of the suite.

The servers are embedded ones of their own state, unless DATABASE_URL and REDIS_URL name
others. Settings are read before this file: `imt/settings_test.py` names the state.
"""

import os
import random
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from django.core.management import call_command

from imt import embedded

STATE = embedded.state_dir("test")
REAL_DATA = os.environ.get("IMT_REAL_DATA")
CHROMIUM_NAMES = "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"
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


def pytest_configure(config):
    config.addinivalue_line(
        "markers", "real: reads the official files (make test-real)"
    )
    # Below the range that the system lends to outgoing connections.
    config.option.liveserver = f"localhost:{_free_port(20000, 32000)}"
    if _leads(config):
        embedded.start(STATE, durable=False)


def pytest_unconfigure(config):
    if _leads(config):
        embedded.stop(STATE)


def pytest_collection_modifyitems(config, items):
    if (
        any(item.get_closest_marker("browser") for item in items)
        and not chromium_path()
    ):
        pytest.exit("The browser tests need Chromium: run `make test`.", returncode=4)
    # What `demo_data` loads stays: the tests that start from nothing come first.
    items.sort(key=lambda item: "demo_data" in getattr(item, "fixturenames", ()))
    if not REAL_DATA:
        real = [item for item in items if item.get_closest_marker("real")]
        config.hook.pytest_deselected(items=real)
        items[:] = [item for item in items if item not in real]


@pytest.fixture(scope="session")
def browser():
    """The one Chromium of the session: Playwright allows one instance a process."""
    from playwright.sync_api import sync_playwright

    # Playwright's loop makes Django believe that it runs in asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=chromium_path(), args=CHROMIUM_FLAGS
        )
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def demo_data(django_db_setup, django_db_blocker):
    """The demonstration data, loaded once and kept: its tests run last."""
    with django_db_blocker.unblock():
        call_command("load_demo", verbosity=0)


@pytest.fixture(scope="session")
def site(demo_data):
    """The address of a real web server on the demonstration data."""
    port = _free_port(20000, 32000)
    words = [sys.executable, "-m", "gunicorn", "imt.wsgi:application", "--threads=4"]
    words += [f"--bind=127.0.0.1:{port}", "--log-level=error", "--timeout=120"]
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings_served"}
    server = subprocess.Popen(words, env=environment, cwd=Path(__file__).parent.parent)
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


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder of the official files."""
    return Path(REAL_DATA).resolve()


def _leads(config) -> bool:
    """Whether this is the process that xdist's workers, if any, answer to."""
    return not hasattr(config, "workerinput")


def chromium_path() -> str | None:
    for name in CHROMIUM_NAMES:
        if path := shutil.which(name):
            return path
    cache = os.environ.get("PLAYWRIGHT_BROWSERS_PATH", "~/.cache/ms-playwright")
    downloads = Path(cache).expanduser().glob("chromium-*/chrome-linux*/chrome")
    return next((str(path) for path in downloads), None)


def _free_port(low: int, high: int) -> int:
    while True:
        port = random.randrange(low, high)
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)):
                return port
