"""Pages that anybody may read: no sign-in, and the same bytes for everyone."""

from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponsePermanentRedirect


def public_page(view):
    """Open a reading page to all, and tell the page cache that it may keep it.

    Such a page must not look at `request.user`, the session or a cookie: its bytes
    depend on its address, its language and the data version alone.
    """

    @login_not_required
    @wraps(view)
    def wrapped(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        response.public = request.method in {"GET", "HEAD"} and not getattr(
            request, "htmx", False
        )
        return response

    return wrapped


def live_page(view):
    """Open a reading page to all whose content changes at any moment.

    Nothing keeps it: what is withdrawn must be gone with the next request. It must not
    look at `request.user`, the session or a cookie either: it sets none.
    """

    @login_not_required
    @wraps(view)
    def wrapped(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        response.headers.setdefault("Cache-Control", "no-cache")
        return response

    return wrapped


def moved(request: HttpRequest, address: str) -> HttpResponsePermanentRedirect:
    """To the right address of a page whose slug is another; the query goes along."""
    query = request.META.get("QUERY_STRING")
    return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)
