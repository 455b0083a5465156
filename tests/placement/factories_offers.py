"""Offers of service and meetings for the tests: the smallest true rows."""

from datetime import timedelta

from django.utils import timezone

from classifications.models import Region
from placement.actions import offers as actions
from placement.models import OfferOfService, Origin, Referral
from tests import factories


def make_offer(owner=None, code="21232", region="06", live=True, months=36, **fields):
    """An offer for one occupation in one region, published unless said."""
    factories.unit_group(code)
    if not Region.objects.filter(pk=region).exists():
        factories.regions(**{f"r{region}": f"Région {region}"})
    fields = {"full_name": "Alex Tremblay", "regions": [region]} | fields
    if live:
        fields |= {
            "state": "published",
            "published_at": timezone.now(),
            "expires_on": timezone.localdate() + timedelta(days=90),
        }
    offer = OfferOfService.objects.create(owner=owner or factories.user(), **fields)
    offer.sought.create(position=1, unit_group_id=code, months=months)
    actions.place(offer)
    return offer


def make_referral(order, offer, state="applied", **fields) -> Referral:
    """A meeting in some state, with its times."""
    now = timezone.now()
    if state in {"interview", "hired", "not_retained"}:
        fields = {"answered_at": now} | fields
    if state not in {"invited", "declined", "lapsed"}:
        fields = {"asked_at": now} | fields
    number = Referral.objects.count()
    fields = {"origin": Origin.APPLICATION, "code": f"TEST-{number:04}"} | fields
    return Referral.objects.create(order=order, offer=offer, state=state, **fields)
