"""One occupation over the 17 regions, as a table, a map and files."""

from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.generic import DetailView

from bilingual.public import public_page
from classifications.places import limits
from figures.citation import cited, in_a_cell, lines
from figures.exports import csv_response, json_response
from occupations import mobility
from occupations.pieces import Sources
from occupations.sheet import Sheet
from occupations.views.profile import OccupationMixin


@method_decorator(public_page, name="dispatch")
class MobilityView(OccupationMixin, DetailView):
    """`?sort=-median` orders the table; `?region=06` marks a region on the map."""

    template_name = "occupations/profile_regions.html"
    file = ""

    def page_path(self, language):
        # The same word in both languages.
        return f"/regions{self.file}"

    def sheet(self) -> Sheet:
        asked = self.request.GET.get("region", "")
        region = asked if asked in self.regions else ""
        return Sheet(self.profile, self.content, self.language, region, self.regions)

    def sort(self) -> str:
        asked = self.request.GET.get("sort", "")
        return asked if asked.removeprefix("-") in mobility.SORTS else "region"

    def get_context_data(self, **kwargs):
        sheet, sort = self.sheet(), self.sort()
        columns = (
            ("region", _("Region"), ""), ("low", _("Low"), "-"),
            ("median", _("Median"), "-"), ("high", _("High"), "-"),
            ("outlook", _("Job Bank, the region"), "-"),
            ("unemployment", _("Unemployment rate"), ""),
        )  # fmt: skip
        shown = mobility.shown(sheet, sort)
        return super().get_context_data(**kwargs) | {
            "lines": shown,
            "reasons": mobility.reasons(shown),
            "columns": [
                {
                    "label": label,
                    "sort": f"-{name}"
                    if sort == name
                    else name
                    if sort == f"-{name}"
                    else first + name,
                    "order": "ascending"
                    if sort == name
                    else "descending"
                    if sort == f"-{name}"
                    else "",
                    "number": name not in ("region", "outlook"),
                }
                for name, label, first in columns
            ],
            "sort": sort,
            "diagnosis": self.content["outlooks"].get("diagnosis", ""),
            "unit": sheet.wages["unit"],
            "tiles": sheet.tiles(),
            "steps": sheet.map_steps(),
            "limits": limits(self.version),
            "map_label": _("Median in the 17 regions"),
            "region_sentence": sheet.region_sentence(),
            "sources": Sources(self.editions, self.language).lines(*mobility.SOURCES),
            "map_sources": lines(self.editions, self.language, "region-limits"),
        }


class MobilityCsvView(MobilityView):
    file = ".csv"

    def get(self, request, *args, **kwargs):
        sources = cited(self.editions, *mobility.SOURCES)
        source = in_a_cell(sources)
        return csv_response(
            f"imt-{self.profile.pk}-regions.csv",
            ["noc_2021", *mobility.HEADER, "source"],
            (
                [self.profile.pk, *row, source]
                for row in mobility.rows(self.sheet(), self.sort())
            ),
        )


class MobilityJsonView(MobilityView):
    file = ".json"

    def get(self, request, *args, **kwargs):
        return json_response(
            {
                "noc_2021": self.profile.pk,
                "title": self.content["title"],
                "sources": cited(self.editions, *mobility.SOURCES),
                "regions": [
                    dict(zip(mobility.HEADER, row, strict=True))
                    for row in mobility.rows(self.sheet(), self.sort())
                ],
            }
        )
