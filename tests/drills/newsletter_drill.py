"""Kills the worker twice while a bulletin leaves for a thousand readers, and looks.

Run by `make drill-newsletter`. A real Celery worker and its scheduler send through the
outbox into a folder of mail; the worker's whole group is killed (-9) at the 300th and
at the 700th message. Then each reader must have the bulletin once, in their language;
who never confirmed must have nothing; the link that stops them must work without an
account. It works on a state of its own. The checks first see faults planted in copies
of the mail. Last line: `newsletter: N tried, N passed, N failed`.
"""

import os
import secrets
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from contextlib import suppress
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import urlsplit

NAME = "drill-newsletter"
os.environ["IMT_STATE"] = NAME
os.environ.setdefault("IMT_DEMO", "1")
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.drills.settings_newsletter"
MAIL = Path(__file__).parents[2] / ".local" / "drill-mail"
os.environ["DRILL_MAIL"] = str(MAIL)
os.environ["DJANGO_SECRET_KEY"] = secrets.token_urlsafe(50)

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402

from editorial.models import Bulletin  # noqa: E402
from imt import embedded  # noqa: E402
from imt.catalogs import compile_catalogs  # noqa: E402
from imt.management.commands.demo import collect_static  # noqa: E402
from mail.models import Outbox, Subscription  # noqa: E402
from tests import factories  # noqa: E402

STATE = embedded.state_dir(NAME)
READERS, STRANGERS = 1_000, 20
KILLED_AT = (300, 700)  # messages in the folder
PATIENCE = 300  # seconds; a loaded machine is slow to start a worker again
SUBJECTS = {"fr": "IMT – Automne", "en": "IMT – Autumn"}
ONE_CLICK = {"List-Unsubscribe": "One-Click"}
WORDS = {"fr": "Pour arrêter les bulletins", "en": "To stop the bulletins"}


class Post(list):
    """The messages of the folder; a mail program drops a second one of a name."""

    @classmethod
    def read(cls) -> "Post":
        found = cls()
        for file in sorted(MAIL.glob("*.log")):
            for part in file.read_bytes().split(b"-" * 79):
                if part.strip():
                    found.append(
                        message_from_bytes(part.strip(), policy=policy.default)
                    )
        return found

    def second_copies(self) -> int:
        return len(self) - len({one["Message-ID"] for one in self})

    def boxes(self) -> dict[str, list[EmailMessage]]:
        """What each reader's mail program shows."""
        boxes: dict[str, dict[str, EmailMessage]] = {}
        for one in self:
            boxes.setdefault(one["To"], {})[one["Message-ID"]] = one
        return {reader: list(held.values()) for reader, held in boxes.items()}


def faults(post: Post, readers: dict[str, str]) -> list[str]:
    """What is wrong, a line a reader: `readers` gives each one's language."""
    boxes = post.boxes()
    lines = [f"{one}: never asked" for one in sorted({*boxes} - {*readers})]
    for reader, language in readers.items():
        held = boxes.get(reader, [])
        if len(held) != 1:
            lines.append(f"{reader}: {len(held)} messages")
        elif held[0]["Subject"] != SUBJECTS[language]:
            lines.append(f"{reader}: {held[0]['Subject']}, not {language}")
        elif WORDS[language] not in held[0].get_content():
            lines.append(f"{reader}: its words are not {language}")
    return lines


def planted_faults_are_seen(post: Post, readers: dict[str, str]) -> list[str]:
    """The drill's own test: each fault planted in a copy must be seen, and named."""
    reader, other = list(readers)[:2]
    twice = message_from_bytes(post[0].as_bytes(), policy=policy.default)
    twice.replace_header("Message-ID", "<another@example.org>")
    swapped = readers | {reader: readers[other]}
    tries = {
        "lost": faults(Post(post[1:]), readers),
        "twice": faults(Post([*post, twice]), readers),
        "language": faults(post, swapped),
        "stranger": faults(post, {r: w for r, w in readers.items() if r != reader}),
    }
    return [f"a planted fault: {name}" for name, f in tries.items() if len(f) != 1]


class Drill:
    def __init__(self):
        self.running: dict[str, subprocess.Popen] = {}
        self.left_at_kills: list[int] = []

    def prepare(self) -> dict[str, str]:
        """A fresh state: readers, strangers who never confirmed, an approved text."""
        embedded.stop(STATE)
        shutil.rmtree(STATE, ignore_errors=True)
        shutil.rmtree(MAIL, ignore_errors=True)
        MAIL.mkdir(parents=True)
        compile_catalogs()
        collect_static()
        embedded.start(embedded.state_dir(NAME))
        call_command("migrate", interactive=False, verbosity=0)
        readers = {f"r{n}@example.org": ("fr", "en")[n % 2] for n in range(READERS)}
        rows = [
            Subscription(
                topic="bulletins", email=email, language=language,
                confirmed_at=timezone.now(),
            )
            for email, language in readers.items()
        ]  # fmt: skip
        rows += [
            Subscription(topic="bulletins", email=f"s{n}@example.org", language="fr")
            for n in range(STRANGERS)
        ]
        Subscription.objects.bulk_create(rows)
        return readers

    def publish(self, slug: str) -> None:
        people = [factories.user(role="analyst") for _ in range(2)]
        Bulletin.objects.create(
            slug=slug, title_fr="Automne", title_en="Autumn", text_fr="x", text_en="x",
            state="approved", author=people[0], reviewer=people[1],
        )  # fmt: skip

    def start(self, what: str, *options: str) -> None:
        words = [sys.executable, "-m", "celery", "--app=imt", "--quiet", what]
        with open(STATE / f"{what}.log", "ab") as log:
            self.running[what] = subprocess.Popen(
                [*words, "-lERROR", *options],
                cwd=embedded.ROOT,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def start_all(self) -> None:
        self.start("worker", "--concurrency=1")
        self.start("beat", f"--schedule={STATE / 'beat'}", "--pidfile=")

    def kill_worker(self) -> None:
        """The whole group, as a machine that dies; then another one."""
        worker = self.running["worker"]
        assert worker.poll() is None, "the worker died before it was killed"
        os.killpg(worker.pid, signal.SIGKILL)
        assert worker.wait() == -signal.SIGKILL
        self.left_at_kills.append(Outbox.objects.waiting().count())
        self.start("worker", "--concurrency=1")

    def stop(self) -> None:
        for process in self.running.values():
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        connection.close()
        embedded.stop(STATE)
        shutil.rmtree(STATE, ignore_errors=True)
        shutil.rmtree(embedded.run_dir(STATE), ignore_errors=True)
        shutil.rmtree(MAIL, ignore_errors=True)


def sent() -> int:
    return len(list(MAIL.glob("*.log")))


def all_sent(total: int) -> bool:
    rows = Counter(Outbox.objects.values_list("state", flat=True))
    return rows == {"sent": total}


def wait(condition) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.02)


def stopping_works(drill: Drill, post: Post, readers: dict[str, str]) -> list[str]:
    """One reader stops by the page's button, one by their mail program's."""
    lines, stopped = [], list(readers)[:2]
    boxes, visitor = post.boxes(), Client(headers={"host": "localhost"})
    for reader, posted in zip(stopped, ({}, ONE_CLICK), strict=True):
        header = "".join(boxes[reader][0]["List-Unsubscribe"].split())
        link = urlsplit(header.strip("<>")).path
        if link not in boxes[reader][0].get_content():
            lines.append(f"{reader}: the message does not say how to stop")
        if visitor.get(link).status_code != 200 or not _subscribed(reader):
            lines.append(f"{reader}: reading the link stopped it")
        if visitor.post(link, posted).status_code not in (200, 302):
            lines.append(f"{reader}: the button was refused")
        if _subscribed(reader):
            lines.append(f"{reader}: still subscribed")
    if lines:
        return lines
    drill.publish("hiver")
    wait(lambda: all_sent(2 * READERS - 2))
    twice = {one for one, held in Post.read().boxes().items() if len(held) == 2}
    if twice != {*readers} - {*stopped}:
        lines.append("the next bulletin: not to all who stay, and to them alone")
    return lines


def _subscribed(reader: str) -> bool:
    return Subscription.objects.filter(email=reader).exists()


def main() -> int:
    drill = Drill()
    try:
        readers = drill.prepare()
        drill.start_all()
        drill.publish("automne")
        for number in KILLED_AT:
            wait(lambda number=number: sent() >= number)
            drill.kill_worker()
        wait(lambda: all_sent(READERS))
        post = Post.read()
        found = planted_faults_are_seen(post, readers) + faults(post, readers)
        if len(drill.left_at_kills) != 2 or not all(drill.left_at_kills):
            found.append(f"killed with nothing left to send: {drill.left_at_kills}")
        found += stopping_works(drill, post, readers)
        print(
            f"killed with {' and '.join(map(str, drill.left_at_kills))} left to send; "
            f"{post.second_copies()} second copies under the same name"
        )
    finally:
        drill.stop()
    print("\n".join(found))
    # Each reader and stranger, the four planted faults, the kills, two who stop.
    tried = READERS + STRANGERS + 4 + 1 + 2
    print(
        f"newsletter: {tried} tried, {tried - len(found)} passed, {len(found)} failed"
    )
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
