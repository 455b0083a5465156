"""Words and figures of an offer, in the language of the page."""

from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bilingual import dates
from figures.numbers import money, number


def wage(low: Decimal | None, high: Decimal | None, unit: str, language: str) -> str:
    """What is offered: one amount or a range; "" when nothing is."""
    amounts = [amount for amount in (low, high) if amount]
    if not amounts:
        return ""
    decimals = 2 if unit in {"hour", "piece"} else 0
    first, last = amounts[0], amounts[-1]
    if first == last:
        return money(first, language, decimals)
    if language == "fr":
        # Once is enough for the sign: 29,00 à 34,00 $.
        return (
            f"{number(first, language, decimals)} à {money(last, language, decimals)}"
        )
    return f"{money(first, language, decimals)} to {money(last, language, decimals)}"


def hours(least: Decimal | None, most: Decimal | None, language: str) -> str:
    """The hours of a week; "" when they are not stated."""
    said = [_plain(value, language) for value in (least, most) if value]
    if not said:
        return ""
    if said[0] == said[-1]:
        return _("%(hours)s h a week") % {"hours": said[0]}
    return _("%(low)s to %(high)s h a week") % {"low": said[0], "high": said[-1]}


def _plain(value: Decimal, language: str) -> str:
    return number(value, language, 0 if value == int(value) else 1)


def day(value: date | datetime) -> str:
    if isinstance(value, datetime):
        value = timezone.localdate(value)
    return dates.day(value)


def span(first: date | None, last: date | None) -> str:
    """Days between which something happens; "" when neither is said."""
    if first and last and first != last:
        return _("From %(first)s to %(last)s") % {
            "first": day(first),
            "last": day(last),
        }
    if first and last:
        return day(first)
    if first:
        return _("From %(day)s") % {"day": day(first)}
    return _("Until %(day)s") % {"day": day(last)} if last else ""


def ago(value: date | datetime, today: date) -> str:
    """How long ago, in days."""
    if isinstance(value, datetime):
        value = timezone.localdate(value)
    days = (today - value).days
    if days <= 0:
        return _("today")
    if days == 1:
        return _("yesterday")
    return ngettext("%(days)s day ago", "%(days)s days ago", days) % {"days": days}


def months(count: int) -> str:
    """A length of experience."""
    if not count:
        return _("No experience asked")
    if count % 12:
        return ngettext("%(n)s month", "%(n)s months", count) % {"n": count}
    return ngettext("%(n)s year", "%(n)s years", count // 12) % {"n": count // 12}
