"""Who speaks for a sector: its workforce committee, its associations."""

import re
from datetime import date

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language, gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

# The source of the transcribed list, in the words that pages translate.
HISTORICAL = gettext_noop("former public list of the sectoral committees")
AS_OF = r"^[0-9]{4}(-[0-9]{2}){0,2}\Z"


def first_day(as_of: str) -> date:
    """Of a year or a month its first day, or the day; ValueError when there is none."""
    if not re.match(AS_OF, as_of):
        raise ValueError(as_of)
    year, month, day = [*map(int, as_of.split("-")), 1, 1][:3]
    return date(year, month, day)


class SectorBody(models.Model):
    """A sectoral workforce committee (CSMO) or an association, as a dated source says.

    Sources: a file of such bodies, or an editor (`by_hand`). `naics` holds the codes of
    the classes that a source or an editor links it with, none guessed from its name.
    `as_of` is the day, the month or the year of the source.
    """

    class Kind(models.TextChoices):
        COMMITTEE = "committee", _("Sectoral workforce committee")
        ASSOCIATION = "association", _("Sectoral association")

    kind = models.CharField(_("kind"), max_length=11, choices=Kind)
    name_fr = models.CharField(_("name, in French"), max_length=160, blank=True)
    name_en = models.CharField(_("name, in English"), max_length=160, blank=True)
    website = models.URLField(_("website"), blank=True)
    naics = models.CharField(_("NAICS codes"), max_length=120, blank=True)
    source = models.CharField(_("source"), max_length=200)
    source_url = models.URLField(_("address of the source"), blank=True)
    as_of = models.CharField(
        _("date of the source"),
        max_length=10,
        validators=[RegexValidator(AS_OF)],
    )
    by_hand = models.BooleanField(_("kept by an editor"), default=False)
    editor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        ordering = ["-kind", "name_fr", "name_en", "pk"]
        verbose_name = _("committee or association")
        verbose_name_plural = _("committees and associations")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "name_fr", "name_en", "by_hand"],
                name="sectorbody_once",
            ),
            models.CheckConstraint(
                condition=~Q(name_fr="", name_en=""), name="sectorbody_has_a_name"
            ),
            models.CheckConstraint(
                condition=~Q(source="") & Q(as_of__regex=AS_OF),
                name="sectorbody_has_a_dated_source",
            ),
        ]

    def __str__(self):
        return self.name_fr or self.name_en

    @property
    def source_words(self) -> str:
        """The source; the transcribed list's own name is in the page's language."""
        return gettext(self.source) if self.source == HISTORICAL else self.source

    @property
    def name(self) -> tuple[str, str]:
        return self.said(get_language())

    def said(self, language: str) -> tuple[str, str]:
        """The name, and its language where it is not the page's."""
        names = {"fr": self.name_fr, "en": self.name_en}
        if names[language]:
            return names[language], ""
        other = "en" if language == "fr" else "fr"
        return names[other], other
