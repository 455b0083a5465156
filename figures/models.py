"""Dated parameters: amounts that the law fixes, each from a day on."""

import datetime
from decimal import Decimal

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from figures.audit import audited
from figures.numbers import money


class MinimumWageQuerySet(models.QuerySet):
    def in_force(self, day: datetime.date) -> "MinimumWage | None":
        """The rate of a day; None before the first one held."""
        return self.filter(since__lte=day).order_by("-since").first()


@audited(additions=True)
class MinimumWage(models.Model):
    """Québec's minimum wage from a day on, in dollars an hour, with its source.

    Kept by analysts; a rate holds until the day of the next one. `tip_rate` is the rate
    of people who receive tips, NULL when it is not held.
    """

    since = models.DateField(_("in force from"), unique=True)
    hourly_rate = models.DecimalField(
        _("general rate, in dollars an hour"), max_digits=6, decimal_places=2
    )
    tip_rate = models.DecimalField(
        _("rate with tips, in dollars an hour"),
        max_digits=6,
        decimal_places=2,
        null=True,
        blank=True,
    )
    source_fr = models.CharField(_("source, in French"), max_length=200)
    source_en = models.CharField(_("source, in English"), max_length=200)
    source_url = models.URLField(_("address of the source"), blank=True)
    note_fr = models.CharField(_("note, in French"), max_length=300, blank=True)
    note_en = models.CharField(_("note, in English"), max_length=300, blank=True)

    objects = MinimumWageQuerySet.as_manager()

    class Meta:
        ordering = ["-since"]
        verbose_name = _("minimum wage")
        verbose_name_plural = _("minimum wage")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(hourly_rate__gt=0), name="minimum_wage_positive"
            ),
            models.CheckConstraint(
                condition=models.Q(tip_rate__isnull=True)
                | models.Q(tip_rate__gt=0, tip_rate__lte=models.F("hourly_rate")),
                name="minimum_wage_tips_not_above",
            ),
            models.CheckConstraint(
                condition=~models.Q(source_fr="") & ~models.Q(source_en=""),
                name="minimum_wage_source_both",
            ),
        ]

    def __str__(self):
        return f"{self.since}: {money(Decimal(self.hourly_rate), get_language())}"

    @property
    def source(self) -> str:
        """The source's name in the active language."""
        return self.source_fr if get_language() == "fr" else self.source_en

    @property
    def note(self) -> str:
        """The note in the active language."""
        return self.note_fr if get_language() == "fr" else self.note_en
