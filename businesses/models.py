"""Businesses, their establishments, and what owners ask to be changed."""

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.core.signing import BadSignature, Signer
from django.db import models
from django.db.models import F, Q
from django.db.models.expressions import RawSQL
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from bilingual.folding import slug
from businesses.asked import COUNTED, Asked
from classifications.distance import near
from classifications.models import Industry, Municipality, Region

TABLE = "businesses_business"
LISTED = Q(withdrawn=False, hidden_at=None)
# A condition on an industry reads the index alone, whatever the others.
IN_THE_INDEX = ["sort_name", "neq", "size_from", "latitude", "longitude"]
SIZED = LISTED & Q(size_from__isnull=False)


class BusinessQuerySet(models.QuerySet):
    def listed(self):
        """What the directory shows: in force, and not removed on request."""
        return self.filter(LISTED)

    def matching(self, asked: Asked):
        """The rows that meet every condition."""
        rows = self
        if asked.words:
            found = RawSQL(
                f"{TABLE}.words @@ %s::tsquery", [asked.words], models.BooleanField()
            )
            rows = rows.filter(found)
        if asked.industry:
            classes = Q()
            for prefix in asked.prefixes:
                classes |= Q(industry__code__startswith=prefix)
            rows = rows.filter(classes)
        if asked.region:
            rows = rows.filter(region_id=asked.region)
        if asked.municipality:
            rows = rows.filter(municipality_id=asked.municipality)
        if asked.band:
            rows = rows.filter(SIZED, size_from__range=asked.band)
        return near(rows, asked.point, asked.radius) if asked.point else rows

    def by_name(self):
        return self.order_by("sort_name", "neq")

    def by_size(self):
        """Those that declare the most employees first."""
        return self.order_by(F("size_from").desc(nulls_last=True), "sort_name", "neq")

    def after(self, sort_name: str, neq: str):
        """What comes after a row in the order of names."""
        place = RawSQL(
            f"({TABLE}.sort_name, {TABLE}.neq) > (%s, %s)",
            [sort_name, neq],
            models.BooleanField(),
        )
        return self.filter(place)

    def counted(self):
        """The capped count of these rows, as a value of the same statement."""
        inside = self.order_by().values("pk")[: COUNTED + 1].query
        sql, params = inside.sql_with_params()
        return RawSQL(
            f"(SELECT count(*) FROM ({sql}) AS counted)",
            params,
            models.IntegerField(),
        )

    def among(self, rows):
        """Those of other rows, whose statement stands apart: it names its own table."""
        sql, params = rows.values("pk").query.sql_with_params()
        return self.filter(
            RawSQL(f"{TABLE}.neq IN ({sql})", params, models.BooleanField())
        )

    def for_list(self):
        return self.select_related("industry", "municipality", "region")


class Business(models.Model):
    """A business under its Québec enterprise number (NEQ).

    Source: the enterprise register's open data, or the demonstration's invented firms
    (`demonstration`). Place and activity are those of the main establishment, else of
    the domicile. `industry` is NULL when no table gives the NAICS class of the
    register's activity code (`activity`); `size_from` and `size_to` bound the number
    of employees in Québec, NULL when not declared. `words` holds folded names.
    """

    neq = models.CharField(_("NEQ"), max_length=10, primary_key=True)
    name = models.CharField(_("name"), max_length=250)
    other_names = models.CharField(
        _("other names"), max_length=500, blank=True, db_default=""
    )
    sort_name = models.CharField(max_length=250, db_collation="C", editable=False)
    folded = models.CharField(max_length=900, blank=True, editable=False)
    words = models.GeneratedField(
        expression=RawSQL(
            "to_tsvector('simple'::regconfig, sort_name || ' ' || folded)", []
        ),
        output_field=SearchVectorField(),
        db_persist=True,
    )
    registered_on = models.DateField(_("registered on"), null=True, blank=True)
    size_from = models.PositiveIntegerField(_("employees, from"), null=True, blank=True)
    size_to = models.PositiveIntegerField(_("employees, to"), null=True, blank=True)
    activity = models.CharField(
        _("activity code"), max_length=6, blank=True, db_default=""
    )
    activity_text = models.CharField(_("activity"), max_length=300, blank=True)
    industry = models.ForeignKey(
        Industry, models.PROTECT, null=True, blank=True, db_index=False
    )
    region = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, db_index=False
    )
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, null=True, blank=True, db_index=False
    )
    address = models.CharField(_("address"), max_length=300, blank=True)
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    demonstration = models.BooleanField(_("made up for the demonstration"))
    withdrawn = models.BooleanField(_("withdrawn"), default=False)
    # Not of the source: what the owner obtained. Loaders leave both alone.
    hidden_at = models.DateTimeField(_("removed on request"), null=True, blank=True)
    precision = models.CharField(
        _("said by the business"), max_length=500, blank=True, db_default=""
    )
    precision_language = models.CharField(max_length=2, blank=True, db_default="")

    objects = BusinessQuerySet.as_manager()

    class Meta:
        ordering = ["sort_name", "neq"]
        verbose_name = _("business")
        verbose_name_plural = _("businesses")
        indexes = [
            GinIndex(
                fields=["words", "region"], name="business_words", condition=LISTED
            ),
            models.Index(
                fields=["sort_name", "neq"], name="business_name", condition=LISTED
            ),
            models.Index(
                fields=["region", "sort_name", "neq"],
                name="business_region",
                condition=LISTED,
            ),
            # A large town's rows of one industry are told without reading the others.
            models.Index(
                fields=["municipality", "sort_name", "neq"],
                name="business_town",
                condition=LISTED,
                include=["industry", "size_from"],
            ),
            models.Index(
                fields=["industry", "region"],
                name="business_industry",
                condition=LISTED,
                include=IN_THE_INDEX,
                opclasses=["varchar_pattern_ops", "varchar_ops"],
            ),
            models.Index(
                fields=["size_from", "region"], name="business_size", condition=SIZED
            ),
            models.Index(
                fields=["latitude", "longitude"],
                name="business_point",
                condition=LISTED,
                include=["sort_name", "neq", "region", "size_from"],
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("businesses:business", args=[self.neq, self.slug])

    @property
    def slug(self) -> str:
        return slug(self.name) or "x"


class EstablishmentQuerySet(models.QuerySet):
    def in_force(self):
        return self.filter(withdrawn=False)

    def for_page(self):
        """The main one first, with what is printed of its place."""
        return (
            self.in_force()
            .select_related("municipality__region")
            .order_by("-is_main", "number")
        )


class Establishment(models.Model):
    """A place of a business, by its number in the register; source as its business."""

    business = models.ForeignKey(
        Business, models.CASCADE, related_name="establishments", db_index=False
    )
    number = models.CharField(_("number"), max_length=10)
    name = models.CharField(_("name"), max_length=250, blank=True)
    is_main = models.BooleanField(_("main establishment"), default=False)
    address = models.CharField(_("address"), max_length=300, blank=True)
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, null=True, blank=True, db_index=False
    )
    activity = models.CharField(
        _("activity code"), max_length=6, blank=True, db_default=""
    )
    activity_text = models.CharField(_("activity"), max_length=300, blank=True)
    withdrawn = models.BooleanField(_("withdrawn"), default=False)

    objects = EstablishmentQuerySet.as_manager()

    class Meta:
        ordering = ["business", "-is_main", "number"]
        verbose_name = _("establishment")
        verbose_name_plural = _("establishments")
        constraints = [
            models.UniqueConstraint(
                fields=["business", "number"], name="establishment_once"
            )
        ]

    def __str__(self):
        return self.name or self.number


class ActivityClass(models.Model):
    """Which NAICS class an activity code of the register stands for.

    Source: a table that the portal's analysts declare, with where each line comes from.
    """

    code = models.CharField(_("activity code"), max_length=6, primary_key=True)
    industry = models.ForeignKey(Industry, models.PROTECT)
    source = models.CharField(_("source"), max_length=200)

    class Meta:
        ordering = ["code"]
        verbose_name = _("class of an activity code")
        verbose_name_plural = _("classes of activity codes")

    def __str__(self):
        return f"{self.code} {self.industry_id}"


class CorrectionQuerySet(models.QuerySet):
    def waiting(self):
        """Asked, and not yet confirmed from the mailbox."""
        return self.filter(state=Correction.State.ASKED)

    def for_desk(self):
        """What a moderator may read: those to be decided first, the oldest first."""
        return (
            self.exclude(state=Correction.State.ASKED)
            .select_related("business")
            .order_by(
                models.Case(
                    models.When(state=Correction.State.RECEIVED, then=0), default=1
                ),
                "asked_at",
                "pk",
            )
        )

    def forgotten(self, asked_before, decided_before):
        """Never confirmed, or decided long enough ago."""
        return self.filter(
            Q(state=Correction.State.ASKED, asked_at__lt=asked_before)
            | Q(decided_at__lt=decided_before)
        )

    def by_token(self, token: str):
        try:
            pk = Signer(salt="businesses.correction").unsign(token)
        except BadSignature:
            return None
        return self.select_related("business").filter(pk=pk).first()


class Correction(models.Model):
    """What somebody who speaks for a business asks: correct its entry, or remove it."""

    class Kind(models.TextChoices):
        CORRECT = "correct", _("Correct the entry")
        REMOVE = "remove", _("Remove the entry")

    class State(models.TextChoices):
        ASKED = "asked", _("not confirmed")
        RECEIVED = "received", _("to be decided")
        ACCEPTED = "accepted", pgettext_lazy("request about an entry", "accepted")
        REFUSED = "refused", pgettext_lazy("request about an entry", "refused")

    business = models.ForeignKey(
        Business, models.CASCADE, related_name="corrections", verbose_name=_("business")
    )
    kind = models.CharField(_("request"), max_length=8, choices=Kind)
    details = models.TextField(_("details"), max_length=2000)
    email = models.EmailField(_("e-mail address"))
    language = models.CharField(_("language"), max_length=2)
    state = models.CharField(
        _("state"), max_length=8, choices=State, default=State.ASKED
    )
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    reason = models.CharField(_("reason"), max_length=500, blank=True)

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        verbose_name = _("request about an entry")
        verbose_name_plural = _("requests about entries")
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["accepted", "refused"], decided_at__isnull=False)
                | Q(state__in=["asked", "received"], decided_at__isnull=True),
                name="correction_decided_has_time",
            )
        ]

    def __str__(self):
        return f"{self.business_id} {self.kind}"

    @property
    def token(self) -> str:
        return Signer(salt="businesses.correction").sign(str(self.pk))
