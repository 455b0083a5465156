"""Pages of words and lists, for the site map of search engines."""

from bilingual.sitemaps import Page, register, whole_addresses
from imt.rooms import rooms

# Where nothing is to be found by an engine.
LEFT_OUT = {"search", "guidance:resume"}
NAMES = ["home"]
NAMES += [r.name for group in rooms() for r in group.rooms if r.name not in LEFT_OUT]


def pages(start: int, size: int) -> list[Page]:
    return [Page(whole_addresses(name)) for name in NAMES[start : start + size]]


register("pages", lambda: len(NAMES), pages)
