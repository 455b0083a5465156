"""How the portal does, asked by a machine."""

import socket
import time
from datetime import timedelta

import pytest
from django.db import OperationalError, connections
from django.utils import timezone
from time_machine import travel

from datasets.models import Retrieval, Source
from imt import operations
from imt.tasks import heartbeat
from tests import factories


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
