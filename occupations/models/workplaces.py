"""Where occupations are practised, in the words of OaSIS."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class WorkplaceQuerySet(models.QuerySet):
    def names(self):
        """Unit group and name of every workplace in force, in a total order."""
        rows = self.filter(withdrawn=False).order_by("unit_group", "name")
        return rows.values_list("unit_group_id", "name")


class Workplace(models.Model):
    """A kind of employer or place that OaSIS names for a unit group, in English only.

    Source: OaSIS, workplaces and employers; its profiles are one with their group here.
    """

    unit_group = models.ForeignKey(
        "classifications.UnitGroup", models.CASCADE, related_name="workplaces"
    )
    name = models.CharField(_("name"), max_length=200)
    withdrawn = models.BooleanField(_("withdrawn"), default=False)

    objects = WorkplaceQuerySet.as_manager()

    class Meta:
        ordering = ["unit_group", "name"]
        verbose_name = _("workplace")
        verbose_name_plural = _("workplaces")
        constraints = [
            models.UniqueConstraint(
                fields=["unit_group", "name"], name="workplace_once"
            )
        ]

    def __str__(self):
        return self.name
