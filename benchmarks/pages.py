"""CPU per request of the portal's pages, as multiples of a do-nothing view.

One gunicorn worker and its PostgreSQL; rounds are interleaved, so that a noisy machine
disturbs all pages alike; each figure is the median of the rounds. CPU is read from
/proc/PID/stat of the worker and of its database session. A session cookie makes a
request pass by the page cache without anything else being done with it.

    python -m benchmarks.pages [ROUNDS] [REQUESTS]
"""

import http.client
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

PORT = 18_437

OCCUPATION = "/en/occupations/21232-software-developers-and-programmers"
PAGES = {
    "do-nothing": ("/fr/nothing", False),
    "occupation, uncached": (OCCUPATION, False),
    "occupation with a region, uncached": (f"{OCCUPATION}?region=06", False),
    "list, uncached": ("/en/occupations/", False),
    "list with words and filters, uncached": (
        "/en/occupations/?q=nurse&teer=1&diagnosis=deficit",
        False,
    ),
    "occupation, cached": (OCCUPATION, True),
    "occupation, cached, gzip": (OCCUPATION, True),
    "occupation, not modified": (OCCUPATION, True),
}
GOALS = {"occupation, uncached": 10, "list, uncached": 10, "occupation, cached": 0.7}


def main(rounds: int, requests: int) -> int:
    os.environ.setdefault("IMT_STATE", "demo")
    os.environ["IMT_DEMO"] = "1"
    os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"
    _prepare()
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "-c", "python:imt.serving"]
        + ["imt.wsgi:application", "--workers=1"]
        + ["--worker-class=gthread", "--threads=1", f"--bind=127.0.0.1:{PORT}"]
        + ["--log-level=error", "--keep-alive=60"]
    )
    try:
        samples = _measure(server.pid, rounds, requests)
    finally:
        server.terminate()
        server.wait(20)
    base = statistics.median(samples["do-nothing"])
    print(f"{'page':40} {'CPU ms':>8} {'x do-nothing':>13} {'goal':>6}")
    for name, values in samples.items():
        cost = statistics.median(values)
        goal = f"{GOALS[name]:g}x" if name in GOALS else ""
        print(f"{name:40} {cost:8.2f} {cost / base:12.2f}x {goal:>6}")
    return 0


def _prepare() -> None:
    from imt import embedded

    embedded.start(embedded.state_dir(os.environ["IMT_STATE"]))
    for words in ("migrate", "load_demo", "collectstatic --noinput"):
        run = [sys.executable, "manage.py", *words.split(), "-v0"]
        subprocess.run(run, check=True)


def _measure(master: int, rounds: int, requests: int) -> dict[str, list[float]]:
    link = _connect()
    for path, cached in PAGES.values():
        for _i in range(20):
            _get(link, path, cached)
    etag = _etag(link)
    samples: dict[str, list[float]] = {name: [] for name in PAGES}
    for _round in range(rounds):
        for name, (path, cached) in PAGES.items():
            headers = {}
            if name.endswith("gzip"):
                headers["Accept-Encoding"] = "gzip"
            if name.endswith("not modified"):
                headers["If-None-Match"] = etag
            while (spent := _spent(link, master, path, cached, headers, requests)) < 0:
                pass
            samples[name].append(1000 * spent / requests)
    return samples


def _spent(link, master, path, cached, headers, requests) -> float:
    """Seconds of CPU of these requests; -1 when a process began or ended meanwhile."""
    watched = _watched(master)
    before = sum(_cpu(pid) for pid in watched)
    for _i in range(requests):
        _get(link, path, cached, headers)
    spent = sum(_cpu(pid) for pid in watched) - before
    return spent if watched == _watched(master) else -1


def _etag(link) -> str:
    link.request("GET", OCCUPATION)
    response = link.getresponse()
    response.read()
    return response.headers["ETag"]


def _connect() -> http.client.HTTPConnection:
    for _i in range(120):
        try:
            link = http.client.HTTPConnection("127.0.0.1", PORT, timeout=30)
            link.connect()
            return link
        except ConnectionRefusedError:
            time.sleep(0.5)
    raise SystemExit("the server did not start")


def _get(link, path: str, cached: bool, headers: dict | None = None) -> None:
    extra = {} if cached else {"Cookie": "session=none; __Host-session=none"}
    link.request("GET", path, headers=extra | (headers or {}))
    response = link.getresponse()
    response.read()
    if response.status not in {200, 304}:
        raise SystemExit(f"{path}: {response.status}")


def _watched(master: int) -> list[int]:
    """The web worker, and every PostgreSQL session of this state."""
    run_dir = _postgres_pid()
    return sorted(
        int(stat.parent.name)
        for stat in Path("/proc").glob("[0-9]*/stat")
        if _parent(stat) in {master, run_dir}
    )


def _postgres_pid() -> int:
    from imt import embedded

    state = embedded.state_dir(os.environ["IMT_STATE"])
    pids = list(state.glob("**/postmaster.pid"))
    return int(pids[0].read_text().split()[0]) if pids else -1


def _parent(stat: Path) -> int:
    try:
        return int(stat.read_text().rpartition(")")[2].split()[1])
    except OSError:
        return -1


def _cpu(pid: int) -> float:
    """Seconds of CPU of a process's threads so far; 0 once it is gone.

    `/proc/PID/schedstat` itself tells of the first thread alone, and gunicorn answers
    in another.
    """
    spent = 0
    for stat in Path(f"/proc/{pid}/task").glob("*/schedstat"):
        try:
            spent += int(stat.read_text().split()[0])
        except OSError:
            continue
    return spent / 1e9


if __name__ == "__main__":
    arguments = [int(word) for word in sys.argv[1:]]
    sys.exit(main(*(arguments + [5, 100][len(arguments) :])))
