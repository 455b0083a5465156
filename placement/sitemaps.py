"""Live offers, for the site map."""

from django.conf import settings
from django.utils import timezone

from bilingual.sitemaps import Page, register, whole_addresses
from placement.jobs import cards
from placement.models import JobOrder


def open_orders():
    return JobOrder.objects.open().order_by("number")


def pages(start: int, size: int) -> list[Page]:
    orders = open_orders()[start : start + size]
    return [
        Page(
            {
                language: settings.SITE_URL + cards.address(order, language)
                for language, _label in settings.LANGUAGES
            },
            timezone.localdate(order.updated_at),
        )
        for order in orders
    ]


def the_list(start: int, size: int) -> list[Page]:
    names = ("jobs:list", "jobs:moderation")
    return [Page(whole_addresses(name)) for name in names][start : start + size]


register("jobs", lambda: open_orders().count(), pages)
register("job-list", lambda: 2, the_list)
