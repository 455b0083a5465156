"""Programs, the places that teach, and what sources say of the two."""

from django.conf import settings
from django.core.validators import URLValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bilingual.folding import slug
from classifications.distance import kilometres, near
from classifications.models import Municipality, Region, UnitGroup
from datasets.models import Release


class Level(models.TextChoices):
    """What a program leads to."""

    DEP = "dep", _("Diploma of vocational studies (DEP)")
    ASP = "asp", _("Attestation of vocational specialization (ASP)")
    AEC = "aec", _("Attestation of college studies (AEC)")
    DEC = "dec", _("Diploma of college studies (DEC)")
    UNIVERSITY = "university", _("University")
    CONTINUING = "continuing", _("Continuing education")


class ProgramQuerySet(models.QuerySet):
    def in_force(self):
        return self.filter(withdrawn=False)

    def titled(self, words: list[str]):
        """Programs whose title in either language, or code, holds every folded word."""
        rows = self
        for word in words:
            rows = rows.filter(
                Q(sort_title_fr__contains=word)
                | Q(sort_title_en__contains=word)
                | Q(code__istartswith=word)
                | Q(english_code__startswith=word)
            )
        return rows

    def unlinked(self):
        """Those that no source and no editor links with an occupation."""
        said = OccupationLink.objects.filter(
            program=models.OuterRef("pk"), demonstration=False
        )
        return self.in_force().filter(~models.Exists(said)).order_by("level", "code")

    def by_title(self, language: str):
        """By title in one language, those without a title last; then by code."""
        title = f"sort_title_{language}"
        return self.order_by(
            models.Case(models.When(**{title: ""}, then=1), default=0), title, "code"
        )


class Program(models.Model):
    """A program of studies, under the code of its French version.

    Sources: transcribed lists of DEP and DEC programs, or the program template. A title
    is empty where the source has none; it is never translated here.
    """

    class Kind(models.TextChoices):
        TECHNICAL = "technical", _("technical")
        PRE_UNIVERSITY = "pre_university", _("pre-university")

    code = models.CharField(_("code"), max_length=12, primary_key=True)
    english_code = models.CharField(_("English code"), max_length=12, blank=True)
    level = models.CharField(_("level"), max_length=10, choices=Level)
    kind = models.CharField(_("kind"), max_length=14, choices=Kind, blank=True)
    title = models.CharField(_("title"), max_length=200, blank=True)
    sort_title = models.CharField(max_length=200, blank=True, editable=False)
    field = models.CharField(_("field"), max_length=120, blank=True)
    new_version = models.BooleanField(_("new version"), default=False)
    hours = models.PositiveIntegerField(_("hours"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=40)
    withdrawn = models.BooleanField(_("withdrawn"), default=False)

    objects = ProgramQuerySet.as_manager()

    class Meta:
        ordering = ["code"]
        verbose_name = _("program")
        verbose_name_plural = _("programs")
        indexes = [models.Index(fields=["level", "code"], name="program_level")]

    def __str__(self):
        return f"{self.code} {self.title}"

    def said(self, language: str) -> tuple[str, str]:
        """The title, and its language where it is not the page's."""
        other = "en" if language == "fr" else "fr"
        if own := getattr(self, f"title_{language}"):
            return own, ""
        if theirs := getattr(self, f"title_{other}"):
            return theirs, other
        return "", ""

    def slug(self, language: str) -> str:
        return slug(self.said(language)[0]) or "x"


class InstitutionQuerySet(models.QuerySet):
    def in_force(self):
        return self.filter(withdrawn=False)

    def teaching(self):
        """Without the centres that transfer technology and teach no program."""
        return self.exclude(kind=Institution.Kind.TRANSFER)

    def within(self, point: tuple[float, float], radius: float):
        """Those within some kilometres of a point."""
        return near(self, point, radius)

    def nearest(self, point: tuple[float, float]):
        """By distance from a point, which each row tells in kilometres."""
        distance = kilometres(self.model._meta.db_table, point)
        return self.annotate(distance=distance).order_by("distance", "code")

    def giving(self, program: str):
        """Each with the source that says it gives a program (`gives`), or NULL."""
        said = ProgramOffering.objects.filter(
            institution=models.OuterRef("pk"), program=program
        )
        source = said.order_by("source").values("source")[:1]
        return self.annotate(gives=models.Subquery(source))

    def other_places_of(self, place):
        """The other buildings of the same organisation."""
        rows = self.filter(organisation=place.organisation).exclude(pk=place.pk)
        return rows.order_by("sort_name", "code")

    def named(self, words: list[str]):
        """Those whose name or town holds every folded word."""
        rows = self
        for word in words:
            rows = rows.filter(sort_name__contains=word)
        return rows


class Institution(models.Model):
    """A place that teaches: one building of one organisation.

    Source: Localisation des établissements d'enseignement (ministère de l'Éducation).
    The code is the organisation's, and four signs that its address gives. The region
    is that of the municipality, or of the nearest one where the file names none.
    `language` is told only where the name says it.
    """

    class Order(models.TextChoices):
        VOCATIONAL = "vocational", _("Vocational training")
        COLLEGE = "college", _("College")
        UNIVERSITY = "university", _("University")

    class Kind(models.TextChoices):
        CENTRE = "centre", _("public centre or school")
        PRIVATE_SITE = "private_site", _("site of a private college")
        PRIVATE = "private", _("private college")
        TRANSFER = "transfer", _("college centre for technology transfer")
        CEGEP = "cegep", _("CEGEP")
        TEACHING = "teaching", _("teaching centre")
        SITE = "site", _("site of a private institution")
        CONSTITUENT = "constituent", _("constituent of a university")
        PRIVATE_INSTITUTION = "private_institution", _("private college institution")
        UNIVERSITY = "university", _("university")
        GOVERNMENT = "government", _("government school")
        CONSTITUENT_COLLEGE = "constituent_college", _("constituent college")
        ESTABLISHMENT = "establishment", _("educational institution")
        DEGREES = "degrees", _("body that grants university degrees")
        REGIONAL = "regional", _("regional college")
        ADMINISTRATIVE = "administrative", _("administrative grouping of a university")
        LEGAL = "legal", _("legal grouping")
        HEAD = "head", _("head office")

    class Network(models.TextChoices):
        PUBLIC = "public", _("Public")
        PRIVATE = "private", _("Private")
        GOVERNMENT = "government", _("Government")
        NONE = "none", _("Not applicable (universities)")

    class Language(models.TextChoices):
        FRENCH = "fr", _("French-language section")
        ENGLISH = "en", _("English-language section")

    code = models.CharField(_("code"), max_length=11, primary_key=True)
    organisation = models.CharField(_("organisation"), max_length=6)
    name = models.CharField(_("name"), max_length=160)
    sort_name = models.CharField(max_length=260, editable=False)
    order = models.CharField(_("level"), max_length=10, choices=Order)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    network = models.CharField(_("network"), max_length=10, choices=Network)
    language = models.CharField(
        _("language"), max_length=2, choices=Language, blank=True
    )
    address = models.CharField(_("address"), max_length=160)
    town = models.CharField(_("town"), max_length=120, blank=True)
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, null=True, blank=True, related_name="institutions"
    )
    region = models.ForeignKey(Region, models.PROTECT, related_name="institutions")
    postal_code = models.CharField(_("postal code"), max_length=6, blank=True)
    website = models.CharField(
        _("website"), max_length=200, blank=True, validators=[URLValidator()]
    )
    latitude = models.FloatField(_("latitude"))
    longitude = models.FloatField(_("longitude"))
    withdrawn = models.BooleanField(_("withdrawn"), default=False)

    objects = InstitutionQuerySet.as_manager()

    class Meta:
        ordering = ["sort_name", "code"]
        verbose_name = _("institution")
        verbose_name_plural = _("institutions")
        indexes = [models.Index(fields=["sort_name", "code"], name="institution_name")]

    def __str__(self):
        return self.name

    @property
    def slug(self) -> str:
        return slug(self.name) or "x"


class OfferingQuerySet(models.QuerySet):
    def at(self, place: str):
        """The programs that a place gives, with the source that says so."""
        rows = self.filter(institution_id=place, program__withdrawn=False)
        return rows.select_related("program").order_by("program_id", "source")


class ProgramOffering(models.Model):
    """A place gives a program, because a source named here says so."""

    program = models.ForeignKey(Program, models.CASCADE, related_name="offerings")
    institution = models.ForeignKey(
        Institution, models.CASCADE, related_name="offerings"
    )
    source = models.CharField(_("source"), max_length=200)
    source_url = models.URLField(_("address of the source"), blank=True)
    as_of = models.DateField(_("date of the source"))

    objects = OfferingQuerySet.as_manager()

    class Meta:
        ordering = ["program", "institution", "source"]
        verbose_name = _("program offered")
        verbose_name_plural = _("programs offered")
        constraints = [
            models.UniqueConstraint(
                fields=["program", "institution", "source"], name="offering_once"
            )
        ]

    def __str__(self):
        return f"{self.program_id} {self.institution_id}"


class OccupationLinkQuerySet(models.QuerySet):
    def of_program(self, code: str):
        rows = self.filter(program_id=code, unit_group__withdrawn=False)
        return rows.select_related("unit_group", "unit_group__profile").strongest(
            "unit_group_id"
        )

    def strongest(self, then: str):
        """Direct links first; those of the demonstration last."""
        direct = models.Case(models.When(strength="direct", then=0), default=1)
        return self.order_by("demonstration", direct, then, "pk")

    def older_than(self, day):
        """Those whose source is from before a day, the oldest first."""
        rows = self.filter(as_of__lt=day, demonstration=False).select_related(
            "program", "unit_group"
        )
        return rows.order_by("as_of", "program_id", "unit_group_id", "pk")

    def for_desk(self):
        return self.select_related("program", "unit_group", "editor").order_by(
            "program_id", "unit_group_id", "pk"
        )


class OccupationLink(models.Model):
    """A program leads to an occupation: said by a source, or kept by an editor.

    A link of the demonstration is invented to show the page, and marked so.
    """

    class Strength(models.TextChoices):
        DIRECT = "direct", _("leads to it directly")
        RELATED = "related", _("is one way among others")

    program = models.ForeignKey(Program, models.CASCADE, related_name="occupations")
    unit_group = models.ForeignKey(UnitGroup, models.CASCADE, related_name="programs")
    strength = models.CharField(_("strength"), max_length=8, choices=Strength)
    source = models.CharField(_("source"), max_length=200)
    source_url = models.URLField(_("address of the source"), blank=True)
    as_of = models.DateField(_("date of the source"), null=True)
    by_hand = models.BooleanField(_("kept by an editor"), default=False)
    demonstration = models.BooleanField(_("demonstration"), default=False)
    editor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )

    objects = OccupationLinkQuerySet.as_manager()

    class Meta:
        ordering = ["program", "unit_group", "pk"]
        verbose_name = _("program and occupation")
        verbose_name_plural = _("programs and occupations")
        constraints = [
            models.UniqueConstraint(
                fields=["program", "unit_group", "by_hand", "source"],
                name="occupationlink_once",
            ),
            models.CheckConstraint(
                condition=~Q(source="")
                & (Q(as_of__isnull=False) | Q(demonstration=True)),
                name="occupationlink_has_a_dated_source",
            ),
            models.CheckConstraint(
                condition=~Q(by_hand=True, demonstration=True),
                name="occupationlink_editors_demonstrate_nothing",
            ),
        ]

    def __str__(self):
        return f"{self.program_id} {self.unit_group_id}"


class GraduateResult(models.Model):
    """What graduates of a program had become on 31 March of a year (La Relance).

    Wages are dollars a week, gross, of those who work full time; shares are percent. A
    figure that the survey does not publish is NULL, never zero. `area` is "QC" or the
    code of a region. Program codes that no list here holds are kept.
    """

    release = models.ForeignKey(Release, models.CASCADE, related_name="+")
    program_code = models.CharField(_("program code"), max_length=12)
    area = models.CharField(_("area"), max_length=2, default="QC")
    year = models.PositiveSmallIntegerField(_("year"))
    employed_share = models.DecimalField(
        _("employed, in percent"), max_digits=4, decimal_places=1, null=True
    )
    related_share = models.DecimalField(
        _("in a related job, in percent"), max_digits=4, decimal_places=1, null=True
    )
    gross_weekly_wage = models.DecimalField(
        _("gross weekly wage, in dollars"), max_digits=7, decimal_places=2, null=True
    )

    class Meta:
        ordering = ["release", "program_code", "area", "year"]
        verbose_name = _("result of graduates")
        verbose_name_plural = _("results of graduates")
        constraints = [
            models.UniqueConstraint(
                fields=["release", "program_code", "area", "year"],
                name="graduateresult_once",
            ),
            models.CheckConstraint(
                condition=Q(employed_share__isnull=True)
                | Q(employed_share__range=(0, 100)),
                name="graduateresult_employed_percent",
            ),
            models.CheckConstraint(
                condition=Q(related_share__isnull=True)
                | Q(related_share__range=(0, 100)),
                name="graduateresult_related_percent",
            ),
        ]

    def __str__(self):
        return f"{self.program_code} {self.area} {self.year}"
