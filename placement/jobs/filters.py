"""What the address of the job search may ask, checked by django-filter.

The names of the parameters are the same in both languages. A value that is not
understood is told in the page's language and filters nothing; words or a place that
mean nothing are told too, and find nothing.
"""

import re
from datetime import timedelta

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from classifications.places import Where, find, region_names
from occupations.filters import WageField
from placement.jobs import choices
from placement.jobs.criteria import Criteria, industries, precise
from placement.jobs.words import NOTHING, Wanted, wanted
from placement.models.searches import JobSearch

NEWEST, RELEVANCE = "newest", "relevance"
RADII = (5, 10, 25, 50, 100)
USUAL_RADIUS = 25
SINCE = (1, 3, 7, 14, 30)
MOST_CODES = 20
LONGEST = 200


class WageFilter(django_filters.NumberFilter):
    field_class = WageField


class CodesField(forms.MultipleChoiceField):
    """Codes of a classification, whole or begun; only their form is checked."""

    def __init__(self, *args, pattern: str, **kwargs):
        self.pattern = re.compile(pattern)
        super().__init__(*args, **kwargs)

    def valid_value(self, value):
        return bool(self.pattern.fullmatch(value))

    def clean(self, value):
        return super().clean(value)[:MOST_CODES]


class CodesFilter(django_filters.MultipleChoiceFilter):
    field_class = CodesField


def _several(label, name):
    """Choices as a function: forms copy lists field by field, but not functions."""
    pairs = [(code, code) for code in choices.codes(name)]
    return django_filters.MultipleChoiceFilter(label=label, choices=lambda: pairs)


def _one(label, values):
    pairs = [(str(value), str(value)) for value in values]
    return django_filters.ChoiceFilter(label=label, choices=lambda: pairs)


class SearchForm(forms.Form):
    def clean_q(self):
        text = self.cleaned_data["q"]
        if len(text) > LONGEST:
            raise ValidationError(_("Too many words: they were not looked for."))
        return text


class JobFilter(django_filters.FilterSet):
    """The filters of the job search; `criteria` is what they ask."""

    q = django_filters.CharFilter(label=_("Trade, title, skill or word"))
    place = django_filters.CharFilter(label=_("Town, region or postal code"))
    radius = _one(_("Within"), RADII)
    region = django_filters.MultipleChoiceFilter(label=_("Region"))
    noc = CodesFilter(label=_("Occupation (NOC)"), pattern=r"\d{1,5}")
    sector = CodesFilter(label=_("Sector (NAICS)"), pattern=r"\d{2,6}|\d\d-\d\d")
    wage_min = WageFilter(
        label=_("Wage, at least"), min_value=0, max_value=1000, decimal_places=2
    )
    schedule = _several(_("Schedule"), "schedule")
    contract = _several(_("Contract"), "contract")
    language = _several(_("Language of work, at least"), "language")
    remote = _several(_("Where one works"), "remote")
    commitment = _several(_("Employer’s commitments"), "commitment")
    agency = _one(_("Placement agencies"), ("no", "only"))
    since = _one(_("Posted since"), SINCE)
    sort = _one(_("Sort by"), (NEWEST, RELEVANCE))

    class Meta:
        model = JobSearch
        form = SearchForm
        fields: list[str] = []

    def __init__(self, data, *, language: str, version: int, **kwargs):
        super().__init__(data, queryset=JobSearch.objects.none(), **kwargs)
        regions = list(region_names(version).items())
        self.filters["region"].extra["choices"] = lambda: regions
        self.language = language
        self.version = version
        self.form.is_valid()  # what is wrong is told, what is right is used
        self.wanted: Wanted = NOTHING
        self.where: Where | None = None
        if words := self.asked("q"):
            self.wanted = wanted(words, language, version)
        if place := self.asked("place"):
            self.where = find(place, version)

    def asked(self, name: str):
        """A cleaned value; None when it was not given or not understood."""
        return self.form.cleaned_data.get(name) or None

    def several(self, name: str) -> tuple[str, ...]:
        return tuple(self.asked(name) or ())

    @property
    def kilometres(self) -> int:
        return int(self.asked("radius") or USUAL_RADIUS)

    @property
    def place_unknown(self) -> bool:
        return bool(self.asked("place")) and self.where is None

    @property
    def words_unknown(self) -> bool:
        """Words were typed that say nothing: articles, signs."""
        typed = bool(self.asked("q"))
        return typed and not (self.wanted.phrases or self.wanted.noc)

    @property
    def by_relevance(self) -> bool:
        return bool(self.wanted.phrases) and self.asked("sort") == RELEVANCE

    @property
    def criteria(self) -> Criteria:
        nocs, regions, point = (
            precise(self.several("noc")),
            self.several("region"),
            None,
        )
        if self.wanted.noc:
            nocs = (self.wanted.noc,)
        if self.where:
            point = self.where.point
            if point is None:
                regions = (self.where.region,)
        days = self.asked("since")
        return Criteria(
            words=self.wanted.query,
            nocs=nocs,
            industries=industries(self.several("sector")),
            regions=regions,
            point=point,
            radius=self.kilometres if point else 0,
            wage_floor=self.form.cleaned_data.get("wage_min"),
            schedules=self.several("schedule"),
            contracts=self.several("contract"),
            languages=self.several("language"),
            remotes=self.several("remote"),
            commitments=self.several("commitment"),
            agency=self.asked("agency") or "",
            posted_since=timezone.now() - timedelta(days=int(days)) if days else None,
        )


def clean_query(params: QueryDict, without: tuple[str, ...] = ()) -> QueryDict:
    """What the address asks and the search knows, without what says nothing."""
    kept = QueryDict(mutable=True)
    for name, values in params.lists():
        values = [value for value in dict.fromkeys(values) if value]
        known = name in JobFilter.base_filters or name == "after"
        if values and known and name not in without:
            kept.setlist(name, values)
    return kept
