"""From NOC 2016 to NOC 2021: what became of a former code, in plain words."""

from collections.abc import Iterable
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from classifications.models import Concordance
from figures.numbers import money

# Broad categories of NOC 2016, by the first digit of its codes.
CATEGORIES = {
    "0": _("Management"),
    "1": _("Business, finance and administration"),
    "2": _("Natural and applied sciences"),
    "3": _("Health"),
    "4": _("Education, law and social, community and government services"),
    "5": _("Art, culture, recreation and sport"),
    "6": _("Sales and service"),
    "7": _("Trades, transport and equipment operation"),
    "8": _("Natural resources and agriculture"),
    "9": _("Manufacturing and utilities"),
}


class Change(NamedTuple):
    """A type of change of the GSIM standard: its name, and what it did to a group."""

    name: Promise
    meaning: Promise


CHANGES = {
    "RC1": Change(_("Deletion"), _("The former group ended.")),
    "RC2": Change(_("Creation"), _("The group is new.")),
    "RC3.1": Change(
        _("Merger"),
        _("The former group ended: it was joined with others in a new group."),
    ),
    "RC3.2": Change(
        _("Take-over"), _("The former group ended: an existing group took it in.")
    ),
    "RC4.1": Change(
        _("Breakdown"),
        _("The former group ended: its titles were shared among several new groups."),
    ),
    "RC4.2": Change(
        _("Split-off"),
        _("A part of the former group left it to form a new group; the rest goes on."),
    ),
    "RC5": Change(
        _("Transfer"),
        _("A part of the former group moved to a group that already existed."),
    ),
    "VC1": Change(_("New code"), _("Four digits became five; the work is the same.")),
    "VC2": Change(_("New name"), _("The title may have been revised.")),
}
_EVERYWHERE = {"VC1", "VC2"}
_HEADLINES = {
    1: _("The whole group has a new code."),
    0: _("This former code leads to no group of NOC 2021."),
}
_SHARED = ngettext_lazy(
    "Former code %(code)s leads to %(count)s occupation.",
    "Former code %(code)s was shared among %(count)s occupations.",
    "count",
)


class Bridge:
    """A former group and its successors, from the lines of the concordance."""

    def __init__(self, code: str, lines: Iterable[Concordance]):
        self.code = code
        self.lines, self.others = [], {}
        for line in lines:
            if line.former_id == code:
                self.lines.append(line)
            else:
                self.others.setdefault(line.unit_group_id, []).append(line.former)

    def __bool__(self) -> bool:
        return bool(self.lines)

    @property
    def former(self):
        return self.lines[0].former

    @property
    def codes(self) -> list[str]:
        return [line.unit_group_id for line in self.lines]

    def headline(self) -> str:
        """One sentence that a person could repeat."""
        if len(self.lines) > 1:
            return _SHARED % {"code": self.code, "count": len(self.lines)}
        if self.others:
            return _("The group was joined with others under a new code.")
        return _HEADLINES[len(self.lines)]

    def changes(self) -> list[Change]:
        """The changes that happened, the real ones first, each once."""
        found = {code for line in self.lines for code in line.changes}
        real = [code for code in CHANGES if code in found - _EVERYWHERE]
        return [CHANGES[code] for code in real or ["VC1", "VC2"] if code in found]

    def notes(self) -> list[str]:
        return list(dict.fromkeys(line.note for line in self.lines if line.note))

    def successors(self, cards: list[dict], language: str) -> list[dict]:
        """The card of each successor, its changes and the other codes it took in."""
        lines = {line.unit_group_id: line for line in self.lines}
        return [
            card
            | {
                "changes": [
                    CHANGES[code].name
                    for code in lines[card["code"]].changes
                    if code in CHANGES and code not in _EVERYWHERE
                ],
                "others": self.others.get(card["code"], []),
                "pay": _pay(card, language),
            }
            for card in cards
        ]


def _pay(card: dict, language: str) -> str:
    """The median of Québec; empty when it is not published."""
    if not card["wage"]:
        return ""
    return money(card["wage"][1], language, 2 if card["unit"] == "hour" else 0)
