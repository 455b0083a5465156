"""The classifications in the admin site: to be searched and read."""

from django.contrib import admin

from classifications.models import (
    Concordance,
    Element,
    FormerUnitGroup,
    Industry,
    IndustryExample,
    JobTitle,
    Municipality,
    NocGroup,
    PostalArea,
    Region,
    RegionalCounty,
    Synonym,
    UnitGroup,
)
from datasets.admin import OfficialData


@admin.register(NocGroup)
class NocGroupAdmin(OfficialData):
    list_display = ["code", "level", "title_fr", "title_en", "withdrawn"]
    list_filter = ["level", "withdrawn"]
    search_fields = ["code", "title_fr", "title_en"]


@admin.register(UnitGroup)
class UnitGroupAdmin(OfficialData):
    list_display = ["code", "teer", "title_fr", "title_en", "withdrawn"]
    list_filter = ["teer", "withdrawn"]
    search_fields = ["code", "title_fr", "title_en"]


@admin.register(JobTitle)
class JobTitleAdmin(OfficialData):
    list_display = ["text", "language", "kind", "unit_group_id"]
    list_filter = ["language", "kind"]
    search_fields = ["=unit_group__code", "text", "sort_text"]
    show_full_result_count = False


@admin.register(Element)
class ElementAdmin(OfficialData):
    list_display = ["unit_group_id", "language", "kind", "seq", "text"]
    list_filter = ["language", "kind"]
    search_fields = ["=unit_group__code", "text"]
    show_full_result_count = False


@admin.register(FormerUnitGroup)
class FormerUnitGroupAdmin(OfficialData):
    list_display = ["code", "title_fr", "title_en"]
    search_fields = ["code", "title_fr", "title_en"]


@admin.register(Concordance)
class ConcordanceAdmin(OfficialData):
    list_display = ["former_id", "unit_group_id", "changes", "note"]
    search_fields = ["=former__code", "=unit_group__code"]


@admin.register(Industry)
class IndustryAdmin(OfficialData):
    list_display = ["code", "level", "title_fr", "title_en", "withdrawn"]
    list_filter = ["level", "withdrawn"]
    search_fields = ["code", "title_fr", "title_en"]


@admin.register(Region)
class RegionAdmin(OfficialData):
    list_display = ["code", "name", "economic_region"]
    search_fields = ["code", "name", "sort_name"]


@admin.register(RegionalCounty)
class RegionalCountyAdmin(OfficialData):
    list_display = ["code", "name", "region"]
    list_filter = ["region"]
    list_select_related = ["region"]
    search_fields = ["code", "name"]


@admin.register(Municipality)
class MunicipalityAdmin(OfficialData):
    list_display = ["code", "name", "designation", "region", "population", "withdrawn"]
    list_filter = ["region", "withdrawn"]
    list_select_related = ["region"]
    search_fields = ["code", "name", "sort_name"]


@admin.register(Synonym)
class SynonymAdmin(OfficialData):
    list_display = ["phrase", "stands_for", "language", "rank"]
    list_filter = ["language"]
    search_fields = ["phrase", "stands_for"]


@admin.register(IndustryExample)
class IndustryExampleAdmin(OfficialData):
    list_display = ["text", "language", "industry_id", "illustrative", "withdrawn"]
    list_filter = ["language", "illustrative", "withdrawn"]
    search_fields = ["text", "industry__code"]


@admin.register(PostalArea)
class PostalAreaAdmin(OfficialData):
    list_display = ["code", "name", "region_id", "latitude", "longitude", "withdrawn"]
    list_filter = ["region", "withdrawn"]
    search_fields = ["code", "name"]
