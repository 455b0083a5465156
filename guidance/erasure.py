"""The end of a person's file: asked for, planned with notice, done.

Erasing leaves counts and nothing else. Those who keep the portal are not erased from
here: what they published names them, and an administrator closes their account.
"""

import logging
from datetime import datetime, timedelta

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django_celery_results.models import TaskResult

from accounts.personal import addresses, holdings
from guidance.models import Erasure
from mail.outbox import post
from placement.actions import offers
from placement.models import Membership, OfferOfService, Organisation

log = logging.getLogger(__name__)
User = get_user_model()
GRACE = timedelta(days=30)
INACTIVE = timedelta(days=730)
UNCONFIRMED = timedelta(days=30)
OWN_FILE = (User.Role.SEEKER, User.Role.EMPLOYER, User.Role.COUNSELLOR)
BATCH = 500  # people told in one night


def may_erase(user) -> bool:
    return user.role in OWN_FILE and not user.is_superuser


def left_alone(user) -> list:
    """The organisations that nobody would act for any more."""
    mine = Organisation.objects.of_member(user)
    others = Membership.objects.exclude(user=user)
    return list(mine.exclude(memberships__in=others))


@transaction.atomic
def erase(user, reason: str = Erasure.Reason.ASKED) -> None:
    """Everything of a person, now; the files on disk go once the rows have gone."""
    user = User.objects.select_for_update().filter(pk=user.pk).first()
    if user is None:  # somebody was first
        return
    held = [(holding, holding.rows(user)) for holding in holdings()]
    counts = {h.name: n for h, rows in held if (n := rows.count())}
    files = [file for holding, _rows in held for file in holding.files(user)]
    _forget_errors(addresses(user))
    # From the last to the first: what stands on something goes before it.
    for holding, rows in reversed(held):
        holding.erase(user, rows)
    now = timezone.now()
    done, _new = Erasure.objects.get_or_create(
        user=user, defaults={"reason": reason, "due_at": now}
    )
    done.user, done.done_at, done.counts = None, now, counts
    done.save()
    user.delete()
    # A file left by a crash after this has no row: `placement.offers_day` sweeps it.
    transaction.on_commit(lambda: [file.storage.delete(file.path) for file in files])


def _forget_errors(known: list[str]) -> None:
    """What a failed task's words may quote."""
    found = Q(pk__in=[])
    for address in known:
        for column in ("result", "traceback", "task_args", "task_kwargs"):
            found |= Q(**{f"{column}__icontains": address})
    TaskResult.objects.filter(found).delete()


@transaction.atomic
def plan(user) -> Erasure:
    """Erase in 30 days unless the person changes their mind; hidden from now on."""
    now = timezone.now()
    # What the portal planned for an absence gives way to what the person asks.
    absent = Erasure.objects.planned().filter(reason=Erasure.Reason.INACTIVE)
    absent.filter(user=user).delete()
    said = {"reason": Erasure.Reason.ASKED, "asked_at": now, "due_at": now + GRACE}
    planned, new = Erasure.objects.get_or_create(user=user, defaults=said)
    offer = OfferOfService.objects.filter(owner=user).first()
    if offer and offer.state != OfferOfService.State.WITHDRAWN:
        offers.withdraw(offer, by=user)
    if new:
        _tell(planned)
    return planned


def give_up(user) -> None:
    """Keep the file after all."""
    Erasure.objects.planned().filter(user=user).delete()


def _tell(planned: Erasure) -> None:
    user = planned.user
    post(
        f"erasure {planned.pk}",
        [(user.email, user.language)],
        f"file_{planned.reason}",
        {"due": f"{timezone.localdate(planned.due_at):%Y-%m-%d}"},
    )


# -- what time does -------------------------------------------------------------------


def keep_files(now: datetime) -> None:
    """Every night: let those who came back go on, tell the absent, erase what is due.

    Each person is a transaction of their own: a night that is cut short loses nothing,
    and one that comes twice does nothing the second time.
    """
    Erasure.objects.planned().filter(
        reason=Erasure.Reason.INACTIVE, user__last_login__gt=F("asked_at")
    ).delete()
    for user in _absent(now)[:BATCH]:
        with transaction.atomic():
            _tell(
                Erasure.objects.create(
                    user=user,
                    reason=Erasure.Reason.INACTIVE,
                    asked_at=now,
                    due_at=now + GRACE,
                )
            )
    for user in _unconfirmed(now):
        _erase_or_log(user, Erasure.Reason.UNCONFIRMED)
    for planned in Erasure.objects.due(now).select_related("user"):
        if may_erase(planned.user):
            _erase_or_log(planned.user)
        else:  # they keep the portal since
            planned.delete()


def _erase_or_log(user, *reason: str) -> None:
    """One file that cannot be erased holds no other back."""
    try:
        erase(user, *reason)
    except Exception:
        log.exception("file of person %s", user.pk)


def _absent(now: datetime):
    """No sign-in for two years, and not told yet."""
    before = now - INACTIVE
    rows = User.objects.filter(role__in=OWN_FILE, is_superuser=False, erasure=None)
    never = Q(last_login=None, date_joined__lte=before)
    return rows.filter(Q(last_login__lte=before) | never).order_by("pk")


def _unconfirmed(now: datetime):
    """Never signed in, under an address that nobody confirmed: it is nobody's to keep.

    Nor is it anybody's to write to.
    """
    return (
        User.objects.filter(
            role__in=OWN_FILE,
            is_superuser=False,
            last_login=None,
            date_joined__lte=now - UNCONFIRMED,
            emailaddress__isnull=False,
        )
        .exclude(emailaddress__verified=True)
        .distinct()
    )
