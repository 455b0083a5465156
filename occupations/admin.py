"""Figures and texts about occupations in the admin site: to be searched and read."""

from django.contrib import admin

from datasets.admin import OfficialData
from occupations.models import (
    Descriptor,
    GroupFigure,
    HandbookProfile,
    OasisProfile,
    OccupationGroup,
    OccupationText,
    Outlook,
    ProfessionalOrder,
    Projection,
    Regulation,
    UnemploymentRate,
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


@admin.register(OccupationGroup)
class OccupationGroupAdmin(OfficialData):
    list_display = ["code", "title_fr", "title_en", "prefixes"]
    search_fields = ["=code", "title_fr", "title_en"]


@admin.register(GroupFigure)
class GroupFigureAdmin(OfficialData):
    list_display = ["release", "group_id", "area", *GroupFigure.MEASURES, "missing"]
    list_filter = ["release__edition", "area"]
    list_select_related = ["release"]
    search_fields = ["=group__code"]


@admin.register(UnemploymentRate)
class UnemploymentRateAdmin(OfficialData):
    list_display = ["release", "area", "name", "month", "rate", "missing"]
    list_filter = ["area"]
    list_select_related = ["release"]
    search_fields = ["=area", "name"]
    show_full_result_count = False


@admin.register(HandbookProfile)
class HandbookProfileAdmin(FigureAdmin):
    list_display = ["release", "code", "unit_group_id", "ratings"]
    search_fields = ["code", "=unit_group__code"]
