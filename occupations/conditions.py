"""The work-context descriptors that say what the body does, and in what surroundings.

OaSIS keeps all 66 in one table; people look for "standing" and for "noise" in two
different places. What is in neither list is about relations, pace and responsibility.
"""

from occupations.models import Descriptor

PHYSICAL = frozenset(
    f"context-{name}"
    for name in (
        "bending-twisting",
        "climbing",
        "cramped-awkward",
        "keeping-balance",
        "manual-handling",
        "repetitive-motions",
        "sitting",
        "standing",
        "walking-running",
    )
)
ENVIRONMENT = frozenset(
    f"context-{name}"
    for name in (
        "biological-agents",
        "dangerous-chemicals",
        "enclosed-vehicle",
        "enclosed-vehicle-duration",
        "extreme-temperatures",
        "hazardous-conditions",
        "hazardous-equipment",
        "high-places",
        "indoors-controlled",
        "indoors-controlled-duration",
        "indoors-not-controlled",
        "indoors-not-controlled-duration",
        "lighting",
        "noise",
        "noise-duration",
        "open-vehicle",
        "open-vehicle-duration",
        "outside-covered",
        "outside-covered-duration",
        "outside-exposed",
        "outside-exposed-duration",
        "physical-proximity",
        "radiation",
        "skin-injury",
        "specialized-safety-equipment",
        "standard-safety-equipment",
        "vibration",
    )
)
_OF_CATEGORY = {
    Descriptor.Category.SKILLS: "skill",
    Descriptor.Category.ABILITIES: "ability",
    Descriptor.Category.ATTRIBUTES: "attribute",
    Descriptor.Category.KNOWLEDGE: "knowledge",
    Descriptor.Category.ACTIVITIES: "activity",
    Descriptor.Category.CONTEXT: "context",
}
# Filters on the level of a descriptor, in the order in which pages list them.
LEVELLED = (
    "skill",
    "ability",
    "physical",
    "environment",
    "knowledge",
    "activity",
    "attribute",
    "context",
)


def filter_of(code: str, category: str) -> str:
    """The filter in which a descriptor stands: "physical" for "context-standing"."""
    if code in PHYSICAL:
        return "physical"
    return "environment" if code in ENVIRONMENT else _OF_CATEGORY[category]
