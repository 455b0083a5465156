"""Programs: the list, its files, and the page of each."""

from django.conf import settings
from django.http import Http404
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import get_language
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView

from bilingual.folding import slug
from bilingual.public import moved, public_page
from classifications.places import find
from datasets import editions
from datasets.models import Publication
from figures.citation import cited, in_a_cell
from figures.exports import csv_response, json_response
from figures.numbers import money, percent
from training import kept
from training.filters import LONGEST, USUAL_RADIUS, ProgramFilter
from training.models import Institution, Level, OccupationLink, Program
from training.views.base import (
    INFOROUTE,
    ORDERS,
    OUTSIDE,
    PROGRAM_SOURCES,
    TrainingMixin,
    page_of,
    place_line,
    program_line,
)

NEAREST = 15
WIDEST = 300  # kilometres
HEADER = ("code", "english_code", "level", "kind", "title_fr", "title_en")
HEADER += ("field_fr", "field_en", "new_version", "hours")


@method_decorator(public_page, name="dispatch")
class ProgramsView(TrainingMixin, TemplateView):
    """The programs, by words, level and field."""

    template_name = "training/program_list.html"

    def get_context_data(self, **kwargs):
        asked = ProgramFilter(
            self.request.GET,
            queryset=Program.objects.in_force(),
            language=self.language,
            version=self.version,
        )
        page = page_of(asked.found(), self.request.GET)
        counted = {level: 0 for level in Level.values}
        for one in kept.programs(self.version).values():
            counted[one.level] += 1
        return (
            super().get_context_data(**kwargs)
            | page
            | {
                "form": asked.form,
                "problems": asked.problems,
                "programs": [program_line(p, self.language) for p in page["page_obj"]],
                "inforoute": INFOROUTE,
                "missing": [Level(one).label for one, n in counted.items() if not n],
                "transcribed": self.transcribed(*PROGRAM_SOURCES),
                "sources": self.sources(*PROGRAM_SOURCES),
                "query": self.request.GET.urlencode(),
            }
        )


@method_decorator(public_page, name="dispatch")
class ProgramView(TrainingMixin, TemplateView):
    """One program: what it is, where it may be learned, what it leads to."""

    template_name = "training/program_detail.html"

    def dispatch(self, request, *args, **kwargs):
        rows = Program.objects.in_force()
        self.program = rows.filter(pk=kwargs["code"]).first()
        if self.program is None:
            raise Http404
        if kwargs.get("slug") != self.program.slug(self.language):
            return moved(request, program_line(self.program, self.language)["url"])
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        program, language = self.program, self.language
        return (
            super().get_context_data(**kwargs)
            | program_line(program, language)
            | self._places()
            | {
                "program": program,
                "addresses": {
                    lang: kept.program_address(program.code, program.slug(lang), lang)
                    for lang in ("fr", "en")
                },
                "list_url": reverse("training:programs"),
                "outside": OUTSIDE[program.level],
                "transcribed": self.transcribed(program.source),
                "sources": self.sources(program.source),
                "occupations": self._occupations(),
                "occupation_sources": self.sources(
                    "program-occupations", "wages", "diagnostics", "outlooks"
                ),
                "graduates": self._graduates(),
                "graduate_sources": self.sources("graduates"),
            }
        )

    def _places(self) -> dict:
        """The places that a source names; near a place typed, all of the level."""
        program, asked = self.program, self.request.GET.get("place", "")[:LONGEST]
        asked = asked.replace("\0", "")
        where = find(asked, self.version) if asked.strip() else None
        rows = Institution.objects.in_force().giving(program.code)
        if where is None:
            rows = rows.filter(gives__isnull=False).order_by("sort_name", "code")
        else:
            rows = rows.teaching()
            if order := ORDERS[program.level]:
                rows = rows.filter(order=order)
            if where.point:
                rows = rows.within(where.point, WIDEST).nearest(where.point)
            else:
                rows = rows.filter(region=where.region)
        places = [
            place_line(place, self.language, self.regions) | {"gives": place.gives}
            for place in rows[:NEAREST]
        ]
        listed = reverse("training:institutions")
        order = ORDERS[program.level] or ""
        return {
            "place": asked,
            "where": where,
            "places": places,
            "more_url": f"{listed}?level={order}",
            "radius": USUAL_RADIUS,
            "place_sources": self.sources("institutions", "program-offerings"),
        }

    def _occupations(self) -> list[dict]:
        language, found = self.language, []
        for link in OccupationLink.objects.of_program(self.program.code):
            group = link.unit_group
            title = getattr(group, f"title_{language}")
            profile = getattr(group, "profile", None)
            wage = profile and profile.hourly_wages.get("QC")
            found.append(
                {
                    "link": link,
                    "code": group.code,
                    "title": title,
                    "url": reverse(
                        "occupations:profile", args=[group.code, slug(title)]
                    ),
                    "wage": money(wage[1], language) if wage and wage[1] else "",
                    "diagnosis": profile.diagnosis if profile else "",
                    "job_bank": profile.job_bank if profile else "",
                }
            )
        return found

    def _graduates(self) -> list[dict]:
        """Each year's figures; what is not published stays empty."""
        known, language = kept.graduates(self.version), self.language
        codes = {self.program.code, self.program.english_code} - {""}

        def share(value) -> str:
            return "" if value is None else percent(value, language)

        return [
            {
                "year": row.year,
                "employed": share(row.employed_share),
                "related": share(row.related_share),
                "wage": ""
                if row.gross_weekly_wage is None
                else money(row.gross_weekly_wage, language),
            }
            for code in sorted(codes)
            for row in known.get(code, ())
        ]


def _rows(request):
    language, version = get_language(), Publication.objects.version()
    asked = ProgramFilter(
        request.GET,
        queryset=Program.objects.in_force(),
        language=language,
        version=version,
    )
    live = editions.live(version, language)
    return asked.found().values_list(*HEADER, "source"), live


@require_safe
@public_page
def programs_csv(request):
    rows, live = _rows(request)
    return csv_response(
        "imt-programs.csv",
        [*HEADER, "source"],
        ([*row[:-1], in_a_cell(cited(live, row[-1]))] for row in rows),
    )


@require_safe
@public_page
def programs_json(request):
    rows, live = _rows(request)
    return json_response(
        {
            "address": settings.SITE_URL + reverse("training:programs"),
            "sources": cited(live, *PROGRAM_SOURCES),
            "programs": [
                dict(zip((*HEADER, "source"), row, strict=True)) for row in rows
            ],
        }
    )
