"""Database rules about two languages."""

from django.conf import settings
from django.db import models


def both_languages(field: str, name: str) -> models.CheckConstraint:
    """Refuse a row whose `field` is missing or empty in one of the languages.

    Translated columns are nullable and a check passes on NULL: both must be said.
    """
    rule = models.Q()
    for code, _label in settings.LANGUAGES:
        column = f"{field}_{code}"
        rule &= models.Q(**{f"{column}__isnull": False}) & ~models.Q(**{column: ""})
    return models.CheckConstraint(condition=rule, name=name)
