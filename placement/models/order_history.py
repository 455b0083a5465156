"""What became of an order: the texts that were submitted, and each change."""

import pgtrigger
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from placement.models.orders import JobOrder


class OrderVersionQuerySet(models.QuerySet):
    def to_review(self):
        """What waits for a moderator, the riskiest first, then the oldest.

        The changes of an order that ended meanwhile wait for nobody.

        `risk` is the one of its last screening; what has none comes first.
        """
        screened = self.model.screenings.rel.related_model.objects
        last = screened.filter(version=models.OuterRef("pk")).order_by("-at", "-pk")
        return (
            self.filter(state=OrderVersion.State.IN_REVIEW)
            .filter(order__state__in=["submitted", "in_review", *JobOrder.LIVE])
            .select_related("order__organisation")
            .prefetch_related("screenings")
            .annotate(risk=Coalesce(models.Subquery(last.values("risk")[:1]), 100))
            .order_by("-risk", "submitted_at", "pk")
        )


class OrderVersion(models.Model):
    """One text of an order, as it was submitted to review.

    `content` holds the fields of `OrderContent`. While the version of a live order is
    written or in review, the public goes on reading the approved one, which is the
    order itself.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("being written")
        IN_REVIEW = "in_review", _("in review")
        TO_CORRECT = "to_correct", _("to correct")
        APPROVED = "approved", _("approved")
        REFUSED = "refused", _("refused")
        WITHDRAWN = "withdrawn", _("withdrawn")

    OPEN = ("draft", "in_review", "to_correct")

    order = models.ForeignKey(JobOrder, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(_("version"))
    content = models.JSONField(_("content"), default=dict, encoder=DjangoJSONEncoder)
    state = models.CharField(
        _("state"), max_length=10, choices=State, default=State.DRAFT
    )
    remarks = models.TextField(_("remarks"), max_length=4000, blank=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    submitted_at = models.DateTimeField(_("submitted"), null=True, blank=True)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)

    objects = OrderVersionQuerySet.as_manager()

    class Meta:
        ordering = ["order", "-number"]
        verbose_name = _("version of an order")
        verbose_name_plural = _("versions of orders")
        constraints = [
            models.UniqueConstraint(
                fields=["order", "number"], name="order_version_once"
            ),
            models.UniqueConstraint(
                fields=["order"],
                condition=models.Q(state__in=["draft", "in_review", "to_correct"]),
                name="order_one_open_version",
            ),
        ]

    def __str__(self):
        return f"{self.order_id} {self.number}"

    @property
    def title(self) -> str:
        """As `JobOrder.title`, of this text."""
        titles = [self.content.get(name, "") for name in ("title_fr", "title_en")]
        first, second = titles if get_language() == "fr" else titles[::-1]
        return first or second


@pgtrigger.register(
    pgtrigger.Protect(name="order_event_kept", operation=pgtrigger.Update)
)
class OrderEvent(models.Model):
    """One thing that happened to an order: who, when, why, from which state to which.

    Changes of state are written by the trigger of the orders' table; `by` is empty for
    what the calendar does, and for a person whose account was erased.
    """

    class Kind(models.TextChoices):
        STATE = "state", _("change of state")
        EDIT_SUBMITTED = "submitted", _("change submitted")
        EDIT_APPROVED = "approved", _("change approved")
        EDIT_RETURNED = "returned", _("change to correct")
        EDIT_REFUSED = "refused", _("change refused")
        EDIT_DROPPED = "dropped", _("change given up")
        EXTENDED = "extended", _("extended")
        ASKED = "asked", _("asked whether it is still to be filled")
        CONFIRMED = "confirmed", _("confirmed")
        COPIED = "copied", _("copied")

    order = models.ForeignKey(JobOrder, models.CASCADE, related_name="events")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.STATE)
    from_state = models.CharField(
        _("from"), max_length=10, choices=JobOrder.State, blank=True
    )
    to_state = models.CharField(
        _("to"), max_length=10, choices=JobOrder.State, blank=True
    )
    # No key: rows are never changed, and an erased person leaves a number only.
    by_id = models.BigIntegerField(_("by"), null=True, blank=True)
    reason = models.TextField(_("reason"), max_length=4000, blank=True)
    # What the page sent with the button: the same one twice is one change.
    token = models.UUIDField(null=True, blank=True, editable=False)
    at = models.DateTimeField(_("at"), default=timezone.now)

    class Meta:
        ordering = ["order", "at", "pk"]
        indexes = [models.Index(fields=["token"], name="order_event_token")]
        verbose_name = _("event of an order")
        verbose_name_plural = _("events of orders")

    def __str__(self):
        return f"{self.order_id} {self.to_state or self.kind}"
