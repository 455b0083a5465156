"""The read model: what the pages of an occupation need, in one row."""

from collections.abc import Sequence

from django.db import models
from django.utils.translation import gettext_lazy as _

from datasets.models import Publication


class ProfileQuerySet(models.QuerySet):
    def for_page(self, code: str, language: str) -> "Profile | None":
        """The row an occupation's page needs in one language; None when unknown."""
        # Written out: composing this statement cost more than the database's answer.
        other = "content_en" if language == "fr" else "content_fr"
        columns = (field.column for field in self.model._meta.concrete_fields)
        names = ", ".join(name for name in columns if name != other)
        table = self.model._meta.db_table
        rows = self.raw(f"SELECT {names} FROM {table} WHERE unit_group_id = %s", [code])
        return next(iter(rows), None)

    def for_comparison(self, codes: Sequence[str], language: str) -> "list[Profile]":
        """The rows of a comparison in the order asked, without the unknown codes.

        Each carries the data version in force (`data_version`), in the same statement.
        """
        version = Publication.objects.order_by("-pk").values("pk")[:1]
        rows = (
            self.defer("content_en" if language == "fr" else "content_fr")
            .annotate(data_version=models.Subquery(version))
            .in_bulk(codes)
        )
        return [rows[code] for code in codes if code in rows]

    def titles_of(self, codes: Sequence[str], language: str) -> dict[str, str]:
        """The titles of occupations by code."""
        rows = self.filter(pk__in=codes)
        return dict(rows.values_list("pk", f"content_{language}__title"))

    def for_cards(self, codes: Sequence[str], language: str) -> list[dict]:
        """What a card says of each occupation: titles, outlooks, wage in Québec."""
        content = f"content_{language}"
        rows = self.filter(pk__in=codes).values(
            "teer",
            "diagnosis",
            "job_bank",
            "cops",
            code=models.F("pk"),
            title=models.F(f"{content}__title"),
            slug=models.F(f"{content}__slugs__{language}"),
            unit=models.F(f"{content}__wages__unit"),
            edition=models.F(f"{content}__wages__edition"),
            wage=models.F(f"{content}__wages__live__QC"),
        )
        return list(rows.order_by("pk"))

    def overview(self) -> list[dict]:
        """The three outlook classes and Québec's hourly wages of every occupation."""
        rows = self.order_by("pk").values(
            "diagnosis", "job_bank", "cops", wage=models.F("hourly_wages__QC")
        )
        return list(rows)

    def addresses(self) -> list[tuple[str, dict]]:
        """The code and the slugs of every occupation, for the site map."""
        return list(self.order_by("pk").values_list("pk", "content_fr__slugs"))


class Profile(models.Model):
    """One occupation as its pages show it, rebuilt when a release is published.

    Derived from the tables of figures and texts by `occupations.profiles.rebuild`,
    in the transaction that flips the release: a page never mixes two editions.
    `content_fr` and `content_en` are what the occupation page shows; the other fields
    are what the explorer filters and sorts by. Nothing here is a source.
    """

    class Regulated(models.TextChoices):
        YES = "yes", _("yes")
        SOME = "some", _("some titles")
        NOT_STATED = "", _("not stated")

    unit_group = models.OneToOneField(
        "classifications.UnitGroup",
        models.CASCADE,
        primary_key=True,
        related_name="profile",
        verbose_name=_("unit group"),
    )
    version = models.PositiveBigIntegerField(_("data version"))
    content_fr = models.JSONField(default=dict)
    content_en = models.JSONField(default=dict)

    teer = models.PositiveSmallIntegerField(_("TEER category"))
    # Empty where the source publishes nothing; `Figure.missing` has the reason.
    diagnosis = models.CharField(_("Québec's diagnosis"), max_length=20, blank=True)
    job_bank = models.CharField(_("Job Bank's outlook"), max_length=20, blank=True)
    cops = models.CharField(_("COPS outlook"), max_length=20, blank=True)
    interests = models.CharField(_("interests"), max_length=3, blank=True)
    regulated = models.CharField(
        _("regulated"), max_length=4, choices=Regulated, blank=True
    )
    # Dollars an hour by area: {"QC": [low, median, high], "06": [...]}; Québec's
    # figure never stands in here for a region's.
    hourly_wages = models.JSONField(default=dict)
    # Persons in Canada (COPS); the tie-break of the search: common work first.
    employment = models.PositiveIntegerField(_("employment in Canada"), null=True)
    openings = models.IntegerField(_("job openings in Canada"), null=True)
    # The Labour Force Survey's group and its shares of women and men in Québec, in
    # percent: the group's, never the occupation's.
    lfs_group = models.CharField(_("occupation group"), max_length=2, blank=True)
    women_share = models.DecimalField(
        _("share of women in the group"), max_digits=4, decimal_places=1, null=True
    )
    men_share = models.DecimalField(
        _("share of men in the group"), max_digits=4, decimal_places=1, null=True
    )
    # Career Handbook: {"strength": [3], "data": [2, 6]}, published numbers.
    handbook = models.JSONField(default=dict)
    # One byte per descriptor, in the order of `Descriptor.position`; 255 = no level.
    levels = models.BinaryField(default=bytes)

    objects = ProfileQuerySet.as_manager()

    class Meta:
        ordering = ["unit_group"]
        verbose_name = _("profile")
        verbose_name_plural = _("profiles")

    def __str__(self):
        return self.unit_group_id

    def content(self, language: str) -> dict:
        """What the occupation's page shows in a language."""
        return self.content_fr if language == "fr" else self.content_en
