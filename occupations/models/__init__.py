from occupations.models.figures import Outlook, Projection, Wage
from occupations.models.oasis import Descriptor, OasisProfile
from occupations.models.profile import Profile
from occupations.models.texts import OccupationText, ProfessionalOrder, Regulation

__all__ = [
    "Descriptor",
    "OasisProfile",
    "OccupationText",
    "Outlook",
    "ProfessionalOrder",
    "Profile",
    "Projection",
    "Regulation",
    "Wage",
]
