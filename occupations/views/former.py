"""The codes of NOC 2016, and what each became in NOC 2021."""

from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from bilingual.folding import words
from bilingual.public import public_page
from classifications.models import Concordance, FormerUnitGroup
from datasets import editions
from datasets.models import Publication
from occupations.bridge import CATEGORIES, Bridge
from occupations.models import Profile
from occupations.pieces import SCALE_SOURCES, SECTIONS

LONGEST = 100  # characters
SOURCES = (
    "noc-concordance",
    *SECTIONS["wages"],
    SCALE_SOURCES["diagnosis"],
    SCALE_SOURCES["job_bank"],
)


@method_decorator(public_page, name="dispatch")
class FormerCodesView(TemplateView):
    """A search by code or title (`q`), and the lists by broad category (`category`)."""

    template_name = "occupations/former_codes.html"

    def get(self, request, *args, **kwargs):
        asked = request.GET.get("q", "").replace("\0", "").strip()[:LONGEST]
        category = request.GET.get("category", "")
        groups, rows = FormerUnitGroup.objects.order_by("pk"), []
        if asked.isascii() and asked.isdigit():
            code = asked.zfill(4)
            if groups.filter(pk=code).exists():
                address = reverse("occupations:former_code", args=[code])
                return HttpResponseRedirect(address)
        elif typed := [word.rstrip("sx") for word in words(asked) if len(word) > 1]:
            rows = list(groups.holding(typed))
        elif category in CATEGORIES:
            rows = list(groups.in_category(category))
        return super().get(request, asked=asked, category=category, rows=rows)

    def get_context_data(self, **kwargs):
        asked = kwargs["asked"]
        return super().get_context_data(**kwargs) | {
            "section": "occupations",
            "categories": CATEGORIES,
            "category_title": CATEGORIES.get(kwargs["category"], ""),
            "new_code": asked if asked.isdigit() and len(asked) == 5 else "",
            "list_url": reverse("occupations:list"),
            "base": reverse("occupations:former_codes"),
            "language": get_language(),
        }


@method_decorator(public_page, name="dispatch")
class FormerCodeView(TemplateView):
    """One former group; an unknown code gets a page that helps, with status 404."""

    template_name = "occupations/former_code.html"

    def get(self, request, code):
        bridge = Bridge(code, Concordance.objects.around(code))
        if not bridge:
            return render(
                request,
                "occupations/former_unknown.html",
                {"code": code, "list_url": reverse("occupations:list")},
                status=404,
            )
        return super().get(request, bridge=bridge)

    def get_context_data(self, bridge, **kwargs):
        language, version = get_language(), Publication.objects.version()
        live = editions.live(version, language)
        cards = Profile.objects.for_cards(bridge.codes, language)
        titles = {"fr": bridge.former.title_fr, "en": bridge.former.title_en}
        other = "en" if language == "fr" else "fr"
        return super().get_context_data(**kwargs) | {
            "section": "occupations",
            "code": bridge.code,
            "title": titles[language] or _("Title not loaded"),
            "other_title": titles[other],
            "other": other,
            "headline": bridge.headline(),
            "changes": bridge.changes(),
            "notes": bridge.notes(),
            "successors": bridge.successors(cards, language),
            "compare": ",".join(bridge.codes[:4]) if len(bridge.codes) > 1 else "",
            "sources": [live[name] for name in SOURCES if name in live],
            "list_url": reverse("occupations:list"),
            "compare_url": reverse("occupations:compare"),
        }
