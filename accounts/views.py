"""The page of one's own account, and the image that an authenticator app reads."""

from allauth.account.decorators import reauthentication_required
from allauth.mfa.adapter import get_adapter
from allauth.mfa.totp.internal.auth import get_totp_secret
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from django.views.generic import TemplateView

from accounts.models import User


class AccountView(TemplateView):
    """Who is signed in, and what may be changed."""

    template_name = "account/home.html"


@require_POST
def choose_language(request):
    """Keep the language that mail is written in; an unknown one changes nothing."""
    language = request.POST.get("language")
    if language in dict(User.LANGUAGES):
        User.objects.filter(pk=request.user.pk).update(language=language)
    return redirect("account")


@require_safe
@never_cache
@reauthentication_required(app="allauth.mfa")
def totp_image(request):
    """The QR code of the secret being set up; the CSP refuses `data:` images."""
    adapter = get_adapter()
    url = adapter.build_totp_url(request.user, get_totp_secret(regenerate=False))
    return HttpResponse(adapter.build_totp_svg(url), content_type="image/svg+xml")
