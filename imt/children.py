"""The demonstration's child processes, written down so that none outlives it.

A killed demonstration cannot clean up: the kernel then ends its children, and the next
demonstration ends whatever they left.
"""

import ctypes
import json
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
STOPPED_WITHIN = 15  # seconds; what is left is killed
RESTART_PAUSE = 5  # seconds between two starts of one child
LIBC = ctypes.CDLL(None)
PR_SET_PDEATHSIG = 1  # <linux/prctl.h>


class Children:
    """The running children of one state.

    Each leads a session of its own: Ctrl-C then reaches the demonstration only, which
    ends them, and the session tells what a child started in its turn.
    """

    def __init__(self, state: Path):
        self.record = state / "children.json"
        self.logs = state / "log"
        self.commands = {}
        self.running = {}
        self.started_at = {}

    def log(self, name: str) -> Path:
        return self.logs / f"{name}.log"

    def start(self, name: str, command: list[str]) -> None:
        self.logs.mkdir(exist_ok=True)
        with open(self.log(name), "ab" if name in self.commands else "wb") as log:
            self.running[name] = subprocess.Popen(
                [sys.executable, "-m", *command],
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=_die_with_parent,
            )
        self.commands[name] = command
        self.started_at[name] = time.monotonic()
        draft = self.record.with_suffix(".new")
        draft.write_text(json.dumps(self.leaders()))
        draft.rename(self.record)

    def leaders(self) -> list[tuple[int, str | None]]:
        """Each child's pid with its start time, which no later process shares."""
        pids = [child.pid for child in self.running.values()]
        return [(pid, _start_time(pid)) for pid in pids]

    def dead(self) -> list[str]:
        return [
            name for name, child in self.running.items() if child.poll() is not None
        ]

    def restart_dead(self) -> list[str]:
        now = time.monotonic()
        dead = [n for n in self.dead() if now - self.started_at[n] > RESTART_PAUSE]
        for name in dead:
            _end([(self.running[name].pid, None)])  # what it started and left
            self.start(name, self.commands[name])
        return dead

    def stop(self) -> None:
        _end(self.leaders())
        for child in self.running.values():
            child.wait()
        self.record.unlink(missing_ok=True)

    def end_orphans(self) -> None:
        """End what a killed demonstration left, and nothing else."""
        if self.record.exists():
            _end(json.loads(self.record.read_text()))
            self.record.unlink()


def _die_with_parent() -> None:
    LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def _end(leaders: list[tuple[int, str | None]]) -> None:
    """Ask each session's leader to stop, then kill what is left of the session."""
    for leader, members in _sessions(leaders).items():
        if leader in members:
            _kill(leader, signal.SIGTERM)
        else:
            for pid in members:
                _kill(pid, signal.SIGKILL)
    deadline = time.monotonic() + STOPPED_WITHIN
    while any(_sessions(leaders).values()) and time.monotonic() < deadline:
        time.sleep(0.1)
    for members in _sessions(leaders).values():
        for pid in members:
            _kill(pid, signal.SIGKILL)


def _kill(pid: int, number: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, number)


def _sessions(leaders: list[tuple[int, str | None]]) -> dict[int, list[int]]:
    """The living members of each session whose leader started then.

    While one lives, the kernel gives the leader's pid to no other process; afterwards
    it may, and the start time tells.
    """
    found = {leader: {} for leader, _ in leaders}
    for name in filter(str.isdigit, os.listdir("/proc")):
        fields = _stat(name)
        if fields and int(fields[3]) in found and fields[0] not in "ZX":
            found[int(fields[3])][int(name)] = fields[19]
    return {
        leader: list(found[leader])
        for leader, started in leaders
        if started is None or found[leader].get(leader, started) == started
    }


def _start_time(pid: int) -> str | None:
    fields = _stat(pid)
    return fields and fields[19]


def _stat(pid: int | str) -> list[str] | None:
    """The fields of /proc/PID/stat from the third on (state): see proc(5)."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="latin-1")
    except OSError:
        return None
    return stat.rpartition(")")[2].split()
