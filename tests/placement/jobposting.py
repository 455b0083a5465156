"""Google's rules for a JobPosting, as its documentation lists them.

Required: title, description, datePosted, hiringOrganization, and jobLocation (or, for
work that is fully remote, jobLocationType with applicantLocationRequirements).
Recommended: validThrough, baseSalary, employmentType, identifier, directApply.
"""

import json
import re
from datetime import date, datetime

KINDS = {"FULL_TIME", "PART_TIME", "CONTRACTOR", "TEMPORARY", "INTERN", "VOLUNTEER"}
KINDS |= {"PER_DIEM", "OTHER"}
UNITS = {"HOUR", "DAY", "WEEK", "MONTH", "YEAR"}
_BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.S)


def postings(html: str) -> list[dict]:
    """The JobPosting blocks of a page."""
    return [json.loads(block) for block in _BLOCK.findall(html)]


def faults(posting: dict) -> list[str]:
    """What breaks a rule; empty when the posting is right."""
    found = []
    if posting.get("@context") != "https://schema.org/":
        found.append("context")
    if posting.get("@type") != "JobPosting":
        found.append("type")
    found += [
        name
        for name in ("title", "description", "datePosted", "hiringOrganization")
        if not posting.get(name)
    ]
    if not (posting.get("hiringOrganization") or {}).get("name"):
        found.append("hiringOrganization.name")
    found += _place(posting) + _dates(posting) + _salary(posting)
    kinds = posting.get("employmentType", [])
    if set([kinds] if isinstance(kinds, str) else kinds) - KINDS:
        found.append("employmentType")
    if "directApply" in posting and not isinstance(posting["directApply"], bool):
        found.append("directApply")
    if "<script" in posting.get("description", "").lower():
        found.append("script in the description")
    return found


def _place(posting: dict) -> list[str]:
    if posting.get("jobLocationType") == "TELECOMMUTE":
        if "jobLocation" not in posting and not posting.get(
            "applicantLocationRequirements"
        ):
            return ["applicantLocationRequirements"]
        return []
    places = posting.get("jobLocation") or {}
    needed = ("addressCountry", "addressRegion")
    return [
        f"jobLocation.{name}"
        for place in (places if isinstance(places, list) else [places])
        for name in needed
        if not (place.get("address") or {}).get(name)
    ]


def _dates(posting: dict) -> list[str]:
    try:
        posted = date.fromisoformat(posting["datePosted"][:10])
        if "validThrough" in posting:
            until = datetime.fromisoformat(posting["validThrough"])
            if until.tzinfo is None or until.date() < posted:
                return ["validThrough"]
    except (KeyError, ValueError):
        return ["dates"]
    return []


def _salary(posting: dict) -> list[str]:
    if "baseSalary" not in posting:
        return []
    salary = posting["baseSalary"]
    value = salary.get("value", {})
    amounts = [value[n] for n in ("value", "minValue", "maxValue") if n in value]
    found = [] if salary.get("currency") == "CAD" else ["baseSalary.currency"]
    if value.get("unitText") not in UNITS:
        found.append("baseSalary.unitText")
    if not amounts or any(amount <= 0 for amount in amounts):
        found.append("baseSalary.value")
    return found
