"""Refreshing from an address that goes wrong: tried again or not, told once."""

import gzip
from datetime import timedelta

import pytest
from django.utils import timezone

from datasets import refresh
from datasets.download import allowed, is_public
from datasets.models import Release, Retrieval, Source
from datasets.reasons import say
from datasets.refresh import begin, begin_due, retrieve, unfinished
from occupations.models import Wage
from tests.datasets.fault_server import GONE, FaultServer
from tests.datasets.files import loaded, occupations, territory, wage_file, wage_rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def server(tmp_path, settings):
    body = wage_file(tmp_path, wage_rows(year="2025", median="26.00"), year="2025")
    server = FaultServer(body.read_bytes())
    settings.DOWNLOAD_HOSTS = [server.host, "127.0.0.1:1"]
    settings.DOWNLOAD_SECONDS = 1
    yield server
    server.close()


@pytest.fixture
def source(tmp_path) -> Source:
    """Wages of 2024 are live, and the source is due."""
    territory()
    occupations()
    loaded("wages", wage_file(tmp_path))
    source = Source.objects.get(slug="wages")
    source.every_hours = 24
    return source


@pytest.fixture
def told(monkeypatch):
    calls = []
    monkeypatch.setattr(refresh, "_watchers", [])
    refresh.watch(lambda source, retrieval: calls.append(retrieval.state))
    return calls


def look(source: Source, url: str) -> Retrieval:
    source.download_en = url
    source.save()
    return retrieve(begin(source).pk)


def live_edition() -> str:
    return Release.objects.get(source="wages", is_current=True).edition


COMES = ["good", "chunked", "no-length", "other-type", "other-charset", "packed"]
COMES += ["same-etag", "continue-first", "moved"]


@pytest.mark.parametrize("fault", COMES)
def test_what_comes_whole_is_published(server, source, told, fault):
    retrieval = look(source, server.url(fault))
    assert (retrieval.state, say(retrieval.reason) if retrieval.reason else "") == (
        "loaded",
        "",
    )
    assert (retrieval.release.state, live_edition()) == ("published", "2025")
    assert Wage.objects.filter(release=retrieval.release).count() == 425
    assert told == ["loaded"]
    answer = retrieval.answers[source.download_en]
    assert answer["bytes"] == (
        len(gzip.compress(server.body)) if fault == "packed" else len(server.body)
    )


# What is worth another try: the retrieval waits, nothing is told yet.
PASSES = ["chunked-cut", "too-long", "reset", "hang-up", "slow", "silent", "empty"]
PASSES += ["huge-header", "not-http", "408", "425", "429", "500", "502", "503", "504"]


@pytest.mark.parametrize("fault", PASSES)
def test_a_fault_of_the_way_is_tried_again(server, source, told, fault):
    retrieval = look(source, server.url(fault))
    assert (retrieval.state, retrieval.tries, told) == ("running", 1, [])
    wait = retrieval.next_try_at - timezone.now()
    assert timedelta(seconds=55) < wait < timedelta(seconds=185)
    assert retrieval.pk not in unfinished()  # not yet
    assert live_edition() == "2024"
    assert not Release.objects.exclude(state="published").exists()
    assert server.asked[fault] == 1


# What another try would not mend: told at once, never tried again.
STAYS = ["too-short", "page", "page-as-csv", "json", "partial", "loop"]
STAYS += ["to-other-host", "to-file", "to-metadata", "to-another-port", "to-nowhere"]
STAYS += ["unasked-304", "204", "300", "400", "401", "403", "404", "410", "451", "501"]


@pytest.mark.parametrize("fault", STAYS)
def test_a_fault_of_the_file_is_told_and_not_tried_again(server, source, told, fault):
    retrieval = look(source, server.url(fault))
    assert (retrieval.state, retrieval.tries, told) == ("failed", 1, ["failed"])
    assert say(retrieval.reason)
    assert retrieve(retrieval.pk).tries == 1
    assert live_edition() == "2024"
    source.refresh_from_db()
    assert source.failures == 1
    assert server.asked[fault] <= 4


def test_an_endless_body_stops_at_the_cap(server, source, settings):
    settings.DOWNLOAD_SECONDS = 60
    source.max_megabytes = 2
    retrieval = look(source, server.url("endless"))
    assert say(retrieval.reason) == say(
        {"message": "the file is larger than %(cap)d MB", "values": {"cap": 2}}
    )


def test_a_packed_body_that_swells_is_refused(server, source, settings):
    settings.DOWNLOAD_SECONDS = 60
    retrieval = look(source, server.url("bomb"))
    assert say(retrieval.reason) == say(
        {"message": "the file unpacks to more than %(cap)d MB", "values": {"cap": 192}}
    )
    assert live_edition() == "2024"


def test_nobody_answers(server, source, told):
    assert look(source, GONE).state == "running"
    assert look(source, "https://no-such-host.invalid/wages2025.csv").state == "failed"


def test_a_name_that_does_not_resolve_is_tried_again(source, settings):
    settings.DOWNLOAD_HOSTS = ["no-such-host.invalid"]
    retrieval = look(source, "https://no-such-host.invalid/wages2025.csv")
    assert (retrieval.state, retrieval.tries) == ("running", 1)


def test_a_listed_name_that_leads_inside_is_refused(server, source, settings):
    settings.DOWNLOAD_HOSTS = ["localhost"]
    retrieval = look(source, "https://localhost/wages2025.csv")
    assert retrieval.state == "failed"
    assert retrieval.reason["message"] == "%(host)s is not on the open Internet"


@pytest.mark.parametrize("fault", ["429%20Retry-After:%20900", "ask-later"])
def test_the_server_says_when_to_come_back(server, source, fault):
    wait = look(source, server.url(fault)).next_try_at - timezone.now()
    assert timedelta(minutes=14) < wait < timedelta(minutes=31)


def test_no_wait_is_longer_than_an_hour(server, source):
    wait = look(source, server.url("503%20Retry-After:%2099999")).next_try_at
    assert wait - timezone.now() <= timedelta(hours=1)


def test_five_tries_then_one_failure(server, source, told, settings):
    settings.DOWNLOAD_BACKOFF = 0
    retrieval = look(source, server.url("503"))
    while retrieval.pk in unfinished():
        retrieval = retrieve(retrieval.pk)
    assert (retrieval.state, retrieval.tries, server.asked["503"]) == ("failed", 5, 5)
    assert told == ["failed"]


def test_a_source_that_fails_five_times_is_left_alone(server, source):
    for _n in range(5):
        look(source, server.url("404"))
        source.refresh_from_db()
    source.next_check_at = None
    source.save()
    assert begin_due() == []
    assert look(source, server.url("good")).state == "loaded"
    source.refresh_from_db()
    assert source.failures == 0


def test_a_known_file_is_not_fetched_again(server, source):
    look(source, server.url("good"))
    before = list(Wage.objects.values_list("pk", flat=True)), Release.objects.count()
    again = look(source, server.url("good"))
    assert (again.state, again.release) == ("same", None)
    assert b'If-None-Match: "one"' in server.requests[-1]
    after = list(Wage.objects.values_list("pk", flat=True)), Release.objects.count()
    assert after == before


def test_a_body_that_changed_under_its_etag_is_loaded(server, source):
    look(source, server.url("same-etag"))
    server.body = server.body.replace(b"26.00", b"26.10")
    retrieval = look(source, server.url("same-etag"))
    assert retrieval.state == "loaded"
    assert str(Wage.objects.filter(release=retrieval.release)[0].median) == "26.10"


def test_due_sources_are_begun_once(server, source):
    source.download_en = server.url("good")
    source.save()
    assert len(begin_due()) == 1
    assert begin_due() == []
    assert len(unfinished()) == 1


def test_a_worker_that_dies_each_time_is_not_begun_for_ever(server, source, told):
    retrieval = begin(source)
    Retrieval.objects.filter(pk=retrieval.pk).update(tries=5)
    assert retrieve(retrieval.pk).state == "failed"
    assert told == ["failed"]


@pytest.mark.parametrize(
    "url, answer",
    [
        ("https://open.canada.ca/wages.csv", True),
        ("http://open.canada.ca/wages.csv", False),
        ("https://open.canada.ca:8443/wages.csv", False),
        ("https://someone@open.canada.ca/wages.csv", False),
        ("https://open.canada.ca.evil.example/wages.csv", False),
        ("https://evil.example/open.canada.ca", False),
        ("ftp://open.canada.ca/wages.csv", False),
        ("file:///etc/passwd", False),
        ("https://127.0.0.1/wages.csv", False),
    ],
)
def test_only_listed_hosts_by_https(url, answer):
    assert allowed(url) is answer


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.0.0.8", "169.254.169.254", "192.168.1.1", "::1", "fe80::1%eth0"]
    + ["::ffff:127.0.0.1", "0.0.0.0", "100.64.0.1", "fc00::1", "224.0.0.1"],
)
def test_inner_addresses_are_not_public(address):
    assert not is_public(address)
