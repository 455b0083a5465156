"""What every page of training needs: the language, the version, the editions."""

from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from classifications.places import region_names
from datasets import editions
from datasets.models import Publication
from figures.citation import lines
from figures.numbers import NBSP, number
from training import kept
from training.models import Institution

PROGRAM_SOURCES = ("programs-dep", "programs-dec", "programs")
PAGE = 30
# Who answers beyond this portal, by the level of a program.
INFOROUTE = ("Inforoute FPT", "https://www.inforoutefpt.org/")
ADMISSION = ("Admission FP", "https://www.admissionfp.com/")
UNIVERSITIES = ("Bureau de coopération interuniversitaire", "https://www.bci-qc.ca/")
OFFICIAL = (
    (
        *INFOROUTE,
        gettext_lazy("the ministry’s site on vocational and technical training"),
    ),
    (*ADMISSION, gettext_lazy("applications to vocational training")),
    (*UNIVERSITIES, gettext_lazy("universities")),
)
OUTSIDE = {
    "dep": (INFOROUTE, ADMISSION),
    "asp": (INFOROUTE, ADMISSION),
    "aec": (INFOROUTE,),
    "dec": (INFOROUTE,),
    "university": (UNIVERSITIES,),
    "continuing": (INFOROUTE,),
}
# The places of a level: a DEP is given in vocational centres, and so on.
ORDERS = {
    "dep": Institution.Order.VOCATIONAL,
    "asp": Institution.Order.VOCATIONAL,
    "aec": Institution.Order.COLLEGE,
    "dec": Institution.Order.COLLEGE,
    "university": Institution.Order.UNIVERSITY,
    "continuing": None,
}


class TrainingMixin:
    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.language = get_language()
        self.version = Publication.objects.version()
        self.live = editions.live(self.version, self.language)
        self.regions = region_names(self.version)

    def sources(self, *names: str) -> list[dict]:
        return lines(self.live, self.language, *names)

    def transcribed(self, *names: str) -> bool:
        return any(self.live[one].transcribed for one in names if one in self.live)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "section": "training",
            "home_url": reverse("training:home"),
        }


def page_of(rows, params, size: int = PAGE) -> dict:
    """One page of rows, and what the pager needs; any page number is accepted."""
    paginator = Paginator(rows, size)
    page = paginator.get_page(params.get("page", "")[:6])
    return {
        "page_obj": page,
        "is_paginated": page.has_other_pages(),
        "pages": list(
            paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
        ),
        "gap": paginator.ELLIPSIS,
        "params": params,
        "count": paginator.count,
    }


def program_line(program, language: str) -> dict:
    title, spoken = program.said(language)
    return {
        "code": program.code,
        "title": title or _("Title missing from the source"),
        "lang": spoken,
        "level": program.get_level_display(),
        "kind": program.get_kind_display(),
        "field": getattr(program, f"field_{language}"),
        "new_version": program.new_version,
        "url": kept.program_address(program.code, program.slug(language), language),
    }


def place_line(place, language: str, regions: dict[str, str]) -> dict:
    distance = getattr(place, "distance", None)
    return {
        "code": place.code,
        "name": place.name,
        "address": place.address,
        "town": place.town,
        "region": regions.get(place.region_id, ""),
        "order": place.get_order_display(),
        "kind": place.get_kind_display(),
        "network": place.get_network_display(),
        "language": place.get_language_display(),
        "distance": ""
        if distance is None
        else f"{number(distance, language, 1)}{NBSP}km",
        "url": kept.institution_address(place.code, place.slug, language),
    }
