"""The table of criteria, by equality, for pairs made by hand; one for both sides."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from placement.matching import (
    WEIGHTS,
    Asked,
    Offered,
    best,
    compare,
    relation,
)

SIMILAR = {"21232": {"21231", "22220"}}
ASKED = Asked(
    key="order",
    unit_group="21232",
    region="06",
    skills=frozenset({"programming", "writing", "listening", "reading"}),
    experience=24,
    education=3,
    languages={"fr": 3, "en": 2},
    schedule=frozenset({"day", "evening"}),
    contract="permanent",
    start=date(2027, 1, 11),
)
FITS = Offered(
    key="offer",
    sought={"21232": 60},
    regions=frozenset({"06", "13"}),
    skills={"programming": 4, "writing": 3, "listening": 2, "reading": 5},
    education=4,
    languages={"fr": 3, "en": 3},
    schedule=frozenset({"day", "evening"}),
    contracts=frozenset({"permanent"}),
    available=date(2027, 1, 4),
)
MET = dict.fromkeys(WEIGHTS, "met")


def table(asked, offered) -> dict[str, str]:
    return {c.key: c.verdict for c in compare(asked, offered, SIMILAR).criteria}


def test_weights_make_a_hundred():
    assert sum(WEIGHTS.values()) == 100


def test_everything_asked_and_offered_is_a_hundred_points():
    match = compare(ASKED, FITS, SIMILAR)
    assert (table(ASKED, FITS), match.points) == (MET, 100)


@pytest.mark.parametrize(
    ("change", "key", "verdict", "points"),
    [
        ({"sought": {"21231": 60}}, "occupation", "partly", 85),
        ({"sought": {"22220": 60}}, "occupation", "partly", 85),
        ({"sought": {"65200": 60}}, "occupation", "missing", 60),
        ({"skills": {"programming": 4, "writing": 1}}, "skills", "partly", 90),
        ({"skills": {"programming": 4}}, "skills", "missing", 80),
        ({"skills": {}}, "skills", "unknown", 80),
        ({"sought": {"21232": 12}}, "experience", "partly", 95),
        ({"sought": {"21232": 11}}, "experience", "missing", 90),
        ({"sought": {"21232": None}}, "experience", "unknown", 90),
        ({"education": 2}, "education", "partly", 95),
        ({"education": 1}, "education", "missing", 90),
        ({"education": None}, "education", "unknown", 90),
        ({"languages": {"fr": 2, "en": 2}}, "languages", "partly", 95),
        ({"languages": {"fr": 3}}, "languages", "missing", 90),
        ({"languages": {}}, "languages", "unknown", 90),
        ({"regions": frozenset({"13"})}, "place", "missing", 90),
        ({"regions": frozenset()}, "place", "unknown", 90),
        ({"schedule": frozenset({"day"})}, "schedule", "partly", 98),
        ({"schedule": frozenset({"night"})}, "schedule", "missing", 96),
        ({"schedule": frozenset()}, "schedule", "unknown", 96),
        ({"contracts": frozenset({"casual"})}, "contract", "missing", 97),
        ({"contracts": frozenset()}, "contract", "unknown", 97),
        ({"available": date(2027, 2, 10)}, "start", "partly", 98.5),
        ({"available": date(2027, 2, 11)}, "start", "missing", 97),
        ({"available": None}, "start", "unknown", 97),
    ],
)
def test_one_difference_changes_its_line(change, key, verdict, points):
    offered = FITS._replace(**change)
    expected = MET | {key: verdict}
    if verdict == "missing" and key == "occupation":
        expected |= {"experience": "missing"}  # none in what is asked
    match = compare(ASKED, offered, SIMILAR)
    assert (table(ASKED, offered), match.points) == (expected, points)


def test_order_that_asks_nothing_more_is_met_by_anyone_of_the_occupation():
    asked = Asked(key="order", unit_group="21232")
    offered = Offered(key="offer", sought={"21232": None})
    assert table(asked, offered) == MET


def test_remote_work_is_done_from_anywhere():
    offered = FITS._replace(regions=frozenset({"09"}))
    assert table(ASKED._replace(remote=True), offered)["place"] == "met"


def test_missing_skills_are_named():
    offered = FITS._replace(skills={"programming": 4, "listening": 1})
    assert compare(ASKED, offered, SIMILAR).criteria[1].missing == (
        "reading",
        "writing",
    )


def test_who_speaks_more_languages_loses_nothing():
    offered = FITS._replace(languages={"fr": 3, "en": 3, "es": 1})
    assert table(ASKED, offered)["languages"] == "met"


@pytest.mark.parametrize(
    ("asked", "sought", "found"),
    [
        ("21232", ["65200", "21232"], ("same", "21232")),
        ("21232", ["65200", "21231"], ("minor", "21231")),
        ("21232", ["22220"], ("similar", "22220")),
        ("22220", ["21232"], ("similar", "21232")),
        ("21232", ["22220", "21231"], ("minor", "21231")),
        ("21232", ["21231", "22220"], ("minor", "21231")),
        ("21232", ["65200"], ("", "")),
    ],
)
def test_relation_of_occupations_reads_both_ways(asked, sought, found):
    assert relation(asked, sought, SIMILAR) == found


def test_what_is_unrelated_is_not_listed_and_the_newest_is_first_among_equals():
    equal = [FITS._replace(key=key) for key in ("newest", "older")]
    less = FITS._replace(key="less", education=2)
    other = FITS._replace(key="other", sought={"65200": 60})
    matches = [compare(ASKED, each, SIMILAR) for each in (less, *equal, other)]
    assert [m.offered.key for m in best(matches)] == ["newest", "older", "less"]


def test_what_would_change_is_what_is_not_met():
    offered = FITS._replace(education=2, skills={})
    gains = {c.key: c.gain for c in compare(ASKED, offered, SIMILAR).criteria if c.gain}
    assert gains == {"skills": 20, "education": 5}


codes = st.sampled_from(["21232", "21231", "22220", "65200"])
words = st.frozensets(st.sampled_from(["a", "b", "c"]))
ranks = st.none() | st.integers(0, 5)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(
    st.builds(
        Asked,
        key=st.just("order"),
        unit_group=codes,
        region=st.sampled_from(["", "06", "08"]),
        skills=words,
        experience=st.none() | st.integers(0, 99),
        education=ranks,
        schedule=words,
        contract=st.sampled_from(["", "a"]),
    ),
    st.builds(
        Offered,
        key=st.just("offer"),
        sought=st.dictionaries(codes, st.none() | st.integers(0, 99), max_size=3),
        regions=st.frozensets(st.sampled_from(["06", "08"])),
        skills=st.dictionaries(st.sampled_from(["a", "b", "c"]), st.integers(1, 5)),
        education=ranks,
        schedule=words,
        contracts=words,
    ),
)
def test_points_are_the_sum_of_the_printed_lines_and_saying_more_never_harms(
    asked, offered
):
    match = compare(asked, offered, SIMILAR)
    assert [c.key for c in match.criteria] == list(WEIGHTS)
    assert match.points == sum(c.weight - c.gain for c in match.criteria)
    more = offered._replace(
        skills={"a": 1, "b": 1, "c": 1}, regions=frozenset({"06", "08"})
    )
    assert compare(asked, more, SIMILAR).points >= match.points
