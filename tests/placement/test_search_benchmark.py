"""`make bench-search` on a few rows: it asks everything, and finds planted faults."""

import pytest

from benchmarks import search
from benchmarks.search import Cost
from placement.jobs import matches
from tests import factories

pytestmark = pytest.mark.django_db
ASKED = 4


@pytest.fixture
def written():
    """Two thousand orders, read with every kind of question."""
    factories.release()
    factories.regions()
    for code in ("72106", "21232"):
        factories.profile(code, code, code)
    return search.prepare(2_000, 50, 300, settle="ANALYZE", asked=ASKED)


def test_every_question_finds_something_and_pairs_are_those_of_single_queries(
    written, capsys, monkeypatch
):
    kinds, alerts = written
    spent, joined, singly = search.measure(kinds, alerts, rounds=1, asked=ASKED)
    assert list(spent) == [
        search.BASE,
        "newest 20 and count",
        "by relevance",
        "newest 20 of a region",
        "facets",
        "suggestions",
        "seeker to 20 orders",
        "order to 20 offers",
    ]
    assert {len(rounds) for numbers in spent.values() for rounds in numbers} == {1}
    assert len(kinds[search.BASE](0)) == 20
    assert [name for name, kind in kinds.items() if not kind(0)] == []
    pairs = alerts.pairs()
    assert len(pairs) > 100
    search.tell_alerts(alerts, joined, singly)
    assert f"{len(pairs)} together, {len(pairs)} one by one: identical" in (
        capsys.readouterr().out
    )
    planted = matches._MATCHES.replace("f.region = ANY", "f.region <> ALL")
    monkeypatch.setattr(matches, "_MATCHES", planted)
    assert not search.tell_alerts(alerts, [Cost(1, 1)], [Cost(1_000, 1_000)])
    assert "DIFFERENT" in capsys.readouterr().out


def test_question_that_costs_too_much_is_told(capsys):
    one, less, more = Cost(1, 1), Cost(19, 19), Cost(21, 21)
    spent = {search.BASE: [[one, one]] * 20, "facets": [[less, more]] * 20}
    assert search.tell(spent, {"facets": 20})
    assert not search.tell(spent, {"facets": 19.9})
    assert not search.tell_alerts(_Same(), [one], [Cost(49, 49)])
    assert search.tell_alerts(_Same(), [one], [Cost(50, 50)])


class _Same:
    everybody = some = (1,)

    def pairs(self):
        return {(1, 1)}

    one_by_one = pairs
