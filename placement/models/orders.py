"""Job orders: the work that organisations offer."""

from datetime import date, timedelta
from uuid import uuid4

import pgtrigger
from django.db import models
from django.db.models.expressions import RawSQL
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from placement.models.employers import Organisation, listed_name
from placement.models.order_content import OrderContent
from placement.models.order_states import TOLD, TRANSITIONS

PUBLISHED_FOR = timedelta(days=30)  # and as much for each extension
LONGEST = timedelta(days=120)  # from the day of publication
SITE_NAMES = """ARRAY(
  SELECT name FROM unnest(placement_joborder.other_sites) WITH ORDINALITY s(code, n)
  JOIN classifications_municipality USING (code) ORDER BY n)"""


class JobOrderQuerySet(models.QuerySet):
    def open(self):
        """Live to the public right now."""
        return self.filter(
            state=JobOrder.State.PUBLISHED,
            expires_on__gte=timezone.localdate(),
            organisation__state=Organisation.State.VERIFIED,
            organisation__orders_hidden=False,
        )

    def for_search(self, ids):
        """The published orders among these, with all that the search keeps of them."""
        rows = self.filter(pk__in=ids, published_at__isnull=False)
        return rows.select_related("organisation", "unit_group", "municipality")

    def for_cards(self, ids):
        """The open orders among these, with what a line of a list says of them.

        `sites`: the names of the other municipalities, in the employer's order.
        """
        return (
            self.open()
            .filter(pk__in=ids)
            .annotate(sites=RawSQL(SITE_NAMES, []))
            .select_related("organisation", "unit_group", "municipality", "region")
        )

    def for_public_page(self, number: int) -> "JobOrder | None":
        """An order that the public may read, open or ended; None for any other."""
        return (
            self.filter(
                number=number,
                state__in=JobOrder.PUBLIC_STATES,
                published_at__isnull=False,
                organisation__state=Organisation.State.VERIFIED,
                organisation__orders_hidden=False,
            )
            .annotate(listed_name=listed_name("organisation__neq"))
            .select_related(
                "organisation__naics",
                "organisation__municipality",
                "unit_group",
                "municipality",
                "region",
            )
            .first()
        )

    def past(self, day):
        """What is still called published after its last day."""
        live = [JobOrder.State.PUBLISHED, JobOrder.State.SUSPENDED]
        return self.filter(state__in=live, expires_on__lt=day)

    def ending(self, day):
        """What the public reads and that ends on a day."""
        return self.open().filter(expires_on=day)

    def to_ask(self, moment):
        """What the public reads, unconfirmed since and not asked about yet."""
        return self.open().filter(~self._asked(), confirmed_at__lt=moment)

    def unanswered_since(self, moment):
        """What the public reads, asked about before a moment, and not confirmed."""
        return self.open().filter(self._asked(at__lt=moment))

    def _asked(self, **when):
        """The employer was asked after it last confirmed."""
        events = self.model.events.rel.related_model.objects
        return models.Exists(
            events.filter(
                order=models.OuterRef("pk"),
                kind="asked",
                at__gt=models.OuterRef("confirmed_at"),
                **when,
            )
        )

    def due(self, day):
        """What was to be published by a day."""
        return self.filter(state=JobOrder.State.SCHEDULED, publish_on__lte=day)

    def of_member(self, user):
        """The orders of the organisations that a person acts for."""
        return self.filter(organisation__memberships__user=user)

    def visible_to(self, user):
        """What is open, and what a person's own organisations keep."""
        if not user.is_authenticated:
            return self.open()
        mine = self.of_member(user).values("pk")
        return self.filter(
            models.Q(pk__in=self.open().values("pk")) | models.Q(pk__in=mine)
        )


@pgtrigger.register(
    pgtrigger.FSM(name="order_states", field="state", transitions=TRANSITIONS),
    pgtrigger.Trigger(
        name="order_state_told",
        when=pgtrigger.After,
        operation=pgtrigger.UpdateOf("state"),
        condition=pgtrigger.Condition("OLD.state IS DISTINCT FROM NEW.state"),
        func=TOLD,
    ),
)
class JobOrder(OrderContent):
    """One offer of work: what it says (`OrderContent`), whose it is, and its life."""

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        SUBMITTED = "submitted", _("submitted")
        IN_REVIEW = "in_review", _("in review")
        TO_CORRECT = "to_correct", _("to correct")
        REFUSED = "refused", pgettext_lazy("job order", "refused")
        APPROVED = "approved", _("approved")
        SCHEDULED = "scheduled", _("scheduled")
        PUBLISHED = "published", pgettext_lazy("job order", "published")
        SUSPENDED = "suspended", _("suspended")
        FILLED = "filled", _("filled")
        EXPIRED = "expired", _("expired")
        WITHDRAWN = "withdrawn", _("withdrawn")
        REMOVED = "removed", _("removed")
        ARCHIVED = "archived", _("archived")

    # What has been public keeps its page for a while; what was removed does not.
    PUBLIC_STATES = ("published", "filled", "expired", "withdrawn", "archived")

    class Outcome(models.TextChoices):
        HERE = "here", _("filled, through this site")
        ELSEWHERE = "elsewhere", _("filled, another way")
        CANCELLED = "cancelled", _("the position is not offered any more")

    class Extension(models.TextChoices):
        NOBODY = "nobody", _("nobody applied")
        UNSUITABLE = "unsuitable", _("no suitable person applied")
        MORE = "more", _("other positions are open")
        OTHER = "other", _("another reason")

    # Before the public sees it the order itself is written; afterwards a version is.
    WRITABLE = ("draft", "to_correct")
    LIVE = ("approved", "scheduled", "published", "suspended")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    number = models.PositiveIntegerField(
        _("number"),
        unique=True,
        db_default=models.Func(
            models.Value("placement_order_number"), function="nextval"
        ),
    )
    # The same form sent twice is one order.
    token = models.UUIDField(default=uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="orders"
    )
    # Whom the portal asks about this order; never public.
    contact_name = models.CharField(_("contact person"), max_length=120, blank=True)
    contact_phone = models.CharField(
        _("telephone of the contact"), max_length=30, blank=True
    )
    state = models.CharField(
        _("state"), max_length=10, choices=State, default=State.DRAFT
    )
    version = models.PositiveIntegerField(_("version"), default=1)
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    expires_on = models.DateField(_("until"), null=True, blank=True)
    public_days = models.PositiveSmallIntegerField(
        _("days of publication"), default=PUBLISHED_FOR.days
    )
    # The day chosen for an order that is approved and not published yet.
    publish_on = models.DateField(_("to be published"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    outcome = models.CharField(_("outcome"), max_length=12, choices=Outcome, blank=True)
    extension_reason = models.CharField(
        _("why it was extended"), max_length=12, choices=Extension, blank=True
    )
    copied_from = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    is_demonstration = models.BooleanField(_("demonstration"), default=False)
    created_at = models.DateTimeField(_("written"), default=timezone.now)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    objects = JobOrderQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        verbose_name = _("job order")
        verbose_name_plural = _("job orders")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state="published")
                | models.Q(published_at__isnull=False, expires_on__isnull=False),
                name="joborder_published_has_term",
            ),
            models.CheckConstraint(
                condition=models.Q(wage_min=None)
                | models.Q(wage_max=None)
                | models.Q(wage_min__lte=models.F("wage_max")),
                name="joborder_wages_in_order",
            ),
            models.CheckConstraint(
                condition=models.Q(interviews_from=None)
                | models.Q(interviews_until=None)
                | models.Q(interviews_from__lte=models.F("interviews_until")),
                name="joborder_interviews_in_order",
            ),
            models.CheckConstraint(
                condition=models.Q(public_days__gte=1)
                & models.Q(public_days__lte=PUBLISHED_FOR.days),
                name="joborder_public_at_most_a_month",
            ),
        ]

    def __str__(self):
        return f"{self.number} {self.title_fr}"

    @property
    def last_day(self) -> date | None:
        """As far as it may be extended; None before it was published."""
        if self.published_at is None:
            return None
        return timezone.localdate(self.published_at) + LONGEST

    @property
    def has_words_in_review(self) -> bool:
        """Whether a moderator has a text or an edit of it to read."""
        return self.versions.filter(state="in_review").exists()

    @property
    def days_public(self) -> timedelta:
        """How long a publication lasts, unless it is extended."""
        return timedelta(days=self.public_days)

    def remarks_to_heed(self) -> dict[str, str]:
        """By field, what a moderator asked to correct and was not submitted since."""
        edit = self.versions.first()
        if not edit or not edit.decided_at or edit.state not in ("to_correct", "draft"):
            return {}
        rows = self.remarks.filter(decision="returned", at__gte=edit.decided_at)
        return {row.field: row.text for row in rows if row.text}

    @property
    def ended_on(self) -> date | None:
        """The day that the order stopped being open; None while it is."""
        if self.state == self.State.PUBLISHED:
            past = self.expires_on < timezone.localdate()
            return self.expires_on if past else None
        return min(timezone.localdate(self.updated_at), self.expires_on)
