"""Files that a person joins to an offer of service."""

from uuid import uuid4

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from placement.models.offers import OfferOfService
from placement.models.referrals import Referral


def stored_as(document, filename: str) -> str:
    """Where the file lies: under its own key, never under the name it came with."""
    return f"documents/{document.pk.hex[:2]}/{document.pk.hex}"


class DocumentQuerySet(models.QuerySet):
    def kept(self):
        return self.exclude(state=Document.State.REFUSED)

    def readable_by(self, user):
        """A person's own files, and those that a person who agreed shares.

        With the organisations that the person agreed to meet, while both the offer and
        the meeting last; never while a virus scan has not ended.
        """
        if not user.is_authenticated:
            return self.none()
        shared = models.Q(
            shared=True,
            state__in=[Document.State.CLEAN, Document.State.UNSCANNED],
            offer__in=Referral.objects.visible_to(user).disclosed().values("offer"),
        )
        return self.kept().filter(models.Q(offer__owner=user) | shared)


class Document(models.Model):
    """One file: checked by its content, kept under a name of ours, opened nowhere here.

    Without a scanner (`CLAMD_ADDRESS`) a file is `unscanned`, and said to be.
    """

    class State(models.TextChoices):
        QUARANTINE = "quarantine", _("waiting for the virus scan")
        CLEAN = "clean", _("scanned")
        UNSCANNED = "unscanned", _("not scanned for viruses")
        REFUSED = "refused", _("refused by the virus scan")

    class Kind(models.TextChoices):
        RESUME = "resume", _("résumé")
        LETTER = "letter", _("letter")
        DIPLOMA = "diploma", _("diploma or card")
        OTHER = "other", _("other")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    offer = models.ForeignKey(OfferOfService, models.CASCADE, related_name="documents")
    kind = models.CharField(_("kind"), max_length=8, choices=Kind)
    name = models.CharField(_("name"), max_length=120)
    file = models.FileField(_("file"), upload_to=stored_as, max_length=80)
    media_type = models.CharField(_("format"), max_length=100)
    size = models.PositiveIntegerField(_("size"))
    sha256 = models.CharField(max_length=64)
    state = models.CharField(_("state"), max_length=10, choices=State)
    shared = models.BooleanField(_("shared with employers I agree to meet"))
    added_at = models.DateTimeField(_("added"), default=timezone.now)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        ordering = ["-added_at", "pk"]
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        constraints = [
            models.UniqueConstraint(fields=["offer", "sha256"], name="document_once")
        ]

    def __str__(self):
        return self.name
