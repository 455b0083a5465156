"""Organisations: registered, verified, joined, changed.

A change of identity asks for another verification and takes the orders away meanwhile.
"""

from datetime import timedelta
from uuid import UUID

from django.contrib.auth.hashers import check_password, make_password
from django.core.exceptions import PermissionDenied
from django.core.signing import BadSignature, TimestampSigner
from django.db import transaction
from django.utils import timezone

from accounts import roles
from accounts.models import User
from mail.outbox import post
from placement.actions.order_moves import NotAllowed, member_only, moderator_only
from placement.actions.referrals import new_code
from placement.indexing import reindex
from placement.models import (
    Invitation,
    Organisation,
    OrganisationDecision,
    Verification,
)
from placement.models.employers import CODE_LASTS, INVITED_FOR, MOST_ATTEMPTS

State, Decision = Organisation.State, OrganisationDecision.Kind
_signer = TimestampSigner(salt="placement.invitation")
SENT_A_DAY = 5  # codes of an organisation, and invitations twenty
INVITED_A_DAY = 20


@transaction.atomic
def register(key: UUID, fields: dict, *, by) -> Organisation:
    """A new organisation, of which the person is the administrator; sent twice, one."""
    organisation, new = Organisation.objects.get_or_create(pk=key, defaults=fields)
    if new:
        organisation.memberships.create(user=by, is_administrator=True)
        if roles.is_seeker(by) and not hasattr(by, "offer"):
            User.objects.filter(pk=by.pk).update(role=User.Role.EMPLOYER)
    else:
        member_only(key, by)
    return organisation


@transaction.atomic
def change(organisation: Organisation, fields: dict, *, by) -> Organisation:
    """Save the file; another identity is verified anew, and the orders wait for it."""
    row = _administered(organisation, by)
    other = any(
        name in fields and fields[name] != getattr(row, name) for name in row.IDENTITY
    )
    for name, value in fields.items():
        setattr(row, name, value)
    if other:
        row.version += 1
        if row.state == State.VERIFIED:
            row.state = State.PENDING
    row.save()
    reindex(row.orders.values_list("pk", flat=True))
    return row


@transaction.atomic
def send_code(organisation: Organisation, *, by) -> None:
    """Write a code to the contact; only where the answer says something."""
    row = _administered(organisation, by)
    if row.state != State.PENDING or not row.proves_itself_by_mail:
        raise NotAllowed
    today = timezone.now() - timedelta(days=1)
    if row.verifications.filter(sent_at__gt=today).count() >= SENT_A_DAY:
        raise NotAllowed
    code = new_code()
    sent = row.verifications.create(version=row.version, digest=make_password(code))
    to = [(row.contact_email, by.language)]
    post(f"organisation code {sent.pk}", to, "organisation_code", {"code": code})


@transaction.atomic
def verify_by_code(organisation: Organisation, code: str, *, by) -> bool:
    """Whether the code is the last one sent, for this identity; five attempts."""
    row = _administered(organisation, by)
    sent = Verification.objects.filter(
        organisation=row, version=row.version, sent_at__gt=timezone.now() - CODE_LASTS
    ).first()
    if row.state != State.PENDING or sent is None or sent.attempts >= MOST_ATTEMPTS:
        return False
    sent.attempts += 1
    sent.save(update_fields=["attempts"])
    if not check_password(code.strip().upper(), sent.digest):
        return False
    _set_state(row, State.VERIFIED)
    row.decisions.create(kind=Decision.VERIFIED)
    return True


@transaction.atomic
def verify(organisation: Organisation, seen: int, *, by) -> OrganisationDecision:
    """A moderator looked at version `seen` of the identity, and vouches for it."""
    moderator_only(by)
    row = Organisation.objects.select_for_update().get(pk=organisation.pk)
    if row.version != seen or row.state != State.PENDING:
        raise NotAllowed
    _set_state(row, State.VERIFIED)
    return row.decisions.create(kind=Decision.VERIFIED, by=by)


@transaction.atomic
def block(
    organisation: Organisation, reason: str, text: str, *, by
) -> OrganisationDecision:
    """Nothing of it is public, and it writes no order any more."""
    moderator_only(by)
    row = Organisation.objects.select_for_update().get(pk=organisation.pk)
    if row.state == State.BLOCKED:
        raise NotAllowed
    _set_state(row, State.BLOCKED)
    kind = Decision.BLOCKED
    return row.decisions.create(kind=kind, reason=reason, text=text, by=by)


@transaction.atomic
def invite(organisation: Organisation, email: str, administrator: bool, *, by) -> None:
    """Write to an address; whether it has an account is nobody's to know."""
    row = _administered(organisation, by)
    today = timezone.now() - timedelta(days=1)
    if row.invitations.filter(sent_at__gt=today).count() >= INVITED_A_DAY:
        raise NotAllowed
    made = row.invitations.create(
        email=email.lower(), is_administrator=administrator, invited_by=by
    )
    context = {"token": _signer.sign(str(made.pk))}
    to = [(made.email, by.language)]
    post(f"invitation {made.pk}", to, "organisation_invited", context)


def read_invitation(token: str, user) -> Invitation | None:
    """The invitation of a link, for the person whose confirmed address it names."""
    try:
        key = _signer.unsign(token, max_age=INVITED_FOR)
    except BadSignature:
        return None
    found = Invitation.objects.waiting().select_related("organisation")
    invitation = found.filter(pk=key).first()
    if invitation is None:
        return None
    mine = user.emailaddress_set.filter(email__iexact=invitation.email, verified=True)
    return invitation if mine.exists() else None


@transaction.atomic
def join(invitation: Invitation, *, by) -> None:
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if invitation.answered_at:
        return
    invitation.organisation.memberships.get_or_create(
        user=by, defaults={"is_administrator": invitation.is_administrator}
    )
    invitation.answered_at = timezone.now()
    invitation.save(update_fields=["answered_at"])


@transaction.atomic
def remove_member(organisation: Organisation, user_id: int, *, by) -> None:
    """An administrator takes somebody out; the last administrator stays."""
    row = _administered(organisation, by)
    others = row.memberships.exclude(user=user_id).filter(is_administrator=True)
    if not others.exists():
        raise NotAllowed
    row.memberships.filter(user=user_id).delete()


def _administered(organisation: Organisation, by) -> Organisation:
    row = Organisation.objects.select_for_update().get(pk=organisation.pk)
    if not row.memberships.filter(user=by, is_administrator=True).exists():
        raise PermissionDenied
    return row


def _set_state(organisation: Organisation, state: str) -> None:
    Organisation.objects.filter(pk=organisation.pk).update(state=state)
    reindex(organisation.orders.values_list("pk", flat=True))
