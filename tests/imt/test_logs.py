"""What a line of the logs says, and what it never says."""

import io
import json
import logging

import pytest

from imt.logs import JsonFormatter


@pytest.fixture
def lines(db):
    """What the production handler writes, as objects."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonFormatter())
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    root.removeHandler(handler)
    root.setLevel(level)


def test_request_leaves_one_line_without_its_query(client, lines):
    answer = client.get("/en/sources/?email=ada@example.org")
    (line,) = [row for row in lines() if row["logger"] == "imt.requests"]
    assert line.pop("ms") > 0
    assert line.pop("at").endswith("+00:00")
    assert line == {
        "level": "INFO",
        "logger": "imt.requests",
        "message": line["message"],
        "request_id": answer.headers["X-Request-ID"],
        "method": "GET",
        "path": "/en/sources/",
        "status": 200,
        "user": None,
    }
    assert "ada@" not in line["message"]


def test_line_has_the_number_of_a_person_and_never_the_address(client, lines, analyst):
    client.force_login(analyst)
    client.get("/en/operations/")
    client.post("/en/account/sign-in/", {"login": "eve@example.org", "password": "no"})
    client.logout()
    client.post("/en/account/sign-in/", {"login": "eve@example.org", "password": "no"})
    rows = [row for row in lines() if row["logger"] == "imt.requests"]
    assert rows[0]["user"] == analyst.pk
    assert "@example.org" not in json.dumps(lines())


def test_line_holds_no_key_of_a_link(client, lines):
    client.get("/en/account/verification/Mzk:1abc:secretkey/")
    path = [r["path"] for r in lines() if r["logger"] == "imt.requests"]
    assert path == ["/en/account/verification/…/"]


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("abcd-1234-efgh", True),
        ("short", False),
        ("x" * 65, False),
        ("a\nb" * 5, False),
    ],
)
def test_name_of_the_request_comes_from_the_proxy_when_it_is_one(client, given, kept):
    answer = client.get("/health/live", headers={"x-request-id": given})
    assert (answer.headers["X-Request-ID"] == given) is kept


def test_error_is_told_by_its_kind_and_place_and_not_its_words(lines):
    words = "Key (email)=({}@example.org) already exists".format("ada")
    try:
        raise ValueError(words)
    except ValueError:
        logging.getLogger("x").exception("it broke")
    (line,) = lines()
    assert (line["message"], line["error"]) == ("it broke", "ValueError")
    assert "test_logs.py" in line["trace"][0]
    assert "ada@" not in json.dumps(line)
