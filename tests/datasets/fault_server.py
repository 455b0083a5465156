"""A small HTTP server that can go wrong in every way; each fault has a path.

It answers on 127.0.0.1 with bytes that are written by hand: a library would refuse to
send most of them.
"""

import gzip
import socket
import ssl
import struct
import threading
import time
from collections import Counter
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

GONE = "http://127.0.0.1:1/wages2025.csv"  # a port where nothing listens


def head(status: str, *headers: str, length: int | None = None) -> bytes:
    lines = [f"HTTP/1.1 {status}", "Connection: close", *headers]
    if length is not None:
        lines.append(f"Content-Length: {length}")
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


class FaultServer:
    """Serves `body` at /good/…, and what goes wrong at every other path."""

    def __init__(self, body: bytes, tls: ssl.SSLContext | None = None):
        self.body, self.tls = body, tls
        self.etag = '"one"'
        self.asked: Counter[str] = Counter()
        self.requests: list[bytes] = []
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.host = f"127.0.0.1:{self.socket.getsockname()[1]}"
        self.closing = False
        self.thread = threading.Thread(target=self._accept, daemon=True)
        self.thread.start()

    def url(self, fault: str, name: str = "wages2025.csv") -> str:
        return f"http{'s' if self.tls else ''}://{self.host}/{fault}/{name}"

    def close(self) -> None:
        self.closing = True
        self.socket.close()

    def _accept(self) -> None:
        while not self.closing:
            try:
                client, _address = self.socket.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=[client], daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        with suppress(OSError), client:
            if not self.tls:
                self._answer(client)
                return
            with self.tls.wrap_socket(client, server_side=True) as secure:
                self._answer(secure)

    def _answer(self, client: socket.socket) -> None:
        request = b""
        while b"\r\n\r\n" not in request:
            received = client.recv(65_536)
            if not received:
                return
            request += received
        path = request.split(b" ")[1].decode()
        fault = path.split("/")[1]
        self.asked[fault] += 1
        self.requests.append(request)
        answer = getattr(self, fault.replace("-", "_"), None)
        if answer:
            answer(client, request)
        else:  # a status: "503", or "503 Retry-After: 7"
            status, _space, header = fault.replace("%20", " ").partition(" ")
            headers = [header] if header else []
            client.sendall(head(f"{status} X", *headers, length=2) + b"no")

    def _send(self, client, *headers: str, body: bytes | None = None) -> None:
        body = self.body if body is None else body
        client.sendall(head("200 OK", *headers, length=len(body)) + body)

    def good(self, client, request):
        if f"if-none-match: {self.etag}".encode() in request.lower():
            client.sendall(head("304 Not Modified"))
        else:
            self._send(client, f"ETag: {self.etag}", "Content-Type: text/csv")

    def chunked(self, client, request):
        client.sendall(head("200 OK", "Transfer-Encoding: chunked"))
        for part in (self.body[:1000], self.body[1000:]):
            client.sendall(b"%x\r\n%s\r\n" % (len(part), part))
        client.sendall(b"0\r\n\r\n")

    def chunked_cut(self, client, request):
        client.sendall(head("200 OK", "Transfer-Encoding: chunked"))
        client.sendall(b"%x\r\n%s" % (len(self.body), self.body[:1000]))

    def no_length(self, client, request):
        client.sendall(head("200 OK") + self.body)

    def too_long(self, client, request):
        client.sendall(head("200 OK", length=len(self.body) + 10) + self.body)

    def too_short(self, client, request):
        client.sendall(head("200 OK", length=len(self.body) // 2 - 3) + self.body)

    def reset(self, client, request):
        client.sendall(head("200 OK", length=len(self.body)) + self.body[:500])
        time.sleep(0.05)
        client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    def hang_up(self, client, request):
        pass

    def slow(self, client, request):
        client.sendall(head("200 OK", length=len(self.body)))
        for at in range(len(self.body)):
            client.sendall(self.body[at : at + 1])
            time.sleep(0.2)

    def silent(self, client, request):
        time.sleep(5)

    def endless(self, client, request):
        client.sendall(head("200 OK"))
        while True:
            client.sendall(b"a,b,c\n" * 50_000)

    def empty(self, client, request):
        self._send(client, body=b"")

    def page(self, client, request):
        self._send(client, "Content-Type: text/html", body=b"<html>Sorry</html>")

    def page_as_csv(self, client, request):
        self._send(client, "Content-Type: text/csv", body=b"<html>Sorry</html>")

    def json(self, client, request):
        self._send(client, body=b'{"error": "no"}')

    def other_type(self, client, request):
        self._send(client, "Content-Type: application/octet-stream")

    def other_charset(self, client, request):
        self._send(client, "Content-Type: text/csv; charset=utf-16")

    def packed(self, client, request):
        self._send(client, "Content-Encoding: gzip", body=gzip.compress(self.body))

    def bomb(self, client, request):
        bomb = gzip.compress((b"a," * 500 + b"\n") * (200 << 10), compresslevel=1)
        self._send(client, "Content-Encoding: gzip", body=bomb)

    def same_etag(self, client, request):
        self._send(client, f"ETag: {self.etag}")

    def partial(self, client, request):
        part = self.body[:900]
        client.sendall(head("206 Partial Content", length=len(part)) + part)

    def unasked_304(self, client, request):
        client.sendall(head("304 Not Modified"))

    def huge_header(self, client, request):
        self._send(client, "X-Long: " + "a" * (1 << 20))

    def not_http(self, client, request):
        client.sendall(b"220 ftp ready\r\n")

    def continue_first(self, client, request):
        client.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")
        self._send(client)

    def moved(self, client, request):
        client.sendall(head("301 Moved", "Location: /good/wages2025.csv", length=0))

    def loop(self, client, request):
        client.sendall(head("302 Found", "Location: /loop/wages2025.csv", length=0))

    def to_other_host(self, client, request):
        where = "Location: https://example.org/wages2025.csv"
        client.sendall(head("302 Found", where, length=0))

    def to_file(self, client, request):
        client.sendall(head("302 Found", "Location: file:///etc/passwd", length=0))

    def to_metadata(self, client, request):
        where = "Location: http://169.254.169.254/latest"
        client.sendall(head("302 Found", where, length=0))

    def to_another_port(self, client, request):
        client.sendall(head("302 Found", "Location: http://127.0.0.1:6379/", length=0))

    def to_nowhere(self, client, request):
        client.sendall(head("302 Found", length=0))

    def ask_later(self, client, request):
        when = datetime.now(UTC) + timedelta(minutes=30)
        header = f"Retry-After: {format_datetime(when, usegmt=True)}"
        client.sendall(head("429 Too Many", header, length=0))
