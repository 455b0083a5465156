"""Pages of the house itself, for the search of the whole site."""

from functools import cache

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from bilingual.folding import fold
from bilingual.search_sources import Found, Hit, SearchSource, matching, register
from imt.rooms import rooms


class Pages(SearchSource):
    """Lists, explanations and forms, by their title and a few words about them."""

    name = "pages"
    label = _("Pages of the site")
    order = 90

    def find(self, text, language, version, most):
        pages = _pages(language)
        places, correction = matching(text, [folded for _hit, folded in pages])
        hits = [pages[place][0] for place in places]
        return Found(hits[:most], len(hits), correction=correction)


@cache
def _pages(language: str) -> list[tuple[Hit, str]]:
    """Every page with its folded words; they never change."""
    with override(language):
        return [
            (
                Hit(str(room.label), reverse(room.name), str(room.about)),
                fold(f"{room.label} {room.about}"),
            )
            for group in rooms()
            for room in group.rooms
        ]


register(Pages())
