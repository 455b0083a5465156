from placement.models.documents import Document
from placement.models.employers import Membership, Organisation
from placement.models.offers import (
    Consent,
    HiddenFrom,
    OfferOfService,
    OfferPlace,
    SoughtOccupation,
)
from placement.models.orders import JobOrder
from placement.models.places import OrderPlace
from placement.models.referrals import (
    Message,
    OfferReading,
    Origin,
    Referral,
    ReferralEvent,
)
from placement.models.searches import (
    JobSearch,
    JobsVersion,
    KnownTitle,
    SavedSearch,
)

__all__ = [
    "Consent",
    "Document",
    "HiddenFrom",
    "JobOrder",
    "JobSearch",
    "JobsVersion",
    "KnownTitle",
    "Membership",
    "Message",
    "OfferOfService",
    "OfferPlace",
    "OfferReading",
    "OrderPlace",
    "Organisation",
    "Origin",
    "Referral",
    "ReferralEvent",
    "SavedSearch",
    "SoughtOccupation",
]
