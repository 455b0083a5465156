"""The National Occupational Classification: NOC 2021, and the bridge from NOC 2016."""

from collections.abc import Iterable

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.utils.translation import gettext_lazy as _

from bilingual.constraints import both_languages


class Teer(models.IntegerChoices):
    """Training, education, experience and responsibilities: the code's second digit."""

    MANAGEMENT = 0, _("management")
    UNIVERSITY = 1, _("university degree")
    COLLEGE = 2, _("college diploma or apprenticeship of two years or more")
    TRAINING = 3, _("college diploma, short apprenticeship or job training")
    SECONDARY = 4, _("secondary school diploma")
    NONE = 5, _("short work demonstration, no formal education")


class NocGroup(models.Model):
    """A class above the unit group (Statistics Canada, NOC 2021, structure file)."""

    class Level(models.IntegerChoices):
        BROAD = 1, _("broad category")
        MAJOR = 2, _("major group")
        SUBMAJOR = 3, _("sub-major group")
        MINOR = 4, _("minor group")

    code = models.CharField(_("code"), max_length=4, primary_key=True)
    level = models.PositiveSmallIntegerField(_("level"), choices=Level)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    title = models.CharField(_("title"), max_length=300)
    sort_title = models.CharField(max_length=300, editable=False)
    definition = models.TextField(_("definition"), blank=True)
    withdrawn = models.BooleanField(_("withdrawn"), default=False)

    class Meta:
        ordering = ["code"]
        verbose_name = _("NOC group")
        verbose_name_plural = _("NOC groups")
        constraints = [both_languages("title", "nocgroup_title_both")]

    def __str__(self):
        return f"{self.code} {self.title}"


class UnitGroup(models.Model):
    """A NOC 2021 unit group: *the* occupation everywhere in the portal.

    Source: Statistics Canada, NOC 2021 version 1.0, structure (English and French).
    """

    code = models.CharField(_("code"), max_length=5, primary_key=True)
    parent = models.ForeignKey(
        NocGroup, models.PROTECT, related_name="unit_groups", verbose_name=_("group")
    )
    teer = models.PositiveSmallIntegerField(_("TEER category"), choices=Teer)
    title = models.CharField(_("title"), max_length=300)
    sort_title = models.CharField(max_length=300, editable=False)
    definition = models.TextField(_("definition"), blank=True)
    withdrawn = models.BooleanField(_("withdrawn"), default=False)

    class Meta:
        ordering = ["code"]
        verbose_name = _("unit group")
        verbose_name_plural = _("unit groups")
        constraints = [
            both_languages("title", "unitgroup_title_both"),
            models.CheckConstraint(
                condition=models.Q(code__regex=r"^\d{5}$"),
                name="unitgroup_code_five_digits",
            ),
        ]

    def __str__(self):
        return f"{self.code} {self.title}"


class JobTitleQuerySet(models.QuerySet):
    def in_language(self, language: str):
        """The job titles proper in one language, alphabetically."""
        return (
            self.filter(language=language)
            .exclude(kind=JobTitle.Kind.CLASS)
            .order_by("sort_text", "pk")
        )


class JobTitle(models.Model):
    """An official title that leads to a unit group, in one language.

    Source: NOC 2021 version 1.0, elements (illustrative and all examples), and the
    titles of the unit groups themselves. `forms` holds what people type: the folded
    title, and each gender of it alone.
    """

    class Kind(models.TextChoices):
        CLASS = "class", _("title of the unit group")
        ILLUSTRATIVE = "illustrative", _("illustrative example")
        EXAMPLE = "example", _("example title")

    # Indexed by `jobtitle_once`, as elements are by `element_once`.
    unit_group = models.ForeignKey(
        UnitGroup,
        models.CASCADE,
        related_name="job_titles",
        verbose_name=_("group"),
        db_index=False,
    )
    language = models.CharField(
        _("language"), max_length=2, choices=[("fr", _("French")), ("en", _("English"))]
    )
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    text = models.CharField(_("title"), max_length=300)
    sort_text = models.CharField(max_length=300, editable=False)
    forms = ArrayField(models.CharField(max_length=300), editable=False)
    document = models.GeneratedField(
        expression=models.Func("language", "text", function="imt_document"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = JobTitleQuerySet.as_manager()

    class Meta:
        ordering = ["sort_text", "pk"]
        verbose_name = _("job title")
        verbose_name_plural = _("job titles")
        constraints = [
            models.UniqueConstraint(
                fields=["unit_group", "language", "text"], name="jobtitle_once"
            )
        ]
        indexes = [
            GinIndex(fields=["forms"], name="jobtitle_forms"),
            GinIndex(fields=["document"], name="jobtitle_document"),
        ]

    def __str__(self):
        return self.text


class Element(models.Model):
    """One official sentence about a unit group (NOC 2021 elements), in one language."""

    class Kind(models.TextChoices):
        DUTY = "main_duties", _("main duties")
        REQUIREMENT = "employment_requirements", _("employment requirements")
        INCLUSION = "inclusion", _("inclusions")
        EXCLUSION = "exclusion", _("exclusions")
        ADDITIONAL = "additional_information", _("additional information")

    unit_group = models.ForeignKey(
        UnitGroup,
        models.CASCADE,
        related_name="elements",
        verbose_name=_("group"),
        db_index=False,
    )
    language = models.CharField(
        _("language"), max_length=2, choices=[("fr", _("French")), ("en", _("English"))]
    )
    kind = models.CharField(_("kind"), max_length=24, choices=Kind)
    seq = models.PositiveSmallIntegerField(_("order"))
    text = models.TextField(_("text"))

    class Meta:
        ordering = ["unit_group", "language", "kind", "seq"]
        verbose_name = _("element")
        verbose_name_plural = _("elements")
        constraints = [
            models.UniqueConstraint(
                fields=["unit_group", "language", "kind", "seq"], name="element_once"
            )
        ]

    def __str__(self):
        return self.text


class FormerUnitGroupQuerySet(models.QuerySet):
    def in_category(self, digit: str):
        """The former groups of one broad category of NOC 2016."""
        return self.filter(pk__startswith=digit)

    def holding(self, words: Iterable[str]):
        """Former groups whose title holds every folded word, in either language."""
        rows = self
        for word in words:
            rows = rows.filter(
                models.Q(title_fr__unaccent__icontains=word)
                | models.Q(title_en__unaccent__icontains=word)
            )
        return rows


class FormerUnitGroup(models.Model):
    """A NOC 2016 unit group (4 digits): what older documents and letters still quote.

    Titles: Statistics Canada, NOC 2016 version 1.3.
    """

    code = models.CharField(_("code"), max_length=4, primary_key=True)
    title = models.CharField(_("title"), max_length=300)
    successors = models.ManyToManyField(
        UnitGroup, through="Concordance", related_name="former_groups"
    )

    objects = FormerUnitGroupQuerySet.as_manager()

    class Meta:
        ordering = ["code"]
        verbose_name = _("former unit group")
        verbose_name_plural = _("former unit groups")

    def __str__(self):
        return f"{self.code} {self.title}"


class ConcordanceQuerySet(models.QuerySet):
    def around(self, former: str):
        """The lines of a former group, and the other lines of its successors."""
        return (
            self.filter(unit_group__concordances__former=former)
            .select_related("former")
            .order_by("unit_group", "former")
        )


class Concordance(models.Model):
    """One line of the official concordance NOC 2016 V1.3 to NOC 2021 V1.0."""

    former = models.ForeignKey(
        FormerUnitGroup, models.CASCADE, related_name="concordances"
    )
    unit_group = models.ForeignKey(
        UnitGroup, models.CASCADE, related_name="concordances"
    )
    # GSIM codes, published as "RC4.1 - Breakdown, VC1 - Code Change": the codes only.
    changes = ArrayField(models.CharField(max_length=6), default=list)
    note = models.TextField(_("note"), blank=True)

    objects = ConcordanceQuerySet.as_manager()

    class Meta:
        ordering = ["former", "unit_group"]
        verbose_name = _("concordance")
        verbose_name_plural = _("concordances")
        constraints = [
            models.UniqueConstraint(
                fields=["former", "unit_group"], name="concordance_once"
            )
        ]

    def __str__(self):
        return f"{self.former_id} → {self.unit_group_id}"
