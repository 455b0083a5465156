"""Orders that a person keeps to read again."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from placement.models.orders import JobOrder


class SavedOrderQuerySet(models.QuerySet):
    def for_list(self):
        """The last saved first, with what a line says, and whether it is still open."""
        still = JobOrder.objects.open().filter(pk=models.OuterRef("order"))
        return self.select_related(
            "order__organisation", "order__region", "order__municipality"
        ).annotate(is_open=models.Exists(still))


class SavedOrder(models.Model):
    """An order that its owner saved for later; no employer, page or figure reads it."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_orders"
    )
    order = models.ForeignKey(JobOrder, models.CASCADE, related_name="+")
    at = models.DateTimeField(_("when"), default=timezone.now)

    objects = SavedOrderQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("saved order")
        verbose_name_plural = _("saved orders")
        constraints = [
            models.UniqueConstraint(fields=["owner", "order"], name="saved_order_once")
        ]

    def __str__(self):
        return str(self.order_id)
