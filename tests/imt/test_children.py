import json
import os
import signal
import subprocess

import pytest

from imt import children
from imt.children import Children, _sessions, _start_time

# `python -m timeit` runs a statement, here one that lasts.
ONCE = ["timeit", "-n", "1", "-r", "1"]
LASTING = [*ONCE, "import time; time.sleep(60)"]
WITH_CHILD = [*ONCE, "import subprocess; subprocess.run(['sleep', '60'])"]
STUBBORN = [
    *ONCE,
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); "
    "time.sleep(60)",
]


@pytest.fixture
def family(tmp_path, monkeypatch):
    monkeypatch.setattr(children, "STOPPED_WITHIN", 1)
    monkeypatch.setattr(children, "RESTART_PAUSE", 0)
    family = Children(tmp_path)
    yield family
    family.stop()


def members(leader):
    return _sessions([(leader, None)])[leader]


def await_session(pid, size):
    assert eventually(lambda: len(members(pid)) == size)


def eventually(condition, patience=10):
    deadline = children.time.monotonic() + patience
    while not condition() and children.time.monotonic() < deadline:
        children.time.sleep(0.05)
    return condition()


@pytest.mark.parametrize("command", [LASTING, WITH_CHILD, STUBBORN])
def test_stop_leaves_no_process_and_no_record(family, command):
    family.start("one", command)
    pid = family.running["one"].pid
    await_session(pid, 2 if command is WITH_CHILD else 1)
    children.time.sleep(0.3)
    family.stop()
    assert members(pid) == []
    assert not family.record.exists()


def test_dead_child_is_started_again_and_what_it_left_is_ended(family):
    family.start("one", WITH_CHILD)
    leader = family.running["one"].pid
    await_session(leader, 2)
    os.kill(leader, signal.SIGKILL)
    assert eventually(lambda: family.dead() == ["one"])
    assert members(leader) != []
    assert family.restart_dead() == ["one"]
    assert members(leader) == []
    assert family.running["one"].poll() is None
    assert family.dead() == []


def test_child_that_dies_at_once_is_not_started_without_pause(family, monkeypatch):
    monkeypatch.setattr(children, "RESTART_PAUSE", 60)
    family.start("one", [*ONCE, "raise SystemExit"])
    assert eventually(lambda: family.dead() == ["one"])
    assert family.restart_dead() == []


def test_orphans_are_ended_by_the_next_one(family, tmp_path):
    family.start("one", WITH_CHILD)
    leader = family.running["one"].pid
    await_session(leader, 2)
    Children(tmp_path).end_orphans()
    family.running["one"].wait()
    assert members(leader) == []
    assert not family.record.exists()


def test_reused_pid_is_never_ended(family, tmp_path):
    with subprocess.Popen(["sleep", "60"], start_new_session=True) as stranger:
        try:
            started = str(int(_start_time(stranger.pid)) - 1)
            family.record.write_text(json.dumps([[stranger.pid, started]]))
            family.end_orphans()
            assert stranger.poll() is None
            assert not family.record.exists()
        finally:
            stranger.kill()
