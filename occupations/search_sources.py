"""Occupations and regions, for the search of the whole site."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bilingual.folding import fold
from bilingual.search_sources import NOTHING, Found, Hit, SearchSource, matching
from bilingual.search_sources import register as register_source
from classifications.models import Municipality
from classifications.places import region_names
from classifications.search import search
from occupations.explorer import explorer_index
from occupations.views.regions import region_address


class Occupations(SearchSource):
    """As the explorer finds them: any title, code or everyday word."""

    name = "occupations"
    label = gettext_lazy("Occupations")
    order = 10

    def find(self, text, language, version, most):
        result, index = search(text, language, version), explorer_index(version)
        codes = [code for code in result.codes if code in index.places]
        if not codes:
            return NOTHING
        base, hits = reverse("occupations:list"), []
        for code in codes[:most]:
            row = index.rows[index.places[code]]
            spoken, found_in = result.titles.get(code, ("", language))
            if spoken == row.title[language]:
                spoken = ""
            hits.append(
                Hit(
                    f"{code} {row.title[language]}",
                    f"{base}{code}-{row.slug[language]}",
                    spoken,
                    note_lang=found_in if spoken and found_in != language else "",
                )
            )
        more = f"{base}?{urlencode({'q': text})}"
        return Found(hits, len(codes), more, result.correction)


class Regions(SearchSource):
    """The administrative regions, by their name or that of a municipality."""

    name = "regions"
    label = gettext_lazy("Regions")
    order = 50

    def find(self, text, language, version, most):
        names = region_names(version)
        codes = list(names)
        towns = Municipality.objects.named_like(text)
        places, correction = matching(text, [fold(name) for name in names.values()])
        if correction and towns:
            places, correction = [], ""
        notes = {codes[place]: "" for place in places}
        for name, region in towns:
            notes.setdefault(region, _("where %(town)s is") % {"town": name})
        hits = [
            Hit(names[code], region_address(code, names[code]), note)
            for code, note in notes.items()
            if code in names
        ]
        return Found(hits[:most], len(hits), correction=correction)


register_source(Occupations())
register_source(Regions())
