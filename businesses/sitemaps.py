"""Every business of the register, for the site map; not those made up."""

from bilingual.sitemaps import Page, register, whole_addresses
from businesses.models import Business


def pages(start: int, size: int) -> list[Page]:
    bases = whole_addresses("businesses:list")
    rows = _listed().order_by("pk").only("neq", "name")[start : start + size]
    return [
        Page({lang: f"{base}{one.neq}-{one.slug}" for lang, base in bases.items()})
        for one in rows
    ]


def _listed():
    return Business.objects.listed().filter(demonstration=False)


register("businesses", lambda: _listed().count(), pages)
