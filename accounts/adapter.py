"""What allauth asks of the portal."""

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.urls import reverse
from django.utils import translation


class AccountAdapter(DefaultAccountAdapter):
    def save_user(self, request, user, form, commit=True):
        user.language = translation.get_language()
        return super().save_user(request, user, form, commit)

    def get_email_confirmation_url(self, request, emailconfirmation):
        """Build the link from the portal's own address, never from the Host header."""
        return settings.SITE_URL + reverse(
            "account_confirm_email", args=[emailconfirmation.key]
        )
