"""Every text, for the site map of search engines."""

from django.conf import settings
from django.utils.translation import override

from bilingual.sitemaps import Page, register
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


register("texts", lambda: len(texts("fr")), pages)
