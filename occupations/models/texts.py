"""What is said in words about an occupation, and who may practise it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from bilingual.constraints import both_languages


class OccupationText(models.Model):
    """A sentence written by this portal, in both languages, about a unit group."""

    class Kind(models.TextChoices):
        NATURE = "nature", _("nature of the work")
        DUTY = "duty", _("main duty")
        REQUIREMENT = "requirement", _("employment requirement")
        REGULATION = "regulation", _("regulation")

    unit_group = models.ForeignKey(
        "classifications.UnitGroup", models.CASCADE, related_name="texts"
    )
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    seq = models.PositiveSmallIntegerField(_("order"))
    text = models.TextField(_("text"))

    class Meta:
        ordering = ["unit_group", "kind", "seq"]
        verbose_name = _("text of this portal")
        verbose_name_plural = _("texts of this portal")
        constraints = [
            models.UniqueConstraint(
                fields=["unit_group", "kind", "seq"], name="occupationtext_once"
            ),
            both_languages("text", "occupationtext_both"),
        ]

    def __str__(self):
        return self.text


class ProfessionalOrderQuerySet(models.QuerySet):
    def for_list(self):
        """Orders by name, with the occupations that their list names."""
        linked = Regulation.objects.select_related("unit_group")
        return self.order_by("name").prefetch_related(
            models.Prefetch("regulations", linked)
        )


class ProfessionalOrder(models.Model):
    """A professional order of Québec; transcribed names, French only so far."""

    name = models.CharField(_("name"), max_length=200, primary_key=True)
    website = models.URLField(_("site"), blank=True)

    objects = ProfessionalOrderQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("professional order")
        verbose_name_plural = _("professional orders")

    def __str__(self):
        return self.name


class Regulation(models.Model):
    """One thing a source says about the regulation of a unit group.

    Silence means "not stated", never "not regulated".
    """

    class Kind(models.TextChoices):
        EXCLUSIVE = "exercice_exclusif", _("exclusive practice")
        RESERVED = "titre_reserve", _("reserved title")
        RED_SEAL = "red_seal", _("Red Seal")
        QUEBEC = "quebec", _("Québec rule")
        CERTIFICATION = "trade_certification", _("trade certification")
        LICENCE = "licence_or_registration", _("licence or registration")

    unit_group = models.ForeignKey(
        "classifications.UnitGroup", models.CASCADE, related_name="regulations"
    )
    kind = models.CharField(_("kind"), max_length=24, choices=Kind)
    order = models.ForeignKey(
        ProfessionalOrder,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="regulations",
    )
    profession = models.CharField(_("profession (French)"), max_length=200, blank=True)
    # The official sentence and its language; empty when only the fact is carried.
    language = models.CharField(_("language"), max_length=2, blank=True)
    text = models.TextField(_("text"), blank=True)

    class Meta:
        ordering = ["unit_group", "kind", "order", "profession", "language", "pk"]
        verbose_name = _("regulation")
        verbose_name_plural = _("regulations")

    def __str__(self):
        return f"{self.unit_group_id} {self.kind}"
