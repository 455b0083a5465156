"""Addresses of the account, under `compte/` and `account/`.

The views and their names are allauth's; only the flows that this portal offers are
here, so that nothing opens by surprise with a new version. Views that a stranger may
see opt out of `LoginRequiredMiddleware` by themselves.
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from django.urls import path, register_converter
from django.urls.converters import StringConverter
from django.utils.translation import pgettext_lazy

from accounts import views


class UserConverter(StringConverter):
    """A person's key in base 36, as allauth writes it; the token follows a hyphen."""

    regex = "[0-9A-Za-z]+"


register_converter(UserConverter, "uidb36")

_entrance = [
    path(pgettext_lazy("url", "sign-in/"), account.login, name="account_login"),
    path(pgettext_lazy("url", "sign-up/"), account.signup, name="account_signup"),
    path(pgettext_lazy("url", "sign-out/"), account.logout, name="account_logout"),
    path(
        pgettext_lazy("url", "inactive/"),
        account.account_inactive,
        name="account_inactive",
    ),
    path(
        pgettext_lazy("url", "verification/"),
        account.email_verification_sent,
        name="account_email_verification_sent",
    ),
    path(
        pgettext_lazy("url", "verification/<str:key>/"),
        account.confirm_email,
        name="account_confirm_email",
    ),
    path(
        pgettext_lazy("url", "forgotten-password/"),
        account.password_reset,
        name="account_reset_password",
    ),
    path(
        pgettext_lazy("url", "forgotten-password/sent/"),
        account.password_reset_done,
        name="account_reset_password_done",
    ),
    path(
        pgettext_lazy("url", "forgotten-password/changed/"),
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path(
        pgettext_lazy("url", "forgotten-password/<uidb36:uidb36>-<str:key>/"),
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        pgettext_lazy("url", "sign-in/second-step/"),
        mfa.authenticate,
        name="mfa_authenticate",
    ),
]
_own = [
    path("", views.AccountView.as_view(), name="account"),
    path(
        pgettext_lazy("url", "language/"),
        views.choose_language,
        name="account_language",
    ),
    path(
        pgettext_lazy("url", "confirm-password/"),
        account.reauthenticate,
        name="account_reauthenticate",
    ),
    path(pgettext_lazy("url", "e-mail/"), account.email, name="account_email"),
    path(
        pgettext_lazy("url", "password/"),
        account.password_change,
        name="account_change_password",
    ),
    path(
        pgettext_lazy("url", "first-password/"),
        account.password_set,
        name="account_set_password",
    ),
    path(pgettext_lazy("url", "two-steps/"), mfa.index, name="mfa_index"),
    path(
        pgettext_lazy("url", "two-steps/confirm/"),
        mfa.reauthenticate,
        name="mfa_reauthenticate",
    ),
    path(
        pgettext_lazy("url", "two-steps/activate/"),
        totp.activate_totp,
        name="mfa_activate_totp",
    ),
    path(
        pgettext_lazy("url", "two-steps/code.svg"),
        views.totp_image,
        name="totp_image",
    ),
    path(
        pgettext_lazy("url", "two-steps/deactivate/"),
        totp.deactivate_totp,
        name="mfa_deactivate_totp",
    ),
    path(
        pgettext_lazy("url", "two-steps/recovery-codes/"),
        recovery.view_recovery_codes,
        name="mfa_view_recovery_codes",
    ),
    path(
        pgettext_lazy("url", "two-steps/recovery-codes/new/"),
        recovery.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path(
        pgettext_lazy("url", "two-steps/recovery-codes/download/"),
        recovery.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
]

urlpatterns = _entrance + _own
