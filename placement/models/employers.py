"""Who offers work: organisations and the people who act for them."""

from datetime import timedelta
from urllib.parse import urlsplit
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from businesses.models import Business

INVITED_FOR = timedelta(days=14)
CODE_LASTS = timedelta(days=2)
MOST_ATTEMPTS = 5


def listed_name(neq: str) -> models.Subquery:
    """The name that the directory gives to the business of a NEQ; NULL without one."""
    rows = Business.objects.listed().filter(neq=models.OuterRef(neq))
    return models.Subquery(rows.values("name")[:1])


class OrganisationQuerySet(models.QuerySet):
    def with_directory(self):
        """With `listed_name`, which says that the directory knows its NEQ."""
        return self.annotate(listed_name=listed_name("neq"))

    def of_member(self, user):
        return self.filter(memberships__user=user)

    def to_verify(self):
        """What waits for somebody to look at its identity, the oldest first."""
        rows = self.filter(state=Organisation.State.PENDING).with_directory()
        return rows.order_by("created_at", "pk")


class Organisation(models.Model):
    """One employer or agency; nothing of it is public before it is verified."""

    class State(models.TextChoices):
        PENDING = "pending", _("waiting for verification")
        VERIFIED = "verified", _("verified")
        BLOCKED = "blocked", _("blocked")

    class Size(models.TextChoices):
        MICRO = "1-4", _("1 to 4 persons")
        SMALL = "5-49", _("5 to 49 persons")
        MEDIUM = "50-199", _("50 to 199 persons")
        LARGE = "200+", _("200 persons or more")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    legal_name = models.CharField(_("legal name"), max_length=160)
    operating_name = models.CharField(_("operating name"), max_length=160, blank=True)
    neq = models.CharField(_("NEQ"), max_length=10, blank=True)
    is_agency = models.BooleanField(_("placement agency"), default=False)
    naics = models.ForeignKey(
        "classifications.Industry",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("industry"),
    )
    size = models.CharField(_("size"), max_length=8, choices=Size, blank=True)
    address = models.CharField(_("address"), max_length=200, blank=True)
    municipality = models.ForeignKey(
        "classifications.Municipality",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    region = models.ForeignKey(
        "classifications.Region",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    site = models.URLField(_("web site"), blank=True)
    # For the portal and its moderators: no public page shows them.
    contact_name = models.CharField(_("contact person"), max_length=120, blank=True)
    contact_email = models.EmailField(_("e-mail of the contact"), blank=True)
    contact_phone = models.CharField(_("telephone"), max_length=30, blank=True)
    state = models.CharField(
        _("state"), max_length=8, choices=State, default=State.PENDING
    )
    # The identity that was verified; a change of it asks for another verification.
    version = models.PositiveIntegerField(_("version"), default=1)
    # One switch takes all its orders away at once.
    orders_hidden = models.BooleanField(_("orders hidden"), default=False)
    is_demonstration = models.BooleanField(_("demonstration"), default=False)
    created_at = models.DateTimeField(_("written"), default=timezone.now)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["legal_name", "pk"]
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(neq="") | models.Q(neq__regex=r"^\d{10}$"),
                name="organisation_neq_ten_digits",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["pending", "verified", "blocked"]),
                name="organisation_state_known",
            ),
        ]

    # A change of one of these asks for another verification.
    IDENTITY = ("legal_name", "operating_name", "neq", "is_agency", "contact_email")

    def __str__(self):
        return self.operating_name or self.legal_name

    @property
    def proves_itself_by_mail(self) -> bool:
        """Whether a code sent to the contact says anything: it reads mail at the site.

        Anybody can open a box at a public mail service; a moderator looks at those.
        """
        host = (urlsplit(self.site).hostname or "").removeprefix("www.")
        domain = self.contact_email.rpartition("@")[2].lower()
        return bool(host) and domain == host

    @property
    def may_read_offers(self) -> bool:
        """Whether it may read offers of service, and be told of people."""
        return self.state == self.State.VERIFIED and not self.orders_hidden


class Membership(models.Model):
    """A person who acts for an organisation; administrators choose the others."""

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="memberships"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships"
    )
    is_administrator = models.BooleanField(_("administrator"), default=False)
    since = models.DateTimeField(_("since"), default=timezone.now)

    class Meta:
        ordering = ["organisation", "pk"]
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "user"], name="membership_once"
            )
        ]

    def __str__(self):
        return f"{self.organisation_id} {self.user_id}"


class InvitationQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(answered_at=None, sent_at__gt=timezone.now() - INVITED_FOR)


class Invitation(models.Model):
    """An address asked to act for an organisation; a signed link accepts it."""

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="invitations"
    )
    email = models.EmailField(_("e-mail address"))
    is_administrator = models.BooleanField(_("administrator"), default=False)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    sent_at = models.DateTimeField(_("sent"), default=timezone.now)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_at", "pk"]
        verbose_name = _("invitation to an organisation")
        verbose_name_plural = _("invitations to organisations")

    def __str__(self):
        return f"{self.organisation_id} {self.pk}"


class Verification(models.Model):
    """A code sent to an organisation's contact; only its digest is kept.

    It holds for the identity (`version`) it was sent for, two days, five attempts.
    """

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="verifications"
    )
    version = models.PositiveIntegerField(_("version"))
    digest = models.CharField(_("digest of the code"), max_length=128)
    sent_at = models.DateTimeField(_("sent"), default=timezone.now)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)

    class Meta:
        ordering = ["-sent_at", "-pk"]
        verbose_name = _("verification code")
        verbose_name_plural = _("verification codes")

    def __str__(self):
        return f"{self.organisation_id} {self.sent_at:%Y-%m-%d}"
