"""How the directory says its lines: sizes, distances, counts."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from businesses.asked import COUNTED
from businesses.directory import line
from businesses.models import Business
from figures.numbers import NBSP, number


def size(one: dict, language: str) -> str:
    """The number of employees, as the register bounds it."""
    low, high = one["employees_from"], one["employees_to"]
    if low is None:
        return ""
    if high == 0:
        return _("no employee")
    if high is None:
        return _("%(low)s employees or more") % {"low": number(low, language)}
    return _("%(low)s to %(high)s employees") % {
        "low": number(low, language),
        "high": number(high, language),
    }


def shown(one: Business, language: str, point=None) -> dict:
    found = line(one, language, point)
    distance = found["kilometres"]
    return found | {
        "size": size(found, language),
        "distance": ""
        if distance is None
        else f"{number(distance, language, 1)}{NBSP}km",
    }


def bands() -> dict[str, str]:
    return {
        "1": _("1 to 10 employees"),
        "11": _("11 to 49 employees"),
        "50": _("50 to 249 employees"),
        "250": _("250 employees or more"),
    }


def summary(count: int, language: str, capped: bool = True) -> str:
    if capped and count > COUNTED:
        return _("More than %(count)s businesses") % {
            "count": number(COUNTED, language)
        }
    return ngettext("%(count)s business", "%(count)s businesses", count) % {
        "count": number(count, language)
    }
