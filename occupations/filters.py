"""What the explorer's address may ask, checked by django-filter.

The names of the parameters are the same in both languages. The cleaned values go to the
index in memory (`occupations.explorer`), never to the database; a value that is not
understood is told in the page's language and filters nothing.
"""

from collections.abc import Iterable
from decimal import Decimal

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from classifications.models.noc import Teer
from classifications.search import NOTHING, search
from occupations.conditions import LEVELLED
from occupations.explorer import (
    FIELDS,
    INTERESTS,
    NONE,
    NOT_STATED,
    Index,
    Row,
    Selection,
)
from occupations.handbook import FACTORS
from occupations.labour_force import MEN, NEITHER, UNKNOWN, WOMEN
from occupations.models import Profile
from occupations.models.figures import QUEBEC
from occupations.scales import SCALES

RELEVANCE = "relevance"
# What "much of it" means when a page does not say: high, or intermediate of three.
USUAL_LEVEL = {"knowledge": 2}
LABELS = {
    "skill": _("Skills"),
    "ability": _("Abilities"),
    "physical": _("Physical demands"),
    "environment": _("Work environment"),
    "knowledge": _("Knowledge"),
    "activity": _("Work activities"),
    "attribute": _("Personal attributes"),
    "context": _("Relations, pace and responsibility"),
}


class WageField(forms.DecimalField):
    """Dollars an hour, typed as either language writes them."""

    def to_python(self, value):
        if isinstance(value, str):
            for mark in (" ", "\u00a0", "\u202f", "$"):
                value = value.replace(mark, "")
            value = value.replace(",", ".")
        return super().to_python(value)


class WageFilter(django_filters.NumberFilter):
    field_class = WageField


class ExplorerForm(forms.Form):
    def clean(self):
        cleaned = super().clean()
        least, most = cleaned.get("wage_min"), cleaned.get("wage_max")
        if least is not None and most is not None and least > most:
            raise ValidationError(
                _("The lowest wage asked is above the highest: nothing can match.")
            )
        return cleaned


def _choices(values):
    """Choices as a function: forms copy lists field by field, but not functions."""
    values = list(values)
    return lambda: [(value, value) for value in values]


def _several(label, values):
    return django_filters.MultipleChoiceFilter(label=label, choices=_choices(values))


def _one(label, values):
    return django_filters.ChoiceFilter(label=label, choices=_choices(values))


def _wage(label):
    return WageFilter(label=label, min_value=0, max_value=1000, decimal_places=2)


def _classes(scale: str) -> list[str]:
    return [step.value for step in SCALES[scale]] + [NONE]


class ProfileFilter(django_filters.FilterSet):
    """The filters of the explorer; `qs` is the list of rows, in order."""

    q = django_filters.CharFilter(label=_("Occupation, job title or code"))
    broad = _several(_("Broad category"), "0123456789")
    group = _one(_("NOC group"), ())
    teer = _several(_("TEER category"), map(str, Teer.values))
    region = _one(_("Region of the wages"), ())
    diagnosis = _several(_("Québec’s diagnosis"), _classes("diagnosis"))
    job_bank = _several(_("Job Bank’s outlook"), _classes("job_bank"))
    cops = _several(_("COPS, Canada"), _classes("cops"))
    wage_min = _wage(_("Median wage, from"))
    wage_max = _wage(_("Median wage, up to"))
    interest = _several(_("Main interest"), [*INTERESTS, NONE])
    interest_any = _several(_("Interest, in any place"), [*INTERESTS, NONE])
    regulated = _several(_("Regulated"), ["yes", "some", NOT_STATED])
    non_traditional = _several(
        _("Non-traditional group"), [WOMEN, MEN, NEITHER, UNKNOWN]
    )
    sort = _one(_("Sort by"), ())
    dir = _one(_("Direction"), ["asc", "desc"])
    view = _one(pgettext_lazy("layout", "View"), ["cards", "table"])

    class Meta:
        model = Profile
        form = ExplorerForm
        fields: list[str] = []

    def __init__(self, data, *, index: Index, regions: dict, language: str, **kwargs):
        # Only what the address names becomes a field: building all of them costs more
        # than finding, counting and sorting.
        self.base_filters = {
            name: found for name, found in self.base_filters.items() if name in data
        }
        super().__init__(data, queryset=Profile.objects.none(), **kwargs)
        self.index = index
        self.language = language
        self.found = NOTHING
        self.selection = Selection(index, {})
        self._allow("group", index.options.get("group", ()))
        self._allow("region", regions)
        self._allow(
            "sort",
            (
                sign + name
                for name in (RELEVANCE, *FIELDS, *FACTORS, *index.descriptors)
                for sign in ("", "-")
            ),
        )
        for name in LEVELLED:
            self._allow(name, index.rated(name))

    def _allow(self, name: str, values: Iterable[str]) -> None:
        """Set values that depend on the data: of these, only the ones asked for."""
        if name in self.filters:
            asked = set(self.data.getlist(name))
            self.filters[name].extra["choices"] = _choices(asked.intersection(values))

    def asked(self, name: str):
        """A cleaned value; None when it was not given or not understood."""
        return self.form.cleaned_data.get(name) or None

    @property
    def asked_region(self) -> str:
        return self.asked("region") or ""

    @property
    def area(self) -> str:
        """Whose wages are filtered, sorted and shown."""
        return self.asked_region or QUEBEC

    def level(self, name: str) -> int:
        """The level asked of the descriptors of a filter."""
        return int(self.asked(f"{name}_level") or USUAL_LEVEL.get(name, 4))

    @property
    def order(self) -> tuple[str, bool]:
        """The field to sort by, and whether it goes down."""
        usual = RELEVANCE if self.found.codes else "title"
        field = self.asked("sort") or usual
        descending = field.startswith("-")
        if direction := self.asked("dir"):
            descending = direction == "desc"
        field = field.removeprefix("-")
        return (usual if field == RELEVANCE else field), descending

    def filter_queryset(self, queryset) -> list[Row]:
        """The rows asked for. The queryset is not looked at: the index holds all."""
        index, masks = self.index, {}
        if words := self.asked("q"):
            self.found = search(words, self.language, index.version)
            masks["q"] = index.coded(self.found.codes)
        for name in index.options:
            if values := self.asked(name):
                masks[name] = index.having(
                    name, [values] if isinstance(values, str) else values
                )
        for name in LEVELLED:
            if codes := self.asked(name):
                masks[name] = index.rated_at_least(codes, self.level(name))
        least, most = (self._dollars(name) for name in ("wage_min", "wage_max"))
        if least is not None or most is not None:
            masks["wage"] = index.paid_between(self.area, least, most)
        self.selection = Selection(index, masks)
        return index.listed(self.selection.mask, self._places())

    def _dollars(self, name: str) -> float | None:
        value: Decimal | None = self.form.cleaned_data.get(name)
        return None if value is None else float(value)

    def _places(self):
        field, descending = self.order
        if field == RELEVANCE:
            places = self.index.places
            return [places[code] for code in self.found.codes if code in places]
        return self.index.order(field, self.language, self.area, descending)


for _name in LEVELLED:
    ProfileFilter.base_filters[_name] = _several(LABELS[_name], ())
    ProfileFilter.base_filters[f"{_name}_level"] = _one(_("Level, at least"), "12345")
for _name, _factor in FACTORS.items():
    ProfileFilter.base_filters[_name] = _several(
        _factor.label, [*map(str, _factor.values), NONE]
    )
