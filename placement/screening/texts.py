"""The rules over the texts and the wage of an order, without the database."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from placement.screening import (
    amounts,
    contact,
    fees,
    money,
    origins,
    persons,
    questions,
)
from placement.screening.kinds import REASONS
from placement.screening.readings import fold, mixed_words, readings
from placement.screening.resemblance import Resemblance, is_excused, resembling
from placement.screening.rules import Finding, Rule

RULES: tuple[Rule, ...] = (
    *contact.RULES, *fees.RULES, *money.RULES,
    *persons.RULES, *origins.RULES, *questions.RULES,
)  # fmt: skip
BELOW = _(
    "Below the minimum wage in force on the day that the work starts (Act respecting "
    "labour standards)."
)
TOO_GOOD = _("A wage far above what this work pays is how people are lured.")
LIKE_OTHERS = _("{reason} (Read by resemblance, from: {words}.)")
# Known by their form: no sentence around excuses them.
FORMS = ("short_link",)
LIKE = 55  # how much it weighs that a sentence resembles
DISGUISED = _("Letters of another alphabet inside a word hide it from whoever looks.")


@dataclass(frozen=True)
class Terms:
    """Amounts in dollars an hour: what is offered, what the law and the market say.

    `highest` is the high wage of the occupation; None where one is not known.
    """

    lowest: Decimal | None = None
    most: Decimal | None = None
    minimum: Decimal | None = None
    highest: Decimal | None = None


def of_text(text: str, field: str = "duties", title: str = "") -> list[Finding]:
    """What is found in one text, in its order, each place once for a rule.

    `title` is the order's: it says what the sentences are about.
    """
    found: dict[tuple[str, int], Finding] = {}
    if not text.strip():
        return []
    around = fold(title).text
    read = [(one, resembling(one.text, around)) for one in readings(text)]
    for reading, like in read:
        for rule in RULES:
            for place in rule.find(reading.text):
                start, end = reading.span(*place)
                holds = rule.holds and (
                    rule.name in FORMS or not is_excused(like, place[0])
                )
                _keep(found, Finding(
                    rule.name, field, start, end, rule.why, holds, rule.weight
                ))  # fmt: skip
        for place in amounts.too_good(reading.text):
            start, end = reading.span(*place)
            _keep(found, Finding("too_good", field, start, end, TOO_GOOD, True, 60))
    for reading, like in read:
        for one in like:
            start, end = reading.span(one.start, one.end)
            if one.kind and not _is_told(found, start, end):
                _keep(found, Finding(
                    one.kind, field, start, end, _why(one), True, LIKE
                ))  # fmt: skip
    for start, end in contact.hidden_links(text):
        why = contact.HIDES
        _keep(found, Finding("short_link", field, start, end, why, True, 70))
    for start, end in mixed_words(text):
        _keep(found, Finding("disguised", field, start, end, DISGUISED, True, 80))
    return sorted(_outermost(found.values()), key=lambda f: (f.start, f.rule))


def _is_told(found: dict, start: int, end: int) -> bool:
    """Whether a rule said already, and more precisely, what a sentence is held for."""
    return any(f.holds and start <= f.start < end for f in found.values())


def _why(one: Resemblance) -> object:
    return format_lazy(
        LIKE_OTHERS, reason=REASONS[one.kind], words=", ".join(one.words)
    )


def _keep(found: dict, finding: Finding) -> None:
    key = finding.rule, finding.start
    known = found.get(key)
    if known is None or (finding.holds, finding.end) > (known.holds, known.end):
        found[key] = finding


def _outermost(findings) -> Iterator[Finding]:
    """Without what lies inside another finding of the same rule."""
    kept: list[Finding] = []
    for one in sorted(findings, key=lambda f: (not f.holds, f.start, -f.end)):
        inside = (
            k.rule == one.rule and k.start <= one.start and one.end <= k.end
            for k in kept
        )
        if not any(inside):
            kept.append(one)
            yield one


def of_terms(terms: Terms, texts: dict[str, str]) -> Iterator[Finding]:
    """What the amounts of an order say, in its fields and in its texts."""
    offered = terms.lowest if terms.lowest is not None else terms.most
    if terms.minimum is not None:
        if offered is not None and offered < terms.minimum:
            yield Finding("below_minimum", "wage_min", 0, 0, BELOW, True, 70)
        for field, text in texts.items():
            plain = readings(text)[0] if text else None
            for place in amounts.below(plain.text, terms.minimum) if plain else ():
                start, end = plain.span(*place)
                yield Finding("below_minimum", field, start, end, BELOW, True, 70)
    most = terms.most if terms.most is not None else terms.lowest
    usual = 3 * terms.highest if terms.highest else amounts.TOO_GOOD
    if most is not None and most > usual:
        yield Finding("too_good", "wage_max", 0, 0, TOO_GOOD, True, 60)


def of_texts(texts: dict[str, str], terms: Terms | None = None) -> list[Finding]:
    """Every finding in texts by field, then those of the amounts."""
    title = texts.get("title_fr") or texts.get("title_en") or ""
    found = [
        f
        for field, text in texts.items()
        for f in of_text(text, field, "" if field.startswith("title") else title)
    ]
    return found + list(of_terms(terms or Terms(), texts))
