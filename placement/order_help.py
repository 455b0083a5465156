"""What stands beside the form of an order, from what is typed so far."""

from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _

from classifications.places import region_names
from datasets.models import Publication
from figures.numbers import money
from occupations.models import Profile
from placement import orders_content as content
from placement.jobs.market import market
from placement.jobs.sheet import offer_by_hour
from placement.models import JobOrder, OfferOfService, OfferPlace
from placement.order_questions import troubles

FEWEST = 5  # people counted together: a smaller number could point at somebody


class Lack(NamedTuple):
    step: int
    words: str


def lacks(order: JobOrder) -> list[Lack]:
    """What is still to be said, each with the step that says it."""
    said = {
        "organisation": (0, _("Your organisation is verified first.")),
        "title_fr": (1, _("The title in French.")),
        "behalf": (1, _("An agency says on whose behalf it hires.")),
        "duties": (2, _("The duties.")),
        "french_version": (
            2,
            _("The French version of the text: an offer is published in French too."),
        ),
        "reasons": (3, _("Why another language than French is required.")),
        "lang": (3, _("The three confirmations about the language required.")),
        "region": (4, _("The region.")),
        "contract": (4, _("The contract.")),
        "wage": (
            4,
            _("A wage not under the minimum wage; say it where tips are usual."),
        ),
        "apply": (5, _("At least one way to apply.")),
        "declarations": (5, _("The four declarations.")),
    }
    missing = content.lacks(order)
    if order.organisation.state != "verified":
        missing.append("organisation")
    return [Lack(*said[code]) for code in missing]


def help_for(order: JobOrder, language: str) -> dict:
    """The panel: market, wage, people available, language, questions, what lacks."""
    version = Publication.objects.version()
    regions = region_names(version)
    code = order.unit_group_id
    profile = Profile.objects.for_page(code, language) if code else None
    pay = offer_by_hour(order)
    return {
        "order": order,
        "profile": profile,
        "market": market(
            profile, order.region_id or "", pay, regions, version, language
        ),
        "occupation_url": reverse("occupations:profile", args=[code, "x"])
        if profile
        else "",
        "region": regions.get(order.region_id or "", _("Québec")),
        "offers": _offers(order),
        "fewest": FEWEST,
        "minimum": _minimum(order, language),
        "other_language": content.requires_another_language(order),
        "french_text": order.language == "fr" or bool(order.duties_other.strip()),
        "questions": [
            (question, why)
            for question in order.questions
            if (why := troubles(question))
        ],
        "lacks": lacks(order),
    }


def _offers(order: JobOrder) -> int | None:
    """Published offers for the occupation, in the region once it is said.

    None under five, nobody included: a count that goes from none to one tells of one.
    """
    places = OfferPlace.objects.filter(unit_group_code=order.unit_group_id)
    if order.region_id:
        places = places.filter(region_code=order.region_id)
    live = OfferOfService.objects.open_to(order.organisation)
    count = live.filter(pk__in=places.values("offer")).count()
    return count if count >= FEWEST else None


def _minimum(order: JobOrder, language: str) -> dict | None:
    """The minimum wage of the day that the work starts, and where the offer stands."""
    rate = content.minimum_wage(order)
    if rate is None:
        return None
    wage = content.lowest_wage(order)
    least = content.least_lawful(order, rate)
    state = "unknown" if wage is None else "ok"
    if wage is not None and wage < least:
        tips = rate.tip_rate is not None and wage >= rate.tip_rate
        state = "tips" if tips else "below"
    return {
        "state": state,
        "is_tipped": order.is_tipped and least != rate.hourly_rate,
        "rate": money(least, language, 2),
        "tips": money(rate.tip_rate, language, 2) if rate.tip_rate else "",
        "wage": money(wage, language, 2) if wage else "",
        "since": rate.since,
        "source": rate.source,
    }
