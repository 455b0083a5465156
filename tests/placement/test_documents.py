"""Files of strangers: what is taken, what is refused, who reads it and how."""

import io
import socket
import threading
import zipfile
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from placement import uploads
from placement.actions import offers as actions
from placement.models import Document
from placement.scans import scan_document
from placement.uploads import ScannerDown
from tests import factories
from tests.placement.factories import make_order, make_organisation
from tests.placement.factories_offers import make_offer, make_referral

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x02"
    b"\x00\x00\x00\x90wS\xde\x00\x00\x00\x00IEND\xaeB`\x82"
)
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xd9"


def packed(parts: dict[str, bytes], **how) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in parts.items():
            archive.writestr(name, body)
    return buffer.getvalue()


def docx(**more: bytes) -> bytes:
    parts = {
        "[Content_Types].xml": b"<Types/>",
        "word/document.xml": b"<w:document/>",
    }
    return packed(
        parts | {name.replace("__", "/"): body for name, body in more.items()}
    )


ODT = packed({"mimetype": uploads.ODT.encode(), "content.xml": b"<office/>"})
GOOD = {
    "cv.pdf": (PDF, "application/pdf", "cv.pdf"),
    "cv.docx": (docx(), uploads.DOCX, "cv.docx"),
    "cv.odt": (ODT, uploads.ODT, "cv.odt"),
    "cv.rtf": (rb"{\rtf1\ansi Bonjour}", "application/rtf", "cv.rtf"),
    "Mon CV d’été.txt": ("Expérience : été".encode(), "text/plain", "Mon CV d’été.txt"),
    "carte.png": (PNG, "image/png", "carte.png"),
    "carte.jpeg": (JPEG, "image/jpeg", "carte.jpg"),
    # The name is said anew from what the file is.
    "cv.pdf.exe": (PDF, "application/pdf", "cv.pdf.pdf"),
    "../../etc/passwd": (PDF, "application/pdf", "passwd.pdf"),
    "C:\\temp\\cv.doc": (PDF, "application/pdf", "cv.pdf"),
    "cv\u202efdp.exe": (PDF, "application/pdf", "cvfdp.pdf"),
    "cv\x00.pdf\r\nX: y": (PDF, "application/pdf", "cv.pdf"),
    ".pdf": (PDF, "application/pdf", "pdf.pdf"),
}
BAD = {
    "empty": b"",
    "eicar": EICAR,
    "eicar in docx": docx(word__notes=EICAR),
    "eicar in pdf": PDF[:-6] + EICAR + b"\n%%EOF\n",
    "too large": PDF + b" " * uploads.LARGEST + b"%%EOF",
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>',
    "svg after xml": b'<?xml version="1.0"?><svg onload="alert(1)"/>',
    "html": b"<!doctype html><html><script>alert(1)</script></html>",
    "html as text": b"Bonjour <script>alert(1)</script>",
    "php": b"<?php system($_GET[0]); ?>",
    "pdf after html": b"<html><script>1</script></html>" + PDF,
    "pdf with html inside": b"%PDF-1.4\n<html><script>alert(1)</script>\n%%EOF",
    "pdf then zip": PDF + packed({"a": b"b"}),
    "pdf with javascript": PDF.replace(b"/Catalog", b"/Catalog/JavaScript"),
    "pdf that launches": PDF.replace(b"/Catalog", b"/Catalog/Launch"),
    "pdf with a file": PDF.replace(b"/Catalog", b"/Catalog/EmbeddedFile"),
    "pdf cut short": PDF[:20],
    "png then zip": PNG + packed({"a": b"b"}),
    "png then script": PNG + b"<script>alert(1)</script>",
    "jpeg then zip": JPEG + packed({"a": b"b"}),
    "macros": docx(**{"word__vbaProject.bin": b"x"}),
    "activex": docx(word__activeX__a=b"x"),
    "ole": docx(word__embeddings__oleObject1=b"x"),
    "template from elsewhere": docx(word___rels=b'Type=".../attachedTemplate"'),
    "macros under another name": docx(other=b"application/macroEnabled.main+xml"),
    "zip slip": docx(**{"..__..__x": b"x"}),
    "zip bomb": docx(word__media=b"\0" * (uploads.UNPACKED + 1)),
    "many parts": docx(**{f"p{n}": b"" for n in range(uploads.PARTS)}),
    "plain zip": packed({"a.txt": b"x"}),
    "odt with basic": packed(
        {"mimetype": uploads.ODT.encode(), "Basic/script.xml": b"x"}
    ),
    "zip before docx": b"MZ" + docx(),
    "exe": b"MZ\x90\x00" + bytes(200),
    "elf": b"\x7fELF" + bytes(200),
    "old word": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000),
    "rtf with an object": rb"{\rtf1{\object\objdata 00}}",
    "gif": b"GIF89a" + bytes(40),
    "latin-1": "été".encode("latin-1"),
    "text with nul": b"cv\x00cv",
    "text that turns round": "cv \u202etxt".encode(),
}


def upload(name: str, body: bytes) -> SimpleUploadedFile:
    file = SimpleUploadedFile("x", body)
    file._name = name  # as it came: Django's own cleaning is not counted on
    return file


@pytest.mark.parametrize("name", GOOD, ids=ascii)
def test_documents_are_taken_under_a_clean_name(name):
    body, media_type, shown = GOOD[name]
    checked = uploads.check(upload(name, body))
    assert (checked.media_type, checked.name) == (media_type, shown)


@pytest.mark.parametrize("kind", BAD)
def test_whatever_is_more_than_a_document_is_refused(kind):
    with pytest.raises(ValidationError):
        uploads.check(upload("cv.pdf", BAD[kind]))


# -- in the site ----------------------------------------------------------------------

db = pytest.mark.django_db


def add(client, body=PDF, name="cv.pdf", **fields):
    data = {"kind": "resume", "file": SimpleUploadedFile(name, body)} | fields
    return client.post(reverse("placement:documents"), data)


@pytest.fixture
def seeker(client, db):
    offer = make_offer()
    client.force_login(offer.owner)
    return offer


@db
def test_file_is_kept_under_its_key_and_said_not_to_be_scanned(client, seeker):
    assert add(client).status_code == 302
    document = Document.objects.get()
    assert document.file.name == f"documents/{document.pk.hex[:2]}/{document.pk.hex}"
    assert (document.state, document.shared, document.name) == (
        "unscanned",
        False,
        "cv.pdf",
    )
    assert (
        "non analysé par un antivirus"
        in client.get(reverse("placement:documents")).content.decode()
    )


@db
def test_download_is_an_attachment_that_cannot_run(client, seeker):
    add(client)
    answer = client.get(reverse("placement:document", args=[Document.objects.get().pk]))
    headers = answer.headers
    assert b"".join(answer.streaming_content) == PDF
    assert headers["Content-Disposition"] == 'attachment; filename="cv.pdf"'
    assert headers["Content-Type"] == "application/octet-stream"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert headers["Cache-Control"] == "private, no-store"


@db
@pytest.mark.parametrize("kind", ["eicar", "svg", "zip bomb", "pdf then zip", "empty"])
def test_refusal_is_said_beside_the_field(client, seeker, kind):
    page = add(client, BAD[kind])
    assert page.status_code == 200
    assert 'id="id_file_error"' in page.content.decode()
    assert Document.objects.count() == 0


@db
def test_same_file_twice_and_an_eleventh_are_refused(client, seeker):
    add(client)
    assert "Vous avez déjà ajouté" in add(client).content.decode()
    for n in range(9):
        add(client, PDF.replace(b"1.4", b"2.%d" % n))
    assert "Dix fichiers au plus" in add(client, JPEG, "a.jpg").content.decode()
    assert Document.objects.count() == 10


@db
def test_removed_file_leaves_the_store(client, seeker):
    add(client)
    document = Document.objects.get()
    storage, name = document.file.storage, document.file.name
    client.post(reverse("placement:document_remove", args=[document.pk]))
    assert (Document.objects.count(), storage.exists(name)) == (0, False)


READERS = [
    # state of the meeting, shared, scan, whether the employer reads it
    ("invited", True, "clean", False),
    ("applied", False, "clean", False),
    ("applied", True, "clean", True),
    ("applied", True, "unscanned", True),
    ("applied", True, "quarantine", False),
    ("applied", True, "refused", False),
    ("accepted", True, "clean", True),
    ("hired", True, "clean", True),
    ("not_retained", True, "clean", False),
    ("withdrawn", True, "clean", False),
    ("declined", True, "clean", False),
]


@db
@pytest.mark.parametrize(("state", "shared", "scan", "reads"), READERS)
def test_employer_reads_only_what_is_shared_while_they_meet(
    client, state, shared, scan, reads
):
    boss, offer = factories.user(role="employer"), make_offer()
    client.force_login(offer.owner)
    add(client)
    Document.objects.update(shared=shared, state=scan)
    make_referral(make_order(make_organisation(member=boss)), offer, state)
    address = reverse("placement:document", args=[Document.objects.get().pk])
    client.force_login(boss)
    assert client.get(address).status_code == (200 if reads else 404)
    # Another organisation, and another seeker, never do.
    other = factories.user(role="employer")
    make_organisation(member=other)
    for person in (other, make_offer().owner, factories.user(role="moderator")):
        client.force_login(person)
        assert client.get(address).status_code == 404
    client.logout()
    assert client.get(address).status_code == 302


@db
def test_consent_taken_back_shuts_the_file_at_once(client):
    boss, offer = factories.user(role="employer"), make_offer()
    client.force_login(offer.owner)
    add(client)
    Document.objects.update(shared=True)
    make_referral(make_order(make_organisation(member=boss)), offer, "accepted")
    address = reverse("placement:document", args=[Document.objects.get().pk])
    client.post(reverse("placement:offer_withdraw"))
    client.force_login(boss)
    assert client.get(address).status_code == 404


# -- the scanner ----------------------------------------------------------------------


@pytest.fixture
def clamd(settings):
    """A scanner that answers as clamd does; `answer` is its next word."""
    server = socket.create_server(("127.0.0.1", 0))
    words = {"answer": b"stream: OK\0"}

    def serve():
        while True:
            try:
                link, _address = server.accept()
            except OSError:
                return
            with link, link.makefile("rb") as stream:
                words["command"] = stream.read(10)
                while size := int.from_bytes(stream.read(4), "big"):
                    words["read"] = stream.read(size)
                link.sendall(words["answer"])

    threading.Thread(target=serve, daemon=True).start()
    settings.CLAMD_ADDRESS = f"127.0.0.1:{server.getsockname()[1]}"
    yield words
    server.close()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("answer", "state"),
    [(b"stream: OK\0", "clean"), (b"stream: Win.Test FOUND\0", "refused")],
)
def test_file_waits_in_quarantine_for_the_scanners_word(client, clamd, answer, state):
    offer = make_offer()
    client.force_login(offer.owner)
    clamd["answer"] = answer
    add(client)
    document = Document.objects.get()
    assert document.state == "quarantine"
    scan_document(document.pk.hex)
    document.refresh_from_db()
    assert document.state == state
    assert (clamd["command"], clamd["read"]) == (b"zINSTREAM\0", PDF)
    gone = client.get(reverse("placement:document", args=[document.pk])).status_code
    assert gone == (200 if state == "clean" else 404)


@db
@pytest.mark.parametrize("answer", [b"stream: ERROR\0", b""])
def test_scanner_that_cannot_tell_lets_nothing_out(client, seeker, clamd, answer):
    clamd["answer"] = answer
    add(client)
    document = Document.objects.get()
    with document.file.open("rb") as stream, pytest.raises(ScannerDown):
        uploads.scan(stream)
    assert document.state == "quarantine"


def test_scanner_that_is_not_there_lets_nothing_out(settings):
    settings.CLAMD_ADDRESS = "127.0.0.1:9"
    with pytest.raises(ScannerDown):
        uploads.scan(io.BytesIO(PDF))


@db
def test_files_that_no_row_names_are_removed_after_a_day(client, seeker):
    add(client)
    document = Document.objects.get()
    storage, kept = document.file.storage, document.file.name
    lost = storage.save("documents/ab/abcd", io.BytesIO(b"lost"))
    now = timezone.now()
    later = now + timedelta(days=1, minutes=1)
    actions.sweep_files(now)
    assert storage.exists(lost)
    actions.sweep_files(later)
    assert (storage.exists(lost), storage.exists(kept)) == (False, True)
    # Whoever is erased leaves no file behind.
    seeker.owner.delete()
    actions.sweep_files(later)
    assert not storage.exists(kept)
