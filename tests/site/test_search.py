"""The search against the official list of titles; thresholds of the house."""

import random

import pytest

from classifications.search import search
from tests.site import search_measures as measures


@pytest.fixture
def official(demo_data, db):
    return measures


def test_every_title_puts_its_own_group_first(official):
    assert official.share(official.whole_titles(every=241), 1) >= 0.999


def test_each_gender_form_alone_puts_its_own_group_first(official):
    assert official.share(official.gender_ranks(every=241), 1) >= 0.99


def test_one_typo_keeps_the_own_group_in_the_first_five(official):
    assert official.share(official.typos(every=241), 5) >= 0.92


def test_everyday_phrases_find_their_occupation_in_the_first_three(official):
    ranks = official.everyday()
    assert official.share(list(ranks.values()), 3) >= 0.95, [
        phrase for phrase, rank in ranks.items() if rank > 3
    ]


def test_measure_sees_a_wrong_answer(official):
    assert official.place("welder", "en", {"31301"}) > 3


def test_slip_changes_one_long_word():
    chance = random.Random(1)
    assert measures.slip("chef", chance) == ""
    assert measures.slip("welder in a shop", chance).split()[1:] == ["in", "a", "shop"]


@pytest.mark.parametrize("garbage", ["", "\x00", "()*&|!:", "x" * 10_000, "' OR 1=1"])
def test_garbage_finds_nothing_without_an_error(official, garbage):
    assert isinstance(search(garbage, "fr").codes, list)
