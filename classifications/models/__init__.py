from classifications.models.geography import (
    Municipality,
    PostalArea,
    Region,
    RegionalCounty,
    RegionLimits,
)
from classifications.models.naics import Industry, IndustryExample
from classifications.models.noc import (
    Concordance,
    Element,
    FormerUnitGroup,
    JobTitle,
    NocGroup,
    UnitGroup,
)
from classifications.models.words import LexiconWord, Synonym

__all__ = [
    "Concordance",
    "Element",
    "FormerUnitGroup",
    "Industry",
    "IndustryExample",
    "JobTitle",
    "LexiconWord",
    "Municipality",
    "NocGroup",
    "PostalArea",
    "Region",
    "RegionLimits",
    "RegionalCounty",
    "Synonym",
    "UnitGroup",
]
