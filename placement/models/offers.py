"""What a job seeker offers: the file that employers read without a name."""

import secrets
from collections import defaultdict
from datetime import timedelta
from uuid import UUID, uuid4

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from bilingual.folding import words
from placement.matching import Offered

KEPT = timedelta(days=90)  # a published offer, until its owner renews it
NOTICE = timedelta(days=10)  # before the end
MOST_OCCUPATIONS = 3
# Left out of a name when two are compared.
_LEGAL_FORMS = {"inc", "ltee", "ltd", "limitee", "limited", "enr", "llc", "corp"}


class OfferQuerySet(models.QuerySet):
    def live(self):
        """Published by a person whose account is open, and not past its term."""
        return self.filter(
            state=OfferOfService.State.PUBLISHED,
            expires_on__gte=timezone.localdate(),
            owner__is_active=True,
        )

    def open_to(self, organisation):
        """What an organisation may read, without a name: never what hides from it."""
        if not organisation.may_read_offers:
            return self.none()
        # Nor what its own people offer: that they look elsewhere is theirs to say.
        own = organisation.memberships.values("user")
        rows = self.live().exclude(hidden_from__key__in=keys_of(organisation))
        return rows.exclude(owner__in=own)

    def proposed_for(self, order):
        """Open to the order's organisation, and nobody said no for this order.

        A person who declined or withdrew is not met again beside it, nor is one whom
        the employer did not retain.
        """
        no = ["declined", "withdrawn", "not_retained"]
        over = order.referrals.filter(state__in=no).values("offer")
        return self.open_to(order.organisation).exclude(pk__in=over)

    def visible_to(self, user):
        """A person's own offer; for members of organisations, what is open to them."""
        if not user.is_authenticated:
            return self.none()
        rows = self.filter(owner=user).values("pk")
        for membership in user.memberships.select_related("organisation"):
            rows = rows.union(self.open_to(membership.organisation).values("pk"))
        return self.filter(pk__in=list(rows.values_list("pk", flat=True)))

    def to_compare(self, keys) -> dict[UUID, Offered]:
        """What matching may know of offers, by key: not a word of what is private."""
        sought = defaultdict(dict)
        lines = SoughtOccupation.objects.filter(offer__in=keys).order_by("position")
        for key, code, months in lines.values_list("offer", "unit_group", "months"):
            sought[key][code] = months
        rows = self.filter(pk__in=keys).order_by().values_list(
            "pk", "regions", "skills", "education", "languages", "schedule",
            "contracts", "available_on",
        )  # fmt: skip
        return {
            key: Offered(
                key, sought[key], frozenset(regions), skills, education, languages,
                frozenset(schedule), frozenset(contracts), available,
            )
            for key, regions, skills, education, languages, schedule, contracts,
            available in rows
        }  # fmt: skip

    def for_reading(self):
        """What a page of offers needs besides the rows."""
        return self.prefetch_related("sought__unit_group")

    def ending(self, day):
        """Published offers whose owner is to be told that the term is near."""
        return self.live().filter(expires_on__lte=day + NOTICE)

    def past(self, day):
        return self.filter(state=OfferOfService.State.PUBLISHED, expires_on__lt=day)


def new_number() -> int:
    """A number to quote; drawn, so that the next one cannot be guessed."""
    return secrets.randbelow(90_000_000) + 10_000_000


class OfferOfService(models.Model):
    """One person's offer of service: what they do, and under which conditions.

    Hidden until its owner publishes it. An employer reads it without name or contact
    until the owner accepts an invitation or applies. `wage_floor` and `needs` are the
    owner's own: no page of anybody else shows them, and no ranking looks at `needs`.
    """

    class State(models.TextChoices):
        HIDDEN = "hidden", pgettext_lazy("offer of service", "hidden")
        PUBLISHED = "published", pgettext_lazy("offer of service", "published")
        EXPIRED = "expired", pgettext_lazy("offer of service", "past its term")
        WITHDRAWN = "withdrawn", pgettext_lazy("offer of service", "withdrawn")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    number = models.PositiveIntegerField(
        _("number"), unique=True, default=new_number, editable=False
    )
    owner = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="offer"
    )
    state = models.CharField(
        _("state"), max_length=10, choices=State, default=State.HIDDEN
    )
    is_demonstration = models.BooleanField(_("demonstration"), default=False)
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    expires_on = models.DateField(_("until"), null=True, blank=True)
    created_at = models.DateTimeField(_("written"), default=timezone.now)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    # What employers read.
    summary = models.TextField(_("in a few words"), max_length=1200, blank=True)
    language = models.CharField(
        _("language of the text"),
        max_length=2,
        choices=settings.LANGUAGES,
        default="fr",
    )
    skills = models.JSONField(_("skills"), default=dict, blank=True)
    education = models.PositiveSmallIntegerField(_("education"), null=True, blank=True)
    licences = models.CharField(_("licences and cards"), max_length=300, blank=True)
    languages = models.JSONField(_("languages"), default=dict, blank=True)
    available_on = models.DateField(_("available from"), null=True, blank=True)
    schedule = ArrayField(
        models.CharField(max_length=12), verbose_name=_("schedule"), default=list,
        blank=True,
    )  # fmt: skip
    contracts = ArrayField(
        models.CharField(max_length=12), verbose_name=_("contract"), default=list,
        blank=True,
    )  # fmt: skip
    regions = ArrayField(
        models.CharField(max_length=2), verbose_name=_("regions"), default=list,
        blank=True,
    )  # fmt: skip
    commute_km = models.PositiveSmallIntegerField(
        _("longest commute (km)"), null=True, blank=True
    )

    # Given to an employer whose invitation is accepted, or who is applied to.
    full_name = models.CharField(_("name"), max_length=120, blank=True)
    phone = models.CharField(_("telephone"), max_length=30, blank=True)

    # Never given.
    wage_floor = models.DecimalField(
        _("lowest hourly wage"), max_digits=7, decimal_places=2, null=True, blank=True
    )
    needs = models.TextField(_("accommodation needs"), max_length=1200, blank=True)

    objects = OfferQuerySet.as_manager()

    class Meta:
        ordering = ["-published_at", "pk"]
        verbose_name = _("offer of service")
        verbose_name_plural = _("offers of service")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state="published")
                | models.Q(published_at__isnull=False, expires_on__isnull=False),
                name="offer_published_has_term",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    state__in=["hidden", "published", "expired", "withdrawn"]
                ),
                name="offer_state_known",
            ),
        ]
        indexes = [
            models.Index(
                fields=["expires_on"],
                condition=models.Q(state="published"),
                name="offer_term",
            )
        ]

    def __str__(self):
        return self.shown_number

    @property
    def shown_number(self) -> str:
        return f"S-{str(self.number)[:4]}-{str(self.number)[4:]}"

    @property
    def is_live(self) -> bool:
        return (
            self.state == self.State.PUBLISHED
            and self.expires_on >= timezone.localdate()
        )

    @property
    def lacks(self) -> list[str]:
        """What must be said before it can be published."""
        lacks = [] if self.sought.exists() else ["occupations"]
        lacks += [] if self.regions else ["regions"]
        return lacks + ([] if self.full_name else ["name"])


class SoughtOccupation(models.Model):
    """An occupation that the person looks for, and the months they have done it."""

    offer = models.ForeignKey(OfferOfService, models.CASCADE, related_name="sought")
    position = models.PositiveSmallIntegerField(_("order"))
    unit_group = models.ForeignKey(
        "classifications.UnitGroup", models.PROTECT, related_name="+"
    )
    months = models.PositiveSmallIntegerField(_("experience"), null=True, blank=True)

    class Meta:
        ordering = ["offer", "position"]
        verbose_name = _("occupation sought")
        verbose_name_plural = _("occupations sought")
        constraints = [
            models.UniqueConstraint(
                fields=["offer", "position"], name="sought_position_once"
            ),
            models.UniqueConstraint(fields=["offer", "unit_group"], name="sought_once"),
            models.CheckConstraint(
                condition=models.Q(position__range=(1, MOST_OCCUPATIONS)),
                name="sought_at_most_three",
            ),
        ]

    def __str__(self):
        return self.unit_group_id


class OfferPlace(models.Model):
    """Where a published offer is looked for: one row an occupation and region.

    Written with the publication (`placement.actions.offers`), for the look-up of
    candidates by (occupation, region), which must not grow with the number of offers.
    """

    offer = models.ForeignKey(OfferOfService, models.CASCADE, related_name="places")
    unit_group_code = models.CharField(max_length=5)
    region_code = models.CharField(max_length=2)
    published_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("place of an offer")
        verbose_name_plural = _("places of offers")
        constraints = [
            models.UniqueConstraint(
                fields=["unit_group_code", "region_code", "published_at", "offer"],
                name="offer_place_once",
            )
        ]

    def __str__(self):
        return f"{self.unit_group_code} {self.region_code}"


class HiddenFrom(models.Model):
    """An organisation that must never see the offer, by its name or its number (NEQ).

    By name: whoever registers tomorrow under it is kept out too.
    """

    offer = models.ForeignKey(
        OfferOfService, models.CASCADE, related_name="hidden_from"
    )
    name = models.CharField(_("name or NEQ"), max_length=160)
    key = models.CharField(max_length=160, editable=False)

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("hidden from")
        verbose_name_plural = _("hidden from")
        constraints = [
            models.UniqueConstraint(fields=["offer", "key"], name="hidden_from_once"),
            models.CheckConstraint(
                condition=~models.Q(key=""), name="hidden_from_somebody"
            ),
        ]

    def __str__(self):
        return self.name


def key_of(name: str) -> str:
    """A name without accents, case, punctuation and legal form; a NEQ as it is.

    >>> key_of("Les Fenêtres Éclair inc.")
    'les fenetres eclair'
    """
    return " ".join(word for word in words(name) if word not in _LEGAL_FORMS)


def keys_of(organisation) -> list[str]:
    names = (organisation.legal_name, organisation.operating_name, organisation.neq)
    return [key for name in names if name and (key := key_of(name))]


@pgtrigger.register(pgtrigger.Protect(name="consent_kept", operation=pgtrigger.Update))
class Consent(models.Model):
    """A consent given or taken back: rows are added, never changed.

    `wording` names the version of the words that were shown (`templates/placement/
    consents/`); the person's erasure takes the rows with it.
    """

    class Purpose(models.TextChoices):
        PUBLICATION = "publication", _("publish my offer without my name")
        CONTACT = "contact", _("give my name and contact to an employer")

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="placement_consents"
    )
    purpose = models.CharField(_("purpose"), max_length=12, choices=Purpose)
    given = models.BooleanField(_("given"))
    subject = models.CharField(_("for"), max_length=60, blank=True)
    wording = models.CharField(_("wording"), max_length=12)
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)
    at = models.DateTimeField(_("when"), default=timezone.now)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("consent")
        verbose_name_plural = _("consents")

    def __str__(self):
        return f"{self.purpose} {self.given}"
