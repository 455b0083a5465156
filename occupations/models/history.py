"""What was published of groups that the present classification no longer has."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from datasets.models import Release
from figures.audit import audited
from occupations.models.figures import Figure, Wage


@audited()
class FormerWage(models.Model):
    """The wage of a NOC 2016 group that has no single successor, as it was published.

    Never shared out among the successors: no source says how. Source: ESDC, Job Bank,
    editions before NOC 2021. Where the concordance is one to one, the figure is a
    `Wage` of the successor instead.
    """

    release = models.ForeignKey(Release, models.CASCADE, related_name="+")
    former = models.ForeignKey(
        "classifications.FormerUnitGroup",
        models.CASCADE,
        related_name="wages",
        verbose_name=_("former unit group"),
    )
    area = models.CharField(_("area"), max_length=2)
    unit = models.CharField(
        _("unit"), max_length=4, choices=Wage.Unit, default=Wage.Unit.HOUR
    )
    low = models.DecimalField(_("low"), max_digits=9, decimal_places=2, null=True)
    median = models.DecimalField(_("median"), max_digits=9, decimal_places=2, null=True)
    high = models.DecimalField(_("high"), max_digits=9, decimal_places=2, null=True)
    missing = models.CharField(
        _("why it is missing"), max_length=16, choices=Figure.Missing, blank=True
    )

    class Meta:
        ordering = ["release", "former", "area"]
        verbose_name = _("wage of a former group")
        verbose_name_plural = _("wages of former groups")
        constraints = [
            models.UniqueConstraint(
                fields=["release", "former", "area"], name="former_wage_once"
            ),
            models.CheckConstraint(
                condition=models.Q(low__lte=models.F("median"))
                & models.Q(median__lte=models.F("high"))
                & models.Q(low__gt=0)
                | models.Q(median__isnull=True),
                name="former_wage_in_order",
            ),
            models.CheckConstraint(
                condition=models.Q(median__isnull=False) | ~models.Q(missing=""),
                name="former_wage_missing_has_reason",
            ),
        ]

    def __str__(self):
        return f"{self.former_id} {self.area} {self.median}"
