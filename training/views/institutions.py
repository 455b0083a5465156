"""Places that teach: the list, by distance; the map and its table; each place."""

from django.conf import settings
from django.http import Http404
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import get_language, ngettext
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView

from bilingual.public import moved, public_page
from datasets import editions
from datasets.models import Publication
from figures import charts
from figures.citation import cited, in_a_cell
from figures.exports import csv_response, json_response
from figures.numbers import number
from training import kept
from training.filters import InstitutionFilter
from training.models import Institution, ProgramOffering
from training.views.base import TrainingMixin, page_of, place_line, program_line

HEADER = ("code", "organisation", "name", "order", "kind", "network", "language")
HEADER += ("address", "town", "municipality_id", "region_id", "postal_code", "website")
HEADER += ("latitude", "longitude")


@method_decorator(public_page, name="dispatch")
class InstitutionsView(TrainingMixin, TemplateView):
    """The places, by words, level, network, language, region or distance."""

    template_name = "training/institution_list.html"
    lifelong = False

    def rows(self):
        rows = Institution.objects.in_force()
        return rows.teaching() if self.lifelong else rows

    def get_context_data(self, **kwargs):
        asked = InstitutionFilter(
            self.request.GET,
            queryset=self.rows(),
            language=self.language,
            version=self.version,
        )
        page = page_of(asked.found(), self.request.GET)
        return (
            super().get_context_data(**kwargs)
            | page
            | {
                "form": asked.form,
                "problems": asked.problems,
                "where": asked.where,
                "place_unknown": asked.place_unknown,
                "kilometres": asked.kilometres,
                "lifelong": self.lifelong,
                "places": [
                    place_line(one, self.language, self.regions)
                    for one in page["page_obj"]
                ],
                "sources": self.sources("institutions"),
                "query": self.request.GET.urlencode(),
            }
        )


@method_decorator(public_page, name="dispatch")
class InstitutionsByRegionView(TrainingMixin, TemplateView):
    """How many places each region holds: a tile map, and its table by level."""

    template_name = "training/institution_map.html"

    def get_context_data(self, **kwargs):
        counts = kept.places_by_region(self.version)
        listed = reverse("training:institutions")
        totals = {code: sum(counts.get(code, {}).values()) for code in self.regions}
        tints = charts.tints({code: n for code, n in totals.items() if n})
        return super().get_context_data(**kwargs) | {
            "orders": Institution.Order.labels,
            "list_url": listed,
            "tiles": [
                {
                    "code": code,
                    "name": name,
                    "lines": charts.two_lines(name),
                    "tint": tints.get(code, 0),
                    "here": False,
                    "value": number(totals[code], self.language),
                    "full": ngettext(
                        "%(count)s place", "%(count)s places", totals[code]
                    )
                    % {"count": totals[code]},
                    "by_order": [
                        number(counts.get(code, {}).get(order, 0), self.language)
                        for order in Institution.Order.values
                    ],
                    "url": f"{listed}?region={code}",
                }
                | charts.tile(code)
                for code, name in self.regions.items()
            ],
            "sources": self.sources("institutions"),
        }


@method_decorator(public_page, name="dispatch")
class InstitutionView(TrainingMixin, TemplateView):
    """One place: where it is, what it is, the other places of its organisation."""

    template_name = "training/institution_detail.html"

    def dispatch(self, request, *args, **kwargs):
        rows = Institution.objects.in_force()
        self.institution = rows.filter(pk=kwargs["code"]).first()
        if self.institution is None:
            raise Http404
        if kwargs.get("slug") != self.institution.slug:
            right = kept.institution_address(
                self.institution.code, self.institution.slug, self.language
            )
            return moved(request, right)
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        place, language = self.institution, self.language
        others = Institution.objects.in_force().other_places_of(place)
        given = ProgramOffering.objects.at(place.code)
        return (
            super().get_context_data(**kwargs)
            | place_line(place, language, self.regions)
            | {
                "institution": place,
                "addresses": {
                    lang: kept.institution_address(place.code, place.slug, lang)
                    for lang in ("fr", "en")
                },
                "list_url": reverse("training:institutions"),
                "programs_url": reverse("training:programs"),
                "others": [place_line(one, language, self.regions) for one in others],
                "programs": [
                    program_line(one.program, language) | {"offering": one}
                    for one in given
                ],
                "sources": self.sources("institutions", "program-offerings"),
            }
        )


def _rows(request):
    language, version = get_language(), Publication.objects.version()
    asked = InstitutionFilter(
        request.GET,
        queryset=Institution.objects.in_force(),
        language=language,
        version=version,
    )
    live = editions.live(version, language)
    return asked.found().values_list(*HEADER), cited(live, "institutions")


@require_safe
@public_page
def institutions_csv(request):
    rows, sources = _rows(request)
    source = in_a_cell(sources)
    return csv_response(
        "imt-institutions.csv", [*HEADER, "source"], ([*row, source] for row in rows)
    )


@require_safe
@public_page
def institutions_json(request):
    rows, sources = _rows(request)
    return json_response(
        {
            "address": settings.SITE_URL + reverse("training:institutions"),
            "sources": sources,
            "institutions": [dict(zip(HEADER, row, strict=True)) for row in rows],
        }
    )
