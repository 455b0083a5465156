"""Texts, bulletins and regional facts, for the site map of search engines."""

from django.conf import settings
from django.utils.translation import override

from bilingual.sitemaps import Page, register
from editorial.models import Bulletin, RegionalFact
from editorial.texts import LANGUAGES, texts


def pages(start: int, size: int) -> list[Page]:
    found = []
    for key, text in list(texts("fr").items())[start : start + size]:
        addresses = {}
        for language in LANGUAGES:
            with override(language):
                addresses[language] = settings.SITE_URL + texts(language)[key].url
        found.append(Page(addresses, text.updated))
    return found


def _published(rows):
    """The pages of rows that were published one by one."""

    def found(start: int, size: int) -> list[Page]:
        return [
            Page(_addresses(row), row.published_at.date())
            for row in rows()[start : start + size]
        ]

    return found


def _addresses(row) -> dict[str, str]:
    found = {}
    for language in LANGUAGES:
        with override(language):
            found[language] = settings.SITE_URL + row.get_absolute_url()
    return found


register("bulletins", lambda: Bulletin.objects.published().count(),
         _published(Bulletin.objects.published))  # fmt: skip
register("facts", lambda: RegionalFact.objects.published().count(),
         _published(RegionalFact.objects.published))  # fmt: skip
register("texts", lambda: len(texts("fr")), pages)
