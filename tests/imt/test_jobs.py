"""What runs by itself: the worker's settings, a task's lock and its memory."""

import threading
from datetime import timedelta

import pytest
from celery import current_app
from django.conf import settings as used
from django.db import connection
from django.utils import timezone
from time_machine import travel

from imt.jobs import PortalTask, alone, is_late, next_run, schedules
from imt.models import Job
from imt.tasks import heartbeat, watch

SCHEDULED = sorted(schedules())


def registered() -> dict:
    current_app.loader.import_default_modules()
    names = {name for name in current_app.tasks if not name.startswith("celery.")}
    return {name: current_app.tasks[name] for name in names}


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


@pytest.mark.parametrize("name", SCHEDULED)
def test_scheduled_task_does_not_run_beside_itself(db, name):
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
