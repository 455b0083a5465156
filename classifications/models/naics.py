"""The North American Industry Classification System, Canada 2022."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class IndustryQuerySet(models.QuerySet):
    def in_force(self):
        return self.filter(withdrawn=False)

    def for_index(self):
        """Code, level, parent, titles and definitions of every class, by code."""
        columns = ("code", "level", "parent_id", "title_fr", "title_en")
        columns += ("definition_fr", "definition_en")
        return self.in_force().order_by("code").values_list(*columns)


class Industry(models.Model):
    """A NAICS class, from sector to Canadian industry.

    The official French file is not always at hand: `title_fr` may be NULL, and pages
    then show the English title marked `lang="en"`. Source: Statistics Canada.
    """

    class Level(models.IntegerChoices):
        SECTOR = 1, _("sector")
        SUBSECTOR = 2, _("subsector")
        GROUP = 3, _("industry group")
        INDUSTRY = 4, _("industry")
        CANADIAN = 5, _("Canadian industry")

    code = models.CharField(_("code"), max_length=6, primary_key=True)
    level = models.PositiveSmallIntegerField(_("level"), choices=Level)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    title = models.CharField(_("title"), max_length=300)
    definition = models.TextField(_("definition"), blank=True)
    withdrawn = models.BooleanField(_("withdrawn"), default=False)

    objects = IndustryQuerySet.as_manager()

    class Meta:
        ordering = ["code"]
        verbose_name = _("industry")
        verbose_name_plural = _("industries")

    def __str__(self):
        return f"{self.code} {self.title}"


class IndustryExampleQuerySet(models.QuerySet):
    def for_index(self):
        """Class, language and text of every example, the illustrative ones first."""
        rows = self.filter(withdrawn=False).order_by("-illustrative", "text", "pk")
        return rows.values_list("industry_id", "language", "text")


class IndustryExample(models.Model):
    """An activity that a NAICS class holds, in the words of the official elements.

    Source: Statistics Canada, NAICS 2022 elements file.
    """

    industry = models.ForeignKey(
        Industry, models.CASCADE, related_name="examples", verbose_name=_("industry")
    )
    language = models.CharField(_("language"), max_length=2)
    text = models.CharField(_("text"), max_length=400)
    illustrative = models.BooleanField(_("illustrative"), default=False)
    withdrawn = models.BooleanField(_("withdrawn"), default=False)

    objects = IndustryExampleQuerySet.as_manager()

    class Meta:
        ordering = ["industry", "language", "text"]
        verbose_name = _("example of an industry")
        verbose_name_plural = _("examples of industries")
        constraints = [
            models.UniqueConstraint(
                fields=["industry", "language", "text"], name="industry_example_once"
            )
        ]

    def __str__(self):
        return self.text
