"""NAICS classes, for the search of the whole site."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bilingual.search_sources import Found, Hit, SearchSource, register
from sectors.index import index
from sectors.views import address


class Sectors(SearchSource):
    """By title, code, or an official example of an activity."""

    name = "sectors"
    label = _("Sectors of activity")
    order = 30

    def find(self, text, language, version, most):
        found = index(version).search(text, language)
        hits = [
            Hit(
                f"{one.code} {one.title(language)}",
                address(one, language),
                example,
                one.spoken(language),
                spoken,
            )
            for one, example, spoken in found.hits[:most]
        ]
        more = f"{reverse('sectors:list')}?{urlencode({'q': text})}"
        return Found(
            hits, len(found.hits), more if found.hits else "", found.correction
        )


register(Sectors())
