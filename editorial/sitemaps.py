"""Texts, bulletins and regional facts, for the site map of search engines."""

from django.utils.timezone import localdate
from django.utils.translation import get_language

from bilingual.sitemaps import Page, everywhere, register
from editorial.models import Bulletin, RegionalFact
from editorial.texts import texts


def pages(start: int, size: int) -> list[Page]:
    return [
        Page(everywhere(lambda key=key: texts(get_language())[key].url), text.updated)
        for key, text in list(texts("fr").items())[start : start + size]
    ]


def _published(rows):
    """The pages of rows that were published one by one."""

    def found(start: int, size: int) -> list[Page]:
        return [
            Page(everywhere(row.get_absolute_url), localdate(row.published_at))
            for row in rows()[start : start + size]
        ]

    return found


register("bulletins", lambda: Bulletin.objects.published().count(),
         _published(Bulletin.objects.published))  # fmt: skip
register("facts", lambda: RegionalFact.objects.published().count(),
         _published(RegionalFact.objects.published))  # fmt: skip
register("texts", lambda: len(texts("fr")), pages)
