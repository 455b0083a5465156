"""Figures and texts about occupations in the admin site: to be searched and read."""

from django.contrib import admin

from datasets.admin import OfficialData
from occupations.models import (
    Descriptor,
    OasisProfile,
    OccupationText,
    Outlook,
    ProfessionalOrder,
    Projection,
    Regulation,
    Wage,
)


class FigureAdmin(OfficialData):
    """Rows of releases: thousands of them, so counted only when searched."""

    list_select_related = ["release"]
    search_fields = ["=unit_group__code"]
    show_full_result_count = False
    ordering = ["-release", "unit_group"]


@admin.register(Wage)
class WageAdmin(FigureAdmin):
    list_display = [
        "release",
        "unit_group_id",
        "area",
        "unit",
        "low",
        "median",
        "high",
        "missing",
    ]
    list_filter = ["release__edition", "unit", "area"]


@admin.register(Outlook)
class OutlookAdmin(FigureAdmin):
    list_display = ["release", "unit_group_id", "scale", "area", "value", "missing"]
    list_filter = ["scale", "value", "area"]


@admin.register(Projection)
class ProjectionAdmin(FigureAdmin):
    list_display = ["release", "unit_group_id", "measure", "year", "value", "missing"]
    list_filter = ["measure", "year"]


@admin.register(OasisProfile)
class OasisProfileAdmin(FigureAdmin):
    list_display = ["release", "code", "label", "interests"]
    search_fields = ["code", "label"]


@admin.register(Descriptor)
class DescriptorAdmin(OfficialData):
    list_display = ["position", "category", "name_fr", "name_en", "french_is_official"]
    list_filter = ["category", "french_is_official"]
    search_fields = ["code", "name_fr", "name_en"]


@admin.register(OccupationText)
class OccupationTextAdmin(OfficialData):
    list_display = ["unit_group_id", "kind", "seq", "text_fr", "text_en"]
    list_filter = ["kind"]
    search_fields = ["=unit_group__code", "text_fr", "text_en"]


@admin.register(ProfessionalOrder)
class ProfessionalOrderAdmin(OfficialData):
    list_display = ["name", "website"]
    search_fields = ["name"]


@admin.register(Regulation)
class RegulationAdmin(OfficialData):
    list_display = ["unit_group_id", "kind", "order_id", "profession", "language"]
    list_filter = ["kind", "language"]
    search_fields = ["=unit_group__code", "profession", "text"]
