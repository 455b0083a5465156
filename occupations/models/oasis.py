"""Skills, abilities, attributes, knowledge, activities and context (ESDC, OaSIS)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from datasets.models import Release
from figures.audit import audited


class Descriptor(models.Model):
    """One rated column of OaSIS.

    English names are official; French names are this portal's, marked as such, until
    the official French file (SIPeC) is loaded.
    """

    class Category(models.TextChoices):
        SKILLS = "skills", _("Skills")
        ABILITIES = "abilities", _("Abilities")
        ATTRIBUTES = "attributes", _("Personal attributes")
        KNOWLEDGE = "knowledge", _("Knowledge")
        ACTIVITIES = "activities", _("Work activities")
        CONTEXT = "context", _("Work context")

    code = models.SlugField(_("code"), max_length=80, primary_key=True)
    category = models.CharField(_("category"), max_length=12, choices=Category)
    # The descriptor's place in `Profile.levels`; total over all categories.
    position = models.PositiveSmallIntegerField(_("order"), unique=True)
    column = models.CharField(_("official column"), max_length=120)
    name = models.CharField(_("name"), max_length=120)
    scale_max = models.PositiveSmallIntegerField(_("highest level"), default=5)
    french_is_official = models.BooleanField(_("French is official"), default=False)

    class Meta:
        ordering = ["position"]
        verbose_name = _("descriptor")
        verbose_name_plural = _("descriptors")

    def __str__(self):
        return self.name


@audited()
class OasisProfile(models.Model):
    """The ratings of one OaSIS profile in one release.

    A profile (`72106.01`) is a unit group or a part of one. `levels` maps a
    descriptor's code to its level, 0 to 5 (knowledge 0 to 3); `interests` is its
    Holland code, strongest first, empty where the source has none.
    """

    release = models.ForeignKey(Release, models.CASCADE, related_name="+")
    code = models.CharField(_("code"), max_length=8)
    unit_group = models.ForeignKey(
        "classifications.UnitGroup", models.CASCADE, related_name="oasis_profiles"
    )
    label = models.CharField(_("label"), max_length=200)
    interests = models.CharField(_("interests"), max_length=3, blank=True)
    levels = models.JSONField(_("levels"), default=dict)

    class Meta:
        ordering = ["release", "code"]
        verbose_name = _("OaSIS profile")
        verbose_name_plural = _("OaSIS profiles")
        constraints = [
            models.UniqueConstraint(
                fields=["release", "code"], name="oasis_profile_once"
            )
        ]

    def __str__(self):
        return self.code
