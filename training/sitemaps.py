"""Every program and every place that teaches, for the site map."""

from django.conf import settings

from bilingual.folding import slug
from bilingual.sitemaps import Page, register, whole_addresses
from datasets.models import Publication
from training import kept

LISTS = ("home", "programs", "institutions", "institutions_by_region")
LISTS += ("lifelong", "funding")


def _last():
    last = Publication.objects.order_by("-pk").values_list("pk", "at").first()
    return last or (0, None)


def programs(start: int, size: int) -> list[Page]:
    """They all changed when a release was last published."""
    version, at = _last()
    return [
        Page(
            {
                language: settings.SITE_URL + one.address(language)
                for language in kept.LANGUAGES
            },
            at and at.date(),
        )
        for one in list(kept.programs(version).values())[start : start + size]
    ]


def institutions(start: int, size: int) -> list[Page]:
    version, at = _last()
    return [
        Page(
            {
                language: settings.SITE_URL
                + kept.institution_address(code, slug(name) or "x", language)
                for language in kept.LANGUAGES
            },
            at and at.date(),
        )
        for code, name, *_rest in kept.place_names(version)[start : start + size]
    ]


def lists(start: int, size: int) -> list[Page]:
    pages = [Page(whole_addresses(f"training:{name}")) for name in LISTS]
    return pages[start : start + size]


register("programs", lambda: len(kept.programs(_last()[0])), programs)
register("institutions", lambda: len(kept.place_names(_last()[0])), institutions)
register("training", lambda: len(LISTS), lists)
