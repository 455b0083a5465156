"""Kills everything at random moments while a source refreshes itself, and looks.

Run by `make drill-import [KILLS=100]`. A local server gives wages of which every figure
is one number, another one each time. A reader polls fifty times a second: the live
release must always be whole, and all of one number. It works on a state of its own.
The drill first plants a torn release, which the reader must see.
"""

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from contextlib import closing, suppress
from functools import partial
from pathlib import Path

NAME = "drill-import"
os.environ["IMT_STATE"] = NAME
os.environ.setdefault("IMT_DEMO", "1")
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.drills.settings"

import django  # noqa: E402

django.setup()

import psycopg2  # noqa: E402
from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import DatabaseError, connection  # noqa: E402

from datasets.loading import load  # noqa: E402
from datasets.models import Release, Retrieval, Source  # noqa: E402
from imt import embedded  # noqa: E402
from tests.datasets import subjects  # noqa: E402
from tests.datasets.fault_server import FaultServer  # noqa: E402
from tests.datasets.files import territory  # noqa: E402

STATE = embedded.state_dir(NAME)
ENDS_WITHIN = 60  # seconds after the restart
IMPORTS_WITHIN = 120  # seconds for a command that loads a file
ROWS = len(subjects.wages().rows)
LIVE = """
    SELECT r.id, count(w.*), min(w.median), max(w.median)
    FROM datasets_release r LEFT JOIN occupations_wage w ON w.release_id = r.id
    WHERE r.source_id = 'wages' AND r.is_current GROUP BY r.id
"""


def wages(number: int) -> bytes:
    """A file whose medians are all 25 dollars and so many hundredths."""
    given = subjects.wages("2025")
    for row in given.rows:
        row[given.columns["value"]] = f"25.{number % 100:02d}"
    return given.bytes()


class Reader(threading.Thread):
    """Looks at the live release fifty times a second; what is torn is kept."""

    def __init__(self):
        super().__init__(daemon=True)
        self.torn, self.looks, self.ended = [], 0, threading.Event()

    def run(self):
        while not self.ended.is_set():
            with suppress(psycopg2.Error), closing(self._connect()) as link:
                link.autocommit = True
                cursor = link.cursor()
                while not self.ended.wait(0.02):
                    cursor.execute(LIVE)
                    rows = cursor.fetchall()
                    self.looks += 1
                    if len(rows) != 1 or rows[0][1] != ROWS or rows[0][2] != rows[0][3]:
                        self.torn.append(rows)
            self.ended.wait(0.1)  # PostgreSQL is down

    @staticmethod
    def _connect():
        entry = embedded.database(STATE)
        names = {"host": "HOST", "port": "PORT", "user": "USER", "dbname": "NAME"}
        return psycopg2.connect(**{name: entry[key] for name, key in names.items()})


class Drill:
    def __init__(self):
        self.server = FaultServer(wages(0))
        self.number = 0
        self.worker = self.beat = None
        self.tried = self.passed = 0
        settings.DOWNLOAD_HOSTS = [self.server.host]

    def prepare(self) -> None:
        """A fresh state: the classification, wages of 2024, a source to refresh."""
        embedded.stop(STATE)
        shutil.rmtree(STATE, ignore_errors=True)
        embedded.start(embedded.state_dir(NAME))
        call_command("migrate", interactive=False, verbosity=0)
        territory()
        folder = STATE / "given"
        folder.mkdir()
        for given in (subjects.noc(), subjects.wages()):
            paths = []
            for file in (given, *given.beside):
                paths.append(folder / file.name)
                paths[-1].write_bytes(file.bytes())
            assert load(given.dataset, paths).state == "published"
        url = self.server.url("same-etag")
        Source.objects.filter(pk="wages").update(download_en=url, every_hours=1)
        self.start_worker()
        self.start_beat()

    def start_worker(self) -> None:
        self.worker = self._start("worker", "--concurrency=1")

    def start_beat(self) -> None:
        self.beat = self._start("beat", f"--schedule={STATE / 'beat'}", "--pidfile=")

    def _start(self, what: str, *options: str) -> subprocess.Popen:
        words = [sys.executable, "-m", "celery", "--app=imt", "--quiet", what]
        environment = os.environ | {"DRILL_HOST": self.server.host}
        with open(STATE / f"{what}.log", "ab") as log:
            return subprocess.Popen(
                [*words, "-lERROR", *options],
                env=environment,
                cwd=embedded.ROOT,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def refresh(self) -> int:
        """New figures at the source, which is due: the retrieval before them."""
        self.number += 1
        self.server.body = wages(self.number)
        last = Retrieval.objects.order_by("-pk").values_list("pk", flat=True).first()
        Source.objects.filter(pk="wages").update(next_check_at=None, failures=0)
        return last or 0

    def ended(self, after: int):
        """The retrieval begun after another, once it ended."""
        with suppress(DatabaseError):
            return Retrieval.objects.filter(
                pk__gt=after, ended_at__isnull=False
            ).first()
        connection.close()
        return None

    def attempt(self, what: str, act) -> None:
        """Count a try. Whatever stops it, were it a starved machine, is a failure."""
        self.tried += 1
        try:
            said = act()
        except Exception as error:
            connection.close()
            print(f"FAILED {what}: {error!r}", flush=True)
        else:
            self.passed += 1
            print(f"{what}: {said}", flush=True)

    def case(self, reader: Reader, disturb) -> str:
        """Refresh, disturb, and see the refresh end within its time."""
        torn = len(reader.torn)
        after = self.refresh()
        wait(lambda: begun(after), ENDS_WITHIN)
        disturb()
        since = time.monotonic()
        look = wait(lambda: self.ended(after), ENDS_WITHIN)
        # "same": it was published, and the worker died before it could say so.
        assert look.state in ("loaded", "same"), (look.state, look.reason)
        assert live_median() == self.number % 100, live_median()
        assert len(reader.torn) == torn, reader.torn[-1]
        return f"ended {time.monotonic() - since:.0f} s after"

    # What disturbs.

    def kill_child(self) -> None:
        for pid in children_of(self.worker.pid):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

    def kill_worker(self) -> None:
        os.killpg(self.worker.pid, signal.SIGKILL)
        self.worker.wait()
        self.start_worker()

    def kill_postgres(self) -> None:
        connection.close()
        for pid, command in embedded._processes(STATE).items():
            if "postgres" in command:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
        embedded.start(STATE)

    def end_session(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(l.pid) FROM pg_locks l "
                "WHERE l.locktype = 'advisory' AND l.pid <> pg_backend_pid()"
            )

    def stop_redis(self) -> None:
        for pid, command in embedded._processes(STATE).items():
            if "valkey" in command or "redis" in command:
                os.kill(pid, signal.SIGKILL)
        time.sleep(random.uniform(0, 5))
        embedded.start(STATE)

    def two_at_once(self, reader: Reader, same: bool) -> str:
        """Two commands load at once: one after the other, and neither is torn."""
        torn = len(reader.torn)
        folder = STATE / "given"
        running = []
        for n in range(2):
            self.number += 0 if same and n else 1
            path = folder / f"wages2025_{n}.csv"
            path.write_bytes(wages(self.number))
            words = command(path)
            running.append(subprocess.Popen(words, stdout=subprocess.DEVNULL))
        try:
            codes = [process.wait(IMPORTS_WITHIN) for process in running]
        finally:
            for process in running:
                process.kill()
                process.wait()
        assert codes == [0, 0], codes
        assert len(reader.torn) == torn, reader.torn[-1]
        assert Release.objects.filter(source="wages", state="published").exists()
        return "both ended"

    def full_disk(self) -> str:
        """A disk with no room for the file: told, and the live figures stay."""
        small = STATE / "small"
        small.mkdir()
        mounted = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(small)]
        )
        assert not mounted.returncode, "mounting a tmpfs needs root"
        try:
            before = live_median()
            path = STATE / "given" / "wages2025_full.csv"
            path.write_bytes(wages(self.number + 1) + b"\n" * 70_000)
            environment = os.environ | {"MEDIA_ROOT": str(small)}
            code = subprocess.run(
                command(path),
                env=environment,
                stdout=subprocess.DEVNULL,
                timeout=IMPORTS_WITHIN,
            ).returncode
            left = list((small / "releases").glob("*"))
            assert code and not left and live_median() == before, (code, left)
        finally:
            subprocess.run(["umount", str(small)], check=True)
        return "refused, nothing left behind"

    def planted(self, reader: Reader) -> None:
        """The drill's own test: a torn release must be seen."""
        seen = len(reader.torn)
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE occupations_wage SET median = median + 1, high = high + 1 "
                "WHERE id = (SELECT min(w.id) FROM occupations_wage w "
                "JOIN datasets_release r ON r.id = w.release_id AND r.is_current)"
            )
            wait(lambda: len(reader.torn) > seen, 10)
            cursor.execute(
                "UPDATE occupations_wage SET median = median - 1, high = high - 1 "
                "WHERE median >= 26"
            )
        time.sleep(0.5)
        reader.torn.clear()


def begun(after: int):
    with suppress(DatabaseError):
        return Retrieval.objects.filter(pk__gt=after).exists()
    connection.close()
    return None


def command(path: Path) -> list[str]:
    return [sys.executable, "manage.py", "load_dataset", "wages", str(path)]


def live_median() -> int:
    with connection.cursor() as cursor:
        cursor.execute(LIVE)
        return int(cursor.fetchone()[2] % 1 * 100)


def children_of(pid: int) -> list[int]:
    found = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [int(child) for child in found]


def wait(condition, patience: float):
    deadline = time.monotonic() + patience
    while not (found := condition()):
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.05)
    return found


def main(kills: int) -> int:
    drill = Drill()
    drill.prepare()
    reader = Reader()
    reader.start()
    try:
        drill.planted(reader)
        ways = {
            "worker's child": drill.kill_child,
            "worker's group": drill.kill_worker,
            "PostgreSQL": drill.kill_postgres,
            "database session": drill.end_session,
        }
        for n in range(kills):
            name = list(ways)[n % 4]

            def disturb(name=name):
                time.sleep(random.uniform(0, 2))
                ways[name]()

            drill.attempt(
                f"{n + 1} {name} killed", partial(drill.case, reader, disturb)
            )
        drill.attempt("Redis gone", partial(drill.case, reader, drill.stop_redis))
        for same in (True, False):
            act = partial(drill.two_at_once, reader, same)
            drill.attempt("two importers at once", act)
        drill.attempt("full disk", drill.full_disk)
    finally:
        reader.ended.set()
        reader.join()
        for process in filter(None, [drill.worker, drill.beat]):
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        drill.server.close()
        connection.close()
        embedded.stop(STATE)
    failed = drill.tried - drill.passed
    print(f"the reader looked {reader.looks} times, {len(reader.torn)} torn")
    print(f"imports: {drill.tried} tried, {drill.passed} passed, {failed} failed")
    return 1 if failed or reader.torn else 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kills", type=int, nargs="?", default=100)
    sys.exit(main(parser.parse_args().kills))
