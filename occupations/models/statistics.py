"""Counts published for a territory, an industry or a group of occupations."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from datasets.models import Release
from figures.audit import audited

# What tells one figure of a release from another.
KEY = (
    "table",
    "measure",
    "area",
    "period",
    "sex",
    "age",
    "work_time",
    "education",
    "industry",
    "scheme",
    "occupation",
    "detail",
    "adjusted",
)

VACANCY_MEASURES = ("vacancies", "vacancy_rate", "offered_wage")


class StatisticQuerySet(models.QuerySet):
    def of_industry(self, sources: tuple[str, ...], industry: str, area: str):
        """The live rows of an industry: its employment, its vacancies.

        Source, measure, period, sex, age, value and why it is missing.
        """
        rows = self.filter(release__source__in=sources, release__is_current=True)
        rows = rows.filter(
            industry=industry,
            area=area,
            measure__in=["employment", *VACANCY_MEASURES],
            occupation="",
            work_time="",
            education="",
            detail="",
        )
        order = ("measure", "period", "sex", "age")
        names = ("release__source", *order, "value", "missing")
        return rows.order_by("release__source", *order).values_list(*names)

    def vacancies(self, source: str, area: str):
        """Measure, period, value and why it is missing, of a live table of vacancies.

        Every industry together.
        """
        rows = self.filter(release__source=source, release__is_current=True)
        rows = rows.filter(area=area, measure__in=VACANCY_MEASURES, industry="")
        rows = rows.filter(occupation="", detail="")
        order = ("measure", "period")
        return rows.order_by(*order).values_list(*order, "value", "missing")

    def by_industry(self, source: str, area: str):
        """The live employment of an area by industry, all persons together."""
        rows = self.filter(release__source=source, release__is_current=True)
        rows = rows.filter(area=area, measure="employment")
        rows = rows.exclude(industry="").filter(
            sex="", age="", work_time="", education="", occupation="", detail=""
        )
        names = ("period", "industry_fr", "industry_en", "industry")
        return rows.order_by("-period", "-value", "industry").values_list(
            *names, "value", "missing"
        )


@audited()
class Statistic(models.Model):
    """One cell of a published table (Statistics Canada, or an analyst's template).

    A dimension left empty is the total over it. `occupation` is a group of the
    classification that `scheme` names; `detail` holds what other dimensions say. A
    value is in whole units (persons, dollars, percent), never in thousands.
    """

    class Scheme(models.TextChoices):
        NOC_2016 = "noc2016", _("NOC 2016")
        NOC_2021 = "noc2021", _("NOC 2021")
        LFS_43 = "lfs43", _("groups of the Labour Force Survey")

    class Sex(models.TextChoices):
        MEN = "men", _("men")
        WOMEN = "women", _("women")

    class WorkTime(models.TextChoices):
        FULL = "full", _("full time")
        PART = "part", _("part time")

    class Education(models.TextChoices):
        NONE = "none", _("no certificate, diploma or degree")
        SECONDARY = "secondary", _("secondary school diploma")
        TRADES = "trades", _("apprenticeship or trades certificate")
        COLLEGE = "college", _("college or CEGEP")
        BELOW_BACHELOR = "below_bachelor", _("university, below bachelor")
        BACHELOR = "bachelor", _("bachelor’s degree or above")

    class Unit(models.TextChoices):
        PERSONS = "persons", _("persons")
        PERCENT = "percent", _("percent")
        DOLLARS = "dollars", _("dollars")
        HOURS = "hours", _("hours")
        WEEKS = "weeks", _("weeks")
        JOBS = "jobs", _("positions")

    class Missing(models.TextChoices):
        CONFIDENTIAL = "confidential", _("suppressed for confidentiality")
        NOT_AVAILABLE = "not_available", _("not available")
        NOT_APPLICABLE = "not_applicable", _("not applicable")
        UNRELIABLE = "unreliable", _("too unreliable to be published")
        TOO_FEW = "too_few", _("too few persons in the sample")
        NOT_PUBLISHED = "not_published", _("not published")

    release = models.ForeignKey(Release, models.CASCADE, related_name="+")
    table = models.CharField(_("table"), max_length=40)
    measure = models.CharField(_("measure"), max_length=40)
    area = models.CharField(_("area"), max_length=2)
    period = models.CharField(_("period"), max_length=7)
    sex = models.CharField(_("sex"), max_length=5, choices=Sex, blank=True)
    age = models.CharField(_("age group"), max_length=12, blank=True)
    work_time = models.CharField(
        _("full or part time"), max_length=4, choices=WorkTime, blank=True
    )
    education = models.CharField(
        _("education"), max_length=16, choices=Education, blank=True
    )
    industry = models.CharField(_("industry"), max_length=60, blank=True)
    scheme = models.CharField(
        _("classification"), max_length=8, choices=Scheme, blank=True
    )
    occupation = models.CharField(_("occupation group"), max_length=60, blank=True)
    detail = models.CharField(_("other dimensions"), max_length=200, blank=True)
    adjusted = models.BooleanField(_("seasonally adjusted"), default=False)
    industry_fr = models.CharField(_("industry, in French"), max_length=200, blank=True)
    industry_en = models.CharField(
        _("industry, in English"), max_length=200, blank=True
    )
    occupation_fr = models.CharField(
        _("occupation, in French"), max_length=200, blank=True
    )
    occupation_en = models.CharField(
        _("occupation, in English"), max_length=200, blank=True
    )
    unit = models.CharField(_("unit"), max_length=8, choices=Unit)
    value = models.DecimalField(_("value"), max_digits=16, decimal_places=2, null=True)
    missing = models.CharField(
        _("why it is missing"), max_length=16, choices=Missing, blank=True
    )

    objects = StatisticQuerySet.as_manager()

    class Meta:
        ordering = ["release", *KEY]
        verbose_name = _("statistic")
        verbose_name_plural = _("statistics")
        constraints = [
            models.UniqueConstraint(fields=["release", *KEY], name="statistic_once"),
            models.CheckConstraint(
                condition=models.Q(value__isnull=False) & models.Q(missing="")
                | models.Q(value__isnull=True) & ~models.Q(missing=""),
                name="statistic_missing_has_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(occupation="") | ~models.Q(scheme=""),
                name="statistic_occupation_has_scheme",
            ),
        ]

    def __str__(self):
        return f"{self.table} {self.measure} {self.area} {self.period}"
