"""Know yourself: activities that a person would like, occupations of like interests.

An exploration, not a test: every statement is this project's own, each counts for one
of Holland's six families, and the rule that orders the occupations is printed.
"""

from collections.abc import Iterable
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from occupations.explorer import INTERESTS, Row, explorer_index

EACH = 4  # statements of a family
LEAST = 3  # activities without which nothing can be said
MOST = 20  # occupations listed
# In an order that puts no two statements of a family side by side.
STATEMENTS = {
    "r1": _("Repair a bicycle, an engine or an appliance"),
    "s1": _("Help a child or an adult to learn"),
    "i1": _("Look for the cause of a problem that nobody explains"),
    "e1": _("Convince someone to support a project"),
    "a1": _("Draw, paint or take photographs"),
    "c1": _("Keep accounts or a budget up to date"),
    "r2": _("Work outdoors, whatever the weather"),
    "s2": _("Listen to someone who is going through a hard time"),
    "i2": _("Do an experiment and note its results"),
    "e2": _("Start a business or a project of my own"),
    "a2": _("Write a story, a song or a script"),
    "c2": _("File documents so that anyone can find them"),
    "r3": _("Build a piece of furniture or a wall"),
    "s3": _("Care for a person who is ill or aging"),
    "i3": _("Read about a discovery to understand how it works"),
    "e3": _("Lead a team and decide"),
    "a3": _("Act, sing or dance before others"),
    "c3": _("Check a text or a table down to the last detail"),
    "r4": _("Drive or handle a machine"),
    "s4": _("Lead an activity for a group"),
    "i4": _("Analyze figures to find what they show"),
    "e4": _("Negotiate a price or an agreement"),
    "a4": _("Imagine the look of a room, a page or an object"),
    "c4": _("Plan a schedule and see that it is kept"),
}
# What a person is ready to study, and the TEER categories that usually ask it.
STUDIES = {
    "": _("It does not matter"),
    "short": _("Little or no training"),
    "secondary": _("Secondary school or a few months"),
    "vocational": _("Vocational studies or college"),
    "university": _("University"),
}
TEERS = {
    "short": (5,),
    "secondary": (4,),
    "vocational": (2, 3),
    "university": (0, 1),
}


class Near(NamedTuple):
    """An occupation, its letters, and the points that put it where it stands."""

    row: Row
    points: int


def counts(liked: Iterable[str]) -> dict[str, int]:
    """How many liked activities each family has, the most first."""
    found = dict.fromkeys(INTERESTS, 0)
    for name in liked:
        found[name[0].upper()] += 1
    return dict(sorted(found.items(), key=lambda one: -one[1]))


def nearest(liked: Iterable[str], study: str, version: int) -> list[Near]:
    """The occupations that share most of the interests, among those of a training.

    Three points for each activity of the occupation's first interest, two of its
    second, one of its third; ties by code.
    """
    by_letter = counts(liked)
    found = [
        Near(
            row,
            sum(
                weight * by_letter[letter]
                for weight, letter in zip((3, 2, 1), row.interests, strict=False)
            ),
        )
        for row in explorer_index(version).rows
        if row.interests and (not study or row.teer in TEERS[study])
    ]
    ranked = sorted(found, key=lambda one: (-one.points, one.row.code))
    return [one for one in ranked[:MOST] if one.points]
