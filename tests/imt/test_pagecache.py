"""The page cache: same bytes for all, never somebody's own, never an old edition."""

import gzip

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from imt import pagecache
from tests import factories

PAGE = "/en/occupations/21232-occupations-21232"


@pytest.fixture(autouse=True)
def look_every_time(monkeypatch):
    monkeypatch.setattr(pagecache, "LOOK_EVERY", 0)


@pytest.fixture
def occupation(db):
    return factories.profile("21232", outlooks={"diagnosis": "deficit"}, **EMPTY)


EMPTY = {
    key: []
    for key in (
        "nature",
        "duties",
        "official_duties",
        "requirements",
        "official_requirements",
        "regulation",
        "regulations",
        "additional",
        "inclusions",
        "exclusion_targets",
        "examples",
        "titles",
    )
} | {"definition": "", "titles_count": 0}


def test_second_reader_gets_the_same_bytes_after_one_query(client, occupation):
    first = client.get(PAGE)
    with CaptureQueriesContext(connection) as queries:
        second = client.get(PAGE)
    assert second.content == first.content
    assert len(queries) == 1
    assert second.headers["Cache-Control"] == "public, max-age=60"
    assert second.headers["Content-Length"] == str(len(second.content))


def test_known_etag_gets_304_without_a_body(client, occupation):
    etag = client.get(PAGE).headers["ETag"]
    answer = client.get(PAGE, headers={"if-none-match": etag})
    assert (answer.status_code, answer.content) == (304, b"")


def test_compressed_bytes_are_the_page(client, occupation):
    plain = client.get(PAGE)
    packed = client.get(PAGE, headers={"accept-encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content


def test_publication_is_followed(client, occupation):
    before = client.get(PAGE)
    occupation.content_en["title"] = "Renamed occupations"
    occupation.save()
    assert client.get(PAGE).content == before.content
    factories.release("diagnostics")
    assert "Renamed occupations" in client.get(PAGE).content.decode()


def test_session_passes_by_the_cache_and_public_headers_stay(client, occupation):
    client.get(PAGE)
    client.cookies["session"] = "someone"
    with CaptureQueriesContext(connection) as queries:
        client.get(PAGE)
    assert len(queries) >= 2


def test_reading_pages_set_no_cookie(client, occupation):
    for path in (PAGE, "/fr/", "/en/occupations/", "/fr/sources/"):
        answer = client.get(path)
        assert answer.cookies == {}
        assert "Cookie" not in answer.headers.get("Vary", "")


def test_sign_in_page_is_private(client, db):
    answer = client.get("/en/account/sign-in/")
    assert "no-store" in answer.headers["Cache-Control"]


def test_each_host_has_its_own_page_and_a_stranger_gets_none(client, occupation):
    client.get(PAGE)
    assert client.get(PAGE, headers={"host": "evil.example"}).status_code == 400
    assert client.get(PAGE, headers={"host": "localhost"}).status_code == 200


def test_query_belongs_to_the_name_of_the_page(client, occupation):
    factories.regions()
    plain, chosen = client.get(PAGE), client.get(f"{PAGE}?region=08")
    assert plain.content != chosen.content
    assert client.get(PAGE).content == plain.content


def test_long_query_is_answered_but_not_kept(occupation):
    client = Client()
    client.get(f"{PAGE}?x={'y' * 400}")
    with CaptureQueriesContext(connection) as queries:
        client.get(f"{PAGE}?x={'y' * 400}")
    assert len(queries) >= 2
