"""The occupation page, from a profile's content to what the template prints.

Everything is formatted here, once, in the page's language: the template only places
it. A gettext or a number format inside a loop costs more than the query.
"""

from collections.abc import Container
from functools import cache
from typing import NamedTuple

from django.utils.translation import gettext as _

from bilingual.folding import slug
from classifications.models.noc import Teer
from figures import charts
from figures.numbers import money, number
from occupations.record import Record
from occupations.scales import SCALES, step
from occupations.words import (
    COMPONENTS,
    OUTLOOK_SENTENCES,
    interest_name,
    interest_verb,
)


class LevelWords(NamedTuple):
    """The words of the levels of descriptors in one language."""

    titles: dict[str, str]
    five: list[str]
    three: list[str]
    mastery: list[str]

    def of(self, category: str, value: int, top: int) -> str:
        if top == 5:
            return self.five[value]
        return (self.mastery if category == "knowledge" else self.three)[value]


@cache
def level_words(language: str) -> LevelWords:
    return LevelWords(
        titles={
            "skills": _("Skills"),
            "abilities": _("Abilities"),
            "attributes": _("Personal attributes"),
            "knowledge": _("Knowledge"),
            "activities": _("Work activities"),
            "context": _("Work context"),
        },
        five=["", _("very low"), _("low"), _("moderate"), _("high"), _("very high")],
        three=["", _("low"), _("moderate"), _("high")],
        mastery=["", _("basic"), _("intermediate"), _("advanced")],
    )


class Sheet(Record):
    """One occupation's page in one language for one region ("" for all Québec)."""

    # -- header -------------------------------------------------------------------

    def teer(self) -> str:
        return Teer(self.profile.teer).label

    # -- characteristics ----------------------------------------------------------

    def hexagon(self) -> dict | None:
        code = self.content["interests"]
        if not code:
            return None
        drawing = charts.hexagon(code)
        for corner in drawing["corners"]:
            corner["name"] = interest_name(corner["letter"])
        names = [interest_name(letter) for letter in code]
        return drawing | {
            "label": ", ".join(f"{i} {name}" for i, name in enumerate(names, 1)),
            "named": [(interest_name(c), interest_verb(c)) for c in code],
        }

    def levels(self) -> list[dict]:
        """The categories of descriptors shown, with their strongest first."""
        words = level_words(self.language)
        return [
            {
                "title": title,
                "rows": [
                    (
                        name,
                        f"{'l' if top == 5 else 'k'}{value}",
                        value,
                        words.of(category, value, top),
                    )
                    for name, value, top in self.content["levels"][category]
                ],
            }
            for category, title in words.titles.items()
            if self.content["levels"].get(category)
        ]

    # -- outlook ------------------------------------------------------------------

    def scales(self) -> list[dict]:
        """Each outlook with all the words of its own scale."""
        current = self.content["outlooks"]
        return [
            {
                "name": scale,
                "now": step(scale, current.get(scale, "")),
                "steps": steps,
                "value": current.get(scale, ""),
            }
            for scale, steps in SCALES.items()
        ]

    def outlook_sentence(self, loaded: Container[str]) -> str:
        """What the scales say of which an edition is loaded."""
        outlooks = self.content["outlooks"]
        return " ".join(
            str(sentences[outlooks.get(scale, "")])
            for scale, sentences in OUTLOOK_SENTENCES.items()
            if scale in loaded
        )

    def disagree(self) -> bool:
        """Whether two published outlooks lean opposite ways, each on its own scale."""
        outlooks = self.content["outlooks"]
        leanings = {
            (s.rank > 0) - (s.rank < 0)
            for s in (step(scale, outlooks.get(scale, "")) for scale in SCALES)
            if s.value
        }
        return len(leanings) > 1

    def regional_outlooks(self) -> list[dict]:
        """By scale that is published by region: its name, and each region's class."""
        by_region = {
            "diagnosis": self.content.get("regional_diagnoses", {}),
            "job_bank": self.content["regional_outlooks"],
        }
        return [
            {
                "scale": scale,
                "rows": [
                    (self.regions[area], step(scale, value))
                    for area, value in sorted(values.items())
                    if area in self.regions
                ],
            }
            for scale, values in by_region.items()
            if values
        ]

    def components(self) -> list[tuple[str, str]]:
        """The COPS projection, one line per component; persons, Canada."""
        cops = self.content["cops"]
        return [
            (str(label) % {"year": cops.get("year")}, number(cops[key], self.language))
            for key, label in COMPONENTS
            if key in cops
        ]

    def components_sentence(self) -> str:
        cops = self.content["cops"]
        if "openings" not in cops or "seekers" not in cops:
            return ""
        return _("In Canada, %(openings)s openings for %(seekers)s job seekers.") % {
            "openings": number(cops["openings"], self.language),
            "seekers": number(cops["seekers"], self.language),
        }

    # -- similar ------------------------------------------------------------------

    def similar(self) -> list[dict]:
        return [
            near
            | {
                "slug": slug(near["title"]),
                "alike": _joined(near["alike"]),
                "more": _joined(near["more"]),
                "less": _joined(near["less"]),
                "pay": money(
                    near["wage"], self.language, 2 if near["unit"] == "hour" else 0
                )
                if near["wage"]
                else "",
            }
            for near in self.content["similar"]
        ]


def _joined(names: list[str]) -> str:
    return ", ".join(name[:1].lower() + name[1:] for name in names)
