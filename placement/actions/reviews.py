"""What moderators and the calendar do with job orders.

As `actions.orders`: one transaction each, the event of each change, `token` for what is
sent twice. `by` is the moderator; None is the screening, which may approve or return by
rules that it states.
"""

from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from placement.actions import order_mail
from placement.actions.order_moves import (
    Edit,
    Kind,
    NotAllowed,
    State,
    done,
    each,
    moderated,
    moderator_only,
    move,
    note,
    open_edit,
    put_out,
    save,
)
from placement.indexing import reindex
from placement.models import JobOrder, OrderVersion, Organisation
from placement.orders_content import apply_content, content_of

# -- the moderator --------------------------------------------------------------------


@transaction.atomic
def take(order: JobOrder, *, by, token: UUID | None = None) -> JobOrder:
    """Begin the review of a submitted order."""
    order = moderated(order, by)
    if done(order, token) or order.state == State.IN_REVIEW:
        return order
    return move(order, State.IN_REVIEW, by, token=token)


@transaction.atomic
def approve(
    order: JobOrder, *, by, reason: str = "", token: UUID | None = None
) -> JobOrder:
    """Accept what is in review; the changes of a live order are public at once."""
    order = moderated(order, by)
    if done(order, token):
        return order
    edit = decide(order, Edit.APPROVED, by, reason)
    if order.state in JobOrder.LIVE:
        names = apply_content(order, edit.content)
        order.save(update_fields=[*names, "updated_at"])
        save(order, version=order.version + 1)
        note(order, Kind.EDIT_APPROVED, by, reason, token)
        reindex([order.pk])
        order_mail.approved(order, edit)
        return order
    order_mail.approved(order, edit)
    reviewed(order, by)
    return move(order, State.APPROVED, by, reason, token)


@transaction.atomic
def return_with_remarks(
    order: JobOrder, remarks: str, *, by, token: UUID | None = None
) -> JobOrder:
    """Ask the employer to correct what is in review."""
    order = moderated(order, by)
    if done(order, token):
        return order
    decide(order, Edit.TO_CORRECT, by, remarks)
    if order.state in JobOrder.LIVE:
        note(order, Kind.EDIT_RETURNED, by, remarks, token)
        return order
    reviewed(order, by)
    return move(order, State.TO_CORRECT, by, remarks, token)


@transaction.atomic
def refuse(order: JobOrder, reason: str, *, by, token: UUID | None = None) -> JobOrder:
    """Say no; of a live order only the changes are refused."""
    order = moderated(order, by)
    if done(order, token):
        return order
    decide(order, Edit.REFUSED, by, reason)
    if order.state in JobOrder.LIVE:
        note(order, Kind.EDIT_REFUSED, by, reason, token)
        return order
    reviewed(order, by)
    return move(order, State.REFUSED, by, reason, token)


@transaction.atomic
def review_again(
    order: JobOrder, *, by, reason: str = "", token: UUID | None = None
) -> JobOrder:
    """An appeal is heard: what was refused or removed is in review again."""
    order = moderated(order, by)
    if done(order, token):
        return order
    if order.state not in (State.REFUSED, State.REMOVED):
        raise NotAllowed
    edit = open_edit(order, None)
    edit.content, edit.state = content_of(order), Edit.IN_REVIEW
    edit.submitted_at = timezone.now()
    edit.save()
    return move(order, State.IN_REVIEW, by, reason, token)


@transaction.atomic
def remove(order: JobOrder, reason: str, *, by, token: UUID | None = None) -> JobOrder:
    """Take an order away from the public, by the moderator."""
    order = moderated(order, by)
    if done(order, token) or order.state == State.REMOVED:
        return order
    order.versions.filter(state__in=OrderVersion.OPEN).update(state=Edit.REFUSED)
    return move(order, State.REMOVED, by, reason, token, closed_at=timezone.now())


@transaction.atomic
def hide_employer(organisation: Organisation, hidden: bool, *, by) -> None:
    """One switch: all the orders of an employer leave the public, or come back."""
    moderator_only(by)
    Organisation.objects.filter(pk=organisation.pk).update(orders_hidden=hidden)
    reindex(organisation.orders.values_list("pk", flat=True))


# -- the calendar ---------------------------------------------------------------------


def publish_due(day: date) -> int:
    """Publish the orders whose day has come, those of verified employers only."""
    verified = Organisation.State.VERIFIED
    due = JobOrder.objects.due(day).filter(organisation__state=verified)
    return each(due, lambda order: put_out(order, None, None))


def expire(day: date) -> int:
    """End the orders whose term has passed."""
    past = JobOrder.objects.past(day)

    def end(order):
        order_mail.expired(order)
        move(order, State.EXPIRED, None)

    return each(past, end)


def archive(day: date) -> int:
    """Put away what ended a year before a day."""
    rows = JobOrder.objects.filter(
        state__in=[State.REFUSED, State.EXPIRED, State.FILLED, State.WITHDRAWN],
        updated_at__date__lt=day - timedelta(days=365),
    )
    return each(rows, lambda order: move(order, State.ARCHIVED, None))


def decide(order: JobOrder, state: str, by, remarks: str) -> OrderVersion:
    edit = order.versions.filter(state=Edit.IN_REVIEW).first()
    if edit is None:
        raise NotAllowed
    edit.state, edit.remarks = state, remarks
    edit.decided_by, edit.decided_at = by, timezone.now()
    edit.save()
    return edit


def reviewed(order: JobOrder, by) -> None:
    if order.state == State.SUBMITTED:
        move(order, State.IN_REVIEW, by)
