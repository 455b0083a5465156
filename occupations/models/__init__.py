from occupations.models.figures import Outlook, Projection, Wage
from occupations.models.groups import GroupFigure, OccupationGroup
from occupations.models.handbook import HandbookProfile
from occupations.models.history import FormerWage
from occupations.models.narratives import Narrative
from occupations.models.oasis import Descriptor, OasisProfile
from occupations.models.profile import Profile
from occupations.models.statistics import Statistic
from occupations.models.texts import OccupationText, ProfessionalOrder, Regulation
from occupations.models.unemployment import UnemploymentRate
from occupations.models.workplaces import Workplace

__all__ = [
    "Descriptor",
    "Narrative",
    "GroupFigure",
    "HandbookProfile",
    "FormerWage",
    "OasisProfile",
    "OccupationGroup",
    "OccupationText",
    "Outlook",
    "ProfessionalOrder",
    "Profile",
    "Projection",
    "Regulation",
    "UnemploymentRate",
    "Statistic",
    "Wage",
    "Workplace",
]
