"""Accounts in the admin site, which only administrators of the portal keep."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.utils.translation import gettext_lazy as _

from accounts import roles
from accounts.models import User

# One door: the admin site's own form would let people in without the second step.
admin.site.login = secure_admin_login(admin.site.login)


class NewUserForm(AdminUserCreationForm):
    class Meta:
        model = User
        fields = ("email", "role", "language")


class UserForm(UserChangeForm):
    class Meta:
        model = User
        fields = "__all__"
        field_classes = {}


@admin.register(User)
class AccountAdmin(UserAdmin):
    form = UserForm
    add_form = NewUserForm
    ordering = ["email"]
    list_display = ["email", "role", "language", "is_active", "date_joined"]
    list_filter = ["role", "is_active", "language"]
    search_fields = ["email"]
    filter_horizontal = ["groups", "user_permissions"]
    readonly_fields = ["last_login", "date_joined"]
    fieldsets = [
        (None, {"fields": ["email", "password", "role", "language", "is_active"]}),
        (_("Dates"), {"fields": ["last_login", "date_joined"]}),
        (
            _("Rights beyond the role"),
            {"fields": ["is_superuser", "groups", "user_permissions"]},
        ),
    ]
    add_fieldsets = [
        (
            None,
            {
                "fields": [
                    "email",
                    "role",
                    "language",
                    "usable_password",
                    "password1",
                    "password2",
                ]
            },
        )
    ]

    def get_readonly_fields(self, request, obj=None):
        """Only a superuser gives rights beyond the role."""
        fields = super().get_readonly_fields(request, obj)
        if request.user.is_superuser:
            return fields
        return [*fields, "is_superuser", "groups", "user_permissions"]

    def has_module_permission(self, request):
        return roles.is_administrator(request.user)

    def has_view_permission(self, request, obj=None):
        return roles.is_administrator(request.user)

    def has_add_permission(self, request):
        return roles.is_administrator(request.user)

    def has_change_permission(self, request, obj=None):
        """An administrator does not change a superuser's account."""
        mine = roles.is_administrator(request.user)
        above = obj is not None and obj.is_superuser and not request.user.is_superuser
        return mine and not above

    def has_delete_permission(self, request, obj=None):
        return request.user.is_superuser
