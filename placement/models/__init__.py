from placement.models.aside import SetAside
from placement.models.documents import Document
from placement.models.employers import (
    Invitation,
    Membership,
    Organisation,
    Verification,
)
from placement.models.moderation import (
    Appeal,
    OrganisationDecision,
    Reason,
    Remark,
    Report,
    Screening,
)
from placement.models.offers import (
    Consent,
    HiddenFrom,
    OfferOfService,
    OfferPlace,
    SoughtOccupation,
)
from placement.models.order_history import OrderEvent, OrderVersion
from placement.models.orders import JobOrder
from placement.models.places import OrderPlace
from placement.models.referrals import (
    Message,
    OfferReading,
    Origin,
    Referral,
    ReferralEvent,
)
from placement.models.saved import SavedOrder
from placement.models.searches import (
    JobSearch,
    JobsVersion,
    KnownTitle,
    SavedSearch,
)

__all__ = [
    "Appeal",
    "Consent",
    "Document",
    "HiddenFrom",
    "Invitation",
    "JobOrder",
    "JobSearch",
    "JobsVersion",
    "KnownTitle",
    "Membership",
    "Message",
    "OfferOfService",
    "OfferPlace",
    "OfferReading",
    "OrderEvent",
    "OrderPlace",
    "OrderVersion",
    "Organisation",
    "OrganisationDecision",
    "Origin",
    "Reason",
    "Referral",
    "ReferralEvent",
    "Remark",
    "Report",
    "SavedSearch",
    "Screening",
    "SavedOrder",
    "SetAside",
    "SoughtOccupation",
    "Verification",
]
