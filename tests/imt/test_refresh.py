"""A source refreshes itself: real scheduler, worker, web server and PostgreSQL."""

import os
import signal
import subprocess
import sys
import time
import urllib.request

import pytest
from django.conf import settings
from django.db import connection

from datasets.actions import roll_back
from datasets.models import Release, Retrieval, Source
from mail.models import Alert, Outbox
from occupations.models import Wage
from tests import databases
from tests.conftest import free_port
from tests.datasets import subjects
from tests.datasets.fault_server import FaultServer
from tests.datasets.files import loaded, territory
from tests.factories import user

CODE = subjects.UNIT_CODES[0]
FOLLOWED_WITHIN = 5  # seconds


@pytest.fixture(scope="module")
def portal(django_db_setup, django_db_blocker, tmp_path_factory):
    """The whole portal on a database of its own: wages of 2024 and a source."""
    folder = tmp_path_factory.mktemp("refresh")
    server = FaultServer(b"")
    own = f"{connection.settings_dict['NAME']}_own"
    with django_db_blocker.unblock():
        databases.create(own, databases.migrated())
        with databases.connected(own), pytest.MonkeyPatch.context() as patch:
            patch.setattr(settings, "MEDIA_ROOT", folder / "media")
            patch.setattr(settings, "DOWNLOAD_HOSTS", [server.host])
            _fill(folder, server)
            processes, address = _start(own, folder, server)
            try:
                yield address, server
            finally:
                for process in processes:
                    os.killpg(process.pid, signal.SIGTERM)
                for process in processes:
                    process.wait(30)
                server.close()
        databases.drop(own)


def _fill(folder, server) -> None:
    territory()
    for given in (subjects.noc(), subjects.wages()):
        files = [folder / file.name for file in (given, *given.beside)]
        for path, file in zip(files, (given, *given.beside), strict=True):
            path.write_bytes(file.bytes())
        loaded(given.dataset, *files)
    user("analyste@example.org", role="analyst")
    server.body = subjects.wages("2025", raised="26.00").bytes()
    Source.objects.filter(pk="wages").update(
        download_en=server.url("good"), every_hours=1
    )


def _start(database: str, folder, server):
    port = free_port(20000, 32000)
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.settings_served",
        "IMT_SERVED_DATABASE": database,
        "DOWNLOAD_HOSTS": server.host,
        "MEDIA_ROOT": str(folder / "media"),
    }
    web = [sys.executable, "-m", "gunicorn", "imt.wsgi:application", "--threads=4"]
    web += [f"--bind=127.0.0.1:{port}", "--log-level=error", "--timeout=120"]
    worker = [
        sys.executable,
        "-m",
        "celery",
        "--app=imt",
        "--quiet",
        "worker",
        "--beat",
    ]
    worker += ["--beat", "--concurrency=1", f"--schedule={folder / 'beat'}", "-lERROR"]
    processes = [
        subprocess.Popen(
            words, env=environment, cwd=settings.BASE_DIR, start_new_session=True
        )
        for words in (web, worker)
    ]
    return processes, f"http://127.0.0.1:{port}"


def until(condition, seconds: float = 90):
    """What a condition gives once it gives something, and how long that took."""
    begun = time.monotonic()
    while time.monotonic() - begun < seconds:
        if found := condition():
            return found, time.monotonic() - begun
        time.sleep(0.1)
    pytest.fail(f"not within {seconds} seconds: {condition}")


def fetched(address: str) -> str:
    try:
        with urllib.request.urlopen(address, timeout=30) as answer:
            return answer.read().decode()
    except OSError:
        return ""


def live() -> Release:
    return Release.objects.get(source="wages", is_current=True)


def look_again() -> Retrieval:
    """Make the source due, and wait for the scheduler and the worker to look at it."""
    last = Retrieval.objects.latest("pk").pk
    Source.objects.filter(pk="wages").update(next_check_at=None)
    ended = Retrieval.objects.filter(pk__gt=last, ended_at__isnull=False)
    return until(ended.first)[0]


@pytest.fixture
def unblocked(django_db_blocker):
    with django_db_blocker.unblock():
        yield


def test_a_refresh_from_the_scheduler_to_the_page(portal, unblocked):
    address, server = portal
    page = f"{address}/fr/metiers-et-professions/{CODE}"
    csv = f"{page}/wages.csv"
    feed = f"{page}.atom"
    until(lambda: "26,00" in fetched(page))
    assert (live().edition, Retrieval.objects.get().state) == ("2025", "loaded")
    new, old = (
        "QC,Québec,2025,hour,20.0,26.0,40.0",
        "QC,Québec,2024,hour,20.0,25.5,40.0",
    )
    until(lambda: new in fetched(csv), FOLLOWED_WITHIN)
    assert old in fetched(csv)
    assert "25,50" in fetched(feed) and "26,00" in fetched(feed)

    rows = list(Wage.objects.order_by("pk").values_list("pk", flat=True))
    again = look_again()
    assert (again.state, again.release) == ("same", None)
    assert b'If-None-Match: "one"' in server.requests[-1]
    assert list(Wage.objects.order_by("pk").values_list("pk", flat=True)) == rows
    assert Release.objects.filter(source="wages").count() == 2

    before = fetched(page)
    server.body, server.etag = server.body[: len(server.body) // 2], '"two"'
    cut = look_again()
    assert (cut.state, cut.release.state) == ("failed", "refused")
    assert live().edition == "2025"
    assert fetched(page) == before
    until(lambda: Alert.objects.open().filter(key="source wages").exists())
    told = Outbox.objects.get()
    assert told.to == "analyste@example.org"

    begun = time.monotonic()
    roll_back("wages")
    assert time.monotonic() - begun <= 2
    assert live().edition == "2024"
    until(lambda: "26,00" not in fetched(page), FOLLOWED_WITHIN)
    until(lambda: new not in fetched(csv), FOLLOWED_WITHIN)
    assert "25,50" in fetched(page)
