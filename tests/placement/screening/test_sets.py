"""The rules against the two sets: bad orders held, honest ones not."""

import pytest

from placement.management.commands import learn_screening
from placement.screening import of_texts
from tests.placement.screening import sets


def share_held(samples):
    return sum(sample.is_held() for sample in samples) / len(samples)


def told(what, samples):
    """The share that is held, printed too."""
    share = share_held(samples)
    print(f"{what}: {share:.1%} of {len(samples)} held")
    return share


def test_sets_have_their_size_and_languages():
    assert len(sets.bad()) == 100
    assert len(sets.honest()) == 300
    for samples in (sets.bad(), sets.honest()):
        french = sum(sample.language == "fr" for sample in samples)
        assert 0.4 <= french / len(samples) <= 0.6


def test_bad_orders_are_held_and_honest_ones_are_not():
    for name, samples in (("bad", sets.bad()), ("honest", sets.honest())):
        told(f"{name}, tuning half", sets.tuning(samples))
        told(f"{name}, held-out half", sets.held_out(samples))
    assert told("bad", sets.bad()) >= 0.95
    assert told("honest", sets.honest()) <= 0.03


@pytest.mark.parametrize(
    "name",
    [
        "later", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
        "tenth", "eleventh",
    ],
)  # fmt: skip
def test_sets_that_it_learned_from_are_held_too(name):
    assert told(f"{name} bad", sets.bad(name)) >= 0.95
    assert told(f"{name} honest", sets.honest(name)) <= 0.03


def test_orders_that_it_never_saw_are_judged_as_well():
    """By an author who knew the aim only; nothing is learned from them."""
    inside = [sets.padded(sample) for sample in sets.bad("twelfth")]
    assert told("twelfth bad", sets.bad("twelfth")) >= 0.95
    assert told("twelfth honest", sets.honest("twelfth")) <= 0.03
    assert told("twelfth bad, padded", inside) >= 0.95


def test_a_set_that_it_never_saw_is_held_about_as_the_first_time():
    """What is reached, not what is wanted; to learn again moves an order or two."""
    inside = [sets.padded(sample) for sample in sets.bad("final")]
    assert told("final bad", sets.bad("final")) >= 0.9
    assert told("final honest", sets.honest("final")) <= 0.17
    assert told("final bad, padded", inside) >= 0.75


def test_a_demand_inside_a_long_honest_sentence_is_held_all_the_same():
    inside = [sets.padded(sample) for sample in sets.bad()]
    assert told("bad, padded", inside) >= 0.95
    assert not any(sets.padded(sample).is_held() for sample in sets.honest()[:40])


def test_ordinary_duties_are_not_held():
    """Nothing of the demonstration's data was written with the screening in mind."""
    duties: dict[tuple[str, str], list[str]] = {}
    for code, kind, _number, french, english in learn_screening.table(
        "occupation_texts.csv"
    ):
        if kind == "duty":
            duties.setdefault((code, "fr"), []).append(french)
            duties.setdefault((code, "en"), []).append(english)
    texts = [{"duties": "\n".join(lines)} for lines in duties.values()]
    held = [text for text in texts if any(f.holds for f in of_texts(text))]
    assert len(texts) > 20 and held == []


def test_an_empty_screen_would_be_seen(monkeypatch):
    """The test's own test: with nothing to read with, the figure falls to nothing."""
    monkeypatch.setattr("placement.screening.texts.RULES", ())
    monkeypatch.setattr("placement.screening.texts.resembling", lambda text, title: [])
    monkeypatch.setattr("placement.screening.contact.hidden_links", lambda text: [])
    monkeypatch.setattr("placement.screening.texts.mixed_words", lambda text: [])
    assert share_held(sets.bad()) < 0.2


def test_rules_alone_would_be_seen_too(monkeypatch):
    monkeypatch.setattr("placement.screening.texts.resembling", lambda text, title: [])
    assert share_held(sets.bad("fourth")) < 0.7
