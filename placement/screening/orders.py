"""What the rules say of a stored order: its texts, its amounts, and what surrounds it."""

from collections.abc import Iterator
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bilingual.folding import words
from datasets.models import Publication
from figures import rates
from placement.indexing import hourly
from placement.models.orders import JobOrder
from placement.orders_content import least_lawful
from placement.screening.rules import Finding
from placement.screening.texts import Terms, of_texts

TEXTS = (
    "title_fr", "title_en", "duties", "requirements", "duties_other",
    "requirements_other", "licences", "benefits", "reasons_other_language",
    "apply_note", "apply_url", "apply_email",
)  # fmt: skip
# An employer with so many approved orders is no longer new.
KNOWN_AFTER = 3
# Two texts with so large a share of common word pairs are one text.
SAME = 0.8
WAITING_OR_OPEN = (
    "submitted", "in_review", "approved", "scheduled", "published", "suspended"
)  # fmt: skip


def texts_of(order: JobOrder) -> dict[str, str]:
    """Every text that somebody wrote, by field; questions are numbered."""
    texts = {name: getattr(order, name) for name in TEXTS}
    for number, question in enumerate(order.questions):
        texts[f"questions.{number}"] = question
    return {name: text for name, text in texts.items() if text}


def terms_of(order: JobOrder) -> Terms:
    """The amounts of an order; where it says that tips are usual, their own minimum."""
    hours = order.hours_max or order.hours_min
    lowest, most = (
        hourly(amount, order.wage_unit, hours)
        for amount in (order.wage_min, order.wage_max)
    )
    day = max(order.starts_on or timezone.localdate(), timezone.localdate())
    rate = rates.in_force(Publication.objects.version(), day)
    minimum = rate and least_lawful(order, rate)
    return Terms(lowest, most, Decimal(minimum) if minimum else None)


def of_order(order: JobOrder) -> list[Finding]:
    """What holds an order or is advised on it, its texts first."""
    return of_texts(texts_of(order), terms_of(order)) + list(_around(order))


def risk(findings: list[Finding]) -> int:
    """How early a moderator should look: 0 (nothing found) to 100."""
    weights = sorted((finding.weight for finding in findings), reverse=True)
    return min(100, sum(weights[:1]) + sum(weights[1:]) // 10)


def _around(order: JobOrder) -> Iterator[Finding]:
    others = JobOrder.objects.filter(organisation=order.organisation_id)
    others = others.exclude(pk=order.pk)
    twin = _twin(order, others.filter(state__in=WAITING_OR_OPEN))
    if twin:
        why = _("Order %(number)s says the same and is open or waiting.")
        why %= {"number": twin.number}
        yield Finding("duplicate", "duties", 0, len(order.duties), why, True, 40)
    if others.filter(published_at__isnull=False).count() < KNOWN_AFTER:
        why = _("The first orders of an employer are read by a moderator.")
        yield Finding("new_employer", "title_fr", 0, 0, why, True, 25)


def _twin(order: JobOrder, others) -> JobOrder | None:
    """An order of the same work at the same place with nearly the same words."""
    mine = _pairs(order)
    if not mine:
        return None
    same = others.filter(
        unit_group=order.unit_group_id, municipality=order.municipality_id
    )
    for other in same.order_by("-number")[:50]:
        theirs = _pairs(other)
        if theirs and len(mine & theirs) / len(mine | theirs) >= SAME:
            return other
    return None


def _pairs(order: JobOrder) -> set[tuple[str, str]]:
    said = words(f"{order.title_fr} {order.duties} {order.requirements}")
    return set(zip(said, said[1:], strict=False))
