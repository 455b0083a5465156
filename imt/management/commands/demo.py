"""The whole portal from one command: servers, data, web, worker and scheduler."""

import fcntl
import hashlib
import http.client
import os
import signal
import socket
import sys
import time
import webbrowser
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from shutil import rmtree
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import BaseCommand, CommandError, call_command
from django.db import connections
from django.urls import reverse
from django.utils.translation import override

from editorial import demonstration as editorial_demonstration
from guidance import demonstration as guidance_demonstration
from imt import embedded
from imt.catalogs import compile_catalogs
from imt.children import Children
from placement import demonstration

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
READY_WITHIN = 120  # seconds


class Command(BaseCommand):
    help = "Runs the whole portal with its demonstration data."
    requires_system_checks = []  # the database is not there yet; migrate checks

    def add_arguments(self, parser):
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--workers", type=int, default=2, help="web processes")
        parser.add_argument("--no-browser", action="store_true")
        parser.add_argument(
            "--reset", action="store_true", help="forget everything, start nothing"
        )

    def handle(self, *args, host, port, workers, no_browser, reset, **options):
        if not settings.DEMO:
            raise CommandError("Run `make demo`, or set IMT_DEMO=1.")
        for number in SIGNALS:
            signal.signal(number, _interrupt)
        with alone(settings.STATE):
            children = Children(settings.STATE)
            children.end_orphans()
            if reset:
                embedded.stop(settings.STATE)
                rmtree(settings.STATE)
                self.say("The demonstration's data is gone.")
                return
            require_free_port(host, port)
            try:
                self.prepare()
                site = self.serve(children, host, port, workers)
                self.load()
                self.run(children, site, browser=not no_browser)
            except KeyboardInterrupt:
                pass
            except embedded.ServerError as error:
                raise CommandError(str(error)) from error
            finally:
                self.say("Stopping…")
                children.stop()
                embedded.stop(settings.STATE)
                self.say("Stopped.")

    def say(self, text):
        """Print at once, even into a pipe; a closed terminal must not stop the stop."""
        with suppress(OSError):
            self.stdout.write(text)
            self.stdout.flush()

    def prepare(self):
        """Bring database, messages and static files up to date."""
        self.say("Servers…")
        embedded.start(settings.STATE)
        self.say("Database…")
        call_command("migrate", interactive=False, verbosity=0)
        compile_catalogs()
        connections.close_all()
        if not settings.DEBUG:
            collect_static()

    def serve(self, children, host, port, workers):
        """Start the web server, which imports its code while the data is loaded."""
        here = "127.0.0.1" if host == "0.0.0.0" else host
        site = f"http://{here}:{port}"
        hosts = "*" if host == "0.0.0.0" else f"{host},127.0.0.1,localhost"
        os.environ.setdefault("SITE_URL", site)
        os.environ.setdefault("DJANGO_ALLOWED_HOSTS", hosts)
        gunicorn = "gunicorn -c python:imt.serving imt.wsgi:application --threads 4"
        gunicorn += f" --bind {host}:{port} --worker-class gthread --workers {workers}"
        gunicorn += " --no-control-socket"
        gunicorn += " --preload"  # the code is imported once
        children.start("web", gunicorn.split())
        return site

    def load(self):
        self.say("Demonstration data…")
        call_command("load_demo")
        demonstration.create()
        editorial_demonstration.create(
            *(demonstration.account(role) for role in ("analyst", "administrator"))
        )
        guidance_demonstration.create(demonstration.account("counsellor"))
        connections.close_all()

    def run(self, children, site, browser):
        """Start worker and scheduler, and keep everything up until a signal."""
        with override("fr"):
            home, admin = "/fr/", reverse("admin:index")
        # Before the others: together they would be late together on two cores.
        self.await_page(children, site, home)
        celery = ["celery", "--app", "imt", "--quiet"]
        children.start("worker", [*celery, "worker", "--concurrency", "1"])
        schedule = str(settings.STATE / "beat-schedule")
        beat = ["beat", "--schedule", schedule, "--pidfile", ""]
        children.start("beat", [*celery, *beat])
        self.say(
            f"\nReady.\n\n  Site   {site}{home}\n  Admin  {site}{admin}\n"
            f"  Logs   {children.logs}\n\n{accounts()}\n\nCtrl-C stops everything."
        )
        screen = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
        if browser and screen and sys.stdout.isatty():
            webbrowser.open(f"{site}{home}")
        while True:
            time.sleep(1)
            self.require_web(children)
            for name in children.restart_dead():
                self.say(f"{name} ended and was started again.")
            if not embedded.alive(settings.STATE):
                embedded.start(settings.STATE)
                self.say("A server ended and was started again.")

    def await_page(self, children, site, path):
        """Wait for the first answer, which must be a page."""
        deadline = time.monotonic() + READY_WITHIN
        status = None
        while not status and time.monotonic() < deadline:
            time.sleep(0.2)
            self.require_web(children)
            address = urlsplit(site).netloc
            connection = http.client.HTTPConnection(address, timeout=READY_WITHIN)
            with suppress(OSError), closing(connection):  # not listening yet
                connection.request("GET", path)
                status = connection.getresponse().status
        if status != 200:
            answer = f"answers {status}" if status else "does not answer"
            raise CommandError(f"{path} {answer}: see {children.log('web')}")

    def require_web(self, children):
        if "web" in children.dead():
            tail = "\n".join(children.log("web").read_text().splitlines()[-10:])
            raise CommandError(f"The web server ended. Its last words:\n{tail}")


def accounts() -> str:
    """Invented people, one a role; their password opens nothing but a demonstration."""
    lines = [f"  {email}" for email in demonstration.ACCOUNTS.values()]
    return "\n".join([f"Accounts, password “{demonstration.PASSWORD}”", *lines])


@contextmanager
def alone(state: Path):
    """One demonstration a state; the kernel frees the lock of a killed one."""
    with open(state / "demo.lock", "w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CommandError(
                "This checkout's demonstration is running. Stop it first (Ctrl-C)."
            ) from None
        yield


def require_free_port(host: str, port: int) -> None:
    """Fail before anything slow when the web server could not listen."""
    with socket.socket() as probe:
        # As gunicorn does: a port that was just closed is free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CommandError(
                f"Port {port} of {host} is not available ({error.strerror}). "
                f"Choose another: make demo PORT={port + 1}"
            ) from error


def collect_static() -> None:
    """collectstatic when a source changed: it hashes and compresses every file."""
    sources = [
        (path, os.stat(storage.path(path)).st_mtime_ns)
        for finder in get_finders()
        for path, storage in finder.list([])
    ]
    digest = hashlib.sha256(repr(sorted(sources)).encode()).hexdigest()
    stamp = Path(settings.STATIC_ROOT) / ".sources"
    if not stamp.exists() or stamp.read_text() != digest:
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)
        stamp.write_text(digest)


def _interrupt(*_):
    # A second one, as `make` sends, must not cut the stop short.
    for number in SIGNALS:
        signal.signal(number, signal.SIG_IGN)
    raise KeyboardInterrupt
