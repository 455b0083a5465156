"""What moderators write with their decisions, and who is told."""

from django.db import transaction
from django.utils import timezone

from placement.actions import employers, order_mail, order_moves, reviews
from placement.models import (
    Appeal,
    JobOrder,
    Organisation,
    OrganisationDecision,
    Remark,
    Report,
)

State, Decision = JobOrder.State, Remark.Decision
Organised = OrganisationDecision.Kind


@transaction.atomic
def send_back(order, reason: str, text: str, remarks: dict, *, by) -> JobOrder:
    """Return an order with a remark for each field that is to be corrected."""
    said = "\n".join([text, *remarks.values()]).strip()
    order = reviews.return_with_remarks(order, said, by=by)
    _remark(order, Decision.RETURNED, reason, text, by)
    for field, words in remarks.items():
        _remark(order, Decision.RETURNED, reason, words, by, field)
    order_mail.returned(order, reason, text, remarks)
    return order


@transaction.atomic
def turn_down(order: JobOrder, reason: str, text: str, *, by) -> JobOrder:
    """Refuse what waits; take away what is public and has nothing that waits."""
    waits = order.has_words_in_review
    order = _turned_down(order, reason, text, waits, by)
    order_mail.refused(order, reason, text, waits)
    return order


def _turned_down(order, reason, text, waits, by) -> JobOrder:
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
    waits = order.has_words_in_review
    order = _turned_down(order, reason, text, waits, by)
    reviews.hide_employer(order.organisation, True, by=by)
    if order.organisation.state == Organisation.State.BLOCKED:
        order_mail.refused(order, reason, text, waits)
        return
    decision = employers.block(order.organisation, reason, text, by=by)
    order_mail.decided(decision, order)


@transaction.atomic
def block_organisation(organisation, reason: str, text: str, *, by) -> None:
    """End an employer that no order told of."""
    order_mail.decided(employers.block(organisation, reason, text, by=by))


@transaction.atomic
def vouch(organisation: Organisation, seen: int, *, by) -> None:
    """A moderator looked at version `seen` of an identity, and it is true."""
    order_mail.decided(employers.verify(organisation, seen, by=by))


@transaction.atomic
def switch(organisation, hidden: bool, reason: str, text: str, *, by) -> None:
    """Hide all the orders of an employer at once, or show them again, and say why."""
    order_moves.moderator_only(by)
    row = Organisation.objects.select_for_update().get(pk=organisation.pk)
    if row.orders_hidden == hidden:  # pressed twice
        return
    reviews.hide_employer(row, hidden, by=by)
    kind = Organised.HIDDEN if hidden else Organised.SHOWN
    decision = row.decisions.create(kind=kind, reason=reason, text=text, by=by)
    order_mail.decided(decision)


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
    waits = order.appeals.waiting().first()
    if waits is None:
        raise order_moves.NotAllowed
    waits.heard_at, waits.accepted = timezone.now(), accepted
    waits.save()
    order_mail.heard(order, waits.pk, accepted)
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
