"""What is to be told by e-mail: written with what it tells, sent afterwards."""

import random
from datetime import datetime, timedelta

from django.core.signing import BadSignature, Signer
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

LANGUAGES = [("fr", "Français"), ("en", "English")]
# Between one try and the next. A mail server may be down for a day: five tries outlast
# it, and an address that refuses is given up after them.
DELAYS = (
    timedelta(minutes=1),
    timedelta(minutes=10),
    timedelta(hours=2),
    timedelta(hours=24),
)


class OutboxQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(state=Outbox.State.WAITING)

    def dead(self):
        return self.filter(state=Outbox.State.DEAD)

    def due(self, now: datetime):
        """What may be sent now, the oldest first."""
        return self.waiting().filter(next_try_at__lte=now).order_by("pk")

    def sent_before(self, day: datetime):
        return self.filter(state=Outbox.State.SENT, sent_at__lt=day)


class Outbox(models.Model):
    """One message to one address, in the language of its reader.

    The row is written in the transaction of what it tells, so that neither is without
    the other. The words come from `templates/emails/<template>_*.txt` when it is sent;
    `context` gives them codes and numbers.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        SENT = "sent", _("sent")
        DEAD = "dead", _("given up")

    # The same key for the same address is the same message: it leaves once.
    key = models.CharField(_("key"), max_length=200)
    to = models.EmailField(_("to"))
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGES)
    template = models.CharField(_("template"), max_length=60)
    context = models.JSONField(_("context"), default=dict)
    state = models.CharField(
        _("state"), max_length=8, choices=State, default=State.WAITING
    )
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    created_at = models.DateTimeField(_("written"), default=timezone.now)
    next_try_at = models.DateTimeField(_("next try"), default=timezone.now)
    sent_at = models.DateTimeField(_("sent"), null=True)
    last_error = models.CharField(_("last error"), max_length=300, blank=True)

    objects = OutboxQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        constraints = [
            models.UniqueConstraint(fields=["key", "to"], name="outbox_once"),
            models.CheckConstraint(
                condition=models.Q(state="sent", sent_at__isnull=False)
                | models.Q(state__in=["waiting", "dead"], sent_at__isnull=True),
                name="outbox_sent_has_time",
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_try_at"],
                condition=models.Q(state="waiting"),
                name="outbox_due",
            )
        ]

    def __str__(self):
        return self.key

    def note_sent(self) -> None:
        self.state, self.sent_at = self.State.SENT, timezone.now()
        self.tries += 1
        self.last_error = ""
        self.save()

    def note_failure(self, error: Exception) -> None:
        """Put the next try off, or give up after the last."""
        words = str(error).replace(self.to, "…")  # servers quote the address
        self.last_error = f"{type(error).__name__}: {words}"[:300]
        self.tries += 1
        if self.tries > len(DELAYS):
            self.state = self.State.DEAD
        else:
            # Not all at the same moment when the server is back.
            delay = DELAYS[self.tries - 1] * random.uniform(0.9, 1.3)
            self.next_try_at = timezone.now() + delay
        self.save()

    def try_again(self) -> None:
        """Give a message that was given up its tries back."""
        self.state, self.tries = self.State.WAITING, 0
        self.next_try_at = timezone.now()
        self.save()


class AlertQuerySet(models.QuerySet):
    def open(self):
        return self.filter(closed_at=None)


class Alert(models.Model):
    """One trouble that operators were told of, until it is over."""

    key = models.CharField(_("key"), max_length=160)
    template = models.CharField(_("template"), max_length=60)
    context = models.JSONField(_("context"), default=dict)
    opened_at = models.DateTimeField(_("since"), default=timezone.now)
    closed_at = models.DateTimeField(_("over"), null=True)

    objects = AlertQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("alert")
        verbose_name_plural = _("alerts")
        constraints = [
            models.UniqueConstraint(
                fields=["key"],
                condition=models.Q(closed_at=None),
                name="alert_open_once",
            )
        ]

    def __str__(self):
        return self.key


SUBSCRIPTIONS = Signer(salt="mail.subscription")


class SubscriptionQuerySet(models.QuerySet):
    def confirmed(self, topic: str):
        return self.filter(topic=topic).exclude(confirmed_at=None).order_by("pk")

    def by_token(self, token: str) -> "Subscription | None":
        """What a link was made for; None for a forged or outdated one."""
        try:
            return self.filter(pk=int(SUBSCRIPTIONS.unsign(token))).first()
        except (BadSignature, ValueError, OverflowError):
            return None

    def forgotten(self, before: datetime):
        """Asked for but never confirmed: the address is nobody's to keep."""
        return self.filter(confirmed_at=None, created_at__lt=before)


class Subscription(models.Model):
    """One address that asked to be written to about a topic, and said yes or not yet.

    Deleted when its owner stops it: nothing is kept of it.
    """

    email = models.EmailField(_("e-mail address"))
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGES)
    topic = models.CharField(_("topic"), max_length=60)
    created_at = models.DateTimeField(_("asked"), default=timezone.now)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True)

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("subscription")
        verbose_name_plural = _("subscriptions")
        constraints = [
            models.UniqueConstraint(fields=["topic", "email"], name="subscription_once")
        ]

    def __str__(self):
        return f"{self.topic} {self.pk}"

    @property
    def token(self) -> str:
        """What its owner's links carry."""
        return SUBSCRIPTIONS.sign(str(self.pk))
