"""Texts and terms, for the search of the whole site."""

from functools import cache

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from bilingual.folding import fold
from bilingual.search_sources import Found, Hit, SearchSource, matching, register
from editorial.glossary import terms
from editorial.texts import texts


class Texts(SearchSource):
    """By title, summary and headings."""

    name = "texts"
    label = _("Guides and explanations")
    order = 60

    def find(self, text, language, version, most):
        return _found(text, _texts(language), most)


class Terms(SearchSource):
    """By name or abbreviation, in either language."""

    name = "terms"
    label = _("Glossary")
    order = 70

    def find(self, text, language, version, most):
        return _found(text, _terms(language), most)


def _found(text: str, known: list[tuple[Hit, str]], most: int) -> Found:
    places, correction = matching(text, [folded for _hit, folded in known])
    hits = [known[place][0] for place in places]
    return Found(hits[:most], len(hits), correction=correction)


@cache
def _texts(language: str) -> list[tuple[Hit, str]]:
    with override(language):
        return [
            (
                Hit(text.title, text.url, text.summary),
                fold(
                    " ".join([text.title, text.summary, *dict(text.headings).values()])
                ),
            )
            for text in texts(language).values()
        ]


@cache
def _terms(language: str) -> list[tuple[Hit, str]]:
    with override(language):
        base = reverse("editorial:glossary")
        return [
            (
                Hit(term.label, f"{base}#{term.key}"),
                fold(" ".join([term.short, term.name, term.other_short, term.other])),
            )
            for term in terms(language)
        ]


register(Texts())
register(Terms())
