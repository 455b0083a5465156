"""What a job order says, apart from its life."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class OrderContent(models.Model):
    """The fields that the public reads and a version keeps: each of them is one.

    `title_*` in each language; `duties` and `requirements` in the one `language` they
    were written in; `skills` are codes of OaSIS descriptors; `education` and the levels
    of `languages` are ranks (`placement.vocabulary`).
    """

    class Unit(models.TextChoices):
        HOUR = "hour", _("an hour")
        WEEK = "week", _("a week")
        YEAR = "year", _("a year")
        PIECE = "piece", _("by the piece")
        COMMISSION = "commission", _("on commission")

    class Remote(models.TextChoices):
        ON_SITE = "on_site", _("on site")
        HYBRID = "hybrid", _("hybrid")
        REMOTE = "remote", _("remote")

    title_fr = models.CharField(_("title in French"), max_length=100)
    title_en = models.CharField(_("title in English"), max_length=100, blank=True)
    unit_group = models.ForeignKey(
        "classifications.UnitGroup", models.PROTECT, related_name="+"
    )
    region = models.ForeignKey(
        "classifications.Region", models.PROTECT, null=True, related_name="+"
    )
    municipality = models.ForeignKey(
        "classifications.Municipality",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    positions = models.PositiveSmallIntegerField(_("positions"), default=1)
    language = models.CharField(_("language of the text"), max_length=2, default="fr")
    duties = models.TextField(_("duties"), max_length=4000, blank=True)
    requirements = models.TextField(_("requirements"), max_length=4000, blank=True)
    skills = ArrayField(
        models.CharField(max_length=80), verbose_name=_("skills"), default=list,
        blank=True,
    )  # fmt: skip
    education = models.PositiveSmallIntegerField(_("education"), null=True, blank=True)
    experience_months = models.PositiveSmallIntegerField(
        _("experience in months"), null=True, blank=True
    )
    languages = models.JSONField(_("languages"), default=dict, blank=True)
    reasons_other_language = models.TextField(
        _("reasons for another language"), max_length=1200, blank=True
    )
    wage_min = models.DecimalField(
        _("lowest wage"), max_digits=9, decimal_places=2, null=True, blank=True
    )
    wage_max = models.DecimalField(
        _("highest wage"), max_digits=9, decimal_places=2, null=True, blank=True
    )
    wage_unit = models.CharField(
        _("wage unit"), max_length=10, choices=Unit, default=Unit.HOUR
    )
    hours_min = models.DecimalField(
        _("fewest hours a week"), max_digits=4, decimal_places=1, null=True, blank=True
    )
    hours_max = models.DecimalField(
        _("most hours a week"), max_digits=4, decimal_places=1, null=True, blank=True
    )
    schedule = ArrayField(
        models.CharField(max_length=12), verbose_name=_("schedule"), default=list,
        blank=True,
    )  # fmt: skip
    contract = models.CharField(_("contract"), max_length=12, blank=True)
    remote = models.CharField(
        _("place of work"), max_length=8, choices=Remote, default=Remote.ON_SITE
    )
    # Voluntary: see `placement.vocabulary.COMMITMENTS`.
    commitments = ArrayField(
        models.CharField(max_length=30), verbose_name=_("commitments"), default=list,
        blank=True,
    )  # fmt: skip
    starts_on = models.DateField(_("start"), null=True, blank=True)
    ends_on = models.DateField(_("end of the work"), null=True, blank=True)
    # The same text in the other language, where the employer wrote it.
    duties_other = models.TextField(
        _("duties, in the other language"), max_length=4000, blank=True
    )
    requirements_other = models.TextField(
        _("requirements, in the other language"), max_length=4000, blank=True
    )
    licences = models.CharField(
        _("licences, cards or order required"), max_length=300, blank=True
    )
    # Codes of `placement.vocabulary`: they read in both languages.
    driving = models.CharField(_("driving licence"), max_length=2, blank=True)
    physical = ArrayField(
        models.CharField(max_length=10), verbose_name=_("physical demands"),
        default=list, blank=True,
    )  # fmt: skip
    union = models.CharField(_("union"), max_length=3, blank=True)
    # The minimum wage of who receives tips applies only where this says so.
    is_tipped = models.BooleanField(_("tips are usual"), default=False)
    # Codes of municipalities where the same work is done, apart from the first.
    other_sites = ArrayField(
        models.CharField(max_length=5), verbose_name=_("other municipalities"),
        default=list, blank=True,
    )  # fmt: skip
    benefits = models.CharField(_("benefits"), max_length=600, blank=True)
    on_behalf_of = models.CharField(
        _("on behalf of"), max_length=160, blank=True
    )  # agencies
    # How to apply: here, and the other ways that the employer takes.
    apply_here = models.BooleanField(_("applications on this site"), default=True)
    apply_url = models.URLField(_("page of the application"), blank=True)
    apply_email = models.EmailField(_("e-mail for applications"), blank=True)
    apply_phone = models.CharField(
        _("telephone for applications"), max_length=30, blank=True
    )
    apply_note = models.CharField(
        _("in person, by mail, documents asked"), max_length=600, blank=True
    )
    documents = ArrayField(
        models.CharField(max_length=10), verbose_name=_("documents asked"),
        default=list, blank=True,
    )  # fmt: skip
    interviews_from = models.DateField(_("interviews from"), null=True, blank=True)
    interviews_until = models.DateField(_("interviews until"), null=True, blank=True)
    answer_days = models.PositiveSmallIntegerField(
        _("days until an answer"), null=True, blank=True
    )
    questions = ArrayField(
        models.CharField(max_length=200), verbose_name=_("questions"), default=list,
        blank=True,
    )  # fmt: skip
    # What the employer declares: see `placement.vocabulary.DECLARATIONS`.
    declarations = ArrayField(
        models.CharField(max_length=20), verbose_name=_("declarations"), default=list,
        blank=True,
    )  # fmt: skip

    class Meta:
        abstract = True

    @property
    def title(self) -> str:
        """In the page's language; in the other one where it has no title."""
        first, second = self.title_fr, self.title_en
        if get_language() == "en":
            first, second = second, first
        return first or second

    @property
    def work_languages(self) -> list[str]:
        """The languages that the work uses, whatever the level."""
        return [code for code, level in self.languages.items() if level]
