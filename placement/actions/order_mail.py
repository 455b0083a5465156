"""What the people of an organisation are told of their orders, each thing once.

Written in the transaction of what it tells. A key names the decision or the day, so
that a task run twice writes nothing twice.
"""

from datetime import date, datetime, timedelta

from mail.outbox import post
from placement.actions.order_moves import Kind, State, each, move, note
from placement.models import JobOrder, OrderVersion, Organisation, OrganisationDecision

ENDS_IN = timedelta(days=5)
# Nobody spoke of the order for so long: is the position still to be filled?
QUIET = timedelta(days=14)
# Then nobody answered for so long: the order is taken off the lists.
UNANSWERED = timedelta(days=7)


def members(organisation: Organisation) -> list[tuple[str, str]]:
    """Address and language of the people who act for an organisation."""
    people = organisation.memberships.filter(user__is_active=True)
    return list(people.order_by("pk").values_list("user__email", "user__language"))


def approved(order: JobOrder, edit: OrderVersion) -> None:
    live = order.state in JobOrder.LIVE
    _tell(order, "order_approved", _decision(edit), is_edit=live)


def returned(order: JobOrder, reason: str, text: str, remarks: dict[str, str]) -> None:
    said = {"reason": reason, "text": text, "remarks": remarks}
    _tell(order, "order_returned", _decision(order.versions.first()), **said)


def refused(order: JobOrder, reason: str, text: str, waited: bool) -> None:
    """`waited`: a text in review is refused; else what was public is taken away."""
    key = (
        _decision(order.versions.first())
        if waited
        else f"removed {order.closed_at.isoformat()}"
    )
    is_edit = waited and order.state in JobOrder.LIVE
    said = {"reason": reason, "text": text, "removed": not waited, "is_edit": is_edit}
    _tell(order, "order_refused", key, **said)


def heard(order: JobOrder, appeal: int, accepted: bool) -> None:
    _tell(order, "order_appeal", f"appeal {appeal}", accepted=accepted)


def decided(decision: OrganisationDecision, order: JobOrder | None = None) -> None:
    """An organisation is verified or blocked, its orders hidden or shown again."""
    row = decision.organisation
    said = {
        "kind": decision.kind,
        "name": str(row),
        "reason": decision.reason,
        "text": decision.text,
        "order": str(order.pk) if order else "",
    }
    key = f"organisation decision {decision.pk}"
    post(key, members(row), "organisation_decided", said)


def expired(order: JobOrder) -> None:
    _tell(order, "order_expired", f"expired {order.expires_on}", **_last_day(order))


def remind(day: date, now: datetime) -> int:
    """Every day: tell what ends soon, ask whether the rest is still to be filled.

    What nobody answered is suspended: its employer puts it back with one click.
    """

    def ends(order: JobOrder) -> None:
        more = {"until": order.expires_on.isoformat()} | _last_day(order)
        _tell(order, "order_ends", f"ends {order.expires_on}", **more)

    def confirm(order: JobOrder) -> None:
        note(order, Kind.ASKED, None)
        _tell(order, "order_confirm", f"confirm {order.confirmed_at:%Y-%m-%d}")

    def suspend(order: JobOrder) -> None:
        _tell(order, "order_suspended", f"unanswered {order.confirmed_at:%Y-%m-%d}")
        move(order, State.SUSPENDED, None, "unanswered")

    rows = JobOrder.objects
    return (
        each(rows.ending(day + ENDS_IN), ends)
        + each(rows.unanswered_since(now - UNANSWERED), suspend)
        + each(rows.to_ask(now - QUIET).exclude(expires_on=day + ENDS_IN), confirm)
    )


def _decision(edit: OrderVersion) -> str:
    return f"version {edit.pk} {edit.state} {edit.decided_at.isoformat()}"


def _last_day(order: JobOrder) -> dict:
    """Whether it may still be extended."""
    return {"extendable": order.expires_on < order.last_day}


def _tell(order: JobOrder, template: str, key: str, **said) -> None:
    context = {
        "order": str(order.pk),
        "number": order.number,
        "title_fr": order.title_fr,
        "title_en": order.title_en,
    }
    to = members(order.organisation)
    post(f"order {order.pk} {key}", to, template, context | said)
