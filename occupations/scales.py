"""The three outlook scales: their words, their order, their class of colour.

Each source keeps its own scale; nothing here compares one with another. `tone` is the
class of the look (p2 best for the worker … m2 worst), `rank` sorts inside one scale.
"""

from typing import NamedTuple

from django.utils.translation import gettext_lazy as _


class Step(NamedTuple):
    value: str
    label: str
    tone: str
    rank: int
    icon: str


DIAGNOSIS = (
    Step("deficit", _("Deficit"), "p2", 2, "d1"),
    Step("slight_deficit", _("Slight deficit"), "p1", 1, "d2"),
    Step("balance", _("Balance"), "n0", 0, "d3"),
    Step("slight_surplus", _("Slight surplus"), "m1", -1, "d4"),
    Step("surplus", _("Surplus"), "m2", -2, "d5"),
)
JOB_BANK = (
    Step("very_good", _("Very good"), "p2", 2, "j5"),
    Step("good", _("Good"), "p1", 1, "j4"),
    Step("moderate", _("Moderate"), "n0", 0, "j3"),
    Step("limited", _("Limited"), "m1", -1, "j2"),
    Step("very_limited", _("Very limited"), "m2", -2, "j1"),
)
COPS = (
    Step("strong_shortage", _("Strong risk of shortage"), "p2", 2, "c5"),
    Step("moderate_shortage", _("Moderate risk of shortage"), "p1", 1, "c4"),
    Step("balanced", _("In balance"), "n0", 0, "c3"),
    Step("moderate_surplus", _("Moderate risk of surplus"), "m1", -1, "c2"),
    Step("strong_surplus", _("Strong risk of surplus"), "m2", -2, "c1"),
)
SCALES = {"diagnosis": DIAGNOSIS, "job_bank": JOB_BANK, "cops": COPS}
MISSING = {
    "diagnosis": Step("", _("Not published"), "na", -9, "d0"),
    "job_bank": Step("", _("Undetermined"), "na", -9, "j0"),
    "cops": Step("", _("Not assessed"), "na", -9, "c0"),
}
NOT_LOADED = _("Not loaded")


def labels() -> dict[str, str]:
    """The words of every step, which no two scales share, by its value."""
    return {one.value: str(one.label) for scale in SCALES.values() for one in scale}


def step(scale: str, value: str | None) -> Step:
    """The step of a scale that a stored value names, or the scale's missing step.

    None: no edition is loaded, so that nothing is known of what it says.
    """
    if value is None:
        return MISSING[scale]._replace(label=NOT_LOADED)
    return next((s for s in SCALES[scale] if s.value == value), MISSING[scale])


def in_files(job_bank: str | None) -> str | None:
    """Job Bank’s class as files give it: "undetermined" where it could not tell.

    None: no class is loaded.
    """
    return "undetermined" if job_bank == "" else job_bank
