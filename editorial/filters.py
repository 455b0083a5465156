"""What the addresses of the regional facts may ask, checked by django-filter.

A value that is not understood is told in the page's language and filters nothing.
"""

import django_filters
from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from classifications.filters import Telling
from classifications.places import region_names
from editorial.models import RegionalFact


def _code(label, pattern: str, method: str) -> django_filters.CharFilter:
    return django_filters.CharFilter(
        label=label,
        max_length=8,
        method=method,
        validators=[RegexValidator(rf"^(?:{pattern})\Z", _("This is not a code."))],
        widget=forms.TextInput(attrs={"size": 8, "autocomplete": "off"}),
    )


class FactFilter(Telling, django_filters.FilterSet):
    region = django_filters.ChoiceFilter(
        label=_("Region"), choices=[], empty_label=_("All of Québec")
    )
    kind = django_filters.ChoiceFilter(
        label=_("Kind"), choices=RegionalFact.Kind.choices, empty_label=_("All")
    )
    sector = _code(_("Sector (NAICS)"), r"[0-9]{2,6}|[0-9]{2}-[0-9]{2}", "by_sector")
    noc = _code(_("Occupation (NOC)"), r"[0-9]{5}", "by_occupation")
    year = django_filters.NumberFilter(
        label=_("Year"),
        field_name="day__year",
        min_value=2000,
        max_value=2100,
        decimal_places=0,
    )

    class Meta:
        model = RegionalFact
        fields: list[str] = []

    def __init__(self, data, *, version: int):
        super().__init__(data, RegionalFact.objects.published().for_list())
        regions = list(region_names(version).items())
        self.filters["region"].extra["choices"] = regions
        self.form.is_valid()

    def by_sector(self, rows, _name, value):
        return rows.of_industry(value)

    def by_occupation(self, rows, _name, value):
        return rows.of_occupation(value)
