"""Files that strangers send: what they are is read from their bytes, never their name.

Nothing here opens a document as its program would: a file is accepted when it is whole,
of a known format from its first byte to its last, and carries nothing that runs.
"""

import hashlib
import io
import socket
import unicodedata
import zipfile
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urlsplit

import filetype
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

LARGEST = 5 * 2**20  # bytes of one file
MOST_FILES = 10
UNPACKED = 60 * 2**20  # bytes of all the parts of a packed document
PARTS = 2_000
PDF, PNG, JPEG, TEXT = "application/pdf", "image/png", "image/jpeg", "text/plain"
RTF = "application/rtf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT = "application/vnd.oasis.opendocument.text"
EXTENSIONS = {
    PDF: "pdf", DOCX: "docx", ODT: "odt", RTF: "rtf", TEXT: "txt", PNG: "png",
    JPEG: "jpg",
}  # fmt: skip
# What must not be in a file of any format: the antivirus test file stands for the rest.
_EICAR = b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE"
_PDF_RUNS = (
    b"/JavaScript", b"/JS", b"/Launch", b"/EmbeddedFile", b"/RichMedia", b"/XFA",
)  # fmt: skip
_MARKUP = (
    b"<script",
    b"<html",
    b"<svg",
    b"<!doctype",
    b"<?php",
    b"<iframe",
    b"<object",
)
_PACKED_RUNS = ("vbaproject", "activex", "oleobject", "basic/", "scripts/", ".exe")

FORMAT = _("Send a PDF, Word (.docx), OpenDocument (.odt), RTF, text or image file.")
UNSAFE = _("This file holds more than a document: macros, scripts or another file.")


class Checked(NamedTuple):
    """What was found out about a file."""

    name: str
    media_type: str
    size: int
    sha256: str


def check(upload) -> Checked:
    """Say what a file is, or why it is not taken (`ValidationError`)."""
    if not upload.size:
        raise ValidationError(_("This file is empty."), code="empty")
    if upload.size > LARGEST:
        raise ValidationError(_("A file may have 5 MB at most."), code="large")
    body = b"".join(upload.chunks())
    upload.seek(0)
    media_type = _media_type(body)
    _refuse_what_runs(media_type, body)
    digest = hashlib.sha256(body).hexdigest()
    return Checked(shown_name(upload.name, media_type), media_type, len(body), digest)


def shown_name(name: str, media_type: str) -> str:
    """The name as people read it: no folder, no hidden sign, the true extension.

    >>> shown_name("../../cv\u202efdp.exe", "application/pdf")
    'cvfdp.pdf'
    """
    last = name.replace("\\", "/").rpartition("/")[2]
    kept = "".join(c for c in last if unicodedata.category(c)[0] != "C")
    stem = kept.rpartition(".")[0] or kept
    stem = " ".join(stem.split())[:100].strip(". ") or "document"
    return f"{stem}.{EXTENSIONS[media_type]}"


def _media_type(body: bytes) -> str:
    kind = filetype.guess(body[:8192])
    found = kind.mime if kind else ""
    if found == "application/zip" or found in (DOCX, ODT):
        found = _packed_type(body)
    elif not found and _is_text(body):
        found = TEXT
    if found not in EXTENSIONS:
        raise ValidationError(FORMAT, code="format")
    return found


def _is_text(body: bytes) -> bool:
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return all(c.isprintable() or c in "\r\n\t\f" for c in text)


def _packed_type(body: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            names = set(archive.namelist())
            if "word/document.xml" in names and "[Content_Types].xml" in names:
                return DOCX
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 100:
                return archive.read("mimetype").decode("ascii", "replace").strip()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError):
        pass
    return ""


def _refuse_what_runs(media_type: str, body: bytes) -> None:
    bad = _EICAR in body
    if media_type == PDF:
        # A second format hides before the first byte, or after the last one.
        bad |= not body.startswith(b"%PDF-") or b"%%EOF" not in body[-1024:]
        bad |= b"PK\x05\x06" in body or any(word in body for word in _PDF_RUNS)
        bad |= any(word in body[:1024].lower() for word in _MARKUP)
    elif media_type == PNG:
        bad |= not body.endswith(b"IEND\xaeB`\x82") or b"PK\x05\x06" in body
    elif media_type == JPEG:
        bad |= not body.endswith(b"\xff\xd9") or b"PK\x05\x06" in body
    elif media_type == TEXT:
        bad |= any(word in body.lower() for word in _MARKUP)
    elif media_type == RTF:
        bad |= b"\\objdata" in body or b"\\object" in body or b"\\field" in body
    else:
        bad |= not body.startswith(b"PK\x03\x04") or not all(_parts_are_safe(body))
    if bad:
        raise ValidationError(UNSAFE, code="unsafe")


def _parts_are_safe(body: bytes) -> Iterator[bool]:
    """Whether each part of a packed document is; what it unpacks to is counted."""
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            parts = archive.infolist()
            yield len(parts) <= PARTS
            unpacked = 0
            for part in parts:
                name = part.filename.lower()
                yield not (name.startswith("/") or ".." in name or "\\" in name)
                yield not any(word in name for word in _PACKED_RUNS)
                with archive.open(part) as stream:
                    while chunk := stream.read(2**20):
                        unpacked += len(chunk)
                        yield unpacked <= UNPACKED and _EICAR not in chunk
                        # A template fetched from elsewhere, or macros.
                        yield b"attachedTemplate" not in chunk
                        yield b"macroEnabled" not in chunk
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError):
        yield False


class ScannerDown(Exception):
    """The scanner does not answer: the file stays where nobody else reads it."""


def scan(stream) -> bool:
    """Ask clamd whether a file is clean; `ScannerDown` when it cannot tell.

    Source: clamd(8), INSTREAM: chunks after their length, an empty one at the end.
    """
    address = urlsplit(f"//{settings.CLAMD_ADDRESS}")
    try:
        with socket.create_connection((address.hostname, address.port), 10) as link:
            link.sendall(b"zINSTREAM\0")
            while chunk := stream.read(2**16):
                link.sendall(len(chunk).to_bytes(4, "big") + chunk)
            link.sendall(bytes(4))
            answer = link.recv(4096).rstrip(b"\0")
    except OSError as error:
        raise ScannerDown(str(error)) from error
    if answer.endswith(b" FOUND"):
        return False
    if answer == b"stream: OK":
        return True
    raise ScannerDown(answer.decode("ascii", "replace"))
