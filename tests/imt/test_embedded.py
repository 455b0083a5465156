"""Real servers are started and killed here; none of them is the suite's own."""

import os
import secrets
import shutil
import signal
import stat
import subprocess
import sys

import psycopg2
import pytest

from imt import embedded


@pytest.fixture(scope="module", autouse=True)
def own_servers():
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("DATABASE_URL", raising=False)
        patch.delenv("REDIS_URL", raising=False)
        yield


@pytest.fixture(scope="module")
def make_state(own_servers):
    """States that leave nothing behind; not in tmp_path, which nobody cannot enter."""
    states = []

    def make():
        states.append(embedded.state_dir(f"test-{secrets.token_hex(4)}"))
        return states[-1]

    yield make
    for state in states:
        embedded.stop(state)
        shutil.rmtree(state, ignore_errors=True)
        shutil.rmtree(embedded.run_dir(state), ignore_errors=True)


@pytest.fixture(scope="module")
def state(make_state):
    return make_state()


@pytest.fixture(scope="module")
def other(make_state):
    return make_state()


@pytest.fixture
def running(state):
    embedded.start(state)
    return state


def query(state, sql):
    entry = embedded.database(state)
    connection = psycopg2.connect(
        host=entry["HOST"], port=entry["PORT"], user=entry["USER"], dbname=entry["NAME"]
    )
    try:
        with connection, connection.cursor() as cursor:
            cursor.execute(sql)
            return cursor.fetchall() if cursor.description else None
    finally:
        connection.close()


def pids(state, program):
    found = embedded._processes(state)
    return sorted(pid for pid, name in found.items() if name == program)


def kill(pids):
    for pid in pids:
        os.kill(pid, signal.SIGKILL)


def test_second_start_changes_nothing_and_stop_leaves_nothing(state):
    assert embedded.start(state) is True
    before = embedded._recorded_pid(state), pids(state, "valkey")
    assert embedded.start(state) is False
    assert (embedded._recorded_pid(state), pids(state, "valkey")) == before
    assert embedded.alive(state)
    embedded.stop(state)
    assert embedded._processes(state) == {}
    assert not embedded.alive(state)
    embedded.stop(state)


def test_locale_is_the_same_on_every_machine(running):
    sql = (
        "SELECT datlocprovider, datlocale, pg_encoding_to_char(encoding) "
        "FROM pg_database WHERE datname = 'imt'"
    )
    assert query(running, sql) == [("b", "C.UTF-8", "UTF8")]


def test_no_port_is_opened_and_the_sockets_are_private(running):
    assert query(running, "SHOW listen_addresses") == [("",)]
    assert stat.S_IMODE(embedded.run_dir(running).stat().st_mode) == 0o700


@pytest.mark.parametrize("victims", ["postmaster", "everything"])
def test_killed_postgres_keeps_its_rows(running, victims):
    query(running, f"CREATE TABLE {victims} AS SELECT generate_series(1, 1000) AS n")
    postmaster = embedded._recorded_pid(running)
    kill([postmaster] if victims == "postmaster" else pids(running, "postgres"))
    assert embedded.start(running) is True
    assert query(running, f"SELECT count(*), sum(n) FROM {victims}") == [(1000, 500500)]
    assert embedded._recorded_pid(running) != postmaster


def test_killed_valkey_is_started_again(running):
    kill(pids(running, "valkey"))
    assert not embedded.alive(running)
    assert embedded.start(running) is True
    assert embedded.alive(running)


def test_hanging_valkey_is_replaced(running):
    hanging = pids(running, "valkey")
    os.kill(hanging[0], signal.SIGSTOP)
    assert embedded.start(running) is True
    assert embedded.alive(running)
    assert len(pids(running, "valkey")) == 1
    assert pids(running, "valkey") != hanging


def test_reused_pid_is_not_believed_nor_killed(running):
    kill(pids(running, "postgres"))
    with subprocess.Popen(["sleep", "60"]) as stranger:
        pid_file = running / "postgres" / "data" / "postmaster.pid"
        lines = pid_file.read_text().splitlines()
        pid_file.write_text("\n".join([str(stranger.pid), *lines[1:], ""]))
        try:
            assert embedded.start(running) is True
            embedded.stop(running)
            assert stranger.poll() is None
        finally:
            stranger.kill()


def test_starters_at_once_give_one_server_even_after_an_unfinished_start(other):
    (other / "postgres" / "unfinished-1").mkdir(parents=True)
    code = (
        "import pathlib, sys, embedded; "
        "print(embedded.start(pathlib.Path(sys.argv[1]), durable=False))"
    )
    starters = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(other)],
            cwd=embedded.ROOT / "imt",
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    answers = [starter.communicate()[0].strip() for starter in starters]
    assert sorted(answers) == ["False", "False", "True"]
    assert len(pids(other, "valkey")) == 1
    assert query(other, "SELECT 1") == [(1,)]
    assert not list((other / "postgres").glob("unfinished-*"))


def test_two_states_do_not_meet(running, other):
    embedded.start(other, durable=False)
    query(running, "CREATE TABLE here AS SELECT 1")
    assert query(other, "SELECT to_regclass('here')") == [(None,)]
    assert query(other, "SHOW fsync") == [("off",)]
    assert query(running, "SHOW fsync") == [("on",)]
    embedded.stop(other)
    assert embedded.alive(running)


def test_servers_named_by_the_environment_are_left_alone(make_state, monkeypatch):
    state = make_state()
    monkeypatch.setenv("DATABASE_URL", "postgres://db/imt")
    monkeypatch.setenv("REDIS_URL", "redis://cache:6379")
    assert embedded.start(state) is False
    assert embedded.alive(state)
    assert embedded._processes(state) == {}


def test_missing_postgres_says_what_to_do(state, monkeypatch):
    monkeypatch.setattr(embedded.importlib.util, "find_spec", lambda name: None)
    monkeypatch.setenv("PATH", "/nonexistent")
    with pytest.raises(embedded.PostgresMissing, match="make install"):
        embedded._postgres_programs(state)
    with pytest.raises(embedded.ServerError, match="make install"):
        embedded._valkey_program()


def test_state_of_another_user_is_refused(state, make_state, monkeypatch):
    other = make_state()
    other.mkdir(parents=True)
    monkeypatch.setattr(os, "geteuid", lambda: 12345)
    with pytest.raises(embedded.ServerError, match="belongs to another user"):
        embedded.start(other)
    monkeypatch.undo()
    shutil.rmtree(f"/tmp/imt-12345-{embedded._digest(other)}")


def test_demo_secret_is_made_once_and_private(make_state):
    state = make_state()
    secret = embedded.demo_secret(state)
    assert len(secret) >= 50
    assert embedded.demo_secret(state) == secret
    assert stat.S_IMODE((state / "secret-key").stat().st_mode) == 0o600
    assert embedded.demo_secret(make_state()) != secret
