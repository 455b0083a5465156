"""Occupation groups of the Labour Force Survey, and what the survey says of them."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from bilingual.constraints import both_languages
from datasets.models import Release
from figures.audit import audited


class OccupationGroup(models.Model):
    """One of the 43 groups of NOC 2021 unit groups that the survey publishes.

    Source: Statistics Canada, codebook of the Labour Force Survey. A unit group belongs
    to the one group of which a prefix begins its code; the loader proves it.
    """

    code = models.CharField(_("code"), max_length=2, primary_key=True)
    title = models.CharField(_("title"), max_length=300)
    prefixes = ArrayField(
        models.CharField(max_length=5), verbose_name=_("first digits of its codes")
    )

    class Meta:
        ordering = ["code"]
        verbose_name = _("occupation group")
        verbose_name_plural = _("occupation groups")
        constraints = [both_languages("title", "occupationgroup_title_both")]

    def __str__(self):
        return f"{self.code} {self.title}"


@audited()
class GroupFigure(models.Model):
    """What the survey estimates for one group in one area in one year.

    Persons, percentages and dollars; one or several may be suppressed, which is NULL
    with the row's reason. They are the group's figures, never one occupation's.
    """

    class Missing(models.TextChoices):
        SUPPRESSED = "suppressed", _("suppressed by the source")

    MEASURES = (
        "employment",
        "change_since_2019",
        "unemployment_rate",
        "women_share",
        "men_share",
        "employees",
        "median_hourly_wage",
        "median_weekly_wage",
    )

    release = models.ForeignKey(Release, models.CASCADE, related_name="+")
    group = models.ForeignKey(
        OccupationGroup,
        models.CASCADE,
        related_name="figures",
        verbose_name=_("occupation group"),
    )
    area = models.CharField(_("area"), max_length=2)
    employment = models.PositiveIntegerField(_("employment"), null=True)
    change_since_2019 = models.DecimalField(
        _("change of employment since 2019, in percent"),
        max_digits=6,
        decimal_places=1,
        null=True,
    )
    unemployment_rate = models.DecimalField(
        _("unemployment rate"), max_digits=4, decimal_places=1, null=True
    )
    women_share = models.DecimalField(
        _("share of women, in percent"), max_digits=4, decimal_places=1, null=True
    )
    men_share = models.DecimalField(
        _("share of men, in percent"), max_digits=4, decimal_places=1, null=True
    )
    employees = models.PositiveIntegerField(_("employees"), null=True)
    median_hourly_wage = models.DecimalField(
        _("median hourly wage"), max_digits=7, decimal_places=2, null=True
    )
    median_weekly_wage = models.DecimalField(
        _("median weekly wage"), max_digits=8, decimal_places=2, null=True
    )
    missing = models.CharField(
        _("why a figure is missing"), max_length=12, choices=Missing, blank=True
    )

    class Meta:
        ordering = ["release", "group", "area"]
        verbose_name = _("figures of an occupation group")
        verbose_name_plural = _("figures of occupation groups")
        constraints = [
            models.UniqueConstraint(
                fields=["release", "group", "area"], name="groupfigure_once"
            ),
            models.CheckConstraint(
                condition=models.Q(employment__isnull=False)
                & models.Q(change_since_2019__isnull=False)
                & models.Q(unemployment_rate__isnull=False)
                & models.Q(women_share__isnull=False)
                & models.Q(men_share__isnull=False)
                & models.Q(employees__isnull=False)
                & models.Q(median_hourly_wage__isnull=False)
                & models.Q(median_weekly_wage__isnull=False)
                | ~models.Q(missing=""),
                name="groupfigure_missing_has_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    women_share__range=(0, 100),
                    men_share__range=(0, 100),
                    unemployment_rate__range=(0, 100),
                ),
                name="groupfigure_percentages",
            ),
        ]

    def __str__(self):
        return f"{self.group_id} {self.area}"
