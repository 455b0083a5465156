"""Regional bulletins and facts: written by one analyst, approved by another."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from editorial.reviewed import Reviewed


class BulletinQuerySet(models.QuerySet):
    def published(self):
        """The newest first."""
        return self.filter(state=Bulletin.State.PUBLISHED).order_by(
            "-published_at", "-pk"
        )

    def due(self, now):
        """Approved, and their time has come."""
        return self.filter(state=Bulletin.State.APPROVED, publish_at__lte=now)

    def untold(self):
        """Published, and not all the readers' messages are written."""
        return self.published().filter(told_at=None)

    def for_desk(self):
        return self.select_related("region", "author", "reviewer").order_by("-pk")


class Bulletin(Reviewed):
    """One bulletin in both languages; written at the analysts' desk.

    `text_*` is Markdown with tags of figures; `html_*` is what pages show, drawn once,
    when it is published: its figures are those of that day.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        SUBMITTED = "submitted", _("waits for a second reading")
        APPROVED = "approved", _("approved, waits for its time")
        PUBLISHED = "published", _("published")

    slug = models.SlugField(_("name in the address"), max_length=80, unique=True)
    region = models.ForeignKey(
        "classifications.Region",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="bulletins",
        verbose_name=_("region"),
    )
    title_fr = models.CharField(_("title in French"), max_length=200)
    title_en = models.CharField(_("title in English"), max_length=200)
    text_fr = models.TextField(_("text in French"))
    text_en = models.TextField(_("text in English"))
    html_fr = models.TextField(editable=False, blank=True)
    html_en = models.TextField(editable=False, blank=True)
    state = models.CharField(
        _("state"), max_length=9, choices=State, default=State.DRAFT
    )
    demonstration = models.BooleanField(
        _("fictitious, to show the site"), default=False
    )
    publish_at = models.DateTimeField(_("publish on"), default=timezone.now)
    told_at = models.DateTimeField(_("readers told"), null=True)

    objects = BulletinQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("bulletin")
        verbose_name_plural = _("bulletins")
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["draft", "submitted"], reviewer=None)
                | Q(state__in=["approved", "published"], reviewer__isnull=False)
                & ~Q(reviewer=F("author")),
                name="bulletin_second_reader",
            ),
            models.CheckConstraint(
                condition=Q(state="published", published_at__isnull=False)
                & ~Q(html_fr="")
                & ~Q(html_en="")
                | ~Q(state="published") & Q(published_at=None),
                name="bulletin_published_whole",
            ),
        ]

    def __str__(self):
        return self.slug

    def get_absolute_url(self):
        year = timezone.localtime(self.published_at).year
        return reverse("bulletins:bulletin", args=[year, self.slug])

    @property
    def title(self) -> str:
        return getattr(self, f"title_{get_language()}")

    @property
    def html(self) -> SafeString:
        # Made by `bulletins.drawn`: Markdown without HTML, and templates.
        return mark_safe(getattr(self, f"html_{get_language()}"))


class RegionalFactQuerySet(models.QuerySet):
    def published(self):
        """The newest first."""
        return self.filter(state=RegionalFact.State.PUBLISHED).order_by("-day", "-pk")

    def of_industry(self, code: str):
        """Of a NAICS class and of those in it; a sector may be a range, as 31-33."""
        first, _dash, last = code.partition("-")
        within = Q(industry=code)
        for start in range(int(first), int(last or first) + 1):
            within |= Q(industry__code__startswith=str(start))
        return self.filter(within)

    def of_occupation(self, code: str):
        return self.filter(occupations__contains=[code])

    def for_list(self):
        return self.select_related("region", "industry")

    def for_desk(self):
        return self.select_related("region", "author", "reviewer").order_by("-pk")


class RegionalFact(Reviewed):
    """Something that happened on a region's labour market, with who says so.

    Written by one analyst, approved by another. Jobs are counted in persons, NULL where
    the source gives no number.
    """

    class Kind(models.TextChoices):
        PROJECT = "project", _("new project")
        CLOSING = "closing", _("closing")
        DOWNSIZING = "downsizing", _("downsizing")

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        SUBMITTED = "submitted", _("waits for a second reading")
        PUBLISHED = "published", _("published")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    day = models.DateField(_("date"))
    region = models.ForeignKey(
        "classifications.Region",
        models.PROTECT,
        related_name="facts",
        verbose_name=_("region"),
    )
    place = models.CharField(_("place"), max_length=120)
    industry = models.ForeignKey(
        "classifications.Industry",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("industry (NAICS code)"),
    )
    occupations = ArrayField(
        models.CharField(max_length=5),
        default=list,
        blank=True,
        verbose_name=_("occupations (NOC codes, separated by commas)"),
    )
    text_fr = models.TextField(_("text in French"), max_length=1000)
    text_en = models.TextField(_("text in English"), max_length=1000)
    source = models.CharField(_("source"), max_length=200)
    source_url = models.URLField(_("address of the source"))
    jobs_gained = models.PositiveIntegerField(_("jobs gained"), null=True, blank=True)
    jobs_lost = models.PositiveIntegerField(_("jobs lost"), null=True, blank=True)
    demonstration = models.BooleanField(
        _("fictitious, to show the site"), default=False
    )
    state = models.CharField(
        _("state"), max_length=9, choices=State, default=State.DRAFT
    )

    objects = RegionalFactQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("regional fact")
        verbose_name_plural = _("regional facts")
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["draft", "submitted"], reviewer=None)
                | Q(state="published", reviewer__isnull=False)
                & ~Q(reviewer=F("author"))
                & Q(published_at__isnull=False),
                name="regionalfact_second_reader",
            )
        ]

    def __str__(self):
        return f"{self.day} {self.place}"

    def get_absolute_url(self):
        return reverse("facts:fact", args=[self.pk])

    @property
    def title(self) -> str:
        return f"{self.place}, {self.get_kind_display()}"

    @property
    def text(self) -> str:
        return getattr(self, f"text_{get_language()}")
