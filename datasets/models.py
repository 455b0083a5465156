"""Where official figures come from, and which edition of each is live."""

from datetime import timedelta

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import connection, models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop, pgettext_lazy


class SourceQuerySet(models.QuerySet):
    def with_releases(self):
        """Every source with its published releases, the latest loaded first."""
        published = Release.objects.published().order_by("-pk")
        return self.prefetch_related(
            models.Prefetch("releases", published, to_attr="published")
        )

    def for_desk(self):
        """Every source with its live release and its last retrieval."""
        live = Release.objects.current()
        newest = Retrieval.objects.filter(source=models.OuterRef("pk")).order_by("-pk")
        others = Release.objects.beside_the_live_one(models.OuterRef("pk"))
        return self.annotate(
            has_another=models.Exists(others),
            last_look=models.Subquery(newest.values("started_at")[:1]),
            last_state=models.Subquery(newest.values("state")[:1]),
        ).prefetch_related(models.Prefetch("releases", live, to_attr="published"))

    def with_ages(self):
        """Every source with its last publication and its last good look."""
        good = Retrieval.objects.filter(
            source=models.OuterRef("pk"),
            state__in=[Retrieval.State.SAME, Retrieval.State.LOADED],
        ).order_by("-pk")
        return self.annotate(
            published_at=models.Max("releases__publications__at"),
            looked_at=models.Subquery(good.values("ended_at")[:1]),
        ).order_by("pk")

    def due(self, now):
        """Sources whose addresses are to be looked at again.

        One that fails time after time waits for somebody to look at it.
        """
        late = models.Q(next_check_at=None) | models.Q(next_check_at__lte=now)
        given = ~models.Q(download_fr="", download_en="")
        return self.filter(late, given, every_hours__gt=0, failures__lt=MAX_FAILURES)


MAX_FAILURES = 5  # in a row, before a source is left alone
SHARE = (MinValueValidator(0), MaxValueValidator(1))


class Source(models.Model):
    """One dataset of one publisher, as declared by the loader that reads it.

    How it is refreshed (addresses, cadence, size, thresholds) is set by analysts;
    an empty threshold leaves the loader's own.
    """

    slug = models.SlugField(_("name"), primary_key=True)
    title = models.CharField(_("title"), max_length=200)
    publisher = models.CharField(_("publisher"), max_length=200)
    licence = models.CharField(_("licence"), max_length=200)
    licence_url = models.URLField(_("licence address"), blank=True)
    url = models.URLField(_("address"), blank=True)
    method = models.TextField(_("method"), blank=True)
    transcribed = models.BooleanField(
        _("transcribed, unverified"),
        default=False,
        help_text=_("Typed from a public page; shown as unverified on screen."),
    )
    download_fr = models.URLField(_("address of the French file"), blank=True)
    download_en = models.URLField(_("address of the English or only file"), blank=True)
    every_hours = models.PositiveIntegerField(
        _("checked every (hours)"), default=0, help_text=_("0: never by itself.")
    )
    max_megabytes = models.PositiveIntegerField(
        _("largest file (MB)"), default=64, validators=[MaxValueValidator(64)]
    )
    max_refused = models.FloatField(
        _("share of rows that may be refused"), null=True, blank=True, validators=SHARE
    )
    max_vanished = models.FloatField(
        _("share of rows that may vanish"), null=True, blank=True, validators=SHARE
    )
    max_moved = models.FloatField(
        _("share of figures that may move in a year"),
        null=True,
        blank=True,
        validators=SHARE,
    )
    next_check_at = models.DateTimeField(
        _("next check"), null=True, blank=True, editable=False
    )
    failures = models.PositiveIntegerField(
        _("failures in a row"), default=0, editable=False
    )

    objects = SourceQuerySet.as_manager()

    class Meta:
        ordering = ["slug"]
        verbose_name = _("source")
        verbose_name_plural = _("sources")

    def __str__(self):
        return self.slug

    @property
    def thresholds(self) -> dict[str, float]:
        """The thresholds set here in place of the loader's."""
        names = ("max_refused", "max_vanished", "max_moved")
        given = {name: getattr(self, name) for name in names}
        return {name: share for name, share in given.items() if share is not None}

    @property
    def downloads(self) -> list[str]:
        """The addresses of its files, the English or only one first."""
        return [url for url in (self.download_en, self.download_fr) if url]

    @property
    def is_late(self) -> bool:
        """No good look within two of its periods; needs `with_ages()`."""
        if not self.every_hours or not self.downloads:
            return False
        last = self.looked_at or self.published_at
        patience = timedelta(hours=2 * self.every_hours)
        return last is None or timezone.now() - last > patience

    @property
    def current(self) -> "Release | None":
        """The live release; needs `with_releases()`."""
        return next((row for row in self.published if row.is_current), None)

    @property
    def earlier(self) -> "list[Release]":
        """The other editions held, each once, newest first; needs `with_releases()`."""
        live = self.current
        editions = {row.edition: row for row in reversed(self.published)}
        others = [
            row for name, row in editions.items() if live and name != live.edition
        ]
        return sorted(others, key=lambda row: (row.edition, row.pk), reverse=True)


class ReleaseQuerySet(models.QuerySet):
    def published(self):
        return self.filter(state=Release.State.PUBLISHED)

    def current(self):
        return self.filter(is_current=True)

    def beside_the_live_one(self, source):
        """What was published of a source and may be gone back to."""
        return self.published().filter(source=source, is_current=False)

    def with_rows(self, sources):
        """The published releases whose rows are kept, the oldest loaded first.

        Each has the time of its last publication (`at`).
        """
        rows = self.published().filter(source__in=sources, rows_kept=True)
        rows = rows.annotate(at=models.Max("publications__at")).order_by("pk")
        return rows.defer("report", "files")

    def refused(self):
        return self.filter(state=Release.State.REFUSED)

    def waiting(self):
        """Checked or held, and not yet decided upon."""
        return self.filter(state__in=Release.WAITING)

    def undecided(self):
        """What analysts have to look at, the oldest first."""
        states = [Release.State.CHECKING, *Release.WAITING]
        return self.for_desk().filter(state__in=states).order_by("pk")

    def latest_ended(self, count: int = 20):
        """The last releases that were published, refused or set aside."""
        states = [Release.State.CHECKING, *Release.WAITING]
        return self.for_desk().exclude(state__in=states)[:count]

    def of_source(self, slug: str, count: int = 20):
        """The last attempts to publish a source, whatever came of them."""
        return self.for_desk().filter(source=slug)[:count]

    def for_desk(self):
        return self.select_related("source", "created_by", "approved_by")

    def due(self, now):
        """Approved for a time that has come."""
        return self.waiting().filter(publish_at__lte=now, approved_by__isnull=False)

    def current_ids(self) -> dict[str, int]:
        """The id of the live release of each source, by the source's name."""
        return dict(self.current().values_list("source_id", "pk"))


class Release(models.Model):
    """One attempt to publish an edition of a source, kept with its report."""

    class State(models.TextChoices):
        CHECKING = "checking", _("being checked")
        PUBLISHED = "published", pgettext_lazy("release", "published")
        UNCHANGED = "unchanged", _("no change")
        HELD = "held", _("waits for approval")
        REFUSED = "refused", pgettext_lazy("release", "refused")
        TRIED = "tried", _("checked")
        DROPPED = "dropped", _("dropped")

    WAITING = (State.HELD, State.TRIED)

    source = models.ForeignKey(
        Source, models.PROTECT, related_name="releases", verbose_name=_("source")
    )
    edition = models.CharField(_("edition"), max_length=40)
    period = models.CharField(_("reference period"), max_length=60, blank=True)
    published_on = models.DateField(_("published by the source"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=12, choices=State)
    is_current = models.BooleanField(_("live"), default=False)
    files = models.JSONField(_("files"), default=list)
    fingerprint = models.CharField(_("fingerprint of the rows"), max_length=64)
    rows_read = models.PositiveIntegerField(_("rows read"), default=0)
    rows_published = models.PositiveIntegerField(_("rows published"), default=0)
    rows_refused = models.PositiveIntegerField(_("rows refused"), default=0)
    report = models.JSONField(_("report"), default=dict)
    created_at = models.DateTimeField(_("loaded"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        verbose_name=_("loaded by"),
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("approved by"),
    )
    publish_at = models.DateTimeField(_("to be published"), null=True, blank=True)
    rows_kept = models.BooleanField(_("rows kept"), default=True)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("release")
        verbose_name_plural = _("releases")
        constraints = [
            models.UniqueConstraint(
                fields=["source"],
                condition=models.Q(is_current=True),
                name="release_one_current_per_source",
            ),
            models.CheckConstraint(
                condition=models.Q(is_current=False) | models.Q(state="published"),
                name="release_current_is_published",
            ),
        ]

    def __str__(self):
        return f"{self.source_id} {self.edition}"

    @property
    def published_by(self):
        return self.approved_by or self.created_by


class RetrievalQuerySet(models.QuerySet):
    def running(self):
        return self.filter(state=Retrieval.State.RUNNING)

    def known_answers(self, source: Source) -> dict[str, dict]:
        """What each address answered last, when it gave a file."""
        ended = self.filter(source=source).exclude(answers={}).order_by("-pk")
        return next(iter(ended.values_list("answers", flat=True)), {})

    def latest_of(self, slug: str, count: int = 10):
        """The last looks at a source, with what was loaded."""
        return self.filter(source=slug).select_related("release")[:count]

    def last_of_each(self):
        """The last look at each source that ended, with its source and release."""
        ended = self.exclude(state=Retrieval.State.RUNNING)
        rows = ended.order_by("source_id", "-pk").distinct("source_id")
        return rows.select_related("release", "source")


class Retrieval(models.Model):
    """One look at a source's addresses: what came, and what was done with it."""

    class State(models.TextChoices):
        RUNNING = "running", _("running")
        SAME = "same", _("no change")
        LOADED = "loaded", _("loaded")
        FAILED = "failed", _("failed")

    source = models.ForeignKey(
        Source, models.CASCADE, related_name="retrievals", verbose_name=_("source")
    )
    state = models.CharField(
        _("state"), max_length=8, choices=State, default=State.RUNNING
    )
    # By address: ETag, Last-Modified, bytes, SHA-256.
    answers = models.JSONField(_("answers"), default=dict)
    reason = models.JSONField(_("reason"), default=dict)
    release = models.ForeignKey(
        Release, models.SET_NULL, null=True, related_name="+", verbose_name=_("release")
    )
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    next_try_at = models.DateTimeField(_("next try"), default=timezone.now)
    started_at = models.DateTimeField(_("started"), default=timezone.now)
    ended_at = models.DateTimeField(_("ended"), null=True)

    objects = RetrievalQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("retrieval")
        verbose_name_plural = _("retrievals")

    def __str__(self):
        return f"{self.source_id} {self.started_at:%Y-%m-%d %H:%M}"

    @property
    def why(self) -> dict:
        """The reason why it brought nothing good; empty when it did not fail."""
        if self.state == self.State.FAILED:
            return self.reason or {
                "message": gettext_noop("no reason given"),
                "values": {},
            }
        if self.release and self.release.state == Release.State.REFUSED:
            return self.release.report.get("reason", {})
        return {}


class PublicationQuerySet(models.QuerySet):
    def of_source(self, slug: str):
        """The publications of one source, the oldest first, with their releases."""
        rows = self.filter(release__source=slug).order_by("pk")
        return rows.select_related("release", "previous")

    def version(self) -> int:
        """The version of all public data: every flip of a release raises it."""
        # Asked for by every page: written out, it costs half.
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT max(id) FROM {self.model._meta.db_table}")
            return cursor.fetchone()[0] or 0


class Publication(models.Model):
    """One flip of the live release of a source: the audit row and the data version."""

    release = models.ForeignKey(Release, models.PROTECT, related_name="publications")
    previous = models.ForeignKey(
        Release, models.PROTECT, null=True, related_name="+", blank=True
    )
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True
    )

    objects = PublicationQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("publication")
        verbose_name_plural = _("publications")

    def __str__(self):
        return f"{self.pk}: {self.release_id}"
