"""Headers that protect every answer, errors included."""

import pytest

from tests import factories

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/fr/", 200),
        ("/en/occupations/", 200),
        ("/en/occupations/99999-x", 404),
        ("/", 302),
        ("/en/account/sign-in/", 200),
    ],
)
def test_every_answer_is_protected(client, db, path, status):
    answer = client.get(path)
    assert answer.status_code == status
    given = sorted(answer.headers["Content-Security-Policy"].split("; "))
    assert given == sorted(CSP.split("; "))
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer.headers["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize("language", ["en", "fr;q=0.1, en;q=0.9", "de", ""])
def test_front_door_opens_in_french_whatever_the_browser_says(client, db, language):
    answer = client.get("/", headers={"accept-language": language})
    assert answer.headers["Location"] == "/fr/"


def test_words_of_the_other_language_are_not_found(client, db):
    assert client.get("/fr/occupations/").status_code == 404
    assert client.get("/en/metiers-et-professions/").status_code == 404


def test_health(client, db):
    assert client.get("/health/live").json() == {"status": "ok"}
    assert client.get("/health/ready").status_code == 503
    factories.release("wages")
    assert client.get("/health/ready").json()["status"] == "ok"
