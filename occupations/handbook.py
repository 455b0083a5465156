"""The factors of the Career Handbook: their published codes, and our words for them.

Codes are kept as published. In aptitudes 1 is the highest tenth of workers and 5 the
lowest; in data, people and things 0 is the most complex; in the others a number names
a case. They are never turned round nor set beside the levels of OaSIS.
"""

from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

SOURCE = "career-handbook"
PREFIX = "ch_"
_OTHER = _("as published")
APTITUDE_LEVELS = {
    1: _("top tenth of workers"),
    2: _("upper third, without the top tenth"),
    3: _("middle third"),
    4: _("lower third, without the lowest tenth"),
    5: _("lowest tenth of workers"),
}


class Factor(NamedTuple):
    """A rated factor; `letter` stands before its number in the source, if any does."""

    name: str
    letter: str
    label: str
    values: dict[int, str]
    headers: tuple[str, ...]

    @property
    def filter(self) -> str:
        return PREFIX + self.name

    def published(self, value: int) -> str:
        """The code as the source writes it."""
        return f"{self.letter}-{value}" if self.letter else str(value)

    def words(self, value: int) -> str:
        return f"{self.published(value)}, {self.values[value]}"


def _aptitude(name: str, letter: str, label, *headers: str) -> Factor:
    return Factor(name, letter, label, APTITUDE_LEVELS, (letter, *headers))


APTITUDES = (
    _aptitude(
        "general", "G", _("General learning ability"),
        "General Learning Ability", "Capacité générale d'apprentissage",
    ),
    _aptitude("verbal", "V", _("Verbal ability"), "Verbal Ability", "Capacité verbale"),
    _aptitude(
        "numerical", "N", _("Numerical ability"),
        "Numerical Ability", "Capacité numérique",
    ),
    _aptitude(
        "spatial", "S", _("Spatial perception"),
        "Spatial Perception", "Perception spatiale",
    ),
    _aptitude(
        "form", "P", _("Form perception"), "Form Perception", "Perception des formes"
    ),
    _aptitude(
        "clerical", "Q", _("Clerical perception"),
        "Clerical Perception", "Perception des écritures",
    ),
    _aptitude(
        "motor", "K", _("Motor coordination"),
        "Motor Coordination", "Coordination motrice",
    ),
    _aptitude(
        "finger", "F", _("Finger dexterity"),
        "Finger Dexterity", "Dextérité digitale",
    ),
    _aptitude(
        "manual", "M", _("Manual dexterity"),
        "Manual Dexterity", "Dextérité manuelle",
    ),
)  # fmt: skip
PHYSICAL = (
    Factor(
        "vision", "V", _("Vision"),
        {
            1: _("close vision"),
            2: _("near vision"),
            3: _("near and far vision"),
            4: _("total visual field"),
        },
        ("Vision", "V"),
    ),
    Factor(
        "colour", "C", _("Colour discrimination"),
        {0: _("not relevant"), 1: _("relevant"), 2: _OTHER},
        (
            "Colour Discrimination", "Color Discrimination", "Colour",
            "Discrimination des couleurs", "C",
        ),
    ),
    Factor(
        "hearing", "H", _("Hearing"),
        {
            1: _("limited"),
            2: _("verbal interaction"),
            3: _("other sounds"),
        },
        ("Hearing", "Ouïe", "H"),
    ),
    Factor(
        "body", "B", _("Body position"),
        {
            1: _("sitting"),
            2: _("standing or walking"),
            3: _("sitting, standing, walking"),
            4: _("other positions"),
        },
        ("Body Position", "Position du corps", "Position corporelle", "B"),
    ),
    Factor(
        "limb", "L", _("Limb coordination"),
        {
            0: _("not relevant"),
            1: _("upper limbs"),
            2: _("several limbs"),
        },
        ("Limb Coordination", "Coordination des membres", "L"),
    ),
    Factor(
        "strength", "S", _("Strength"),
        {1: _("limited"), 2: _("light"), 3: _("medium"), 4: _("heavy")},
        ("Strength", "Force physique", "Force", "S"),
    ),
)  # fmt: skip
FUNCTIONS = (
    Factor(
        "data", "", _("Data"),
        {
            0: _("to synthesize"),
            1: _("to coordinate"),
            2: _("to analyze"),
            3: _("to compile"),
            4: _("to compute"),
            5: _("to copy"),
            6: _("to compare"),
            7: _OTHER,
            8: _("not significant"),
        },
        ("Data", "Données", "D"),
    ),
    Factor(
        "people", "", _("People"),
        {
            0: _("to mentor"),
            1: _("to negotiate"),
            2: _("to instruct, to consult"),
            3: _("to supervise"),
            4: _("to divert"),
            5: _("to persuade"),
            6: _("to speak, to signal"),
            7: _("to serve, to assist"),
            8: _("not significant"),
        },
        ("People", "Personnes", "P"),
    ),
    Factor(
        "things", "", _("Things"),
        {
            0: _("to set up"),
            1: _("to work with precision"),
            2: _("to control"),
            3: _("to drive, to operate"),
            4: _("to operate machines"),
            5: _("to tend"),
            6: _("to feed, to unload"),
            7: _("to handle"),
            8: _("not significant"),
        },
        ("Things", "Choses", "T"),
    ),
)  # fmt: skip
GROUPS = {"aptitudes": APTITUDES, "physical": PHYSICAL, "functions": FUNCTIONS}
FACTORS = {factor.filter: factor for group in GROUPS.values() for factor in group}
