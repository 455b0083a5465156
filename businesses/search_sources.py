"""Businesses in the search of the whole site."""

from django.utils.translation import gettext_lazy as _

from bilingual.search_sources import NOTHING, Found, Hit, SearchSource, register
from businesses import directory
from businesses.asked import query_of


class Businesses(SearchSource):
    """By the words of their names and activities, each of which may be begun."""

    name = "businesses"
    label = _("Businesses")
    order = 60

    def find(self, text, language, version, most):
        if not (words := query_of(text)):
            return NOTHING
        found = directory.first(words, most)
        hits = [
            Hit(one.name, one.get_absolute_url(), str(one.municipality or ""))
            for one in found.rows
        ]
        return Found(hits, found.count, directory.list_url(q=text))


register(Businesses())
