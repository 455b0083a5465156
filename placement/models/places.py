"""What matching compares of an open order: a narrow row, written as it is published.

Read by (occupation, region), newest first, however many orders there are.
"""

from decimal import Decimal

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from placement.models.orders import JobOrder

# Hours of full-time work in a year, to compare a yearly wage with an hourly floor.
YEAR_HOURS = 2080


class OrderPlace(models.Model):
    """Derived from a `JobOrder` that is open; nothing here is a source.

    `region_code` is empty for remote work; `hourly_wage` is the highest offered.
    """

    order = models.OneToOneField(
        JobOrder, models.CASCADE, primary_key=True, related_name="place"
    )
    unit_group_code = models.CharField(max_length=5)
    region_code = models.CharField(max_length=2, blank=True)
    published_at = models.DateTimeField()
    expires_on = models.DateField()
    remote = models.BooleanField()
    skills = ArrayField(models.CharField(max_length=80))
    experience = models.PositiveSmallIntegerField(null=True)
    education = models.PositiveSmallIntegerField(null=True)
    languages = models.JSONField()
    schedule = ArrayField(models.CharField(max_length=12))
    contract = models.CharField(max_length=12, blank=True)
    starts_on = models.DateField(null=True)
    hourly_wage = models.DecimalField(max_digits=9, decimal_places=2, null=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("place of an order")
        verbose_name_plural = _("places of orders")
        indexes = [
            models.Index(
                "unit_group_code",
                "region_code",
                models.F("published_at").desc(),
                "order",
                name="order_place_newest",
            )
        ]

    def __str__(self):
        return f"{self.unit_group_code} {self.region_code}"

    @classmethod
    def of(cls, order: JobOrder) -> "OrderPlace":
        """The row of an order, not saved."""
        remote = order.remote == "remote"
        return cls(
            order=order,
            unit_group_code=order.unit_group_id,
            region_code="" if remote else order.region_id or "",
            published_at=order.published_at,
            expires_on=order.expires_on,
            remote=remote,
            skills=order.skills,
            experience=order.experience_months,
            education=order.education,
            languages=order.languages,
            schedule=order.schedule,
            contract=order.contract,
            starts_on=order.starts_on,
            hourly_wage=_hourly(order.wage_max, order.wage_unit),
        )


def _hourly(wage: Decimal | None, unit: str) -> Decimal | None:
    """An hourly wage, from a yearly one too; None for units that have no hours."""
    if wage is None:
        return None
    hours = {"hour": 1, "year": YEAR_HOURS}.get(unit)
    return wage / hours if hours else None
