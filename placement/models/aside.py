"""Orders that a person does not want proposed."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from placement.models.orders import JobOrder


class SetAsideQuerySet(models.QuerySet):
    def orders(self) -> list:
        """The keys of the orders, in a total order."""
        return list(self.order_by("order").values_list("order", flat=True))

    def for_list(self):
        """The last put aside first, with what a line says of the order."""
        return self.select_related("order__organisation", "order__region")


class SetAside(models.Model):
    """An order that its owner put aside: neither matches nor alerts show it again.

    No reason is asked. It is theirs alone: no employer, page or figure reads it.
    """

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="set_aside"
    )
    order = models.ForeignKey(JobOrder, models.CASCADE, related_name="+")
    at = models.DateTimeField(_("when"), default=timezone.now)

    objects = SetAsideQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("order put aside")
        verbose_name_plural = _("orders put aside")
        constraints = [
            models.UniqueConstraint(fields=["owner", "order"], name="set_aside_once")
        ]

    def __str__(self):
        return str(self.order_id)
