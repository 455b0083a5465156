"""Fetching an official file: allowed hosts only, capped, conditional, to a file.

Names are resolved and their addresses checked by the connection that is then made, so
that a name cannot change its address in between.
"""

import hashlib
import ipaddress
import os
import random
import socket
import tempfile
import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from pathlib import Path, PurePosixPath
from urllib.parse import urljoin, urlsplit

import httpcore
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_noop as _

from datasets.given import MIB
from datasets.keeping import folder
from datasets.reasons import FileRefused, Reason

CONNECT, READ = 10.0, 20.0  # seconds
MAX_REDIRECTS = 3
MAX_TRIES = 5
LONGEST_WAIT = timedelta(hours=1)
REDIRECTS = {301, 302, 303, 307, 308}
# What may be different a moment later.
PASSING = {408, 425, 429, 500, 502, 503, 504}


class PassingFault(Reason):
    """A fault of the way, not of the file: worth another try."""

    def __init__(self, message: str, wait: timedelta | None = None, **values):
        super().__init__(message, **values)
        self.wait = wait


@dataclass
class Fetched:
    """A file that came."""

    path: Path
    name: str
    answer: dict  # etag, modified, bytes, sha256


class _Pinned(httpcore.SyncBackend):
    """Connects to addresses of the open Internet, or of hosts named with their port."""

    def connect_tcp(self, host, port, timeout=None, local_address=None, **options):
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except OSError as error:
            raise httpcore.ConnectError(str(error)) from error
        address = found[0][4][0]
        named = f"{host}:{port}" in settings.DOWNLOAD_HOSTS
        if not named and not all(is_public(entry[4][0]) for entry in found):
            raise FileRefused(_("%(host)s is not on the open Internet"), host=host)
        return super().connect_tcp(address, port, timeout, local_address, **options)


def is_public(address: str) -> bool:
    ip = ipaddress.ip_address(address.split("%")[0])
    return ip.is_global and not ip.is_multicast


def allowed(url: str) -> bool:
    """Whether an address may be fetched: a listed host, by HTTPS.

    A host that is listed with its port is one of our own machines, in the clear.
    """
    parts = urlsplit(url)
    if parts.username or parts.password:
        return False
    if parts.netloc in settings.DOWNLOAD_HOSTS and ":" in parts.netloc:
        return parts.scheme in {"http", "https"}
    return parts.scheme == "https" and parts.netloc in settings.DOWNLOAD_HOSTS


def fetch(url: str, known: dict, max_bytes: int) -> Fetched | None:
    """The file at an address; None when it is the known one.

    Raises `FileRefused` for what will not get better by itself, `PassingFault` for
    what may.
    """
    deadline = time.monotonic() + settings.DOWNLOAD_SECONDS
    headers = {"User-Agent": settings.DOWNLOAD_AGENT, "Accept-Encoding": "identity"}
    if known.get("etag"):
        headers["If-None-Match"] = known["etag"]
    if known.get("modified"):
        headers["If-Modified-Since"] = known["modified"]
    try:
        with httpcore.ConnectionPool(network_backend=_Pinned()) as pool:
            for _hop in range(MAX_REDIRECTS + 1):
                if not allowed(url):
                    raise FileRefused(_("%(url)s is not an allowed address"), url=url)
                with pool.stream(
                    "GET", url, headers=headers, extensions=_limits(deadline)
                ) as answer:
                    if answer.status == HTTPStatus.NOT_MODIFIED and len(headers) > 2:
                        return None
                    if answer.status not in REDIRECTS:
                        return _received(url, answer, max_bytes, deadline)
                    url = _next(url, _header(answer, "location"))
    except (httpcore.NetworkError, httpcore.ProtocolError) as error:
        raise PassingFault(
            _("the connection failed: %(error)s"), error=type(error).__name__
        ) from error
    except httpcore.TimeoutException as error:
        raise PassingFault(_("the server is too slow")) from error
    raise FileRefused(_("the address redirects too many times"))


def next_try(fault: PassingFault, tries: int) -> datetime:
    """When to try again: later each time, never all at once, as the server asks."""
    wait = timedelta(seconds=settings.DOWNLOAD_BACKOFF) * 2**tries
    wait *= random.uniform(0.5, 1.5)
    return timezone.now() + min(max(wait, fault.wait or wait), LONGEST_WAIT)


def discard(files: Iterable[Fetched]) -> None:
    for file in files:
        file.path.unlink(missing_ok=True)


def _limits(deadline: float) -> dict:
    left = max(0.001, deadline - time.monotonic())
    limit = {"connect": min(CONNECT, left), "read": min(READ, left)}
    return {"timeout": limit | {"write": limit["read"], "pool": limit["connect"]}}


def _next(url: str, location: str) -> str:
    """Where a redirect leads: never to another host."""
    target = urljoin(url, location)
    if not location or urlsplit(target).netloc != urlsplit(url).netloc:
        raise FileRefused(_("the address redirects elsewhere"))
    return target


def _received(url, answer, max_bytes: int, deadline: float) -> Fetched:
    if answer.status in PASSING:
        raise PassingFault(
            _("the server answers %(status)d"),
            wait=_retry_after(_header(answer, "retry-after")),
            status=answer.status,
        )
    if answer.status != HTTPStatus.OK:
        raise FileRefused(_("the server answers %(status)d"), status=answer.status)
    if _header(answer, "content-type").split(";")[0].strip() == "text/html":
        raise FileRefused(_("the file is a web page, not a table"))
    folder().mkdir(parents=True, exist_ok=True)
    total, size = hashlib.sha256(), 0
    draft = tempfile.NamedTemporaryFile(dir=folder(), prefix=".", delete=False)
    try:
        with draft:
            for chunk in answer.iter_stream():
                size += len(chunk)
                if size > max_bytes:
                    raise FileRefused(
                        _("the file is larger than %(cap)d MB"), cap=max_bytes // MIB
                    )
                if time.monotonic() > deadline:
                    raise PassingFault(_("the server is too slow"))
                total.update(chunk)
                draft.write(chunk)
        if not size:
            raise PassingFault(_("the answer is empty"))
    except BaseException:
        os.unlink(draft.name)
        raise
    name = PurePosixPath(urlsplit(url).path).name
    answered = {
        "etag": _header(answer, "etag"),
        "modified": _header(answer, "last-modified"),
        "bytes": size,
        "sha256": total.hexdigest(),
        "name": name,
    }
    return Fetched(Path(draft.name), name, answered)


def _header(answer, name: str) -> str:
    for key, value in answer.headers:
        if key.lower() == name.encode():
            return value.decode("latin-1").strip()
    return ""


def _retry_after(text: str) -> timedelta | None:
    """Seconds, or a date."""
    if text.isdigit():
        return timedelta(seconds=min(int(text), 86_400))
    try:
        return max(parsedate_to_datetime(text) - timezone.now(), timedelta())
    except (ValueError, TypeError):
        return None
