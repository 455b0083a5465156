"""The outbox in the admin site: to be read; what was given up may be tried again."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from mail.models import Alert, Outbox


class Kept(admin.ModelAdmin):
    """Rows that code writes. Addresses are personal: administrators only."""

    def has_module_permission(self, request):
        return self.has_view_permission(request)

    def has_view_permission(self, request, obj=None):
        user = request.user
        role = getattr(user, "role", "")
        return user.is_active and (user.is_superuser or role == "administrator")

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Outbox)
class OutboxAdmin(Kept):
    list_display = ["key", "to", "template", "state", "tries", "next_try_at", "sent_at"]
    list_filter = ["state", "template", "language"]
    search_fields = ["key", "to"]
    date_hierarchy = "created_at"
    actions = ["try_again"]

    @admin.action(
        description=_("Try again to send what was given up"), permissions=["view"]
    )
    def try_again(self, request, queryset):
        rows = list(queryset.dead())
        for row in rows:
            row.try_again()
        self.message_user(
            request,
            ngettext(
                "%(count)d message will be tried again.",
                "%(count)d messages will be tried again.",
                len(rows),
            )
            % {"count": len(rows)},
        )


@admin.register(Alert)
class AlertAdmin(Kept):
    list_display = ["key", "template", "opened_at", "closed_at"]
    list_filter = ["template", ("closed_at", admin.EmptyFieldListFilter)]
