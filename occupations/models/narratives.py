"""What analysts write about an occupation, for Québec or for one region."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from figures.audit import audited

TEXTS = ("text_fr", "text_en")


class NarrativeQuerySet(models.QuerySet):
    def for_list(self):
        """Every text with its occupation, its region and its author."""
        return self.select_related("unit_group", "region", "author")

    def published(self):
        return self.filter(state=Narrative.State.PUBLISHED)

    def in_one_language(self):
        """The published texts that one of the two languages lacks."""
        return self.published().filter(Q(text_fr="") | Q(text_en=""))

    def of_profiles(self):
        """What the profiles keep of the published texts: code, region, texts, day."""
        return (
            self.published()
            .order_by("unit_group_id", F("region_id").asc(nulls_first=True))
            .values_list("unit_group_id", "region_id", *TEXTS, "changed_at")
        )


@audited(additions=True)
class Narrative(models.Model):
    """One text about one unit group, French and English side by side.

    Without a region it speaks of Québec as a whole. `version` rises with each change:
    whoever edits an older one is shown both texts (`change`).
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        PUBLISHED = "published", _("published")

    unit_group = models.ForeignKey(
        "classifications.UnitGroup",
        models.PROTECT,
        related_name="narratives",
        verbose_name=_("unit group"),
    )
    region = models.ForeignKey(
        "classifications.Region",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("region"),
    )
    text_fr = models.TextField(_("French text"), blank=True)
    text_en = models.TextField(_("English text"), blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=State, default=State.DRAFT
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("author"),
    )
    changed_at = models.DateTimeField(_("changed"), default=timezone.now)
    version = models.PositiveIntegerField(_("version"), default=1)

    objects = NarrativeQuerySet.as_manager()

    class Meta:
        ordering = ["unit_group", "region", "pk"]
        verbose_name = _("analyst’s text")
        verbose_name_plural = _("analysts’ texts")
        constraints = [
            models.UniqueConstraint(
                fields=["unit_group", "region"],
                name="narrative_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=~Q(state="published") | ~Q(text_fr="") | ~Q(text_en=""),
                name="narrative_published_has_words",
            ),
        ]

    def __str__(self):
        return f"{self.unit_group_id} {self.region_id or 'QC'}"

    @property
    def place(self) -> str:
        """The region's name, or Québec."""
        return self.region.name if self.region else _("Québec")

    @property
    def lacks(self) -> str:
        """The code of the language that has no text yet; empty when none lacks."""
        return next((name[-2:] for name in TEXTS if not getattr(self, name)), "")

    def change(self, values: dict, by) -> bool:
        """Write new texts and state over the version that was read.

        False, and nothing written, when someone else changed it in between.
        """
        values = values | {
            "author": by,
            "changed_at": timezone.now(),
            "version": self.version + 1,
        }
        read = Narrative.objects.filter(pk=self.pk, version=self.version)
        return bool(read.update(**values))
