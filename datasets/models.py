"""Where official figures come from, and which edition of each is live."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class SourceQuerySet(models.QuerySet):
    def with_releases(self):
        """Every source with its published releases, the latest loaded first."""
        published = Release.objects.published().order_by("-pk")
        return self.prefetch_related(
            models.Prefetch("releases", published, to_attr="published")
        )


class Source(models.Model):
    """One dataset of one publisher, as declared by the loader that reads it."""

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

    objects = SourceQuerySet.as_manager()

    class Meta:
        ordering = ["slug"]
        verbose_name = _("source")
        verbose_name_plural = _("sources")

    def __str__(self):
        return self.slug

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

    def current_ids(self) -> dict[str, int]:
        """The id of the live release of each source, by the source's name."""
        return dict(self.current().values_list("source_id", "pk"))


class Release(models.Model):
    """One attempt to publish an edition of a source, kept with its report."""

    class State(models.TextChoices):
        PUBLISHED = "published", _("published")
        UNCHANGED = "unchanged", _("no change")
        HELD = "held", _("waits for approval")
        REFUSED = "refused", _("refused")
        TRIED = "tried", _("dry run")

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


class PublicationQuerySet(models.QuerySet):
    def version(self) -> int:
        """The version of all public data: every flip of a release raises it."""
        return self.aggregate(version=models.Max("pk"))["version"] or 0


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
