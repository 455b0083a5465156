"""The read model: what the pages of an occupation need, in one row."""

from django.db import models
from django.utils.translation import gettext_lazy as _


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
    # One byte per descriptor, in the order of `Descriptor.position`; 255 = no level.
    levels = models.BinaryField(default=bytes)

    class Meta:
        ordering = ["unit_group"]
        verbose_name = _("profile")
        verbose_name_plural = _("profiles")

    def __str__(self):
        return self.unit_group_id
