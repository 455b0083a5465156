"""The North American Industry Classification System, Canada 2022."""

from django.db import models
from django.utils.translation import gettext_lazy as _


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

    class Meta:
        ordering = ["code"]
        verbose_name = _("industry")
        verbose_name_plural = _("industries")

    def __str__(self):
        return f"{self.code} {self.title}"
