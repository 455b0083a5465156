"""What the screening lets through, and what moderators write with their decisions."""

import logging

from django.db import transaction
from django.utils import timezone

from placement.actions import employers, order_moves, reviews
from placement.models import Appeal, JobOrder, Remark, Report
from placement.screening.orders import of_order

log = logging.getLogger(__name__)
State, Decision = JobOrder.State, Remark.Decision


def raises_nothing(order: JobOrder) -> bool:
    """Whether no rule holds an order as it was written; a rule that fails holds it."""
    try:
        with transaction.atomic():
            written = order_moves.as_written(order)
            return not any(finding.holds for finding in of_order(written))
    except Exception:
        log.exception("the screening of order %s failed", order.pk)
        return False


@transaction.atomic
def send_back(order, reason: str, text: str, remarks: dict, *, by) -> JobOrder:
    """Return an order with a remark for each field that is to be corrected."""
    said = "\n".join([text, *remarks.values()]).strip()
    order = reviews.return_with_remarks(order, said, by=by)
    _remark(order, Decision.RETURNED, reason, text, by)
    for field, words in remarks.items():
        _remark(order, Decision.RETURNED, reason, words, by, field)
    return order


@transaction.atomic
def turn_down(order: JobOrder, reason: str, text: str, *, by) -> JobOrder:
    """Refuse what waits; take away what is public and has nothing that waits."""
    waits = order.has_words_in_review
    if waits:
        order = reviews.refuse(order, text, by=by)
    else:
        order = reviews.remove(order, text, by=by)
    decision = Decision.REFUSED if waits else Decision.REMOVED
    _remark(order, decision, reason, text, by)
    order.reports.waiting().update(handled_at=timezone.now(), upheld=True)
    return order


@transaction.atomic
def block(order: JobOrder, reason: str, text: str, *, by) -> None:
    """End an order and its employer: every order of it leaves the public at once."""
    turn_down(order, reason, text, by=by)
    reviews.hide_employer(order.organisation, True, by=by)
    employers.block(order.organisation, by=by)


@transaction.atomic
def dismiss_reports(order: JobOrder, *, by) -> None:
    """The reports of an order are read, and change nothing."""
    order_moves.moderator_only(by)
    order.reports.waiting().update(handled_at=timezone.now(), upheld=False)


@transaction.atomic
def appeal(order: JobOrder, text: str, *, by) -> Appeal:
    """Ask for another look at a refusal or a removal; one appeal waits at a time."""
    order = order_moves.mine(order, by)
    if order.state not in (State.REFUSED, State.REMOVED):
        raise order_moves.NotAllowed
    found, _new = Appeal.objects.get_or_create(
        order=order, heard_at=None, defaults={"text": text, "by": by}
    )
    return found


@transaction.atomic
def hear(order: JobOrder, accepted: bool, *, by) -> JobOrder:
    """Close the open appeal; when it is accepted the order is in review again."""
    order = order_moves.moderated(order, by)
    heard = order.appeals.waiting().update(heard_at=timezone.now(), accepted=accepted)
    if not heard:
        raise order_moves.NotAllowed
    return reviews.review_again(order, by=by) if accepted else order


def waiting_reports() -> list[JobOrder]:
    """The orders that the public reported, the first reported first."""
    found: dict = {}
    rows = Report.objects.waiting().select_related("order__organisation")
    for report in rows[:500]:
        found.setdefault(report.order_id, report.order)
    return list(found.values())


def _remark(order, decision, reason, text, by, field="") -> None:
    order.remarks.create(
        decision=decision, reason=reason, text=text, by=by, field=field
    )
