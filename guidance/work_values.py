"""Know yourself: what one wants in one's work, what one would rather do without.

Each choice stands for one official descriptor of OaSIS, which says how much of it each
occupation holds, from 0 to 5. The rule that orders the occupations is printed.
"""

from collections.abc import Iterable
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from guidance.interests import MOST, TEERS
from occupations.explorer import Index, Rated, Row, explorer_index

LEAST = 3  # choices without which nothing can be said
HIGHEST = 5  # the scale of every descriptor below
LITTLE, MUCH = 1, 4  # levels worth a look: so little of a wish, so much of a nuisance
# What is chosen, and the descriptor that says it.
WANTED = {
    "decide": (_("Decide freely how I do my work"), "context-freedom-to-decide"),
    "help": (_("Care about the well-being of others"), "attribute-concern-for-others"),
    "create": (_("Create, imagine, find new ideas"), "attribute-creativity"),
    "public": (_("Meet customers or the public"), "context-external-customers"),
    "learn": (_("Keep learning"), "attribute-active-learning"),
    "team": (_("Work in a team"), "context-teamwork"),
    "reason": (_("Reason about complex questions"), "attribute-analytical-thinking"),
    "lead": (_("Coordinate or lead others"), "context-leading-others"),
    "hands": (_("Work with my hands"), "context-manual-handling"),
    "teach": (_("Pass on what I know"), "skill-instructing"),
    "care": (_("Attend to every detail"), "attribute-attention-to-detail"),
    "outdoors": (_("Work outdoors"), "context-outside-exposed"),
    "move": (_("Move about rather than stay in one place"), "context-walking-running"),
    "seated": (_("Work seated"), "context-sitting"),
}
AVOIDED = {
    "hurry": (_("Being pressed for time"), "context-time-pressure"),
    "repeat": (_("Doing the same tasks over and over"), "context-task-repetition"),
    "angry": (_("Unpleasant or angry people"), "context-angry-people"),
    "noise": (_("Noise"), "context-noise"),
    "speech": (_("Speaking in public"), "context-public-speaking"),
    "weather": (_("Great heat or cold"), "context-extreme-temperatures"),
    "error": (
        _("Mistakes that would have serious consequences"),
        "context-consequence-of-error",
    ),
    "machines": (_("Dangerous machines or tools"), "context-hazardous-equipment"),
    "compete": (_("Competition between people"), "context-competition"),
    "bent": (_("Bending or twisting my body"), "context-bending-twisting"),
}


class Level(NamedTuple):
    """How much of a descriptor an occupation holds."""

    rated: Rated
    level: int


class Fit(NamedTuple):
    """An occupation, its points, and the levels that do not go as one wishes."""

    row: Row
    points: int
    against: list[Level]


def nearest(
    want: Iterable[str], avoid: Iterable[str], study: str, version: int
) -> list[Fit]:
    """The occupations that hold most of what is wanted and least of what is avoided.

    Of what is wanted the level counts, of what is avoided what it lacks of the highest;
    ties by code. An occupation that one of the descriptors does not rate is left out.
    """
    index = explorer_index(version)
    wanted = [index.descriptors.get(WANTED[name][1]) for name in want]
    avoided = [index.descriptors.get(AVOIDED[name][1]) for name in avoid]
    if None in wanted or None in avoided:
        return []  # the descriptors are not loaded
    found = [
        fit
        for row in index.rows
        if not study or row.teer in TEERS[study]
        if (fit := _fit(index, row, wanted, avoided))
    ]
    return sorted(found, key=lambda one: (-one.points, one.row.code))[:MOST]


def _fit(
    index: Index, row: Row, wanted: list[Rated], avoided: list[Rated]
) -> Fit | None:
    """None when a descriptor does not rate the occupation."""
    good = [Level(rated, index.level(row, rated)) for rated in wanted]
    bad = [Level(rated, index.level(row, rated)) for rated in avoided]
    if any(one.level is None for one in good + bad):
        return None
    points = sum(one.level for one in good)
    points += sum(HIGHEST - one.level for one in bad)
    against = [one for one in good if one.level <= LITTLE]
    return Fit(row, points, against + [one for one in bad if one.level >= MUCH])
