"""The NAICS browser: twenty sectors, and a page for each class below them."""

from django.conf import settings
from django.http import Http404
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import get_language, override
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView

from bilingual.public import moved, public_page
from classifications.models import Industry
from classifications.panels import panels
from datasets import editions
from datasets.models import Publication
from figures.citation import cited, in_a_cell, lines
from figures.exports import csv_response, json_response
from sectors import bodies
from sectors.index import Class, index

SOURCES = ("naics", "naics-examples")
EXAMPLES = 30  # on the page of a class


def address(one: Class, language: str) -> str:
    with override(language):
        return reverse("sectors:industry", args=[one.code, one.slug(language)])


def _line(one: Class, language: str) -> dict:
    return {
        "code": one.code,
        "title": one.title(language),
        "lang": one.spoken(language),
        "url": address(one, language),
    }


class NaicsMixin:
    """The index of the classes, and the editions that pages cite."""

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.language = get_language()
        self.version = Publication.objects.version()
        self.index = index(self.version)
        self.live = editions.live(self.version, self.language)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "section": "sectors",
            "list_url": reverse("sectors:list"),
            "sources": lines(self.live, self.language, *SOURCES),
        }


@method_decorator(public_page, name="dispatch")
class SectorsView(NaicsMixin, TemplateView):
    """The twenty sectors, or the classes that a search finds (`?q=`)."""

    template_name = "sectors/industry_list.html"

    def get_context_data(self, **kwargs):
        asked = self.request.GET.get("q", "").replace("\0", "")
        found = self.index.search(asked, self.language)
        return super().get_context_data(**kwargs) | {
            "q": asked[:200],
            "searched": bool(asked.strip()),
            "correction": found.correction,
            "hits": [
                _line(one, self.language) | {"example": example, "spoken": spoken}
                for one, example, spoken in found.hits
            ],
            "sectors": [
                _line(one, self.language) | {"below": len(self.index.below[one.code])}
                for one in self.index.sectors()
                if one.code in self.index.below
            ],
        }


@method_decorator(public_page, name="dispatch")
class IndustryView(NaicsMixin, TemplateView):
    """One class: what it is, what it holds, and what the other rooms say of it."""

    template_name = "sectors/industry_detail.html"

    def dispatch(self, request, *args, **kwargs):
        self.one = self.index.classes.get(kwargs["code"])
        if self.one is None:
            raise Http404
        if kwargs.get("slug") != self.one.slug(self.language):
            return moved(request, address(self.one, self.language))
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        code, language = self.one.code, self.language
        texts = self.index.said(code, language)
        definition, spoken = texts.definition
        return super().get_context_data(**kwargs) | {
            **_line(self.one, language),
            "addresses": {lang: address(self.one, lang) for lang in ("fr", "en")},
            "level": Industry.Level(self.one.level).label,
            "above": [_line(one, language) for one in self.index.above(code)],
            "below": [_line(one, language) for one in self.index.below.get(code, ())],
            "definition": definition,
            "definition_lang": spoken,
            "examples": texts.examples[:EXAMPLES],
            "more": max(0, len(texts.examples) - EXAMPLES),
            "bodies": bodies.of(self._with_above(), language, self.version),
            "body_sources": lines(self.live, language, bodies.SOURCE, bodies.DESK),
            "panels": panels("industry", code, language, self.version),
        }

    def _with_above(self) -> list[str]:
        """The class, and those that it stands in."""
        above = [one.code for one in self.index.above(self.one.code)]
        return [self.one.code, *above]


@method_decorator(public_page, name="dispatch")
class BodiesView(NaicsMixin, TemplateView):
    """Every sectoral committee and association, with who says so and when."""

    template_name = "sectors/body_list.html"

    def get_context_data(self, **kwargs):
        found = bodies.every(self.language, self.version)
        classes = self.index.classes
        return super().get_context_data(**kwargs) | {
            "old": any(body["transcribed"] for body in found),
            "bodies": [
                body
                | {
                    "classes": [
                        _line(classes[code], self.language)
                        for code in body["codes"]
                        if code in classes
                    ]
                }
                for body in found
            ],
            "sources": lines(self.live, self.language, bodies.SOURCE, bodies.DESK),
        }


@require_safe
@public_page
def bodies_csv(request):
    found = bodies.every(get_language(), Publication.objects.version())
    return csv_response("imt-sector-bodies.csv", bodies.HEADER, bodies.rows(found))


@require_safe
@public_page
def bodies_json(request):
    language, version = get_language(), Publication.objects.version()
    rows = bodies.rows(bodies.every(language, version))
    return json_response(
        {
            "sources": cited(
                editions.live(version, language), bodies.SOURCE, bodies.DESK
            ),
            "bodies": [dict(zip(bodies.HEADER, row, strict=True)) for row in rows],
        }
    )


def _rows(language: str):
    version = Publication.objects.version()
    found = index(version)
    live = editions.live(version, language)
    header = ["naics_2022", "level", "parent", "title_fr", "title_en"]
    rows = [
        [one.code, one.level, one.parent, one.titles["fr"], one.titles["en"]]
        for one in found.classes.values()
    ]
    return header, rows, cited(live, "naics")


@require_safe
@public_page
def list_csv(request):
    header, rows, sources = _rows(get_language())
    source = in_a_cell(sources)
    return csv_response(
        "imt-naics-2022.csv", [*header, "source"], ([*row, source] for row in rows)
    )


@require_safe
@public_page
def list_json(request):
    header, rows, sources = _rows(get_language())
    classes = [dict(zip(header, row, strict=True)) for row in rows]
    return json_response({"sources": sources, "classes": classes})


@require_safe
@public_page
def industry_json(request, code: str):
    language, version = get_language(), Publication.objects.version()
    found = index(version)
    one = found.classes.get(code)
    if one is None:
        raise Http404
    texts = found.said(code, language)
    return json_response(
        {
            "naics_2022": code,
            "level": one.level,
            "parent": one.parent,
            "title_fr": one.titles["fr"],
            "title_en": one.titles["en"],
            "definition": texts.definition[0],
            "examples": [text for text, _spoken in texts.examples],
            "address": settings.SITE_URL + address(one, language),
            "sources": cited(editions.live(version, language), *SOURCES),
        }
    )
