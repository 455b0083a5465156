"""Employers submit orders while everything under them is killed, and nothing is lost.

Run by `make drill-orders [ORDERS=2000] [KILLS=60]`. Clients fill the five steps over
HTTP, submit, and send the same form again on any doubt, as a person does; now and then
they press twice. Web workers, PostgreSQL and Valkey are killed (-9) meanwhile. Then a
moderator approves 200 orders while Valkey is stopped: each approval is told once. It
works on a state of its own; `orders_audit` has its test with planted faults.
"""

import argparse
import http.client
import os
import random
import re
import secrets
import shutil
import signal
import subprocess
import sys
import threading
import time
from contextlib import closing, suppress
from urllib.parse import urlencode
from uuid import UUID, uuid4

NAME = "drill-orders"
PORT = 8393
os.environ["IMT_STATE"] = NAME
os.environ.setdefault("IMT_DEMO", "1")
os.environ["SITE_URL"] = f"http://127.0.0.1:{PORT}"
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.drills.settings_orders"

import django  # noqa: E402

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import OperationalError, connection  # noqa: E402
from django.test import Client as Session  # noqa: E402

from imt import embedded  # noqa: E402
from imt.catalogs import compile_catalogs  # noqa: E402
from imt.management.commands.demo import collect_static  # noqa: E402
from mail.models import Outbox  # noqa: E402
from placement.models import JobOrder  # noqa: E402
from tests import factories  # noqa: E402
from tests.drills.orders_audit import Audit, audit  # noqa: E402
from tests.placement.factories import make_organisation  # noqa: E402

STATE = embedded.state_dir(NAME)
CLIENTS, WORKERS = 4, 3
PATIENCE = 180  # seconds; how long a client goes on sending one form again
NOTICES = 200
VERSION = re.compile(r'name="version" value="(\d+)"')


class Person:
    """Somebody signed in, whose browser sends a form again when the answer is late."""

    def __init__(self, user):
        session = Session()
        session.force_login(user)
        key = session.cookies[settings.SESSION_COOKIE_NAME].value
        self.secret = secrets.token_hex(16)
        self.cookies = f"{settings.SESSION_COOKIE_NAME}={key}; "
        self.cookies += f"{settings.CSRF_COOKIE_NAME}={self.secret}"
        self.again = 0

    def post(self, path: str, **said) -> tuple[int, str, str]:
        """Status, address led to and page, of the first answer that is one."""
        deadline = time.monotonic() + PATIENCE
        while True:
            with suppress(OSError, http.client.HTTPException):
                answer = self._send(path, said)
                if answer[0] < 500:
                    return answer
            assert time.monotonic() < deadline, f"{path}: no answer"
            self.again += 1
            time.sleep(random.uniform(0.1, 0.6))

    def _send(self, path: str, said: dict) -> tuple[int, str, str]:
        body = urlencode(said | {"csrfmiddlewaretoken": self.secret}, doseq=True)
        headers = {
            "Cookie": self.cookies,
            "Content-Type": "application/x-www-form-urlencoded",
        }
        link = http.client.HTTPConnection("127.0.0.1", PORT, timeout=20)
        with closing(link):
            link.request("POST", path, body, headers)
            answer = link.getresponse()
            page = answer.read().decode()
            return answer.status, answer.getheader("Location", ""), page


class Employer(Person):
    def __init__(self, user):
        super().__init__(user)
        organisation = make_organisation(f"Fabrique {user.pk} inc.", member=user)
        self.begin = (
            f"/fr/espace-employeur/organisation/{organisation.pk}/nouvelle-offre"
        )

    def submit_one(self, number: int) -> tuple[UUID, UUID]:
        """Fill the five steps and submit; the tokens of the form and of the button."""
        token, button = uuid4(), uuid4()
        first = {"title_fr": f"Soudage, poste {number}", "unit_group": "21232"}
        places = {
            self._post(self.begin, **first, positions=1, token=token)[1]
            for _press in self._presses()
        }
        assert len(places) == 1, places
        path = places.pop().rpartition("/")[0]
        duties = f"Souder la pièce {number} et préparer la suivante. " * 3
        self._step(path, 2, language="fr", duties=duties)
        self._step(path, 3, french=2)
        self._step(path, 4, region="06", contract="permanent", remote="on_site",
                   wage_min="25", wage_unit="hour")  # fmt: skip
        declared = ["vacancy", "no_fee", "insurable", "no_strike"]
        self._step(path, 5, apply_here="on", declared=declared)
        for _press in self._presses():
            self._post(f"{path}/agir", act="submit", token=button)
        return token, button

    @staticmethod
    def _presses() -> range:
        return range(2 if random.random() < 0.1 else 1)

    def _step(self, path: str, number: int, **said) -> None:
        """Save a step; where it was saved before the answer was lost, save it again."""
        version = number - 1
        while True:
            address = f"{path}/etape-{number}"
            status, _place, page = self.post(address, version=version, **said)
            if status == 302:
                return
            assert status == 409, (status, address)
            version = VERSION.search(page)[1]

    def _post(self, path: str, **said) -> tuple[int, str, str]:
        answer = self.post(path, **said)
        assert answer[0] == 302, (answer[0], path, answer[2][:2000])
        return answer


class Drill:
    def __init__(self, orders: int, kills: int):
        self.orders, self.kills = orders, kills
        self.lock = threading.Lock()
        self.numbers = iter(range(orders))
        self.submitted: dict[UUID, UUID] = {}
        self.errors: list[str] = []
        self.killed = {"web worker": 0, "PostgreSQL": 0, "Valkey": 0}
        self.processes: dict[str, subprocess.Popen] = {}

    def prepare(self) -> None:
        embedded.stop(STATE)
        for name in ("postgres", "sent"):  # the secret key stays: sessions are signed
            shutil.rmtree(STATE / name, ignore_errors=True)
        embedded.start(embedded.state_dir(NAME))
        call_command("migrate", interactive=False, verbosity=0)
        compile_catalogs()
        collect_static()
        factories.regions()
        factories.profile("21232", "Soudage", "Welding")
        employers = [factories.user(role="employer") for _n in range(CLIENTS)]
        self.employers = [Employer(user) for user in employers]
        self.moderator = Person(factories.user(role="moderator"))
        web = f"gunicorn -c python:imt.serving imt.wsgi --bind 127.0.0.1:{PORT}"
        web += f" --workers {WORKERS} --threads 4 --worker-class gthread --preload"
        self.start("web", f"{web} --no-control-socket")
        self.start("worker", "celery --app imt --quiet worker --concurrency 1")
        beat = f"beat --schedule {STATE / 'beat'} --pidfile="
        self.start("beat", f"celery --app imt --quiet {beat}")
        wait(self.answers, 60)

    def start(self, name: str, words: str) -> None:
        with open(STATE / f"{name}.log", "ab") as log:
            self.processes[name] = subprocess.Popen(
                [sys.executable, "-m", *words.split()],
                cwd=embedded.ROOT,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def stop(self) -> None:
        for process in self.processes.values():
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGTERM)
        for process in self.processes.values():
            process.wait()
        connection.close()
        embedded.stop(STATE)

    @staticmethod
    def answers() -> bool:
        with suppress(OSError, http.client.HTTPException):
            link = http.client.HTTPConnection("127.0.0.1", PORT, timeout=20)
            with closing(link):
                link.request("GET", "/fr/compte/connexion/")
                return link.getresponse().status < 500
        return False

    # -- the storm

    def storm(self) -> Audit:
        clients = [
            threading.Thread(target=self.submit_all, args=[employer])
            for employer in self.employers
        ]
        for client in clients:
            client.start()
        self.kill_all_along(clients)
        for client in clients:
            client.join()
        result = audit(self.submitted)
        missing = self.orders - len(self.submitted)  # never acknowledged: not passed
        result.tried += missing
        result.lost |= {f"unacknowledged {n}" for n in range(missing)}
        return result

    def submit_all(self, employer: Employer) -> None:
        while True:
            with self.lock:
                number = next(self.numbers, None)
            if number is None:
                return
            try:
                token, button = employer.submit_one(number)
            except Exception as error:
                self.errors.append(f"order {number}: {error!r}"[:600])
                continue
            with self.lock:
                self.submitted[token] = button

    def kill_all_along(self, clients) -> None:
        """The kills are spread over the orders, each while clients are sending."""
        for nth in range(self.kills):
            due = (nth + 1) * self.orders // (self.kills + 1)
            while self.done < due and any(client.is_alive() for client in clients):
                time.sleep(0.05)
            time.sleep(random.uniform(0, 0.3))
            kind = list(self.killed)[nth % 3]
            if kind == "web worker":
                pids = children_of(self.processes["web"].pid)
                kill(random.sample(pids, 1))
            else:
                kill(servers(kind))
                time.sleep(random.uniform(0, 2))
                embedded.start(STATE)
            self.killed[kind] += 1
            print(f"{nth + 1} {kind} killed at {self.done} orders", flush=True)

    @property
    def done(self) -> int:
        return len(self.submitted) + len(self.errors)

    # -- the notices

    def notify(self) -> tuple[int, int]:
        """Approve orders without Valkey: how many were told of, and told once."""
        connection.close()
        rows = JobOrder.objects.filter(state="submitted").order_by("pk")[:NOTICES]
        keys = [str(pk) for pk in rows.values_list("pk", flat=True)]
        before = len(sent_names())
        kill(servers("Valkey"))
        for key in keys:
            status, _place, _page = self.moderator.post(
                f"/fr/gestion/offres/{key}/decision", decision="approve"
            )
            assert status == 302, (key, status)
        assert not servers("Valkey")
        assert len(sent_names()) == before, "sent without a queue"
        waiting = Outbox.objects.waiting().filter(template="order_approved")
        told = set(waiting.values_list("context__order", flat=True))
        assert told == set(keys), (len(told), len(keys))
        embedded.start(STATE)
        with suppress(AssertionError):
            wait(lambda: not Outbox.objects.waiting().exists(), PATIENCE)
        time.sleep(5)  # what would be sent twice is sent now
        names = sent_names()[before:]
        return len(keys), sum(names.count(name) == 1 for name in set(names))


def sent_names() -> list[str]:
    """The Message-ID of everything that left, in files of which each may hold many."""
    texts = [
        path.read_text(errors="replace")
        for path in sorted((STATE / "sent").glob("*"), key=lambda p: p.stat().st_mtime)
    ]
    return [n for text in texts for n in re.findall(r"^Message-ID: (.*)$", text, re.M)]


def servers(kind: str) -> list[int]:
    wanted = ("postgres",) if kind == "PostgreSQL" else ("valkey", "redis")
    found = embedded._processes(STATE).items()
    return [pid for pid, program in found if program in wanted]


def children_of(pid: int) -> list[int]:
    with open(f"/proc/{pid}/task/{pid}/children") as file:
        return [int(child) for child in file.read().split()]


def kill(pids: list[int]) -> None:
    assert pids, "nothing to kill"
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def wait(condition, patience: float) -> None:
    deadline = time.monotonic() + patience
    while True:
        with suppress(OperationalError):
            if condition():
                return
        connection.close()
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.2)


def main(orders: int, kills: int) -> int:
    drill = Drill(orders, kills)
    began = time.monotonic()
    try:
        drill.prepare()
        result = drill.storm()
        seconds = time.monotonic() - began
        tried, once = drill.notify()
    finally:
        drill.stop()
    for error in drill.errors:
        print(f"FAILED {error}", flush=True)
    again = sum(employer.again for employer in drill.employers)
    kinds = ", ".join(f"{count} of {kind}" for kind, count in drill.killed.items())
    print(f"{seconds:.0f} s, {sum(drill.killed.values())} kills ({kinds}), "
          f"{again} forms sent again")  # fmt: skip
    print(f"notices: {tried} tried, {once} passed, {tried - once} failed")
    print(result)
    return 1 if result.failed or drill.errors or tried != once else 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("orders", type=int, nargs="?", default=2000)
    parser.add_argument("kills", type=int, nargs="?", default=60)
    given = parser.parse_args()
    sys.exit(main(given.orders, given.kills))
