"""Kills the demonstration in every way it can die, and looks at what is left.

Run by `make drill-demo`. It works on a state of its own, made for it and then removed.
"""

import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import psycopg2

from imt import embedded

NAME = "drill"
PORT = 8391
STATE = embedded.state_dir(NAME)
LOG = embedded.ROOT / ".local" / "drill.log"
ENVIRONMENT = os.environ | {"IMT_DEMO": "1", "IMT_STATE": NAME}
PATIENCE = 600  # seconds; the first start loads the demonstration's data
RECOVERY = 180  # seconds; a loaded machine is slow to start a process again
BUSY_TABLES = "django_celery_results%|django_session|axes%|imt_job|mail%"


def demo(*words, **environment):
    command = [sys.executable, "manage.py", "demo", "--port", str(PORT), *words]
    with open(LOG, "w") as log:
        return subprocess.Popen(
            command,
            cwd=embedded.ROOT,
            env=ENVIRONMENT | environment,
            stdout=log,
            stderr=log,
        )


def ready_demo():
    process = demo()
    wait(lambda: "Ready." in LOG.read_text() or process.poll() is not None)
    assert process.poll() is None, LOG.read_text()
    return process


def wait(condition, patience=PATIENCE):
    deadline = time.monotonic() + patience
    while not condition():
        assert time.monotonic() < deadline, f"waited in vain: {LOG.read_text()}"
        time.sleep(0.2)


def page_answers():
    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=30)
    try:
        connection.request("GET", "/fr/")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


def ours():
    """{pid: command line} of every process of the drilled demonstration."""
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if f"IMT_STATE={NAME}\0".encode() in (folder / "environ").read_bytes():
                found[int(folder.name)] = (folder / "cmdline").read_text()
        except OSError:
            continue
    return found | embedded._processes(STATE)


def pids(word):
    """Pids of the demonstration's own processes that run this, oldest first."""
    return sorted(pid for pid, command in ours().items() if word in command)


def kill(pids):
    assert pids, "nothing to kill"
    for pid in pids:
        os.kill(pid, signal.SIGKILL)


def assert_nothing_left():
    wait(lambda: not ours(), patience=30)
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind(("127.0.0.1", PORT))


def rows():
    """{table: rows}, but for the tables that a living portal writes by itself."""
    entry = embedded.database(STATE)
    connection = psycopg2.connect(
        host=entry["HOST"], port=entry["PORT"], user=entry["USER"], dbname=entry["NAME"]
    )
    try:
        with connection, connection.cursor() as cursor:
            cursor.execute(
                "SELECT tablename FROM pg_tables WHERE schemaname = 'public' "
                "AND NOT tablename LIKE ANY (string_to_array(%s, '|'))",
                [BUSY_TABLES],
            )
            counts = {}
            for (table,) in cursor.fetchall():
                cursor.execute(f'SELECT count(*) FROM "{table}"')
                counts[table] = cursor.fetchone()[0]
            return counts
    finally:
        connection.close()


def a_planted_survivor_is_seen():
    """The drill's own test: were it blind, everything below would pass."""
    with subprocess.Popen(["sleep", "600"], env=ENVIRONMENT) as survivor:
        try:
            wait(lambda: "sleep" in ours().get(survivor.pid, ""), patience=10)
            try:
                wait(lambda: not ours(), patience=1)
            except AssertionError:
                return
            raise AssertionError("a survivor was not seen")
        finally:
            survivor.kill()


def it_starts():
    process = ready_demo()
    assert page_answers()
    assert sum(rows().values()) > 1000
    return process


def a_second_one_is_refused(process):
    second = subprocess.run(
        [sys.executable, "manage.py", "demo", "--port", str(PORT + 1)],
        cwd=embedded.ROOT,
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
    )
    assert second.returncode == 1
    assert "running" in second.stderr
    assert page_answers()


def a_taken_port_is_said_before_anything_slow(process):
    other = f"{NAME}-other"
    second = subprocess.run(
        [sys.executable, "manage.py", "demo", "--port", str(PORT)],
        cwd=embedded.ROOT,
        env=ENVIRONMENT | {"IMT_STATE": other},
        capture_output=True,
        text=True,
    )
    state = embedded.state_dir(other)
    slow = (state / "postgres").exists()
    shutil.rmtree(state)
    shutil.rmtree(embedded.run_dir(state))
    assert second.returncode == 1
    assert f"PORT={PORT + 1}" in second.stderr
    assert not slow


def a_killed_worker_comes_back(process):
    victims = pids("\0worker\0")
    kill(victims)
    wait(lambda: set(pids("\0worker\0")) - set(victims), patience=RECOVERY)
    assert page_answers()


def a_killed_scheduler_comes_back(process):
    victims = pids("\0beat\0")
    kill(victims)
    wait(lambda: set(pids("\0beat\0")) - set(victims), patience=RECOVERY)


def a_killed_web_process_comes_back(process):
    master, *children = pids("gunicorn\0")
    kill(children)
    wait(page_answers, patience=RECOVERY)
    wait(lambda: len(pids("gunicorn\0")) == len(children) + 1, patience=RECOVERY)


def killed_servers_come_back_with_everything(process):
    before = rows()
    kill(list(embedded._processes(STATE)))
    wait(lambda: embedded.alive(STATE), patience=RECOVERY)
    wait(page_answers, patience=RECOVERY)
    assert rows() == before


def a_killed_web_server_ends_it_with_a_message(process):
    kill(pids("gunicorn\0")[:1])
    assert process.wait(RECOVERY) == 1
    assert "web server ended" in LOG.read_text()
    assert_nothing_left()


def killed_itself_it_starts_again(process):
    before, orphans = rows(), pids("celery\0") + pids("gunicorn\0")
    kill([process.pid])
    process.wait()
    again = ready_demo()
    assert page_answers()
    assert not set(orphans) & set(ours())
    assert rows() == before
    return again


def killed_with_everything_it_starts_again(process):
    before = rows()
    kill(list(ours()))
    process.wait()
    again = ready_demo()
    assert page_answers()
    assert rows() == before
    return again


def it_stops_when_asked(process):
    process.send_signal(signal.SIGTERM)
    process.wait(RECOVERY)
    assert_nothing_left()


def it_stops_on_an_interruption_while_it_prepares():
    process = demo()
    wait(lambda: "Database" in LOG.read_text(), patience=RECOVERY)
    process.send_signal(signal.SIGINT)
    process.wait(RECOVERY)
    assert_nothing_left()


def it_forgets_everything():
    assert demo("--reset").wait(RECOVERY) == 0
    assert not STATE.exists()
    assert_nothing_left()


ON_ONE_DEMONSTRATION = [
    a_second_one_is_refused,
    a_taken_port_is_said_before_anything_slow,
    a_killed_worker_comes_back,
    a_killed_scheduler_comes_back,
    a_killed_web_process_comes_back,
    killed_servers_come_back_with_everything,
    killed_itself_it_starts_again,
    killed_with_everything_it_starts_again,
    a_killed_web_server_ends_it_with_a_message,
]


def main():
    outcomes = []

    def attempt(drill, *arguments):
        began = time.monotonic()
        try:
            result = drill(*arguments)
        except Exception as error:
            outcomes.append(False)
            result, words = None, f"FAILED: {error!r}"
        else:
            outcomes.append(True)
            words = "passed"
        title = drill.__name__.replace("_", " ")
        print(f"{time.monotonic() - began:6.1f} s  {title}: {words}", flush=True)
        return result

    process = None
    LOG.parent.mkdir(exist_ok=True)
    LOG.touch()
    try:
        attempt(a_planted_survivor_is_seen)
        process = attempt(it_starts)
        for drill in ON_ONE_DEMONSTRATION:
            process = attempt(drill, process) or process
        process = attempt(it_starts)
        attempt(it_stops_when_asked, process)
        attempt(it_stops_on_an_interruption_while_it_prepares)
        attempt(it_forgets_everything)
    finally:
        if process and process.poll() is None:
            process.terminate()
            process.wait()
        embedded.stop(STATE)
        shutil.rmtree(STATE, ignore_errors=True)
        shutil.rmtree(embedded.run_dir(STATE), ignore_errors=True)
        LOG.unlink()
    passed, failed = outcomes.count(True), outcomes.count(False)
    print(f"demo: {len(outcomes)} tried, {passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
