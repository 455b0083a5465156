"""What moderators say of orders, what the public reports, what employers appeal."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from placement.models.employers import Organisation
from placement.models.order_history import OrderVersion
from placement.models.orders import JobOrder

# So many reports from everybody within the hour, and no person wrote them.
MOST_AN_HOUR = 200
# More reports of one order tell a moderator nothing that these do not.
ENOUGH = 20


class Reason(models.TextChoices):
    """Why an order is returned, refused or removed; the open figures count these."""

    FRAUD = "fraud", _("fraud or money asked")
    IDENTITY = "identity", _("personal data asked before hiring")
    CONTACT = "contact", _("contact outside the site, hidden links")
    DISCRIMINATION = "discrimination", _("discriminatory wording or question")
    WAGE = "wage", _("wage or conditions below the law")
    LANGUAGE = "language", _("language requirements")
    DUPLICATE = "duplicate", _("the same order again")
    NO_JOB = "no_job", _("no real position")
    UNCLEAR = "unclear", _("unclear or incomplete")


class Remark(models.Model):
    """One decision on an order, or what is to be corrected in one of its fields."""

    class Decision(models.TextChoices):
        RETURNED = "returned", _("returned")
        REFUSED = "refused", _("refused")
        REMOVED = "removed", _("removed")

    order = models.ForeignKey(JobOrder, models.CASCADE, related_name="remarks")
    decision = models.CharField(_("decision"), max_length=8, choices=Decision)
    reason = models.CharField(_("reason"), max_length=14, choices=Reason)
    # The field to correct; empty for the order as a whole.
    field = models.CharField(_("field"), max_length=40, blank=True)
    text = models.TextField(_("remark"), max_length=1000, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField(_("when"), default=timezone.now)

    class Meta:
        ordering = ["-at", "pk"]
        verbose_name = _("remark")
        verbose_name_plural = _("remarks")

    def __str__(self):
        return f"{self.order_id} {self.reason}"

    @property
    def label(self) -> str:
        """The field's own name, as its form says it."""
        return str(JobOrder._meta.get_field(self.field).verbose_name)


class OrganisationDecision(models.Model):
    """What was decided of an organisation: who, when, why; None is its own code."""

    class Kind(models.TextChoices):
        VERIFIED = "verified", _("verified")
        BLOCKED = "blocked", _("blocked")
        HIDDEN = "hidden", _("orders hidden")
        SHOWN = "shown", _("orders shown again")

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="decisions"
    )
    kind = models.CharField(_("decision"), max_length=8, choices=Kind)
    reason = models.CharField(_("reason"), max_length=14, choices=Reason, blank=True)
    text = models.TextField(_("in words"), max_length=1000, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField(_("when"), default=timezone.now)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("decision on an organisation")
        verbose_name_plural = _("decisions on organisations")

    def __str__(self):
        return f"{self.organisation_id} {self.kind}"


class ScreeningQuerySet(models.QuerySet):
    def of_order(self, order: JobOrder, language: str) -> list[tuple]:
        """Each screening of an order with what it found, the last first."""
        rows = self.filter(version__order=order).select_related("version")
        return [
            (row, [(found, found[f"why_{language}"]) for found in row.findings])
            for row in rows[:20]
        ]


class Screening(models.Model):
    """What the rules found in a text on the day that it was submitted.

    `findings` are rows of `screening.history`: rule, field, the words found, why in
    both languages. `risk` (0 to 100) orders the queue; what no rule could read is 100.
    """

    version = models.ForeignKey(OrderVersion, models.CASCADE, related_name="screenings")
    at = models.DateTimeField(_("when"), default=timezone.now)
    risk = models.PositiveSmallIntegerField(_("risk"))
    findings = models.JSONField(_("findings"), default=list)

    objects = ScreeningQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("screening")
        verbose_name_plural = _("screenings")

    def __str__(self):
        return f"{self.version_id} {self.risk}"


class ReportQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(handled_at=None)

    def too_many(self, order: JobOrder) -> bool:
        """Whether another report would only fill the table."""
        since = timezone.now() - timedelta(hours=1)
        return (
            self.filter(at__gt=since).count() >= MOST_AN_HOUR
            or self.waiting().filter(order=order).count() >= ENOUGH
        )


class Report(models.Model):
    """An order that a visitor reported; nothing tells who the visitor is."""

    class Kind(models.TextChoices):
        SCAM = "scam", _("it looks like a scam")
        DISCRIMINATION = "discrimination", _("it discriminates")
        FILLED = "filled", _("the position is filled or does not exist")
        WRONG = "wrong", _("something in it is false")
        OTHER = "other", _("another reason")

    order = models.ForeignKey(JobOrder, models.CASCADE, related_name="reports")
    kind = models.CharField(_("what is wrong"), max_length=14, choices=Kind)
    text = models.TextField(_("in your words"), max_length=1000, blank=True)
    at = models.DateTimeField(_("when"), default=timezone.now)
    handled_at = models.DateTimeField(_("handled"), null=True, blank=True)
    upheld = models.BooleanField(_("upheld"), null=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("report")
        verbose_name_plural = _("reports")

    def __str__(self):
        return f"{self.order_id} {self.kind}"


class AppealQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(heard_at=None)


class Appeal(models.Model):
    """What an employer answers to a refusal or a removal; one open at a time."""

    order = models.ForeignKey(JobOrder, models.CASCADE, related_name="appeals")
    text = models.TextField(_("why it should be looked at again"), max_length=2000)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField(_("when"), default=timezone.now)
    heard_at = models.DateTimeField(_("heard"), null=True, blank=True)
    accepted = models.BooleanField(_("accepted"), null=True)

    objects = AppealQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("appeal")
        verbose_name_plural = _("appeals")
        constraints = [
            models.UniqueConstraint(
                fields=["order"],
                condition=models.Q(heard_at=None),
                name="appeal_one_open",
            )
        ]

    def __str__(self):
        return f"{self.order_id} {self.at:%Y-%m-%d}"
