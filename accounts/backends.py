"""How a session gives its person back, and how a password is checked.

Each fetches the person with what the doors ask next, in one query.
"""

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.backends import ModelBackend

from accounts.models import User


class _PeopleOfSessions(ModelBackend):
    def get_user(self, user_id):
        user = User.objects.with_second_step().filter(pk=user_id).first()
        return user if user and self.user_can_authenticate(user) else None


class PasswordBackend(_PeopleOfSessions):
    """For the admin site's forms and for tests."""


class EmailBackend(_PeopleOfSessions, AuthenticationBackend):
    """For the portal's sign-in."""
