"""What an employer does with a job order, from its first word to its outcome.

Each function locks the order, refuses what the state or the person does not allow,
writes the change and its event, and puts the search in step, in one transaction. `by`
is the person. `token` comes with the button of the page: the same one twice is one
act. PostgreSQL refuses the other changes of state by itself
(`models.orders.TRANSITIONS`) and writes the event of each.
"""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from placement.actions import reviews
from placement.actions.order_moves import (
    Conflict,
    Edit,
    Kind,
    NotAllowed,
    NotReady,
    State,
    as_written,
    done,
    known,
    member_only,
    mine,
    move,
    note,
    open_edit,
    put_out,
    save,
)
from placement.indexing import reindex
from placement.models import JobOrder, OrderVersion, Organisation
from placement.models.orders import PUBLISHED_FOR
from placement.orders_content import PRIVATE, content_of, lacks
from placement.screening import history

# -- writing --------------------------------------------------------------------------


@transaction.atomic
def write_draft(organisation: Organisation, token: UUID, fields: dict, *, by):
    """A new order of an organisation; the form sent twice makes one."""
    member_only(organisation.pk, by)
    if organisation.state == Organisation.State.BLOCKED:
        raise NotAllowed
    order, _new = JobOrder.objects.get_or_create(
        token=token, organisation=organisation, defaults=known(fields)
    )
    order.refresh_from_db()
    return order


@transaction.atomic
def write(order: JobOrder, fields: dict, seen: int, *, by) -> JobOrder:
    """Save what a step of the form says, where nothing was saved since `seen`.

    Of an order that the public may see, a version is written: the approved text stays.
    """
    order = mine(order, by)
    if order.version != seen:
        raise Conflict
    fields = known(fields)
    private = {name: fields.pop(name) for name in PRIVATE if name in fields}
    if order.state in JobOrder.WRITABLE:
        private |= fields
    elif order.state in JobOrder.LIVE:
        edit = open_edit(order, by)
        for name, value in fields.items():
            is_row = hasattr(value, "pk")
            edit.content[name] = value.pk if is_row else value
        edit.state = Edit.DRAFT
        edit.save()
    else:
        raise NotAllowed
    save(order, **private, version=order.version + 1)
    return order


@transaction.atomic
def drop_edit(order: JobOrder, *, by, token: UUID | None = None) -> JobOrder:
    """Give up the changes of a live order that nobody has approved."""
    order = mine(order, by)
    edits = order.versions.filter(state__in=OrderVersion.OPEN)
    if order.state in JobOrder.LIVE and edits.update(state=Edit.WITHDRAWN):
        note(order, Kind.EDIT_DROPPED, by, token=token)
    return order


@transaction.atomic
def copy(order: JobOrder, token: UUID, *, by) -> JobOrder:
    """A new draft that says the same; declarations are made anew."""
    order = mine(order, by)
    # The title may say whose text it was; only the employer's own orders are copied.
    fields = {JobOrder._meta.get_field(name).attname: value
              for name, value in content_of(order).items()}  # fmt: skip
    fields |= {name: getattr(order, name) for name in PRIVATE}
    fields |= {"declarations": [], "starts_on": None, "ends_on": None}
    made, new = JobOrder.objects.get_or_create(
        token=token,
        organisation_id=order.organisation_id,
        defaults=fields | {"copied_from": order},
    )
    if new:
        note(order, Kind.COPIED, by)
    made.refresh_from_db()
    return made


# -- the employer ---------------------------------------------------------------------


@transaction.atomic
def submit(order: JobOrder, *, by, token: UUID | None = None) -> JobOrder:
    """Ask for review: of the order, or of the changes of a live one."""
    order = mine(order, by)
    if done(order, token) or order.state == State.SUBMITTED:
        return order
    if order.organisation.state != Organisation.State.VERIFIED:
        raise NotReady(["organisation"])
    edit = order.versions.filter(state__in=OrderVersion.OPEN).first()
    live = order.state in JobOrder.LIVE
    if not live and order.state not in JobOrder.WRITABLE:
        raise NotAllowed
    if live and (edit is None or edit.state == Edit.IN_REVIEW):
        raise NotAllowed
    if missing := lacks(as_written(order)):
        raise NotReady(missing)
    if not live:
        edit = open_edit(order, by)
        edit.content = content_of(order)
    edit.state, edit.submitted_at, edit.written_by = Edit.IN_REVIEW, timezone.now(), by
    edit.save()
    if live:
        note(order, Kind.EDIT_SUBMITTED, by, token=token)
    else:
        order = move(order, State.SUBMITTED, by, token=token)
    passes = history.screen(as_written(order), edit)
    return reviews.approve(order, by=None) if passes else order


@transaction.atomic
def publish(order: JobOrder, *, by, token: UUID | None = None) -> JobOrder:
    """Let the public read an approved order, for the days that it says."""
    order = mine(order, by)
    if done(order, token) or order.state == State.PUBLISHED:
        return order
    if order.state not in (State.APPROVED, State.SCHEDULED):
        raise NotAllowed
    return put_out(order, by, token)


@transaction.atomic
def schedule(order: JobOrder, on: date, *, by, token: UUID | None = None) -> JobOrder:
    """Choose the day an approved order is published, or another day."""
    order = mine(order, by)
    if done(order, token):
        return order
    if on <= timezone.localdate():
        return publish(order, by=by, token=token)
    if order.state == State.SCHEDULED:
        return save(order, publish_on=on)
    return move(order, State.SCHEDULED, by, token=token, publish_on=on)


@transaction.atomic
def unschedule(order: JobOrder, *, by, token: UUID | None = None) -> JobOrder:
    order = mine(order, by)
    if done(order, token):
        return order
    if order.state != State.SCHEDULED:
        raise NotAllowed
    return move(order, State.APPROVED, by, token=token, publish_on=None)


@transaction.atomic
def suspend(
    order: JobOrder, *, by, reason: str = "", token: UUID | None = None
) -> JobOrder:
    """Take it off the lists for a while; its term runs on."""
    order = mine(order, by)
    if done(order, token):
        return order
    return move(order, State.SUSPENDED, by, reason, token)


@transaction.atomic
def resume(order: JobOrder, *, by, token: UUID | None = None) -> JobOrder:
    order = mine(order, by)
    if done(order, token):
        return order
    if order.state != State.SUSPENDED or order.expires_on < timezone.localdate():
        raise NotAllowed
    now = timezone.now()  # who puts it back says that it is still to be filled
    return move(order, State.PUBLISHED, by, token=token, confirmed_at=now)


@transaction.atomic
def extend(order: JobOrder, reason: str, *, by, token: UUID | None = None) -> JobOrder:
    """Thirty days more, never past 120 from its publication; why is asked."""
    order = mine(order, by)
    if done(order, token):
        return order
    if order.state not in (State.PUBLISHED, State.SUSPENDED, State.EXPIRED):
        raise NotAllowed
    if reason not in JobOrder.Extension.values:
        raise NotReady(["reason"])
    today = timezone.localdate()
    start = max(order.expires_on, today)
    until = min(start + PUBLISHED_FOR, order.last_day)
    if until <= start:
        raise NotAllowed
    fields = {
        "expires_on": until,
        "extension_reason": reason,
        "confirmed_at": timezone.now(),
    }
    if order.state == State.EXPIRED:
        return move(order, State.PUBLISHED, by, reason, token, **fields)
    save(order, **fields)
    note(order, Kind.EXTENDED, by, reason, token)
    reindex([order.pk])
    return order


@transaction.atomic
def confirm(order: JobOrder, *, by, token: UUID | None = None) -> JobOrder:
    """The employer says that the position is still to be filled."""
    order = mine(order, by)
    if done(order, token):
        return order
    if order.state != State.PUBLISHED:
        raise NotAllowed
    save(order, confirmed_at=timezone.now())
    note(order, Kind.CONFIRMED, by, token=token)
    return order


@transaction.atomic
def close(order: JobOrder, outcome: str, *, by, token: UUID | None = None) -> JobOrder:
    """End it and say how: filled through this site, another way, or given up."""
    order = mine(order, by)
    if done(order, token):
        return order
    if outcome not in JobOrder.Outcome.values:
        raise NotReady(["outcome"])
    if order.state not in (State.PUBLISHED, State.SUSPENDED, State.EXPIRED):
        raise NotAllowed
    ended = outcome == JobOrder.Outcome.CANCELLED
    to = State.WITHDRAWN if ended else State.FILLED
    return move(
        order, to, by, outcome, token, outcome=outcome, closed_at=timezone.now()
    )


@transaction.atomic
def withdraw(
    order: JobOrder, *, by, reason: str = "", token: UUID | None = None
) -> JobOrder:
    """Give up an order, at any moment before it ended."""
    order = mine(order, by)
    if done(order, token) or order.state == State.WITHDRAWN:
        return order
    if order.state == State.EXPIRED:
        raise NotAllowed
    return move(order, State.WITHDRAWN, by, reason, token, closed_at=timezone.now())
