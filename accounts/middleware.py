"""Who keeps the portal, or sees other people's files, signs in with two steps."""

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpResponse
from django.shortcuts import redirect

SET_UP = "mfa_activate_totp"


class DoorMiddleware(LoginRequiredMiddleware):
    """Django's door, and behind it the second step for the roles that must have one.

    A public page never comes here: it opted out of the first door, so that nobody's
    session is looked at for it.
    """

    def process_view(self, request, view_func, view_args, view_kwargs):
        refusal = super().process_view(request, view_func, view_args, view_kwargs)
        if refusal or not getattr(view_func, "login_required", True):
            return refusal
        if request.resolver_match.url_name in settings.SECOND_STEP_FREE_VIEWS:
            return None
        return self.second_step(request)

    def second_step(self, request):
        user = request.user
        roles = settings.SECOND_STEP_ROLES
        needed = user.role in roles or (roles and user.is_superuser)
        if not needed or user.has_second_step:
            return None
        if request.headers.get("HX-Request"):
            response = HttpResponse(status=204)
            response.headers["HX-Redirect"] = redirect(SET_UP).url
            return response
        return redirect(SET_UP)
