"""Referrals (présentations): each meeting of a job order and an offer of service."""

from datetime import timedelta
from uuid import uuid4

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from placement.models.offers import OfferOfService

ANSWER_WITHIN = timedelta(days=14)  # then an invitation lapses
LEFT_AFTER = timedelta(days=30)  # an order that ended, before its candidates are told
REMINDERS = (timedelta(days=5), timedelta(days=10))  # after the employer was asked
SHOWN_FROM = 10  # contacts, before an employer's responsiveness is shown
READ_A_DAY = 60  # offers that one organisation may open in a day
INVITED_A_DAY = 30  # invitations of one organisation in a day


class ReferralQuerySet(models.QuerySet):
    def of_seeker(self, user):
        return self.filter(offer__owner=user)

    def of_organisation(self, organisation):
        """What an organisation may know of: nothing of an offer taken back."""
        shown = [OfferOfService.State.PUBLISHED, OfferOfService.State.EXPIRED]
        if not organisation.may_read_offers:
            return self.none()
        return self.filter(order__organisation=organisation, offer__state__in=shown)

    def visible_to(self, user):
        """Both sides of a meeting, and nobody else."""
        if not user.is_authenticated:
            return self.none()
        seen = models.Q(offer__owner=user)
        for membership in user.memberships.select_related("organisation"):
            rows = self.of_organisation(membership.organisation)
            seen |= models.Q(pk__in=rows.values("pk"))
        return self.filter(seen)

    def for_list(self):
        return self.select_related("order__organisation", "offer").order_by(
            "-updated_at", "pk"
        )

    def disclosed(self):
        """The person agreed to give name and contact, and has not taken it back."""
        return self.filter(state__in=DISCLOSED)

    def to_answer(self):
        """What waits for the employer's word."""
        return self.filter(state__in=[Referral.State.APPLIED, Referral.State.ACCEPTED])

    def unanswered_since(self, moment):
        return self.to_answer().filter(asked_at__lte=moment, answered_at=None)

    def invited_before(self, moment):
        return self.filter(state=Referral.State.INVITED, created_at__lt=moment)

    def open(self):
        return self.filter(state__in=OPEN)

    def left_by_their_order(self, day):
        """Open ones whose order closed, or ended more than a month before a day."""
        ended = models.Q(order__expires_on__lt=day - LEFT_AFTER)
        closed = ["filled", "withdrawn", "removed", "archived"]
        return self.open().filter(ended | models.Q(order__state__in=closed))

    def responsiveness(self, organisation) -> dict | None:
        """How an organisation answers: contacts, answers, days of the middle one.

        A contact counts once it is answered or may be expected to be (the first
        reminder). None under ten: few answers would be somebody's story.
        """
        due = timezone.now() - REMINDERS[0]
        rows = self.filter(order__organisation=organisation, asked_at__isnull=False)
        rows = rows.filter(
            models.Q(answered_at__isnull=False) | models.Q(asked_at__lte=due)
        )
        took = rows.values_list("asked_at", "answered_at")[:1000]
        pairs = list(took)
        if len(pairs) < SHOWN_FROM:
            return None
        days = sorted((b - a).total_seconds() / 86_400 for a, b in pairs if b)
        middle = max(1, round(days[len(days) // 2])) if days else None
        return {"contacts": len(pairs), "answered": len(days), "days": middle}


class Origin(models.TextChoices):
    APPLICATION = "application", _("application")
    INVITATION = "invitation", _("invitation")
    OFFICE = "office", _("employment office")


TRANSITIONS = [
    ("invited", "accepted"),
    ("invited", "declined"),
    ("invited", "lapsed"),
    ("invited", "withdrawn"),
    ("applied", "interview"),
    ("applied", "hired"),
    ("applied", "not_retained"),
    ("applied", "withdrawn"),
    ("applied", "lapsed"),
    ("accepted", "interview"),
    ("accepted", "hired"),
    ("accepted", "not_retained"),
    ("accepted", "withdrawn"),
    ("accepted", "lapsed"),
    ("interview", "hired"),
    ("interview", "not_retained"),
    ("interview", "withdrawn"),
    ("interview", "lapsed"),
    ("hired", "withdrawn"),
]
OPEN = ("invited", "applied", "accepted", "interview")
DISCLOSED = ("applied", "accepted", "interview", "hired")
EMPLOYERS_ANSWERS = ("interview", "hired", "not_retained")


@pgtrigger.register(
    pgtrigger.FSM(name="referral_states", field="state", transitions=TRANSITIONS)
)
class Referral(models.Model):
    """One order and one offer, put side by side by either person or by an office.

    The database refuses a change of state that `TRANSITIONS` does not have. A person
    who applied or accepted is `disclosed`; the employer then has a word to give.
    """

    class State(models.TextChoices):
        INVITED = "invited", _("invited")
        APPLIED = "applied", _("applied")
        ACCEPTED = "accepted", _("invitation accepted")
        INTERVIEW = "interview", _("interview")
        HIRED = "hired", _("hired")
        NOT_RETAINED = "not_retained", _("not retained")
        DECLINED = "declined", _("declined")
        WITHDRAWN = "withdrawn", pgettext_lazy("referral", "withdrawn")
        LAPSED = "lapsed", _("without answer")

    class Reason(models.TextChoices):
        FILLED = "filled", _("the position is filled")
        EXPERIENCE = (
            "experience",
            _("other candidates have more of the experience asked"),
        )
        SKILLS = "skills", _("a skill or a licence that is asked is missing")
        AVAILABILITY = "availability", _("the schedule or the start does not fit")
        OTHER = "other", _("another reason")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    order = models.ForeignKey(
        "placement.JobOrder", models.CASCADE, related_name="referrals"
    )
    offer = models.ForeignKey(OfferOfService, models.CASCADE, related_name="referrals")
    origin = models.CharField(_("origin"), max_length=12, choices=Origin)
    state = models.CharField(_("state"), max_length=12, choices=State)
    reason = models.CharField(_("reason"), max_length=12, choices=Reason, blank=True)
    # What the person quotes: the invitation's unique code.
    code = models.CharField(_("code"), max_length=9, unique=True)
    asked_at = models.DateTimeField(_("employer asked"), null=True, blank=True)
    answered_at = models.DateTimeField(_("employer answered"), null=True, blank=True)
    created_at = models.DateTimeField(_("since"), default=timezone.now)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    objects = ReferralQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "pk"]
        verbose_name = _("referral")
        verbose_name_plural = _("referrals")
        constraints = [
            models.UniqueConstraint(fields=["order", "offer"], name="referral_once"),
            models.CheckConstraint(
                condition=~models.Q(state__in=["hired", "not_retained", "interview"])
                | models.Q(answered_at__isnull=False),
                name="referral_answer_has_time",
            ),
        ]
        indexes = [
            models.Index(
                fields=["asked_at"],
                condition=models.Q(answered_at=None),
                name="referral_unanswered",
            )
        ]

    def __str__(self):
        return self.code

    @property
    def is_disclosed(self) -> bool:
        return self.state in DISCLOSED

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    def may_become(self, state: str) -> bool:
        return (self.state, state) in TRANSITIONS

    @property
    def employer_may_answer(self) -> bool:
        return self.state in ("applied", "accepted", "interview")


@pgtrigger.register(
    pgtrigger.Protect(name="referral_event_kept", operation=pgtrigger.Update)
)
class ReferralEvent(models.Model):
    """One change of a referral: which state, by which side, when, and why."""

    class Side(models.TextChoices):
        SEEKER = "seeker", _("the person")
        EMPLOYER = "employer", _("the employer")
        PORTAL = "portal", _("the portal")

    referral = models.ForeignKey(Referral, models.CASCADE, related_name="events")
    state = models.CharField(_("state"), max_length=12, choices=Referral.State)
    side = models.CharField(_("by"), max_length=8, choices=Side)
    reason = models.CharField(
        _("reason"), max_length=12, choices=Referral.Reason, blank=True
    )
    at = models.DateTimeField(_("when"), default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("event of a referral")
        verbose_name_plural = _("events of referrals")

    def __str__(self):
        return f"{self.state} {self.at:%Y-%m-%d}"


class Message(models.Model):
    """A word to the other side, kept in the site: mail only says it is there."""

    referral = models.ForeignKey(Referral, models.CASCADE, related_name="messages")
    side = models.CharField(_("by"), max_length=8, choices=ReferralEvent.Side)
    text = models.TextField(_("message"), max_length=4000)
    token = models.UUIDField(default=uuid4, unique=True)
    at = models.DateTimeField(_("when"), default=timezone.now)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("message")
        verbose_name_plural = _("messages")

    def __str__(self):
        return f"{self.side} {self.at:%Y-%m-%d}"


class OfferReading(models.Model):
    """An organisation opened an anonymous offer on a day: what the quota counts."""

    organisation = models.ForeignKey(
        "placement.Organisation", models.CASCADE, related_name="+"
    )
    offer = models.ForeignKey(OfferOfService, models.CASCADE, related_name="readings")
    day = models.DateField(_("day"))

    class Meta:
        ordering = ["-day", "pk"]
        verbose_name = _("reading of an offer")
        verbose_name_plural = _("readings of offers")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "day", "offer"], name="offer_reading_once"
            )
        ]

    def __str__(self):
        return f"{self.organisation_id} {self.day}"
