"""Every NAICS class, for the site map."""

from bilingual.sitemaps import Page, register, whole_addresses
from classifications.models import Industry
from datasets.models import Publication
from sectors.index import index


def pages(start: int, size: int) -> list[Page]:
    """They all changed when a release was last published."""
    last = Publication.objects.order_by("-pk").values_list("pk", "at").first()
    bases = whole_addresses("sectors:list")
    classes = list(index(last[0] if last else 0).classes.values())
    return [
        Page(
            {lang: f"{bases[lang]}{one.code}-{one.slug(lang)}" for lang in bases},
            last and last[1].date(),
        )
        for one in classes[start : start + size]
    ]


register("sectors", lambda: Industry.objects.in_force().count(), pages)
