"""The texts, section by section, and the glossary."""

from itertools import groupby

from django.http import Http404, HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from bilingual.folding import fold
from bilingual.public import public_page
from editorial.glossary import terms
from editorial.texts import LANGUAGES, section, texts

LABELS = {
    "guide": (
        _("Job-search guide"),
        _(
            "From taking stock to the first weeks on the job, with models to copy and "
            "check-lists to print."
        ),
    ),
    "measures": (
        _("Employment measures"),
        _("What help exists, for whom, how it goes and where to ask."),
    ),
    "assistance": (
        _("Financial assistance"),
        _(
            "Where money for studies, training or a time without work may come "
            "from, and what to ask before."
        ),
    ),
    "methodology": (
        _("How the figures are made"),
        _(
            "What each figure of this portal measures, where it comes from and what it "
            "does not say."
        ),
    ),
}


@method_decorator(public_page, name="dispatch")
class SectionView(TemplateView):
    """The contents of a section."""

    template_name = "editorial/section.html"
    section = ""

    def get_context_data(self, **kwargs):
        label, about = LABELS[self.section]
        return super().get_context_data(**kwargs) | {
            "section": self.section,
            "label": label,
            "about": about,
            "texts": section(self.section, get_language()),
        }


@method_decorator(public_page, name="dispatch")
class TextView(TemplateView):
    """One text, its neighbours in the section, its twin in the other language."""

    template_name = "editorial/text.html"
    section = ""

    def get(self, request, *args, slug="", **kwargs):
        """The slug of another language leads to the page of this one."""
        language = get_language()
        keys = {
            text.slug: text.key
            for code in (*LANGUAGES, language)
            for text in section(self.section, code)
        }
        if slug and slug not in keys:
            raise Http404
        if slug and texts(language)[keys[slug]].slug != slug:
            return HttpResponsePermanentRedirect(texts(language)[keys[slug]].url)
        return super().get(request, *args, slug=slug, **kwargs)

    def get_context_data(self, slug="", **kwargs):
        shelf = section(self.section, get_language())
        slugs = [text.slug for text in shelf]
        place = slugs.index(slug) if slug else 0
        text, addresses = shelf[place], {}
        for code in LANGUAGES:
            with override(code):
                addresses[code] = texts(code)[text.key].url
        label = LABELS[self.section][0] if self.section in LABELS else ""
        return super().get_context_data(**kwargs) | {
            "section": self.section,
            "text": text,
            "label": label,
            "section_url": reverse(f"editorial:{self.section}"),
            "before": shelf[place - 1] if place else None,
            "after": shelf[place + 1] if place + 1 < len(shelf) else None,
            "addresses": addresses,
            "updated": text.updated,
        }


@method_decorator(public_page, name="dispatch")
class GlossaryView(TemplateView):
    """Every term with its anchor, letter by letter."""

    template_name = "editorial/glossary.html"

    def get_context_data(self, **kwargs):
        def initial(term):
            return fold(term.short or term.name)[0].upper()

        found = terms(get_language())
        letters = [(letter, list(of)) for letter, of in groupby(found, initial)]
        return super().get_context_data(**kwargs) | {
            "section": "glossary",
            "letters": letters,
            "count": len(found),
            "other": "en" if get_language() == "fr" else "fr",
        }
