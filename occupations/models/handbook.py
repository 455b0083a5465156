"""What the Career Handbook says an occupation asks: aptitudes, body, functions."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from datasets.models import Release
from figures.audit import audited


class HandbookProfileQuerySet(models.QuerySet):
    def by_group(self) -> dict[str, dict[str, list[int]]]:
        """Live ratings: {unit group: {factor: every number its profiles have}}."""
        found: dict[str, dict[str, list[int]]] = {}
        rows = self.filter(release__is_current=True).order_by("code")
        for group, ratings in rows.values_list("unit_group_id", "ratings"):
            known = found.setdefault(group, {})
            for name, value in ratings.items():
                known[name] = sorted({*known.get(name, ()), value})
        return found


@audited()
class HandbookProfile(models.Model):
    """The ratings of one Career Handbook profile in one release (ESDC, 2016).

    A profile (`7237.1`) is a NOC 2016 unit group or a part of one, carried to the NOC
    2021 group that is its only successor. `ratings` maps a factor of
    `occupations.handbook` to its published number: {"strength": 3, "data": 6}.
    """

    release = models.ForeignKey(Release, models.CASCADE, related_name="+")
    code = models.CharField(_("code"), max_length=8)
    unit_group = models.ForeignKey(
        "classifications.UnitGroup", models.CASCADE, related_name="handbook_profiles"
    )
    ratings = models.JSONField(_("ratings"), default=dict)

    objects = HandbookProfileQuerySet.as_manager()

    class Meta:
        ordering = ["release", "code"]
        verbose_name = _("Career Handbook profile")
        verbose_name_plural = _("Career Handbook profiles")
        constraints = [
            models.UniqueConstraint(
                fields=["release", "code"], name="handbookprofile_once"
            )
        ]

    def __str__(self):
        return self.code
