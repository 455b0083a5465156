"""Official data in the admin site: read everything; set how sources are refreshed."""

from django.contrib import admin
from django.db.models import URLField
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _

from datasets.models import Publication, Release, Retrieval, Source
from datasets.reports import report_lines
from datasets.roles import keeps_data


class OfficialData(admin.ModelAdmin):
    """Rows that loaders write: to be read here, never edited by hand."""

    def has_module_permission(self, request):
        return keeps_data(request.user)

    def has_view_permission(self, request, obj=None):
        return keeps_data(request.user)

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Source)
class SourceAdmin(OfficialData):
    list_display = ["slug", "title", "publisher", "every_hours", "next_check_at"]
    list_filter = ["transcribed"]
    search_fields = ["slug", "title_fr", "title_en"]
    formfield_overrides = {URLField: {"assume_scheme": "https"}}
    # What the loader does not declare.
    refreshed = ["download_en", "download_fr", "every_hours", "max_megabytes"]
    refreshed += ["max_refused", "max_vanished", "max_moved"]
    kept = ["next_check_at", "failures"]

    def get_fieldsets(self, request, obj=None):
        declared = ["slug", "title_fr", "title_en", "publisher_fr", "publisher_en"]
        declared += ["licence_fr", "licence_en", "licence_url", "url"]
        return [
            (_("As its loader declares it"), {"fields": declared}),
            (_("How it is refreshed"), {"fields": self.refreshed + self.kept}),
        ]

    def get_readonly_fields(self, request, obj=None):
        fields = [
            name
            for _title, part in self.get_fieldsets(request)
            for name in part["fields"]
        ]
        return [name for name in fields if name not in self.refreshed]

    def has_change_permission(self, request, obj=None):
        return keeps_data(request.user)


@admin.register(Release)
class ReleaseAdmin(OfficialData):
    list_display = [
        "source",
        "edition",
        "state",
        "is_current",
        "rows_published",
        "rows_refused",
        "created_at",
        "created_by",
    ]
    list_filter = ["state", "is_current", "source"]
    search_fields = ["source__slug", "edition"]
    list_select_related = ["source", "created_by"]
    date_hierarchy = "created_at"
    exclude = ["report"]
    readonly_fields = ["full_report"]

    @admin.display(description=_("report"))
    def full_report(self, release):
        lines = ((line,) for line in report_lines(release))
        return format_html_join("", "<p>{}</p>", lines)


@admin.register(Retrieval)
class RetrievalAdmin(OfficialData):
    list_display = ["source", "started_at", "state", "tries", "next_try_at", "release"]
    list_filter = ["state", "source"]
    list_select_related = ["source", "release"]


@admin.register(Publication)
class PublicationAdmin(OfficialData):
    list_display = ["id", "release", "previous", "at", "by"]
    list_select_related = ["release", "previous", "by"]
