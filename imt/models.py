"""What the portal knows of its own scheduled tasks."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Job(models.Model):
    """The last runs of one scheduled task, by the name of the task."""

    name = models.CharField(_("name"), max_length=120, primary_key=True)
    started_at = models.DateTimeField(_("last run"))
    succeeded_at = models.DateTimeField(_("last success"), null=True)
    failed_at = models.DateTimeField(_("last failure"), null=True)
    seconds = models.FloatField(_("seconds"), null=True)
    error = models.CharField(_("error"), max_length=300, blank=True)

    class Meta:
        ordering = ["name"]
        verbose_name = _("scheduled task")
        verbose_name_plural = _("scheduled tasks")

    def __str__(self):
        return self.name

    @property
    def failing(self) -> bool:
        """Whether the last run that ended ended badly."""
        failed, succeeded = self.failed_at, self.succeeded_at
        return bool(failed and (succeeded is None or failed > succeeded))

    @property
    def error_name(self) -> str:
        """What kind of error it was; its words may hold what a mail should not."""
        return self.error.partition(":")[0]
