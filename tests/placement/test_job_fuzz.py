"""Garbage in every parameter and form of the job search is never a server error."""

import pytest

from placement.indexing import reindex
from placement.jobs.filters import JobFilter
from tests import factories
from tests.placement.factories import make_order

pytestmark = pytest.mark.django_db
GARBAGE = [
    "\x00",
    "9" * 400,
    "-1",
    "NaN",
    "1e999999999",
    "x" * 5_000,
    "'; DROP TABLE job_search; --",
    "' | & ! ( ) :* <-> \\",
    "\u202e\ud7ff",
    "<script>alert(1)</script>",
    "+".join("ab" for _ in range(300)),
    "7fffffffffffffff-" + "f" * 32,
    "aaaaaaaaaaaaaaa-" + "z" * 32,
    "1999999",
]
PATHS = [
    "/fr/offres/", "/en/jobs/", "/fr/offres/par-region", "/fr/offres/jobs.csv",
    "/fr/offres/jobs.json", "/fr/offres/jobs.atom", "/fr/offres/jobs.rss",
    "/fr/offres/feed.json", "/fr/offres/suggestions", "/fr/offres/alertes/nouvelle",
]  # fmt: skip
PARAMETERS = [*JobFilter.base_filters, "after"]


@pytest.fixture(autouse=True)
def one(db):
    factories.release()
    order = make_order()
    reindex([order.pk])


@pytest.mark.parametrize("path", PATHS)
def test_garbage_is_never_a_server_error(client, path):
    for parameter in PARAMETERS:
        for value in GARBAGE:
            data = {parameter: [value, "1"], f"{parameter}[]": value}
            assert client.get(path, data).status_code < 500, (parameter, value[:30])


@pytest.mark.parametrize("value", GARBAGE, ids=lambda value: value[:12])
def test_garbage_everywhere_at_once_is_never_a_server_error(client, value):
    for path in PATHS:
        answer = client.get(path, dict.fromkeys(PARAMETERS, value))
        assert answer.status_code < 500, path
    for query in ("q=%FF", "noc=%ED%A0%80", "region=06&" * 300):
        assert client.get(f"/fr/offres/?{query}").status_code < 500


@pytest.mark.parametrize("value", GARBAGE, ids=lambda value: value[:12])
def test_garbage_in_forms_is_never_a_server_error(client, value):
    fields = ("email", "frequency", "site", "started", "stay", "List-Unsubscribe")
    for path in ("nouvelle?q=x", "abc/modifier", "abc/confirmer", "abc/arreter"):
        data = dict.fromkeys(fields, value)
        assert client.post(f"/fr/offres/alertes/{path}", data).status_code < 500


@pytest.mark.parametrize("number", ["0", "9" * 30, "1-", "1-x/y", "-1", "1-%00"])
def test_number_that_is_garbage_is_not_found(client, number):
    answer = client.get(f"/fr/offres/{number}", follow=True)
    assert answer.status_code in {404, 410}


def test_bad_values_are_told_and_filter_nothing(client):
    response = client.get("/fr/offres/?wage_min=abc&region=99&contract=x&noc=abc")
    assert len(response.context["panel"].problems()) == 4
    assert len(response.context["hits"]) == 1


def test_place_and_words_that_do_not_exist_are_told_and_find_nothing(client):
    response = client.get("/fr/offres/?place=nulle+part")
    assert response.context["panel"].problems() == [
        "Aucune ville, région ni aucun code postal «\u00a0nulle part\u00a0» ici."
    ]
    assert response.context["hits"] == []
    assert client.get("/fr/offres/?q=de+la").context["hits"] == []
