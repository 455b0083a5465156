"""What a person keeps: a road map under a code, a file until it is erased."""

import secrets
from datetime import timedelta

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

# Neither 0 nor O, neither 1 nor I nor L: a code is copied by hand.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH = 10  # 31 ** 10 codes: nobody finds one by trying
KEPT_FOR = timedelta(days=180)
# Beyond that many in an hour, a machine is filling the table.
MOST_AN_HOUR = 2_000


def _digest(code: str) -> str:
    return salted_hmac("guidance.RoadMap", code, algorithm="sha256").hexdigest()


def tidy(code: str) -> str:
    """The code as it was given, whatever blanks, dashes or small letters were typed."""
    return "".join(c for c in code.upper() if c in ALPHABET)


def dashed(code: str) -> str:
    """A code as people read it: ABCDE-FGHJK."""
    return f"{code[:5]}-{code[5:]}"


class RoadMapQuerySet(models.QuerySet):
    def live(self):
        """Those that have not expired."""
        return self.filter(expires_at__gt=timezone.now())

    def expired(self):
        return self.filter(expires_at__lte=timezone.now())

    def under(self, code: str) -> "RoadMap | None":
        """The one kept under a code; None when it is unknown or expired."""
        code = tidy(code)
        if len(code) != LENGTH:
            return None
        return self.live().filter(digest=_digest(code)).first()

    def too_many(self) -> bool:
        """Whether so many were kept within the hour that no person did it."""
        since = timezone.now() + KEPT_FOR - timedelta(hours=1)
        return self.filter(expires_at__gt=since).count() >= MOST_AN_HOUR

    def keep(self, answers: dict) -> str:
        """Keep answers and give the code that finds them again, shown this once."""
        code = "".join(secrets.choice(ALPHABET) for _letter in range(LENGTH))
        self.create(
            digest=_digest(code), answers=answers, expires_at=timezone.now() + KEPT_FOR
        )
        return code


class RoadMap(models.Model):
    """The answers to the needs assessment, kept under a code for 180 days.

    Nothing says whose they are: no account, no address, no words typed by the person.
    Of the code itself only a fingerprint is kept.
    """

    digest = models.CharField(max_length=64, primary_key=True)
    answers = models.JSONField(_("answers"), encoder=DjangoJSONEncoder)
    expires_at = models.DateTimeField(_("kept until"), db_index=True)

    objects = RoadMapQuerySet.as_manager()

    class Meta:
        ordering = ["-expires_at", "digest"]
        verbose_name = _("road map")
        verbose_name_plural = _("road maps")

    def __str__(self):
        return f"{self.digest[:8]} ({self.expires_at:%Y-%m-%d})"


class ErasureQuerySet(models.QuerySet):
    def planned(self):
        return self.filter(done_at=None)

    def due(self, now):
        return self.planned().filter(due_at__lte=now).order_by("due_at", "pk")


class Erasure(models.Model):
    """One file to erase at a day, and afterwards how many rows of each kind went.

    Once it is done nothing tells whose file it was.
    """

    class Reason(models.TextChoices):
        ASKED = "asked", _("asked by the person")
        INACTIVE = "inactive", _("no sign-in for two years")
        UNCONFIRMED = "unconfirmed", _("address never confirmed")

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="erasure"
    )
    reason = models.CharField(_("reason"), max_length=12, choices=Reason)
    asked_at = models.DateTimeField(_("planned"), default=timezone.now)
    due_at = models.DateTimeField(_("to be erased"))
    done_at = models.DateTimeField(_("erased"), null=True)
    counts = models.JSONField(_("rows erased"), default=dict)

    objects = ErasureQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        verbose_name = _("erasure")
        verbose_name_plural = _("erasures")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(user=None) ^ models.Q(done_at=None),
                name="erasure_done_is_nobodys",
            )
        ]

    def __str__(self):
        return f"{self.reason} {self.asked_at:%Y-%m-%d}"
