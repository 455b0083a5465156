"""What a screening found, kept as it was said that day."""

import logging

from django.db import transaction
from django.utils.translation import override

from placement.models import JobOrder, OrderVersion, Screening
from placement.screening.orders import of_order, risk, texts_of
from placement.screening.rules import Finding

log = logging.getLogger(__name__)
UNREAD = 100  # the risk of a text that the rules failed on


def screen(order: JobOrder, version: OrderVersion) -> bool:
    """Whether nothing holds an order as it was written; what was found is kept.

    A rule that fails holds it.
    """
    try:
        with transaction.atomic():
            found = of_order(order)
            kept = [_row(one, order) for one in found]
    except Exception:
        log.exception("the screening of order %s failed", order.pk)
        version.screenings.create(risk=UNREAD)
        return False
    version.screenings.create(risk=risk(found), findings=kept)
    return not any(one.holds for one in found)


def rules_of(screening: Screening | None, language: str) -> list[str]:
    """The reasons to wait, each once."""
    rows = screening.findings if screening else []
    said = (row[f"why_{language}"] for row in rows if row["holds"])
    return list(dict.fromkeys(said))


def _row(one: Finding, order: JobOrder) -> dict:
    why = {}
    for language in ("fr", "en"):
        with override(language):
            why[f"why_{language}"] = str(one.why)
    words = texts_of(order).get(one.field, "")[one.start : one.end][:200]
    return {
        "rule": one.rule,
        "field": one.field,
        "words": words,
        "holds": one.holds,
        "weight": one.weight,
        **why,
    }
