"""Official data in the admin site: read everything, load a file, roll back."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _

from datasets.forms import LoadForm
from datasets.loading import load, roll_back
from datasets.models import Publication, Release, Source
from datasets.reasons import FileRefused
from datasets.reports import report_lines


def keeps_data(user) -> bool:
    """Analysts and administrators; this app imports no other, hence the names."""
    role = getattr(user, "role", "")
    return user.is_active and (
        user.is_superuser or role in {"analyst", "administrator"}
    )


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
    list_display = ["slug", "title", "publisher", "transcribed"]
    list_filter = ["transcribed"]
    search_fields = ["slug", "title_fr", "title_en"]


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
    actions = ["make_previous_live"]
    exclude = ["report"]
    readonly_fields = ["full_report"]

    @admin.display(description=_("report"))
    def full_report(self, release):
        lines = ((line,) for line in report_lines(release))
        return format_html_join("", "<p>{}</p>", lines)

    @admin.action(
        description=_("Make the release before live again"), permissions=["view"]
    )
    def make_previous_live(self, request, queryset):
        for release in queryset.select_related("source"):
            if not release.is_current:
                self.message_user(
                    request,
                    _("%(release)s is not live: nothing to roll back.")
                    % {"release": release},
                    messages.WARNING,
                )
                continue
            try:
                live = roll_back(release.source_id, by=request.user)
            except FileRefused as reason:
                self.message_user(request, f"{release}: {reason}", messages.ERROR)
            else:
                self.message_user(
                    request, _("%(release)s is live again.") % {"release": live}
                )

    def get_urls(self):
        view = self.admin_site.admin_view(self.load_view)
        return [path("load/", view, name="datasets_release_load"), *super().get_urls()]

    def load_view(self, request):
        """Load uploaded files through the same function as the command."""
        if not keeps_data(request.user):
            raise PermissionDenied
        form = LoadForm(request.POST or None, request.FILES or None)
        if request.method == "POST" and form.is_valid():
            given = form.cleaned_data
            release = load(
                given["dataset"],
                given["files"],
                edition=given["edition"] or None,
                dry_run=given["dry_run"],
                approve=given["approve"],
                by=request.user,
            )
            level = (
                messages.ERROR
                if release.state == Release.State.REFUSED
                else messages.SUCCESS
            )
            self.message_user(request, " · ".join(report_lines(release)[:2]), level)
            if release.pk:
                return redirect(
                    reverse("admin:datasets_release_change", args=[release.pk])
                )
            return redirect(reverse("admin:datasets_release_changelist"))
        context = self.admin_site.each_context(request) | {
            "form": form,
            "title": _("Load a file"),
            "opts": self.model._meta,
        }
        return TemplateResponse(request, "admin/datasets/release/load.html", context)


@admin.register(Publication)
class PublicationAdmin(OfficialData):
    list_display = ["id", "release", "previous", "at", "by"]
    list_select_related = ["release", "previous", "by"]
