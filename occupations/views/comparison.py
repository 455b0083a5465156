"""Up to four occupations side by side, in Québec and up to two regions."""

from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from bilingual.public import public_page
from classifications.places import region_names
from classifications.search import search
from datasets import editions
from datasets.models import Publication
from figures.exports import csv_response
from occupations.choice import LONGEST_WORDS, OCCUPATIONS, REGIONS, Choice
from occupations.comparison import Comparison
from occupations.descriptors import rated
from occupations.models import Profile

OFFERED = 8
HEADINGS = {
    0: _("Compare occupations"),
    2: _("Compare two occupations"),
    3: _("Compare three occupations"),
    4: _("Compare four occupations"),
}


@method_decorator(public_page, name="dispatch")
class ComparisonView(TemplateView):
    """`?p=21232,21231&r=06`; `add` looks for one more occupation."""

    template_name = "occupations/compare.html"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        asked = Choice.read(request.GET)
        self.language = get_language()
        profiles = Profile.objects.for_comparison(asked.codes, self.language)
        self.version = (
            profiles[0].data_version if profiles else Publication.objects.version()
        )
        self.regions = region_names(self.version)
        self.choice = asked.among([p.pk for p in profiles], self.regions)
        self.words = (
            request.GET.get("add", "").replace("\0", "")[:LONGEST_WORDS].strip()
        )
        self.comparison = profiles and Comparison(
            profiles[:OCCUPATIONS],
            {code: self.regions[code] for code in self.choice.regions},
            rated(self.version, self.language),
            editions.live(self.version, self.language),
            self.language,
        )

    def get(self, request, *args, **kwargs):
        if request.GET.get("format") == "csv" and self.comparison:
            name = "-".join(self.choice.codes)
            header = [str(_("Part")), str(_("Line")), *self.choice.codes]
            return csv_response(f"imt-{name}.csv", header, self.comparison.table())
        found = self.found()
        if len(found) == 1 and not self.choice.full:
            return HttpResponseRedirect(
                request.path + self.choice.plus(found[0]["code"]).query()
            )
        return super().get(request, found=found)

    def found(self) -> list[dict]:
        """Occupations that the typed words may mean, each with its way in."""
        if not self.words:
            return []
        codes = search(self.words, self.language, self.version).codes[:OFFERED]
        titles = Profile.objects.titles_of(codes, self.language)
        return [
            {
                "code": code,
                "title": titles[code],
                "chosen": code in self.choice.codes,
                "query": self.choice.plus(code).query(),
            }
            for code in codes
            if code in titles
        ]

    def get_context_data(self, **kwargs):
        groups = self.comparison.groups() if self.comparison else []
        slots = range(REGIONS)
        return super().get_context_data(**kwargs) | {
            "section": "occupations",
            "heading": HEADINGS.get(len(groups and self.choice.codes), HEADINGS[0]),
            "choice": self.choice,
            "problems": self.choice.problems(),
            "words": self.words,
            "columns": self.columns(),
            "groups": groups,
            "summary": self.comparison.summary(groups) if groups else "",
            "sources": self.comparison.sources() if groups else [],
            "regions": self.regions,
            "slots": [self.choice.regions[i : i + 1] for i in slots],
            "csv_query": self.choice.query(format="csv"),
            "list_url": reverse("occupations:list"),
            "former_url": reverse("occupations:former_codes"),
            "sources_url": reverse("sources"),
        }

    def columns(self) -> list[dict]:
        """One column per occupation: its page, and the comparison without it."""
        contents = self.comparison.contents if self.comparison else []
        return [
            {
                "code": code,
                "title": content["title"],
                "slug": content["slugs"][self.language],
                "without": self.choice.minus(code).query(),
            }
            for code, content in zip(self.choice.codes, contents, strict=True)
        ]
