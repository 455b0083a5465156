"""Pages of words and lists, for the site map."""

from bilingual.sitemaps import Page, register, whole_addresses

NAMES = ("home", "occupations:list", "regions:list", "sources", "accessibility")
NAMES += ("privacy",)


def pages(start: int, size: int) -> list[Page]:
    return [Page(whole_addresses(name)) for name in NAMES[start : start + size]]


register("pages", lambda: len(NAMES), pages)
