"""The page of one occupation, and the pages that hang on it."""

from functools import cache

from django.http import Http404
from django.templatetags.static import static
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.generic import DetailView

from bilingual.public import moved, public_page
from classifications.panels import panels
from classifications.places import region_names
from datasets import editions
from datasets.models import Publication
from figures.numbers import period
from occupations import labour_force, pieces, statistics
from occupations.handbook import FACTORS, SOURCE
from occupations.markup import choices, escaped
from occupations.models import Profile
from occupations.sheet import Sheet


@cache
def _addresses(language: str) -> dict[str, str]:
    """Where the page of any occupation leads; the same for all."""
    with override(language):
        return {
            "list_url": reverse("occupations:list"),
            "sources_url": reverse("sources"),
            "compare_url": reverse("occupations:compare"),
            "browse_url": reverse("occupations:tree"),
            "former_url": reverse("occupations:former_codes"),
            "icons": static("img/icons.svg"),
        }


def profile_address(code: str, title_slug: str, language: str) -> str:
    return f"{_addresses(language)['list_url']}{code}-{title_slug}"


class OccupationMixin:
    """Finds the profile; sends a wrong or missing slug to the right address."""

    page = ""

    def dispatch(self, request, *args, **kwargs):
        self.language = get_language()
        self.version = Publication.objects.version()
        self.regions = region_names(self.version)
        self.editions = editions.live(self.version, self.language)
        self.profile = Profile.objects.for_page(kwargs["code"], self.language)
        if self.profile is None:
            raise Http404
        self.content = self.profile.content(self.language)
        self.addresses = {
            language: profile_address(kwargs["code"], title_slug, language)
            for language, title_slug in self.content["slugs"].items()
        }
        if kwargs.get("slug") != self.content["slugs"][self.language]:
            address = self.addresses[self.language] + self.page_path(self.language)
            return moved(request, address)
        return super().dispatch(request, *args, **kwargs)

    def page_path(self, language: str) -> str:
        """What follows the occupation's address on this page."""
        return ""

    def get_object(self):
        return self.profile

    def get_context_data(self, **kwargs):
        base, fixed = self.addresses[self.language], _addresses(self.language)
        return (
            super().get_context_data(**kwargs)
            | fixed
            | {
                "section": "occupations",
                "code": self.profile.pk,
                "content": self.content,
                "base": base,
                "addresses": {
                    language: address + self.page_path(language)
                    for language, address in self.addresses.items()
                },
                "files": fixed["list_url"] + self.profile.pk,
            }
        )


@method_decorator(public_page, name="dispatch")
class ProfileView(OccupationMixin, DetailView):
    """Everything about one occupation; `?region=06` chooses whose wages show."""

    template_name = "occupations/profile_detail.html"

    def get_context_data(self, **kwargs):
        asked = self.request.GET.get("region", "")
        region = asked if asked in self.regions else ""
        sheet = Sheet(self.profile, self.content, self.language, region, self.regions)
        sources = pieces.sources(self.language, self.version)
        return (
            super().get_context_data(**kwargs)
            | {
                "region_choices": choices(escaped(self.regions.items()), chosen=region),
                "region": region,
                "region_name": sheet.region_name,
                "bad_region": bool(asked) and not region,
                "minor": self.profile.pk[:4],
                "panels": panels(
                    "unit_group", self.profile.pk, self.language, self.version
                ),
            }
            | pieces.texts(sheet)
            | pieces.characteristics(sheet)
            | pieces.outlook(sheet, sources)
            | pieces.wages(sheet, self.version)
            | labour_force.section(self.content, self.language)
            | pieces.record(sheet)
            | pieces.similar(sheet)
            | sources.context(self.profile.pk, self.content["title"])
        )


@method_decorator(public_page, name="dispatch")
class TitlesView(OccupationMixin, DetailView):
    """Every official job title of one occupation, in the page's language."""

    template_name = "occupations/profile_titles.html"

    def page_path(self, language):
        with override(language):
            return "/" + _("job-titles")

    def get_context_data(self, **kwargs):
        titles = self.profile.unit_group.job_titles.in_language(self.language)
        source = self.editions.get("noc-elements")
        return super().get_context_data(**kwargs) | {
            "titles": titles,
            "sources": pieces.sources(self.language, self.version).lines(
                "noc-structure", "noc-elements"
            ),
            "period": period(source.edition, self.language) if source else "",
        }


@method_decorator(public_page, name="dispatch")
class LevelsView(OccupationMixin, DetailView):
    """Every descriptor of one occupation with its level."""

    template_name = "occupations/profile_levels.html"

    def page_path(self, language):
        with override(language):
            return "/" + _("characteristics")

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "groups": pieces.all_levels(self.profile),
            "handbook": [
                (factor.label, [factor.words(number) for number in numbers])
                for factor in FACTORS.values()
                if (numbers := self.profile.handbook.get(factor.name))
            ],
            "sources": pieces.sources(self.language, self.version).lines(
                "oasis", *([SOURCE] if self.profile.handbook else ())
            ),
        }


@method_decorator(public_page, name="dispatch")
class StatisticsView(OccupationMixin, DetailView):
    """Employment statistics, and what every edition said, of one occupation."""

    template_name = "occupations/profile_statistics.html"

    def page_path(self, language):
        with override(language):
            return "/" + _("statistics")

    def get_context_data(self, **kwargs):
        sheet = Sheet(self.profile, self.content, self.language, "", self.regions)
        sources = pieces.sources(self.language, self.version)
        tables = statistics.tables(self.content, self.version, self.language)
        return (
            super().get_context_data(**kwargs)
            | pieces.every_edition(sheet)
            | labour_force.section(self.content, self.language)
            | {
                "components": sheet.components(),
                "components_sentence": sheet.components_sentence(),
                "cops_period": sources.scales["cops"]["period"],
            }
            | tables
            | sources.context(self.profile.pk, self.content["title"])
            | {"sources": sources.of_tables(tables["statistics"])}
        )
