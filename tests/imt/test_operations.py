"""How the portal does: asked by a machine, read by operators, told once by mail."""

import io
import json
import logging
import re
import socket
import threading
import time
from datetime import timedelta

import pytest
from celery import current_app
from django.conf import settings as used
from django.core import mail
from django.db import OperationalError, connection, connections
from django.utils import timezone
from django_celery_results.models import TaskResult
from time_machine import travel

from datasets.models import Release, Retrieval, Source
from imt import operations
from imt.jobs import PortalTask, alone, is_late, next_run, schedules
from imt.logs import JsonFormatter
from imt.models import Job
from imt.tasks import heartbeat, watch
from mail.models import Alert, Outbox
from mail.sending import send_due
from tests import factories

SCHEDULED = sorted(schedules())
REASON = {"message": "the file is empty", "values": {}}


def registered() -> dict:
    current_app.loader.import_default_modules()
    names = {name for name in current_app.tasks if not name.startswith("celery.")}
    return {name: current_app.tasks[name] for name in names}


# -- Celery's settings ----------------------------------------------------------------


def test_settings_of_the_worker_are_those_of_the_design():
    conf = current_app.conf
    assert conf.task_acks_late is True
    assert conf.task_reject_on_worker_lost is True
    assert conf.worker_prefetch_multiplier == 1
    assert (conf.task_time_limit, conf.task_soft_time_limit) == (600, 540)
    assert conf.task_serializer == "json"
    assert conf.accept_content == ["json"]
    assert conf.task_ignore_result is True
    assert conf.task_store_errors_even_if_ignored is True
    assert conf.broker_transport_options == {
        "visibility_timeout": 900,
        "unacked_restore_interval": 5,
        "unacked_restore_throttle": 1,
        "socket_timeout": 5,
        "socket_connect_timeout": 1,
        "socket_keepalive": True,
    }
    assert used.CACHES["default"]["OPTIONS"]["socket_timeout"] == 0.2
    assert used.EMAIL_TIMEOUT == 10


def test_every_task_ends_before_its_message_would_come_back():
    visible = current_app.conf.broker_transport_options["visibility_timeout"]
    limits = {
        name: (
            task.soft_time_limit or current_app.conf.task_soft_time_limit,
            task.time_limit or current_app.conf.task_time_limit,
        )
        for name, task in registered().items()
    }
    assert len(limits) >= 4
    assert [n for n, (soft, hard) in limits.items() if not soft < hard < visible] == []


def test_everything_scheduled_is_a_task_with_a_lock_and_a_memory():
    tasks = registered()
    assert [n for n in SCHEDULED if not isinstance(tasks.get(n), PortalTask)] == []
    for entry in current_app.conf.beat_schedule.values():
        assert entry["options"]["expires"] > 0


@pytest.mark.parametrize("name", SCHEDULED)
def test_scheduled_task_notes_its_run(db, name):
    task = registered()[name]
    task()
    job = Job.objects.get()
    assert job.name == name
    assert job.started_at <= job.succeeded_at
    assert (job.failed_at, job.error) == (None, "")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", SCHEDULED)
def test_scheduled_task_does_not_run_beside_itself(name):
    inside, leave = threading.Event(), threading.Event()

    def hold():
        with alone(name) as mine:
            assert mine
            inside.set()
            leave.wait(10)
        connection.close()

    other = threading.Thread(target=hold)
    other.start()
    inside.wait(10)
    registered()[name]()
    assert not Job.objects.exists()
    leave.set()
    other.join()
    registered()[name]()
    assert Job.objects.count() == 1


def test_failed_run_is_noted_until_a_success(db, monkeypatch):
    monkeypatch.setattr("imt.tasks.look_for_troubles", lambda: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        watch()
    job = Job.objects.get()
    assert (job.failing, job.error) == (True, "ZeroDivisionError: division by zero")
    monkeypatch.undo()
    watch()
    job.refresh_from_db()
    assert (job.failing, job.error) == (False, "")


def test_task_is_late_after_two_periods(db):
    with travel("2026-01-05T12:00Z", tick=False) as clock:
        heartbeat()
        job, schedule = Job.objects.get(), schedules()["imt.heartbeat"]
        due = next_run(schedule, job.succeeded_at)
        assert due - job.succeeded_at == timedelta(seconds=30)
        clock.shift(timedelta(seconds=59))
        assert not is_late(schedule, job)
        clock.shift(timedelta(seconds=2))
        assert is_late(schedule, job)
        daily = schedules()["mail.forget_sent"]
        assert next_run(daily, job.succeeded_at) > timezone.now()
        clock.shift(timedelta(hours=25))
        assert not is_late(daily, job)
        clock.shift(timedelta(hours=24))
        assert is_late(daily, job)


# -- Health ---------------------------------------------------------------------------


def test_live_needs_nothing(client):
    # Without the `db` fixture a statement is an error.
    answer = client.get("/health/live", headers={"cookie": "session=x"})
    assert answer.json() == {"status": "ok"}


def test_ready_tells_the_age_of_each_source_and_the_lag_of_the_queue(client, db):
    with travel("2026-01-05T12:00Z", tick=False) as clock:
        factories.release("wages")
        factories.release("outlooks")
        address = "https://files.example.org/wages.csv"
        Source.objects.filter(pk="wages").update(every_hours=24, download_en=address)
        heartbeat()
        clock.shift(timedelta(hours=47))
        Retrieval.objects.create(
            source_id="outlooks", state="same", ended_at=timezone.now()
        )
        answer = client.get("/health/ready")
        assert answer.status_code == 200
        assert answer.json() == {
            "status": "ok",
            "database": True,
            "cache": True,
            "queue_lag_seconds": 47 * 3600,
            "data": {
                "outlooks": {
                    "published": "2026-01-05T12:00:00Z",
                    "looked_at": "2026-01-07T11:00:00Z",
                    "every_hours": 0,
                    "late": False,
                },
                "wages": {
                    "published": "2026-01-05T12:00:00Z",
                    "looked_at": None,
                    "every_hours": 24,
                    "late": False,
                },
            },
        }
        clock.shift(timedelta(hours=2))
        data = client.get("/health/ready").json()["data"]
        assert {name: row["late"] for name, row in data.items()} == {
            "outlooks": False,
            "wages": True,
        }


def test_ready_takes_the_same_statements_for_one_and_three_sources(
    db, django_assert_num_queries
):
    for count in (1, 3):
        for number in range(count):
            factories.release(f"source-{number}")
        with django_assert_num_queries(3):
            state, status = operations.readiness()
        assert (len(state["data"]), status) == (count, 200)


@pytest.fixture
def no_cache(settings):
    """Nobody listens where the settings say."""
    default = settings.CACHES["default"]
    settings.CACHES = {"default": default | {"LOCATION": "redis://127.0.0.1:1/0"}}


@pytest.fixture
def deaf_cache(settings):
    """Somebody listens, and never answers."""
    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))
        deaf.listen()
        place = f"redis://127.0.0.1:{deaf.getsockname()[1]}/0"
        default = settings.CACHES["default"]
        settings.CACHES = {"default": default | {"LOCATION": place}}
        yield


@pytest.mark.parametrize("broken", ["no_cache", "deaf_cache"])
def test_ready_answers_soon_without_the_cache(client, db, request, broken):
    request.getfixturevalue(broken)
    factories.release("wages")
    before = time.monotonic()
    answer = client.get("/health/ready")
    assert time.monotonic() - before < 2
    assert (answer.status_code, answer.json()["cache"]) == (200, False)


def test_ready_is_503_without_the_database(client, db, monkeypatch):
    factories.release("wages")

    def refuse(*args, **kwargs):
        raise OperationalError("connection refused to 10.0.0.7 as imt")

    with monkeypatch.context() as down:
        down.setattr(connections["default"], "cursor", refuse)
        answer = client.get("/health/ready")
        assert client.get("/health/live").status_code == 200
    assert answer.status_code == 503
    assert answer.json() == {"status": "database unavailable", "database": False}


# -- Alerts from what the tables say --------------------------------------------------


@pytest.fixture
def analyst():
    return factories.user("ada@example.org", "analyst", language="en")


def look(state: str, **fields):
    return Retrieval.objects.create(
        source_id="wages", state=state, ended_at=timezone.now(), **fields
    )


def test_source_that_fails_is_told_once_and_again_after_a_success(db, analyst):
    factories.release("wages")
    for state in ("loaded", "failed", "failed", "same", "running", "failed"):
        look(state, reason=REASON if state == "failed" else {})
        watch()
        watch()
    assert send_due() == 2
    subject = "IMT – The source wages could not be refreshed"
    assert [m.subject for m in mail.outbox] == [subject, subject]
    assert "the file is empty" in mail.outbox[0].body


def test_file_that_was_refused_is_told(db, analyst):
    factories.release("wages")
    refused = Release.objects.create(
        source_id="wages", edition="2025", state="refused", report={"reason": REASON}
    )
    look("loaded", release=refused)
    watch()
    assert list(Alert.objects.values_list("key", "context")) == [
        ("source wages", {"source": "wages", "reason": REASON})
    ]


def test_held_edition_is_told_until_somebody_decides(db, analyst):
    factories.release("wages")
    held = Release.objects.create(
        source_id="wages", edition="2025", state="held", report={"held": [REASON]}
    )
    watch()
    send_due()
    assert mail.outbox[0].subject == "IMT – wages 2025 waits for an analyst"
    assert "- the file is empty" in mail.outbox[0].body
    held.state = "dropped"
    held.save()
    watch()
    assert not Alert.objects.open().exists()


def test_failing_task_and_dead_messages_are_told_without_their_words(db, analyst):
    now = timezone.now()
    Job.objects.create(name="t", started_at=now, failed_at=now, error="KeyError: ada@x")
    Outbox.objects.create(key="k", to="eve@example.org", language="en", state="dead")
    watch()
    assert send_due() == 2
    assert sorted(m.subject for m in mail.outbox) == [
        "IMT – Messages could not be sent",
        "IMT – The task t failed",
    ]
    assert not any("ada@x" in m.body for m in mail.outbox)
    Job.objects.update(succeeded_at=timezone.now())
    Outbox.objects.filter(state="dead").delete()
    watch()
    assert not Alert.objects.open().exists()


# -- The operators' page --------------------------------------------------------------

PAGE = {"fr": "/fr/exploitation/", "en": "/en/operations/"}


@pytest.mark.parametrize("language", PAGE)
@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("analyst", 200),
        ("administrator", 200),
        ("moderator", 403),
        ("counsellor", 403),
        ("employer", 403),
        ("seeker", 403),
    ],
)
def test_page_is_for_those_who_keep_the_data(client, db, role, status, language):
    client.force_login(factories.user(role=role))
    answer = client.get(PAGE[language])
    assert answer.status_code == status
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert client.post(PAGE[language]).status_code == (405 if status == 200 else 403)


def test_stranger_is_asked_to_sign_in(client, db):
    answer = client.get(PAGE["en"])
    assert answer.headers["Location"] == ("/en/account/sign-in/?next=/en/operations/")


def text_of(answer) -> str:
    main = answer.content.decode().partition("<main")[2].partition("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


def test_page_shows_runs_failures_queue_and_ages(client, db, analyst):
    factories.release("wages")
    Source.objects.update(failures=1)
    heartbeat()
    look("failed", reason=REASON)
    Release.objects.create(
        source_id="wages",
        edition="2025",
        state="refused",
        report={"reason": {"message": "the file is empty", "values": {}}},
    )
    Outbox.objects.create(
        key="k", to="eve@example.org", language="en", template="t", state="dead",
        tries=5, last_error="SMTPRecipientsRefused: …",
    )  # fmt: skip
    TaskResult.objects.create(
        task_id="1", task_name="datasets.tasks.refresh", status="FAILURE", result="Oh"
    )
    watch()
    client.force_login(analyst)
    words = text_of(client.get(PAGE["en"]))
    for said in (
        "The source wages could not be refreshed since",
        "imt.heartbeat in order",
        "mail.send_outbox never ran",
        "A message came through 0 seconds ago.",
        "failed the file is empty",
        "by hand failed",
        "t (k)",
        "SMTPRecipientsRefused: …",
        "datasets.tasks.refresh",
    ):
        assert said in words
    assert "eve@example.org" not in words
    french = text_of(client.get(PAGE["fr"]))
    assert "La source wages n’a pas pu être actualisée depuis" in french
    assert "imt.heartbeat en règle" in french


def test_page_takes_the_same_statements_for_one_and_three_of_each(
    client, db, analyst, django_assert_num_queries
):
    client.force_login(analyst)
    for count in (1, 3):
        for number in range(count):
            factories.release(f"source-{number}")
            look_at = f"source-{number}"
            Retrieval.objects.create(
                source_id=look_at, state="failed", ended_at=timezone.now()
            )
            Outbox.objects.create(
                key=f"{count}{number}", to="e@example.org", language="en", state="dead"
            )
        watch()
        with django_assert_num_queries(12):
            assert client.get(PAGE["en"]).status_code == 200


def test_page_stands_without_broker_and_cache(client, db, analyst, no_cache):
    kept = current_app.conf.broker_url
    current_app.conf.broker_url = "redis://127.0.0.1:1/0"
    try:
        client.force_login(analyst)
        words = text_of(client.get(PAGE["en"]))
    finally:
        current_app.conf.broker_url = kept
    assert "The broker does not answer." in words
    assert "does not answer" in words


# -- Logs -----------------------------------------------------------------------------


@pytest.fixture
def lines(db):
    """What the production handler writes, as objects."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonFormatter())
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    root.removeHandler(handler)
    root.setLevel(level)


def test_request_leaves_one_line_without_its_query(client, lines):
    answer = client.get("/en/sources/?email=ada@example.org")
    (line,) = [row for row in lines() if row["logger"] == "imt.requests"]
    assert line.pop("ms") > 0
    assert line.pop("at").endswith("+00:00")
    assert line == {
        "level": "INFO",
        "logger": "imt.requests",
        "message": line["message"],
        "request_id": answer.headers["X-Request-ID"],
        "method": "GET",
        "path": "/en/sources/",
        "status": 200,
        "user": None,
    }
    assert "ada@" not in line["message"]


def test_line_has_the_number_of_a_person_and_never_the_address(client, lines, analyst):
    client.force_login(analyst)
    client.get(PAGE["en"])
    client.post("/en/account/sign-in/", {"login": "eve@example.org", "password": "no"})
    client.logout()
    client.post("/en/account/sign-in/", {"login": "eve@example.org", "password": "no"})
    rows = [row for row in lines() if row["logger"] == "imt.requests"]
    assert rows[0]["user"] == analyst.pk
    assert "@example.org" not in json.dumps(lines())


def test_line_holds_no_key_of_a_link(client, lines):
    client.get("/en/account/verification/Mzk:1abc:secretkey/")
    path = [r["path"] for r in lines() if r["logger"] == "imt.requests"]
    assert path == ["/en/account/verification/…/"]


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("abcd-1234-efgh", True),
        ("short", False),
        ("x" * 65, False),
        ("a\nb" * 5, False),
    ],
)
def test_name_of_the_request_comes_from_the_proxy_when_it_is_one(client, given, kept):
    answer = client.get("/health/live", headers={"x-request-id": given})
    assert (answer.headers["X-Request-ID"] == given) is kept


def test_error_is_told_by_its_kind_and_place_and_not_its_words(lines):
    words = "Key (email)=({}@example.org) already exists".format("ada")
    try:
        raise ValueError(words)
    except ValueError:
        logging.getLogger("x").exception("it broke")
    (line,) = lines()
    assert (line["message"], line["error"]) == ("it broke", "ValueError")
    assert "test_operations.py" in line["trace"][0]
    assert "ada@" not in json.dumps(line)
