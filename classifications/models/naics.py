"""The North American Industry Classification System, Canada 2022."""

from typing import NamedTuple

from django.db import models
from django.utils.translation import gettext_lazy as _


class Texts(NamedTuple):
    """What is said of a class, each text with its language where it is not the page's.

    `examples`: the illustrative ones first.
    """

    definition: tuple[str, str]
    examples: list[tuple[str, str]]


class IndustryQuerySet(models.QuerySet):
    def in_force(self):
        return self.filter(withdrawn=False)

    def texts(self, code: str, language: str) -> Texts:
        """The definition and examples; English stands in where French is missing."""
        found = self.filter(pk=code).values("definition_fr", "definition_en").get()
        own = found[f"definition_{language}"]
        examples = IndustryExample.objects.filter(industry=code, withdrawn=False)
        rows = list(
            examples.order_by("-illustrative", "text", "pk").values_list(
                "language", "text"
            )
        )
        spoken = language if any(lang == language for lang, text in rows) else "en"
        foreign = "" if spoken == language else spoken
        return Texts(
            (own or found["definition_en"] or "", "" if own else "en"),
            [(text, foreign) for lang, text in rows if lang == spoken],
        )

    def for_index(self):
        """Code, level, parent and both titles of every class, by code."""
        columns = ("code", "level", "parent_id", "title_fr", "title_en")
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
