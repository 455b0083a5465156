"""What a person keeps: a road map under a code, a file until it is erased, handouts."""

import secrets
from datetime import timedelta

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
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


HANDOUT_CODE = 6  # characters: short enough to be copied from a board


def new_code() -> str:
    return "".join(secrets.choice(ALPHABET) for _letter in range(HANDOUT_CODE))


class HandoutQuerySet(models.QuerySet):
    def of(self, user):
        """Those of a counsellor, the last changed first."""
        return self.filter(owner=user)

    def under(self, code: str) -> "Handout | None":
        """The one at a short address, however its code was typed."""
        return self.filter(code=tidy(code)).select_related("region").first()


class Handout(models.Model):
    """Occupations and pages that a counsellor gives to read, at a short address.

    Nothing says to whom: it holds codes, names of the portal's own pages, and a title
    that whoever has the address reads.
    """

    MOST = 100  # of one counsellor
    MOST_OCCUPATIONS = 12

    code = models.CharField(
        _("code of its address"), max_length=HANDOUT_CODE, unique=True, default=new_code
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="handouts"
    )
    title = models.CharField(_("title"), max_length=80)
    language = models.CharField(
        _("language of the title"), max_length=2, choices=settings.LANGUAGES
    )
    region = models.ForeignKey(
        "classifications.Region",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("region of the wages"),
    )
    occupations = ArrayField(
        models.CharField(max_length=5), verbose_name=_("occupations"), default=list
    )
    pages = ArrayField(
        models.CharField(max_length=40), verbose_name=_("pages to read"), default=list
    )
    is_demonstration = models.BooleanField(_("demonstration"), default=False)
    created_at = models.DateTimeField(_("written"), default=timezone.now)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    objects = HandoutQuerySet.as_manager()

    class Meta:
        ordering = ["-updated_at", "-pk"]
        verbose_name = _("handout")
        verbose_name_plural = _("handouts")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(occupations__len__lte=12),
                name="handout_twelve_occupations",
            )
        ]

    def __str__(self):
        return f"{self.code} {self.title}"

    @property
    def is_full(self) -> bool:
        return len(self.occupations) >= self.MOST_OCCUPATIONS

    def add(self, code: str) -> None:
        """Put an occupation at the end, where there is room; twice is once."""
        if code not in self.occupations and not self.is_full:
            self.occupations.append(code)
            self.save(update_fields=["occupations", "updated_at"])

    def remove(self, code: str) -> None:
        if code in self.occupations:
            self.occupations.remove(code)
            self.save(update_fields=["occupations", "updated_at"])
