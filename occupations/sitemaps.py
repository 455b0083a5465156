"""Every occupation, for the site map."""

from datetime import date

from bilingual.sitemaps import Page, register, whole_addresses
from datasets.models import Publication
from occupations.models import Profile


def pages(start: int, size: int) -> list[Page]:
    """They all changed when a release was last published."""
    published = Publication.objects.order_by("-pk").values_list("at", flat=True).first()
    changed_on: date | None = published and published.date()
    bases = whole_addresses("occupations:list")
    return [
        Page({lang: f"{bases[lang]}{code}-{slugs[lang]}" for lang in bases}, changed_on)
        for code, slugs in Profile.objects.addresses()[start : start + size]
    ]


register("occupations", Profile.objects.count, pages)
