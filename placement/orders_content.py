"""What an order says, apart from its life: read, kept as a version, put back."""

from decimal import Decimal

from django.utils import timezone

from datasets.models import Publication
from figures import rates
from placement.indexing import hourly
from placement.models import JobOrder
from placement.models.order_content import OrderContent
from placement.vocabulary import DECLARATIONS, LANGUAGE_DECLARATIONS

# Written at once, even on an order that is live: the public reads none of it.
PRIVATE = ("contact_name", "contact_phone", "public_days")
CONTENT = tuple(field.name for field in OrderContent._meta.local_fields)


def content_of(order: JobOrder) -> dict:
    """The public fields by name, foreign keys by their codes."""
    return {
        name: getattr(order, JobOrder._meta.get_field(name).attname) for name in CONTENT
    }


def apply_content(order: JobOrder, content: dict) -> list[str]:
    """Put a version's fields on an order, not saved; the names that it holds."""
    names = [name for name in CONTENT if name in content]
    for name in names:
        field = JobOrder._meta.get_field(name)
        value = content[name]
        if field.is_relation:
            setattr(order, field.attname, value)
        else:
            setattr(order, name, field.to_python(value))
    return names


def requires_another_language(order: JobOrder) -> bool:
    return any(code != "fr" for code in order.work_languages)


def lowest_wage(order: JobOrder) -> Decimal | None:
    """The least it pays, in dollars an hour; None when that cannot be told."""
    hours = order.hours_max or order.hours_min
    return hourly(order.wage_min or order.wage_max, order.wage_unit, hours)


def minimum_wage(order: JobOrder):
    """The rate in force on the day that the work starts; None when none is held."""
    day = order.starts_on or timezone.localdate()
    return rates.in_force(Publication.objects.version(), day)


def least_lawful(order: JobOrder, rate) -> Decimal:
    """The rate that binds: the one of who receives tips, where the order says so."""
    return order.is_tipped and rate.tip_rate or rate.hourly_rate


def lacks(order: JobOrder) -> list[str]:
    """What must be said or changed before the order is submitted, by code."""
    said = set(order.declarations)
    found = []

    def need(code: str, holds) -> None:
        if not holds:
            found.append(code)

    need("title_fr", order.title_fr.strip())
    need("region", order.region_id)
    need("behalf", order.on_behalf_of or not order.organisation.is_agency)
    need("duties", order.duties.strip())
    need("french_version", order.language == "fr" or order.duties_other.strip())
    need("contract", order.contract)
    if requires_another_language(order):
        need("reasons", order.reasons_other_language.strip())
        need("lang", said.issuperset(code for code, _words in LANGUAGE_DECLARATIONS))
    wage, rate = lowest_wage(order), minimum_wage(order)
    if wage and rate:
        need("wage", wage >= least_lawful(order, rate))
    ways = (order.apply_url, order.apply_email, order.apply_phone, order.apply_note)
    need("apply", order.apply_here or any(ways))
    need("declarations", said.issuperset(code for code, _words in DECLARATIONS))
    return found
