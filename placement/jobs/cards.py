"""Offers as lines: of a list, of a file, of a feed, of a message."""

from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from bilingual.folding import slug
from classifications.models import Municipality
from placement.jobs import choices, wording
from placement.models import JobOrder

COLUMNS = (
    "number", "title", "title_language", "employer", "agency", "noc", "occupation",
    "region", "municipality", "wage_min", "wage_max", "wage_unit", "hours_min",
    "hours_max", "schedule", "contract", "remote", "languages", "positions",
    "posted_at", "expires_on", "text_language", "duties", "url", "other_municipalities",
    "education", "experience_months", "driving", "physical", "union", "tips",
    "documents", "interviews_from", "interviews_until",
)  # fmt: skip

# What a card says, of the hundred columns of an order and of what it names.
CARD = (
    "number", "title_fr", "title_en", "contract", "schedule", "hours_min", "hours_max",
    "remote", "wage_min", "wage_max", "wage_unit", "published_at", "is_demonstration",
    "organisation__operating_name", "organisation__legal_name",
    "organisation__is_agency", "unit_group__title_fr", "unit_group__title_en",
    "municipality__name", "region__name",
)  # fmt: skip


def title_of(order: JobOrder, language: str) -> tuple[str, str]:
    """The title in a language, and the language it is in when that is another."""
    own, other = order.title_fr, order.title_en
    if language == "en":
        own, other = other, own
    if own:
        return own, ""
    return other, "fr" if language == "en" else "en"


def address(order: JobOrder, language: str) -> str:
    with override(language):
        return reverse(
            "jobs:order", args=[order.number, slug(title_of(order, language)[0]) or "-"]
        )


def place_of(order: JobOrder) -> str:
    """The town and the region; a remote job may have neither."""
    names = [place.name for place in (order.municipality, order.region) if place]
    return ", ".join(dict.fromkeys(names)) or _("Québec")


def places_of(order: JobOrder) -> str:
    """The same and the other municipalities, of an order of `for_cards`."""
    if not order.sites:
        return place_of(order)
    said = {"place": place_of(order), "sites": ", ".join(order.sites)}
    return _("%(place)s; also: %(sites)s") % said


def sites_of(order: JobOrder) -> list[str]:
    """The other municipalities where the same work is done."""
    if not order.other_sites:
        return []
    names = Municipality.objects.in_bulk(order.other_sites)
    return [names[code].name for code in order.other_sites if code in names]


def words_of(name: str, codes) -> list[str]:
    known = dict(choices.NAMED[name])
    return [str(known[code]) for code in codes if code in known]


def terms(order: JobOrder, language: str) -> list[str]:
    """Contract, hours, schedule and where one works, in few words."""
    hours = wording.hours(order.hours_min, order.hours_max, language)
    said = words_of("contract", [order.contract]) + [hours]
    said.append(", ".join(words_of("schedule", order.schedule)))
    if order.remote != JobOrder.Remote.ON_SITE:
        said.append(str(order.get_remote_display()))
    return [words for words in said if words]


def for_list(ids: list, language: str) -> list[dict]:
    """The cards of a page of results, in their order."""
    today = timezone.localdate()
    orders = JobOrder.objects.for_cards(ids).only(*CARD)
    found = {order.pk: order for order in orders}
    return [_card(found[pk], language, today) for pk in ids if pk in found]


def _card(order: JobOrder, language: str, today) -> dict:
    title, title_language = title_of(order, language)
    occupation = getattr(order.unit_group, f"title_{language}")
    return {
        "title": title,
        "title_language": title_language,
        "url": address(order, language),
        "employer": str(order.organisation),
        "is_agency": order.organisation.is_agency,
        "place": places_of(order),
        "noc": order.unit_group_id,
        "occupation": "" if occupation == title else occupation,
        "terms": terms(order, language),
        "wage": wording.wage(order.wage_min, order.wage_max, order.wage_unit, language),
        "wage_unit": order.get_wage_unit_display(),
        "posted": _("Posted %(when)s")
        % {"when": wording.ago(order.published_at, today)},
        "is_demo": order.is_demonstration,
    }


def for_export(ids: list, language: str) -> list[dict]:
    """The lines of a file, in their order: `COLUMNS`, codes as codes."""
    found = {order.pk: order for order in JobOrder.objects.for_cards(ids)}
    return [_line(found[pk], language) for pk in ids if pk in found]


def _line(order: JobOrder, language: str) -> dict:
    title, title_language = title_of(order, language)
    return {
        "number": order.number,
        "title": title,
        "title_language": title_language or language,
        "employer": str(order.organisation),
        "agency": order.organisation.is_agency,
        "noc": order.unit_group_id,
        "occupation": getattr(order.unit_group, f"title_{language}"),
        "region": order.region_id or "",
        "municipality": order.municipality_id or "",
        # A wage of nothing is no wage.
        "wage_min": order.wage_min or None,
        "wage_max": order.wage_max or None,
        "wage_unit": order.wage_unit,
        "hours_min": order.hours_min,
        "hours_max": order.hours_max,
        "schedule": " ".join(order.schedule),
        "contract": order.contract,
        "remote": order.remote,
        "languages": " ".join(order.work_languages),
        "positions": order.positions,
        "posted_at": order.published_at.isoformat(),
        "expires_on": order.expires_on.isoformat(),
        "text_language": order.language,
        "duties": order.duties,
        "url": settings.SITE_URL + address(order, language),
        "other_municipalities": " ".join(order.other_sites),
        "education": order.education,
        "experience_months": order.experience_months,
        "driving": order.driving,
        "physical": " ".join(order.physical),
        "union": order.union,
        "tips": order.is_tipped,
        "documents": " ".join(order.documents),
        "interviews_from": _iso(order.interviews_from),
        "interviews_until": _iso(order.interviews_until),
    }


def _iso(day) -> str:
    return day.isoformat() if day else ""


def for_feed(ids: list, language: str) -> list[dict]:
    """The entries of a feed, in their order."""
    found = {order.pk: order for order in JobOrder.objects.for_cards(ids)}
    orders = [found[pk] for pk in ids if pk in found]
    return [
        {
            "title": f"{title_of(order, language)[0]} – {places_of(order)}",
            "summary": _summary(order, language),
            "url": address(order, language),
            "number": order.number,
            "posted_at": order.published_at,
        }
        for order in orders
    ]


def _summary(order: JobOrder, language: str) -> str:
    wage = wording.wage(order.wage_min, order.wage_max, order.wage_unit, language)
    said = [str(order.organisation)]
    if order.organisation.is_agency:
        said.append(_("Agency"))
    if wage:
        said.append(f"{wage} {order.get_wage_unit_display()}")
    return " · ".join([*said, *terms(order, language)])


def for_mail(ids: Iterable) -> dict:
    """{order: {language: its lines in a message}}."""
    lines: dict = {}
    for language, _label in settings.LANGUAGES:
        with override(language):
            for order in JobOrder.objects.for_cards(ids):
                lines.setdefault(order.pk, {})[language] = {
                    "title": f"{title_of(order, language)[0]} – {places_of(order)}",
                    "terms": _summary(order, language),
                    "link": address(order, language),
                }
    return lines
