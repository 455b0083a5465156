"""Employers and job orders for the tests: the smallest true rows."""

from datetime import timedelta
from itertools import count

from django.utils import timezone

from classifications.models import Region
from placement.models import JobOrder, Organisation
from tests import factories

_numbers = count(1)


def make_organisation(name: str = "", member=None, **fields) -> Organisation:
    """A verified organisation, for which `member` acts."""
    fields = {"state": Organisation.State.VERIFIED} | fields
    organisation = Organisation.objects.create(
        legal_name=name or f"Fabrique {next(_numbers)} inc.", **fields
    )
    if member:
        organisation.memberships.create(user=member, is_administrator=True)
    return organisation


def make_order(
    organisation=None, code: str = "21232", region: str = "06", **fields
) -> JobOrder:
    """An order that is open, in one region."""
    if not Region.objects.filter(pk=region).exists():
        factories.regions(**{f"r{region}": f"Région {region}"})
    number = next(_numbers)
    fields = {
        "number": number,
        "region_id": region,
        "title_fr": f"Poste {number}",
        "title_en": f"Position {number}",
        "state": JobOrder.State.PUBLISHED,
        "published_at": timezone.now(),
        "expires_on": timezone.localdate() + timedelta(days=30),
    } | fields
    return JobOrder.objects.create(
        organisation=organisation or make_organisation(),
        unit_group=factories.unit_group(code),
        **fields,
    )


def ready(**fields) -> dict:
    """The fields of an order that says all that a submission asks; a draft."""
    said = {
        "state": JobOrder.State.DRAFT,
        "title_fr": "Poste prêt",
        "duties": "Souder des pièces.",
        "contract": "permanent",
        "languages": {"fr": 2},
        "declarations": ["vacancy", "no_fee", "insurable", "no_strike"],
    } | fields
    if said["state"] in ("draft", "submitted", "in_review", "to_correct", "refused"):
        said |= {"published_at": None, "expires_on": None}
    return said
