"""What each act on a job order does: lock, check the person, move, leave the event."""

import logging
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.utils import timezone

from accounts import roles
from placement.indexing import reindex
from placement.models import (
    JobOrder,
    Membership,
    OrderEvent,
    OrderVersion,
    Organisation,
)
from placement.models.orders import TRANSITIONS
from placement.orders_content import CONTENT, PRIVATE, apply_content, content_of

log = logging.getLogger(__name__)
State, Edit, Kind = JobOrder.State, OrderVersion.State, OrderEvent.Kind


class NotAllowed(Exception):
    """The state of the order does not allow it: somebody was first, or it ended."""


class NotReady(Exception):
    """What must be said first: codes of `orders_content.lacks`."""


class Conflict(Exception):
    """Somebody saved the order since the page was opened."""


def as_written(order: JobOrder) -> JobOrder:
    """The order as its employer last wrote it, not saved: with the open changes."""
    order = JobOrder.objects.select_related("organisation").get(pk=order.pk)
    edit = order.versions.filter(state__in=OrderVersion.OPEN).first()
    if edit and order.state in JobOrder.LIVE:
        apply_content(order, edit.content)
    return order


def put_out(order, by, token) -> JobOrder:
    if order.organisation.state != Organisation.State.VERIFIED:
        raise NotReady(["organisation"])
    now = timezone.now()
    return move(
        order,
        State.PUBLISHED,
        by,
        token=token,
        published_at=now,
        confirmed_at=now,
        publish_on=None,
        expires_on=timezone.localdate() + order.days_public,
    )


def known(fields: dict) -> dict:
    return {k: v for k, v in fields.items() if k in CONTENT or k in PRIVATE}


def member_only(organisation_id, by) -> None:
    members = Membership.objects.filter(organisation=organisation_id, user=by)
    if not members.exists():
        raise PermissionDenied


def moderator_only(by) -> None:
    if not roles.is_moderator(by):
        raise PermissionDenied


def lock(order: JobOrder) -> JobOrder:
    rows = JobOrder.objects.select_for_update(of=("self",))
    return rows.select_related("organisation").get(pk=order.pk)


def mine(order: JobOrder, by) -> JobOrder:
    order = lock(order)
    member_only(order.organisation_id, by)
    return order


def moderated(order: JobOrder, by) -> JobOrder:
    """None is the screening, which may approve or return by rules that it states."""
    if by is not None:
        moderator_only(by)
    return lock(order)


def open_edit(order: JobOrder, by) -> OrderVersion:
    """The version being written, begun from what the order says."""
    edits = order.versions.order_by("-number")
    edit = edits.filter(state__in=OrderVersion.OPEN).first()
    if edit and edit.state == Edit.IN_REVIEW:
        raise NotAllowed
    if edit is None:
        last = edits.values_list("number", flat=True).first() or 0
        edit = OrderVersion(
            order=order, number=last + 1, content=content_of(order), written_by=by
        )
    return edit


def each(rows, act) -> int:
    """One transaction an order: one that cannot be changed holds no other back."""
    count = 0
    for key in list(rows.order_by("pk").values_list("pk", flat=True)):
        try:
            with transaction.atomic():
                order = rows.select_for_update(of=("self",)).filter(pk=key).first()
                if order:
                    act(order)
                    count += 1
        except Exception:
            log.exception("order %s", key)
    return count


def done(order: JobOrder, token: UUID | None) -> bool:
    return token is not None and order.events.filter(token=token).exists()


def note(order, kind, by, reason="", token=None) -> None:
    order.events.create(
        kind=kind, by_id=by and by.pk, reason=reason, token=token,
        from_state=order.state, to_state=order.state,
    )  # fmt: skip


def save(order: JobOrder, **fields) -> JobOrder:
    for name, value in fields.items():
        setattr(order, name, value)
    order.save(update_fields=[*fields, "updated_at"])
    return order


def move(order, to, by, reason="", token=None, **fields) -> JobOrder:
    if (order.state, to) not in TRANSITIONS:
        raise NotAllowed
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('placement.by', %s, true),"
            " set_config('placement.reason', %s, true),"
            " set_config('placement.token', %s, true)",
            [str(by.pk) if by else "", reason, str(token or "")],
        )
    if to in (State.FILLED, State.WITHDRAWN):  # nobody reads its changes any more
        order.versions.filter(state__in=OrderVersion.OPEN).update(state=Edit.WITHDRAWN)
    save(order, state=to, **fields)
    reindex([order.pk])
    return order
