"""The language of a page is in its address, and nowhere else."""

from django.conf import settings
from django.utils import translation

_CODES = tuple(code for code, _name in settings.LANGUAGES)


class LanguageFromPathMiddleware:
    """Activate the language of `/fr/…` or `/en/…`; French everywhere else.

    Django's LocaleMiddleware also listens to cookies and to the browser. French
    comes first here whatever the browser says, and a shared cache must never need
    `Vary: Accept-Language`.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        first = request.path_info[1:3]
        code = first if first in _CODES and request.path_info[3:4] == "/" else "fr"
        translation.activate(code)
        request.LANGUAGE_CODE = code
        response = self.get_response(request)
        response.headers.setdefault("Content-Language", f"{code}-CA")
        return response
