"""The offer as search engines read it: schema.org's JobPosting, by Google's rules.

Only for a live offer, on its own page. What is not known is left out; no wage is 0.
"""

import json
from datetime import datetime, time

from django.conf import settings
from django.utils import timezone
from django.utils.html import escape, linebreaks
from django.utils.safestring import SafeString, mark_safe

from placement.jobs import cards
from placement.models import JobOrder

FULL_TIME = 30  # hours a week
UNITS = {"hour": "HOUR", "day": "DAY", "week": "WEEK", "month": "MONTH", "year": "YEAR"}
# Google's words for the ranks of `placement.vocabulary.EDUCATION`.
CREDENTIALS = {
    1: "high school",
    2: "professional certificate",
    3: "associate degree",
    4: "bachelor degree",
    5: "postgraduate degree",
}
# Signs that could end the block or begin a tag, as JSON writes them.
_ESCAPED = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}
_ESCAPED |= {0x2028: "\\u2028", 0x2029: "\\u2029"}


def data_block(payload: dict) -> SafeString:
    """JSON inside a page. It is data, which no policy runs: the one block of its kind.

    Every sign by which it could end or become markup is written as JSON escapes it.
    """
    text = json.dumps(payload, ensure_ascii=False).translate(_ESCAPED)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')


def posting(order: JobOrder, language: str) -> dict:
    """The JobPosting of a live order, in the language of its page."""
    title, _other = cards.title_of(order, language)
    last = datetime.combine(order.expires_on, time(23, 59, 59))
    found = {
        "@context": "https://schema.org/",
        "@type": "JobPosting",
        "title": title,
        "description": _description(order),
        "datePosted": timezone.localdate(order.published_at).isoformat(),
        "validThrough": timezone.make_aware(last).isoformat(),
        "identifier": {
            "@type": "PropertyValue",
            "name": "IMT",
            "value": str(order.number),
        },
        "url": settings.SITE_URL + cards.address(order, language),
        "hiringOrganization": _employer(order),
        "totalJobOpenings": order.positions,
        "directApply": True,
        "inLanguage": f"{order.language}-CA",
    }
    if kinds := _kinds(order):
        found["employmentType"] = kinds
    if salary := _salary(order):
        found["baseSalary"] = salary
    if level := CREDENTIALS.get(order.education):
        found["educationRequirements"] = {
            "@type": "EducationalOccupationalCredential",
            "credentialCategory": level,
        }
    if order.experience_months:
        found["experienceRequirements"] = {
            "@type": "OccupationalExperienceRequirements",
            "monthsOfExperience": order.experience_months,
        }
    return found | _place(order)


def _description(order: JobOrder) -> str:
    """The whole text as HTML; the title of the occupation where there is none."""
    text = "\n\n".join(part for part in (order.duties, order.requirements) if part)
    return linebreaks(escape(text or order.unit_group.title_fr))


def _employer(order: JobOrder) -> dict:
    found = {"@type": "Organization", "name": str(order.organisation)}
    if order.organisation.site:
        found["sameAs"] = order.organisation.site
    return found


def _place(order: JobOrder) -> dict:
    towns = [order.municipality.name] if order.municipality else [""]
    places = [_address(name) for name in [*towns, *cards.sites_of(order)]]
    found = {"jobLocation": places if len(places) > 1 else places[0]}
    if order.remote == JobOrder.Remote.REMOTE:
        # Whoever works from anywhere still does in Québec, whose laws the order obeys.
        area = {"@type": "AdministrativeArea", "name": "Québec, Canada"}
        found = {
            "jobLocationType": "TELECOMMUTE",
            "applicantLocationRequirements": area,
        }
    return found


def _address(town: str) -> dict:
    address = {"@type": "PostalAddress", "addressRegion": "QC", "addressCountry": "CA"}
    if town:
        address["addressLocality"] = town
    return {"@type": "Place", "address": address}


def _kinds(order: JobOrder) -> list[str]:
    kinds = []
    hours = order.hours_max or order.hours_min
    if hours:
        kinds.append("FULL_TIME" if hours >= FULL_TIME else "PART_TIME")
    if order.contract in {"temporary", "seasonal"}:
        kinds.append("TEMPORARY")
    elif order.contract in {"internship", "student"}:
        kinds.append("INTERN" if order.contract == "internship" else "OTHER")
    elif order.contract == "casual":
        kinds.append("PER_DIEM")
    return kinds


def _salary(order: JobOrder) -> dict:
    """Nothing when no wage is stated, or when its unit has no name there."""
    amounts = [float(x) for x in (order.wage_min, order.wage_max) if x]
    if not amounts or order.wage_unit not in UNITS:
        return {}
    value = {"@type": "QuantitativeValue", "unitText": UNITS[order.wage_unit]}
    if amounts[0] == amounts[-1]:
        value["value"] = amounts[0]
    else:
        value |= {"minValue": amounts[0], "maxValue": amounts[-1]}
    return {"@type": "MonetaryAmount", "currency": "CAD", "value": value}
