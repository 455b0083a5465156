"""What one analyst writes and a second one reads before the public sees it."""

from django.conf import settings
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

DRAFT, SUBMITTED = "draft", "submitted"


class Conflict(Exception):
    """Somebody saved or moved the row since it was read."""


class Reviewed(models.Model):
    """Its `state` begins at DRAFT; it is changed there alone, and read at SUBMITTED.

    `version` counts the times it was saved: what is done to another version than the
    one that was seen is a conflict.
    """

    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("author"),
    )
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("second reader"),
    )
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    published_at = models.DateTimeField(_("published"), null=True)

    class Meta:
        abstract = True

    def move(self, before: str, **after) -> bool:
        """False when the row has left the state, or the version, it was seen in."""
        rows = type(self)._default_manager.filter(
            pk=self.pk, state=before, version=self.version
        )
        return bool(rows.update(**after))

    def submit(self) -> bool:
        """Ask for a second reading."""
        return self.move(DRAFT, state=SUBMITTED)

    @transaction.atomic
    def write(self, form, seen: int):
        """Save what a form of this draft says; Conflict when `seen` is not the last."""
        rows = type(self)._default_manager.select_for_update()
        last = rows.get(pk=self.pk)
        if (last.state, last.version) != (DRAFT, seen):
            raise Conflict
        form.instance.version = seen + 1
        return form.save()
