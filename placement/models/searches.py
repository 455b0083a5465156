"""The narrow table that job searches read, and the searches that people keep."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchQuery, SearchVectorField
from django.core.signing import BadSignature, Signer
from django.db import connection, models
from django.db.models.expressions import RawSQL
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from classifications.distance import kilometres, within
from placement.jobs.criteria import Criteria

COUNTED = 1_000  # a list of more results says "more than"
# The other sites of a row as rows, with a latitude and a longitude.
SITES = """(SELECT other_points[n][1] AS latitude, other_points[n][2] AS longitude
  FROM generate_subscripts(other_points, 1) AS n) AS site"""


class TsQuery(SearchQuery):
    """The text of a tsquery, as PostgreSQL prints it, taken as it is."""

    template = "(%(expressions)s)::tsquery"


def begins(column: str, prefixes: Iterable[str]) -> models.Q:
    """Codes that begin with one of the prefixes."""
    found = models.Q()
    for prefix in prefixes:
        found |= models.Q(**{f"{column}__startswith": prefix})
    return found


class JobSearchQuerySet(models.QuerySet):
    def open(self, today: date | None = None):
        """What is live now: an order leaves the list the day after its last one."""
        today = today or timezone.localdate()
        return self.filter(is_open=True, expires_on__gte=today)

    def matching(self, asked: Criteria):
        """The rows that meet every condition."""
        rows = self
        if asked.words:
            rows = rows.filter(words=TsQuery(asked.words))
        if asked.nocs:
            rows = rows.filter(begins("noc", asked.nocs))
        if asked.industries:
            rows = rows.filter(begins("naics", asked.industries))
        if asked.regions:
            rows = rows.in_regions(asked.regions)
        for column, values in (
            ("contract", asked.contracts),
            ("remote", asked.remotes),
        ):
            if values:
                rows = rows.filter(**{f"{column}__in": values})
        if asked.schedules:
            rows = rows.filter(schedules__overlap=list(asked.schedules))
        if asked.languages:
            rows = rows.filter(languages__contains=list(asked.languages))
        if asked.commitments:
            rows = rows.filter(commitments__contains=list(asked.commitments))
        if asked.wage_floor is not None:
            rows = rows.filter(hourly_wage__gte=asked.wage_floor)
        if asked.agency:
            rows = rows.filter(is_agency=asked.agency == "only")
        if asked.posted_since:
            rows = rows.filter(posted_at__gte=asked.posted_since)
        return rows.near(asked.point, asked.radius) if asked.point else rows

    def in_regions(self, codes: Sequence[str]):
        """One of its sites is in one of the regions."""
        return self.filter(
            models.Q(region__in=codes) | models.Q(other_regions__overlap=list(codes))
        )

    def near(self, point: tuple[float, float], radius: float):
        """One of its sites is within `radius` kilometres of a point."""
        distance = kilometres("site", point)
        elsewhere = RawSQL(
            f"EXISTS (SELECT FROM {SITES} WHERE {distance.sql} <= %s)",
            [*distance.params, radius],
            output_field=models.BooleanField(),
        )
        return self.filter(
            within(self.model._meta.db_table, point, radius)
            | models.Q(other_points__isnull=False) & models.Q(elsewhere)
        )

    def newest(self):
        """The newest first, in a total order."""
        return self.order_by("-posted_at", "-order_id")

    def after(self, posted_at: datetime, order_id):
        """What comes after a row in that order."""
        return self.filter(
            models.Q(posted_at__lt=posted_at)
            | models.Q(posted_at=posted_at, order_id__lt=order_id),
            posted_at__lte=posted_at,
        )


class JobSearch(models.Model):
    """What the job search knows of one published order; derived, never a source.

    Written by `placement.indexing.reindex` in the transaction that publishes, hides or
    closes the order. Rows stand in the order of publication, so that the newest are
    neighbours on disk. `hourly_wage` is the most the offer pays, in dollars an hour;
    NULL when it states none. The two documents hold both languages.
    """

    order = models.OneToOneField(
        "placement.JobOrder",
        models.CASCADE,
        primary_key=True,
        related_name="found_as",
        db_index=False,
    )
    posted_at = models.DateTimeField()
    expires_on = models.DateField()
    noc = models.CharField(max_length=5)
    naics = models.CharField(max_length=6, blank=True)
    region = models.CharField(max_length=2)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    # Of the other sites, [latitude, longitude] of each and the regions that are not the
    # first one's; NULL, which costs nothing, without any.
    other_points = ArrayField(ArrayField(models.FloatField(), size=2), null=True)
    other_regions = ArrayField(models.CharField(max_length=2), null=True)
    hourly_wage = models.DecimalField(max_digits=8, decimal_places=2, null=True)
    languages = ArrayField(models.CharField(max_length=20), default=list)
    schedules = ArrayField(models.CharField(max_length=20), default=list)
    contract = models.CharField(max_length=20, blank=True)
    remote = models.CharField(max_length=20, blank=True)
    commitments = ArrayField(models.CharField(max_length=30), default=list)
    is_agency = models.BooleanField(default=False)
    is_open = models.BooleanField(default=True)
    words = SearchVectorField()
    title_words = SearchVectorField()

    objects = JobSearchQuerySet.as_manager()

    class Meta:
        db_table = "job_search"
        verbose_name = _("line of the job search")
        verbose_name_plural = _("lines of the job search")
        indexes = [
            GinIndex(
                fields=["words"],
                name="job_search_words",
                condition=models.Q(is_open=True),
            ),
            models.Index(
                fields=["-posted_at", "-order"],
                name="job_search_newest",
                condition=models.Q(is_open=True),
            ),
            models.Index(
                fields=["region", "-posted_at", "-order"],
                name="job_search_region",
                condition=models.Q(is_open=True),
            ),
            GinIndex(
                fields=["other_regions"],
                name="job_search_other_regions",
                condition=models.Q(is_open=True, other_regions__isnull=False),
            ),
            models.Index(
                fields=["noc", "region", "-posted_at"],
                name="job_search_noc",
                condition=models.Q(is_open=True),
                opclasses=["varchar_pattern_ops", "varchar_ops", "timestamptz_ops"],
            ),
        ]

    def __str__(self):
        return str(self.order_id)


class TsQueryField(models.TextField):
    """A column of PostgreSQL's type `tsquery`; its value is the text of one."""

    def db_type(self, connection):
        return "tsquery"


class JobsVersionManager(models.Manager):
    def current(self) -> int:
        """The version of the offers that the public sees; 0 before the first one."""
        return self.values_list("version", flat=True).first() or 0

    def beside(self, publications) -> tuple[int, int]:
        """The version of the official data and that of the offers, in one statement."""
        rows = publications.order_by("-pk").annotate(
            offers=models.Subquery(JobsVersion.objects.values("version")[:1])
        )
        data, offers = rows.values_list("pk", "offers").first() or (0, None)
        return data, offers or 0

    def raise_it(self) -> None:
        """Say that they changed; kept pages that show some are made again."""
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO placement_jobsversion AS v (id, version) VALUES (1, 1) "
                "ON CONFLICT (id) DO UPDATE SET version = v.version + 1"
            )


class JobsVersion(models.Model):
    """One row: a number that each change of the public offers raises.

    A row, not a sequence: its new value appears with the commit of what it tells.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    version = models.PositiveBigIntegerField(default=0)

    objects = JobsVersionManager()

    class Meta:
        verbose_name = _("version of the offers")
        verbose_name_plural = _("versions of the offers")

    def __str__(self):
        return str(self.version)


TOKENS = Signer(salt="placement.savedsearch", sep=".")


class SavedSearchQuerySet(models.QuerySet):
    def of_address(self, email: str):
        return self.filter(email__iexact=email)

    def due(self, until: datetime):
        """Confirmed searches whose time has come at a moment, in the order of keys."""
        day, week = until - timedelta(hours=1), until - timedelta(days=6, hours=12)
        kinds = SavedSearch.Frequency
        return self.filter(
            models.Q(frequency=kinds.DAILY, seen_until__lt=day)
            | models.Q(frequency=kinds.WEEKLY, seen_until__lt=week),
            confirmed_at__isnull=False,
        ).order_by("pk")

    def by_token(self, token: str) -> "SavedSearch | None":
        """The search that a link was made for; None for a forged or outdated one."""
        try:
            return self.filter(pk=int(TOKENS.unsign(token))).first()
        except (BadSignature, ValueError, OverflowError):
            return None

    def forgotten(self, before: datetime):
        """Asked for but never confirmed: the address is nobody's to keep."""
        return self.filter(confirmed_at=None, created_at__lt=before)


class SavedSearch(models.Model):
    """A search that somebody keeps, and is told by e-mail of what it finds.

    `query` is the address's own query, replayed as it is by the page; the columns are
    what it meant when it was kept, for the nightly join (`placement.jobs.matches`).
    An order is told once: `seen_until` is the moment up to which orders were told.
    """

    class Frequency(models.TextChoices):
        DAILY = "daily", _("every day")
        WEEKLY = "weekly", _("every week")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="saved_searches",
    )
    email = models.EmailField(_("e-mail address"))
    language = models.CharField(
        _("language of the messages"), max_length=2, choices=settings.LANGUAGES
    )
    query = models.CharField(_("what the address asks"), max_length=1000, blank=True)
    summary = models.CharField(_("what is looked for"), max_length=300)
    frequency = models.CharField(
        _("how often"), max_length=6, choices=Frequency, default=Frequency.DAILY
    )
    created_at = models.DateTimeField(_("asked"), default=timezone.now)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True)
    seen_until = models.DateTimeField(_("orders told until"), default=timezone.now)
    sent_at = models.DateTimeField(_("last message"), null=True)

    words = TsQueryField(_("words looked for"), null=True)
    nocs = ArrayField(
        models.CharField(max_length=5), verbose_name=_("NOC codes"), default=list
    )
    industries = ArrayField(
        models.CharField(max_length=6), verbose_name=_("NAICS codes"), default=list
    )
    regions = ArrayField(
        models.CharField(max_length=2), verbose_name=_("regions"), default=list
    )
    latitude = models.FloatField(_("latitude"), null=True)
    longitude = models.FloatField(_("longitude"), null=True)
    radius = models.PositiveSmallIntegerField(_("radius, in kilometres"), default=0)
    wage_floor = models.DecimalField(
        _("lowest wage"), max_digits=8, decimal_places=2, null=True
    )
    schedules = ArrayField(
        models.CharField(max_length=20), verbose_name=_("schedule"), default=list
    )
    contracts = ArrayField(
        models.CharField(max_length=20), verbose_name=_("contract"), default=list
    )
    languages = ArrayField(
        models.CharField(max_length=20), verbose_name=_("languages"), default=list
    )
    remotes = ArrayField(
        models.CharField(max_length=20), verbose_name=_("place of work"), default=list
    )
    commitments = ArrayField(
        models.CharField(max_length=30), verbose_name=_("commitments"), default=list
    )
    agency = models.CharField(_("agencies"), max_length=4, blank=True)
    # An order that the search finds has one of these keys at least.
    anchors = ArrayField(
        models.CharField(max_length=80),
        verbose_name=_("keys of the search"),
        default=list,
    )

    objects = SavedSearchQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("saved search")
        verbose_name_plural = _("saved searches")
        indexes = [
            models.Index(models.functions.Lower("email"), name="saved_search_email"),
            models.Index(
                fields=["frequency", "id"],
                name="saved_search_due",
                condition=models.Q(confirmed_at__isnull=False),
            ),
        ]

    def __str__(self):
        return self.summary

    @property
    def token(self) -> str:
        """What its owner's links carry; it opens every search of the same address."""
        return TOKENS.sign(str(self.pk))

    def criteria(self) -> Criteria:
        """What it asks, as the job search reads it."""
        return Criteria(
            words=self.words or "",
            nocs=tuple(self.nocs),
            industries=tuple(self.industries),
            regions=tuple(self.regions),
            point=None if self.latitude is None else (self.latitude, self.longitude),
            radius=self.radius,
            wage_floor=self.wage_floor,
            schedules=tuple(self.schedules),
            contracts=tuple(self.contracts),
            languages=tuple(self.languages),
            remotes=tuple(self.remotes),
            commitments=tuple(self.commitments),
            agency=self.agency,
        )


class KnownTitleQuerySet(models.QuerySet):
    def beginning(self, text: str, language: str):
        """The titles that begin like a folded text, those of most orders first."""
        rows = self.filter(language=language, folded__startswith=text)
        return rows.order_by("-orders", "folded")


class KnownTitle(models.Model):
    """A title that live orders bear: what the search field suggests.

    Derived from the orders; `orders` is how many bore it when they were last counted.
    """

    language = models.CharField(max_length=2)
    folded = models.CharField(max_length=200)
    title = models.CharField(max_length=200)
    orders = models.PositiveIntegerField(default=1)

    objects = KnownTitleQuerySet.as_manager()

    class Meta:
        verbose_name = _("known title")
        verbose_name_plural = _("known titles")
        constraints = [
            models.UniqueConstraint(
                fields=["language", "folded"], name="known_title_once"
            )
        ]
        indexes = [
            models.Index(
                fields=["language", "folded"],
                name="known_title_begins",
                opclasses=["varchar_ops", "varchar_pattern_ops"],
            )
        ]

    def __str__(self):
        return self.title
