"""What a column holds, in words."""

from datetime import date, datetime

from django.db.models import Field
from django.utils import timezone
from django.utils.formats import localize, number_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from bilingual.dates import first


def said(field: Field, value) -> str:
    """A column's value as the language writes it; nothing for an empty one."""
    if value is None or value == "" or value == [] or value == {}:
        return ""
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return "; ".join(map(str, value))
    if isinstance(value, dict):
        return pairs(value.items())
    if isinstance(value, datetime):
        value = timezone.localtime(value)
    if isinstance(value, date):
        return first(localize(value, use_l10n=True))
    if getattr(field, "decimal_places", None) is not None:
        return number_format(value, field.decimal_places)
    return str(localize(value, use_l10n=True))


def pairs(items) -> str:
    """Names and what each has: « ponctualité : 3; écoute : 2 »."""
    colon = pgettext("before a name", ":")
    return "; ".join(f"{name}{colon} {value}" for name, value in items)
