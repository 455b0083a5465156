"""The unemployment rate of an area, month by month."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from datasets.models import Release
from figures.audit import audited


class UnemploymentRateQuerySet(models.QuerySet):
    def live(self):
        return self.filter(release__is_current=True)

    def latest(self):
        """The last month of each area, by area."""
        return self.live().order_by("area", "-month").distinct("area")

    def series(self, *areas: str):
        """Every month of some areas, oldest first."""
        return self.live().filter(area__in=areas).order_by("month", "area")


@audited()
class UnemploymentRate(models.Model):
    """One area in one month (Statistics Canada, Labour Force Survey), in percent.

    `area` is "CA", "QC", the code of an administrative region, or "M" and the source's
    number for a metropolitan area, whose `name` is then the source's. A rate that
    cannot be read from the source is NULL with a reason.
    """

    class Missing(models.TextChoices):
        SUPPRESSED = "suppressed", _("suppressed by the source")
        AMBIGUOUS = "ambiguous", _("several parts under one code in the file")

    release = models.ForeignKey(Release, models.CASCADE, related_name="+")
    area = models.CharField(_("area"), max_length=8)
    name = models.CharField(_("name in the source"), max_length=80, blank=True)
    month = models.DateField(_("month"))
    rate = models.DecimalField(_("rate"), max_digits=4, decimal_places=1, null=True)
    # The survey publishes Côte-Nord and Nord-du-Québec together.
    joined = models.BooleanField(_("published with another region"), default=False)
    missing = models.CharField(
        _("why it is missing"), max_length=12, choices=Missing, blank=True
    )

    objects = UnemploymentRateQuerySet.as_manager()

    class Meta:
        ordering = ["release", "area", "month"]
        verbose_name = _("unemployment rate")
        verbose_name_plural = _("unemployment rates")
        constraints = [
            models.UniqueConstraint(
                fields=["release", "area", "month"], name="unemploymentrate_once"
            ),
            models.CheckConstraint(
                condition=models.Q(rate__range=(0, 100)),
                name="unemploymentrate_percentage",
            ),
            models.CheckConstraint(
                condition=models.Q(rate__isnull=False, missing="")
                | models.Q(rate__isnull=True) & ~models.Q(missing=""),
                name="unemploymentrate_missing_has_reason",
            ),
        ]

    def __str__(self):
        return f"{self.area} {self.month:%Y-%m} {self.rate}"
