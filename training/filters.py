"""What the addresses of training may ask, checked by django-filter.

The names of the parameters are the same in both languages. A value that is not
understood is told in the page's language and filters nothing; a place that means
nothing is told too, and finds nothing.
"""

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

from bilingual.folding import words
from classifications.filters import Telling
from classifications.places import Where, find, region_names
from training import kept
from training.models import Institution, Level, Program

RADII = (5, 10, 25, 50, 100)
USUAL_RADIUS = 25
LONGEST = 120  # characters


class _Asked(Telling, django_filters.FilterSet):
    """A filter set whose wrong values are told; they filter nothing."""

    def __init__(self, data, *, language: str, version: int, **kwargs):
        super().__init__(data, **kwargs)
        self.language, self.version = language, version
        self.choose()
        self.form.is_valid()

    def choose(self) -> None:
        """Give the filters the choices that depend on the data or the language."""

    def asked(self, name: str):
        return self.form.cleaned_data.get(name) or None


def _words() -> django_filters.CharFilter:
    return django_filters.CharFilter(
        label=_("Words"),
        max_length=LONGEST,
        method="by_words",
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )


class ProgramFilter(_Asked):
    q = _words()
    level = django_filters.ChoiceFilter(
        label=_("Level"), choices=Level.choices, empty_label=_("All")
    )
    field = django_filters.ChoiceFilter(
        label=_("Field"), choices=[], method="by_field", empty_label=_("All")
    )
    sort = django_filters.ChoiceFilter(
        label=_("Sort by"),
        choices=[("code", _("Code")), ("level", _("Level"))],
        method="sorted_by",
        empty_label=_("Title"),
    )

    class Meta:
        model = Program
        fields: list[str] = []

    def choose(self):
        found = kept.fields(self.language, self.version)
        self.filters["field"].extra["choices"] = [(one, one) for one in found]

    def by_words(self, rows, _name, value):
        return rows.titled(words(value))

    def by_field(self, rows, _name, value):
        return rows.filter(**{f"field_{self.language}": value})

    def sorted_by(self, rows, _name, value):
        return rows

    def found(self):
        """The programs asked for, in the order asked for."""
        rows, sort = self.qs, self.asked("sort")
        if sort == "code":
            return rows.order_by("code")
        if sort == "level":
            return rows.order_by("level", "code")
        return rows.by_title(self.language)


class InstitutionFilter(_Asked):
    q = _words()
    level = django_filters.ChoiceFilter(
        field_name="order",
        label=_("Level"),
        choices=Institution.Order.choices,
        empty_label=_("All"),
    )
    network = django_filters.ChoiceFilter(
        label=_("Network"), choices=Institution.Network.choices, empty_label=_("All")
    )
    language = django_filters.ChoiceFilter(
        label=_("Language, where the name says it"),
        choices=Institution.Language.choices,
        empty_label=_("All"),
    )
    region = django_filters.ChoiceFilter(
        label=_("Region"), choices=[], empty_label=_("All of Québec")
    )
    place = django_filters.CharFilter(
        label=_("Town, region or postal code"),
        max_length=80,
        method="by_place",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    radius = django_filters.ChoiceFilter(
        label=_("Within"),
        choices=[(str(km), f"{km} km") for km in RADII],
        method="by_radius",
        empty_label=f"{USUAL_RADIUS} km",
    )

    class Meta:
        model = Institution
        fields: list[str] = []

    def choose(self):
        regions = list(region_names(self.version).items())
        self.filters["region"].extra["choices"] = regions

    @property
    def where(self) -> Where | None:
        place = self.asked("place")
        return find(place, self.version) if place else None

    @property
    def place_unknown(self) -> bool:
        return bool(self.asked("place")) and self.where is None

    @property
    def kilometres(self) -> int:
        return int(self.asked("radius") or USUAL_RADIUS)

    def by_words(self, rows, _name, value):
        return rows.named(words(value))

    def by_radius(self, rows, _name, value):
        return rows

    def by_place(self, rows, _name, value):
        where = self.where
        if where is None:
            return rows.none()
        if where.point is None:
            return rows.filter(region=where.region)
        return rows.within(where.point, self.kilometres)

    def found(self):
        """The places asked for: the nearest first when there is a point."""
        where = self.where
        if where and where.point:
            return self.qs.nearest(where.point)
        return self.qs.order_by("sort_name", "code")
