"""Where each occupation is practised, and the NAICS classes of the very same names.

Kept per process and data version, like the titles that it compares.
"""

from collections import defaultdict
from typing import NamedTuple

from bilingual.folding import fold
from classifications.models import Industry
from datasets.kept import kept
from occupations.models import Workplace

SOURCE = "oasis-workplaces"


class Workplaces(NamedTuple):
    """`names` of an occupation, and `classes`: name → code of the NAICS, where one has
    that title; `groups`: the occupations of each such class, by code."""

    names: dict[str, list[str]]
    classes: dict[str, str]
    groups: dict[str, list[str]]


@kept(2)
def workplaces(version: int) -> Workplaces:
    """Every workplace; no class is guessed from a name that resembles its title."""
    titles: dict[str, str] = {}
    # The widest class of a title: several levels may bear it.
    rows = Industry.objects.in_force().order_by("level", "code")
    for code, title in rows.values_list("code", "title_en"):
        titles.setdefault(fold(title or ""), code)
    found = Workplaces(defaultdict(list), {}, defaultdict(list))
    for group, name in Workplace.objects.names():
        found.names[group].append(name)
        if code := titles.get(fold(name)):
            found.classes[name] = code
            found.groups[code].append(group)
    return found
