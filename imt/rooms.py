"""Every page of words or lists that a visitor may open, grouped: the site map's plan.

The site map page, the search and the frame's menus read it; `tests/imt` holds that no
such page is forgotten.
"""

from datetime import date
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# The day on which the words of a page were last changed, in both languages.
UPDATED = {
    "accessibility": date(2026, 11, 22),
    "privacy": date(2026, 11, 28),
    "help": date(2026, 11, 27),
    "terms": date(2026, 11, 27),
}


class Room(NamedTuple):
    """A page: the name of its address, its label, what one finds there."""

    name: str
    label: str | Promise
    about: str | Promise = ""

    @property
    def updated(self) -> date | None:
        """The day of a text; None for a list, whose sources carry their own."""
        return UPDATED.get(self.name)


class Group(NamedTuple):
    label: str | Promise
    rooms: tuple[Room, ...]


def rooms() -> tuple[Group, ...]:
    return GROUPS


GROUPS = (
    Group(
        _("Occupations"),
        (
            Room("occupations:list", _("All occupations"), _("search, filter, sort")),
            Room(
                "occupations:in_demand",
                _("Occupations in demand"),
                _("where Québec expects too few workers"),
            ),
            Room(
                "occupations:regulated",
                _("Regulated occupations"),
                _("orders, licences, certificates"),
            ),
            Room("occupations:orders", _("Professional orders")),
            Room(
                "occupations:non_traditional",
                _("Non-traditional occupations"),
                _("where women or men are few"),
            ),
            Room(
                "occupations:compare",
                _("Compare occupations"),
                _("up to four, side by side"),
            ),
            Room(
                "occupations:interests",
                _("Occupations by interest"),
                _("six families of interests"),
            ),
            Room(
                "occupations:teers",
                _("Occupations by TEER category"),
                _("training, education, experience"),
            ),
            Room(
                "occupations:tree",
                _("The NOC tree"),
                _("from broad categories to unit groups"),
            ),
            Room("occupations:alphabet", _("Occupations from A to Z")),
            Room(
                "occupations:characteristics",
                _("Every characteristic"),
                _("skills, abilities, work environment"),
            ),
            Room(
                "occupations:former_codes",
                _("Former NOC codes"),
                _("what a code of NOC 2016 became"),
            ),
        ),
    ),
    Group(
        _("Regions"),
        (
            Room(
                "regions:list",
                _("Regions"),
                _("a portrait of each of the 17, unemployment by area"),
            ),
            Room(
                "facts:list",
                _("Regional facts"),
                _("new projects, closings, downsizing"),
            ),
            Room(
                "bulletins:list",
                _("Regional bulletins"),
                _("what moves on the labour market, by e-mail too"),
            ),
        ),
    ),
    Group(
        _("Sectors"),
        (
            Room("sectors:list", _("All sectors"), _("by NAICS code and title")),
            Room("sectors:bodies", _("Sectoral committees and associations")),
            Room(
                "businesses:list",
                _("Businesses"),
                _("by name, industry, place and size"),
            ),
            Room("businesses:map", _("Businesses by region"), _("map and table")),
        ),
    ),
    Group(
        _("Training"),
        (
            Room("training:home", _("Training"), _("programs, places, financing")),
            Room(
                "training:programs",
                _("Programs of studies"),
                _("by level and field, and what they lead to"),
            ),
            Room(
                "training:institutions",
                _("Educational institutions"),
                _("by distance, region, level and network"),
            ),
            Room(
                "training:institutions_by_region",
                _("Institutions by region"),
                _("a map and its table"),
            ),
            Room(
                "training:lifelong",
                _("Lifelong learning"),
                _("public and private institutions where adults learn"),
            ),
            Room(
                "training:funding",
                _("Financing studies"),
                _("who pays what, and whom to ask"),
            ),
        ),
    ),
    Group(
        _("Job offers"),
        (
            Room(
                "jobs:list", _("Search job offers"), _("by word, place and occupation")
            ),
        ),
    ),
    Group(
        _("Help to choose"),
        (
            Room(
                "guidance:needs",
                _("My needs"),
                _("a few questions, a road map to print"),
            ),
            Room(
                "yourself:interests",
                _("Know yourself: your interests"),
                _("activities to check, occupations that share your interests"),
            ),
            Room(
                "yourself:values",
                _("Know yourself: what counts for you at work"),
                _("what you want and what you avoid, occupations that agree with it"),
            ),
            Room(
                "guidance:resume", _("Resume with a code"), _("find a road map again")
            ),
            Room(
                "counsel:home",
                _("For counsellors"),
                _("exercises for a client or a class, handouts"),
            ),
        ),
    ),
    Group(
        _("Guides and explanations"),
        (
            Room(
                "editorial:guide",
                _("Job-search guide"),
                _("twelve chapters, models, check-lists"),
            ),
            Room(
                "editorial:measures",
                _("Employment measures"),
                _("help that exists, for whom, where to ask"),
            ),
            Room(
                "editorial:assistance",
                _("Financial assistance"),
                _("studies, training, a time without work"),
            ),
            Room(
                "editorial:methodology",
                _("How the figures are made"),
                _("what each figure measures and does not say"),
            ),
            Room(
                "editorial:glossary",
                _("Glossary"),
                _("words and abbreviations, French and English"),
            ),
            Room(
                "editorial:other",
                _("Other job sites"),
                _("where else to look for postings"),
            ),
        ),
    ),
    Group(
        _("This site"),
        (
            Room("search", _("Search the whole site")),
            Room(
                "sources",
                _("Sources, editions and methods"),
                _("where each figure comes from"),
            ),
            Room(
                "help",
                _("Help and contact"),
                _("how to use this site, report an error"),
            ),
            Room(
                "accessibility",
                _("Accessibility"),
                _("what was checked, report an obstacle"),
            ),
            Room("privacy", _("Privacy"), _("what this site keeps about you")),
            Room(
                "terms",
                _("Terms of use"),
                _("what may be done with these pages and figures"),
            ),
            Room("site_map", _("Site map")),
        ),
    ),
)
