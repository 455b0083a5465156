"""What allauth asks of the portal: its words, its pages, its languages."""

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("This account is closed for now."),
        "duplicate_email": _("This address is already one of yours."),
        "email_password_mismatch": _(
            "The e-mail address or the password is not right. Check both and try again."
        ),
        "email_taken": _("This address cannot be added."),
        "enter_current_password": _("Type the password that you use now."),
        "incorrect_code": _("This code is not right, or is no longer valid."),
        "incorrect_password": _("This password is not right."),
        "invalid_password_reset": _("This link is no longer valid."),
        "too_many_login_attempts": _("Too many attempts. Try again later."),
        "rate_limited": _("Too many requests in a short time. Wait a minute."),
    }

    def save_user(self, request, user, form, commit=True):
        user.language = translation.get_language()
        return super().save_user(request, user, form, commit)

    def get_login_redirect_url(self, request):
        return reverse("account")

    def get_password_change_redirect_url(self, request):
        return reverse("account")

    def format_email_subject(self, subject):
        return f"IMT – {subject}"

    def send_mail(self, template_prefix, email, context):
        """Write to a person in the language of their account.

        The templates build each address from `site`: mail never trusts the Host header.
        """
        with translation.override(_language_of(email, context.get("user"))):
            super().send_mail(
                template_prefix, email, context | {"site": settings.SITE_URL}
            )


def _language_of(email: str, user=None) -> str:
    """The language of a person's account; the page's for a stranger."""
    people = get_user_model().objects.filter(emailaddress__email__iexact=email)
    user = user or people.first()
    return user.language if user else translation.get_language()


def client_address(request) -> str | None:
    """The visitor’s address for axes, which nginx tells when it stands in between."""
    told = settings.ALLAUTH_TRUSTED_PROXY_COUNT and "HTTP_X_FORWARDED_FOR"
    return request.META.get(told or "REMOTE_ADDR")
