"""Programs and institutions, for the search of the whole site."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bilingual.folding import slug
from bilingual.search_sources import Found, Hit, SearchSource, matching, register
from training import kept
from training.models import Level


class Programs(SearchSource):
    """By title in either language, or by code."""

    name = "programs"
    label = _("Programs of studies")
    order = 20

    def find(self, text, language, version, most):
        known = list(kept.programs(version).values())
        places, correction = matching(text, [one.folded for one in known])
        hits = []
        for place in places[:most]:
            one = known[place]
            title, spoken = one.titles[language]
            hits.append(
                Hit(
                    f"{one.code} {title}".strip(),
                    one.address(language),
                    str(Level(one.level).label),
                    lang=spoken,
                )
            )
        more = f"{reverse('training:programs')}?{urlencode({'q': text})}"
        return Found(hits, len(places), more if places else "", correction)


class Institutions(SearchSource):
    """By name or town."""

    name = "institutions"
    label = _("Educational institutions")
    order = 25

    def find(self, text, language, version, most):
        known = kept.place_names(version)
        places, correction = matching(text, [folded for *_rest, folded in known])
        hits = []
        for place in places[:most]:
            code, name, town, _folded = known[place]
            address = kept.institution_address(code, slug(name) or "x", language)
            hits.append(Hit(name, address, town, lang="fr" if language == "en" else ""))
        more = f"{reverse('training:institutions')}?{urlencode({'q': text})}"
        return Found(hits, len(places), more if places else "", correction)


register(Programs())
register(Institutions())
