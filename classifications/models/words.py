"""What helps a search along: the words of the titles, and everyday words."""

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _


class LexiconWord(models.Model):
    """A folded word of the official titles: what a misspelt word is corrected to.

    Derived from `JobTitle`, rebuilt when titles change; `weight` counts its titles.
    """

    language = models.CharField(max_length=2)
    word = models.CharField(max_length=60)
    weight = models.PositiveIntegerField()

    class Meta:
        ordering = ["language", "word"]
        constraints = [
            models.UniqueConstraint(fields=["language", "word"], name="lexicon_once")
        ]
        indexes = [
            GinIndex(fields=["word"], name="lexicon_trgm", opclasses=["gin_trgm_ops"])
        ]

    def __str__(self):
        return self.word


class Synonym(models.Model):
    """An everyday word or phrase, and the official words it stands for."""

    language = models.CharField(_("language"), max_length=2)
    phrase = models.CharField(_("phrase"), max_length=120)
    stands_for = models.CharField(_("stands for"), max_length=200)
    rank = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        ordering = ["language", "phrase", "rank", "pk"]
        verbose_name = _("synonym")
        verbose_name_plural = _("synonyms")
        constraints = [
            models.UniqueConstraint(
                fields=["language", "phrase", "stands_for"], name="synonym_once"
            )
        ]

    def __str__(self):
        return f"{self.phrase} → {self.stands_for}"
