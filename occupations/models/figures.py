"""What is counted about an occupation: every row belongs to one release."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from datasets.models import Release
from figures.audit import audited

# "CA" Canada, "QC" Québec, or the code of an administrative region ("01" to "17").
CANADA, QUEBEC = "CA", "QC"


class Figure(models.Model):
    """One figure of one release about one unit group in one area.

    A figure that its source does not publish is NULL with a reason, never zero.
    """

    class Missing(models.TextChoices):
        NOT_PUBLISHED = "not_published", _("not published")
        UNDETERMINED = "undetermined", _("undetermined")
        NOT_ASSESSED = "not_assessed", _("not assessed")

    release = models.ForeignKey(Release, models.CASCADE, related_name="+")
    unit_group = models.ForeignKey(
        "classifications.UnitGroup",
        models.CASCADE,
        related_name="%(class)ss",
        verbose_name=_("unit group"),
    )
    area = models.CharField(_("area"), max_length=2)
    missing = models.CharField(
        _("why it is missing"), max_length=16, choices=Missing, blank=True
    )

    class Meta:
        abstract = True


@audited()
class Wage(Figure):
    """Low, median and high wage in dollars (ESDC, Job Bank, Wages).

    Low and high are the published 10th and 90th percentiles, or their nearest
    published equivalents; quartiles are never relabelled as low and high.
    """

    class Unit(models.TextChoices):
        HOUR = "hour", _("an hour")
        YEAR = "year", _("a year")

    unit = models.CharField(_("unit"), max_length=4, choices=Unit, default=Unit.HOUR)
    low = models.DecimalField(_("low"), max_digits=9, decimal_places=2, null=True)
    median = models.DecimalField(_("median"), max_digits=9, decimal_places=2, null=True)
    high = models.DecimalField(_("high"), max_digits=9, decimal_places=2, null=True)
    reference_period = models.CharField(_("period"), max_length=20, blank=True)
    data_source_fr = models.CharField(
        _("survey, in French"), max_length=120, blank=True
    )
    data_source_en = models.CharField(
        _("survey, in English"), max_length=120, blank=True
    )

    class Meta:
        ordering = ["release", "unit_group", "area"]
        verbose_name = _("wage")
        verbose_name_plural = _("wages")
        constraints = [
            models.UniqueConstraint(
                fields=["release", "unit_group", "area"], name="wage_once"
            ),
            models.CheckConstraint(
                condition=models.Q(low__lte=models.F("median"))
                & models.Q(median__lte=models.F("high"))
                & models.Q(low__gt=0)
                | models.Q(median__isnull=True),
                name="wage_in_order",
            ),
            models.CheckConstraint(
                condition=models.Q(median__isnull=False) | ~models.Q(missing=""),
                name="wage_missing_has_reason",
            ),
        ]

    def __str__(self):
        return f"{self.unit_group_id} {self.area} {self.median}"


class OutlookQuerySet(models.QuerySet):
    def of_area(self, area: str, scale: str):
        """The live outlooks of one area on one scale; those not published left out."""
        return self.filter(
            area=area, scale=scale, release__is_current=True, missing=""
        ).exclude(value="")


@audited()
class Outlook(Figure):
    """A published outlook, in the words of its own scale; scales are never merged."""

    class Scale(models.TextChoices):
        DIAGNOSIS = "diagnosis", _("Québec's diagnosis")
        JOB_BANK = "job_bank", _("Job Bank's outlook")
        COPS = "cops", _("COPS, future conditions")
        COPS_RECENT = "cops_recent", _("COPS, recent conditions")

    scale = models.CharField(_("scale"), max_length=12, choices=Scale)
    value = models.CharField(_("class"), max_length=20, blank=True)
    trend_fr = models.TextField(_("trend, in French"), blank=True)
    trend_en = models.TextField(_("trend, in English"), blank=True)

    objects = OutlookQuerySet.as_manager()

    class Meta:
        ordering = ["release", "unit_group", "scale", "area"]
        verbose_name = _("outlook")
        verbose_name_plural = _("outlooks")
        constraints = [
            models.UniqueConstraint(
                fields=["release", "unit_group", "scale", "area"], name="outlook_once"
            ),
            models.CheckConstraint(
                condition=~models.Q(value="") | ~models.Q(missing=""),
                name="outlook_missing_has_reason",
            ),
        ]

    def __str__(self):
        return f"{self.unit_group_id} {self.scale} {self.area} {self.value}"


@audited()
class Projection(Figure):
    """A projected number of persons, Canada (ESDC, COPS).

    `year` is NULL for a total over the whole period; `retirement_rate` is in percent.
    """

    class Measure(models.TextChoices):
        EMPLOYMENT = "employment", _("employment")
        GROWTH = "growth", _("employment growth")
        RETIREMENTS = "retirements", _("retirements")
        RETIREMENT_RATE = "retirement_rate", _("retirement rate")
        OTHER_REPLACEMENT = "other_replacement", _("other replacement")
        OPENINGS = "openings", _("job openings")
        SCHOOL_LEAVERS = "school_leavers", _("school leavers")
        IMMIGRATION = "immigration", _("immigration")
        OTHER_SEEKERS = "other_seekers", _("other seekers")
        SEEKERS = "seekers", _("job seekers")

    measure = models.CharField(_("measure"), max_length=20, choices=Measure)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    value = models.DecimalField(_("value"), max_digits=12, decimal_places=2, null=True)

    class Meta:
        ordering = ["release", "unit_group", "measure", "year"]
        verbose_name = _("projection")
        verbose_name_plural = _("projections")
        constraints = [
            models.UniqueConstraint(
                fields=["release", "unit_group", "measure", "year"],
                name="projection_once",
                nulls_distinct=False,
            )
        ]

    def __str__(self):
        return f"{self.unit_group_id} {self.measure} {self.year}"
