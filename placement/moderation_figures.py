"""The open figures of moderation: received, decided, why refused, how long it took."""

from dataclasses import dataclass
from datetime import date, datetime, time
from statistics import median

from django.utils import timezone

from placement.models import OrderEvent, Reason, Remark, Report

SUBMITTED = ("submitted",)
DECISIONS = {"approved": "approved", "to_correct": "returned", "refused": "refused"}


@dataclass(frozen=True)
class Figures:
    """Counts of a period; the median delay in hours, None when nothing was decided."""

    since: date
    until: date
    received: int
    approved: int
    returned: int
    refused: int
    removed: int
    median_hours: float | None
    reports: int
    upheld: int
    reasons: list[tuple[str, str, int]]

    def rows(self) -> list[tuple[str, int | float | None]]:
        names = (
            "received", "approved", "returned", "refused", "removed", "median_hours",
            "reports", "upheld",
        )  # fmt: skip
        rows = [(name, getattr(self, name)) for name in names]
        return rows + [(f"reason_{code}", n) for code, _label, n in self.reasons]


def period(year: str, today: date) -> tuple[date, date]:
    """A year that was asked for, else the current one, as far as today."""
    asked = int(year) if year.isdecimal() and len(year) == 4 else today.year
    chosen = asked if 2020 <= asked <= today.year else today.year
    return date(chosen, 1, 1), min(date(chosen, 12, 31), today)


def figures(since: date, until: date) -> Figures:
    """Counted from the events of the orders, first texts and changes alike."""
    span = (_start(since), timezone.make_aware(datetime.combine(until, time.max)))
    events = OrderEvent.objects.filter(at__range=span).order_by("at", "pk")
    asked: dict = {}
    delays, counts = [], dict.fromkeys(
        ("received", "approved", "returned", "refused", "removed"), 0
    )  # fmt: skip
    for order, kind, became, at in events.values_list(
        "order_id", "kind", "to_state", "at"
    ):
        what = _what(kind, became)
        if what:
            counts[what] += 1
        if what == "received":
            asked[order] = at
        elif what and order in asked:
            delays.append((at - asked.pop(order)).total_seconds() / 3600)
    refused = Remark.objects.filter(at__range=span, field="").exclude(
        decision=Remark.Decision.RETURNED
    )
    codes = list(refused.values_list("reason", flat=True))
    reports = Report.objects.filter(at__range=span)
    return Figures(
        since, until, **counts,
        median_hours=round(median(delays), 1) if delays else None,
        reports=reports.count(),
        upheld=reports.filter(upheld=True).count(),
        reasons=[(r.value, str(r.label), codes.count(r.value)) for r in Reason],
    )  # fmt: skip


def _what(kind: str, became: str) -> str:
    if kind == "state":
        named = DECISIONS | {"submitted": "received", "removed": "removed"}
        return named.get(became, "")
    return {"submitted": "received"}.get(kind, kind if kind in (
        "approved", "returned", "refused"
    ) else "")  # fmt: skip


def _start(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
