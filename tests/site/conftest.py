"""The portal as a visitor meets it: demonstration data, a web server, a browser.

Only the tests of this folder load that data, and none of them may write: see the
scheduler in tests/conftest.py.
"""

import os
import shutil
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from tests.conftest import free_port

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


@pytest.fixture(scope="session")
def demo_data(django_db_setup, django_db_blocker):
    """The demonstration data, loaded once and kept."""
    with django_db_blocker.unblock():
        call_command("load_demo", verbosity=0)


@pytest.fixture(scope="session")
def site(demo_data):
    """The address of a real web server on the demonstration data."""
    database = connection.settings_dict["NAME"]
    port = free_port(20000, 32000)
    words = [sys.executable, "-m", "gunicorn", "imt.wsgi:application", "--threads=4"]
    words += [f"--bind=127.0.0.1:{port}", "--log-level=error", "--timeout=120"]
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.settings_served",
        "IMT_SERVED_DATABASE": database,
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


def chromium_path() -> str | None:
    for name in CHROMIUM_NAMES:
        if path := shutil.which(name):
            return path
    cache = os.environ.get("PLAYWRIGHT_BROWSERS_PATH", "~/.cache/ms-playwright")
    downloads = Path(cache).expanduser().glob("chromium-*/chrome-linux*/chrome")
    return next((str(path) for path in downloads), None)
