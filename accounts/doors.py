"""Doors that a role opens; strangers are sent to the sign-in page before."""

from functools import wraps

from django.core.exceptions import PermissionDenied

from accounts import roles


def analysts_only(view):
    """Refuse (403) whoever is signed in without being an analyst."""

    @wraps(view)
    def wrapped(request, *args, **kwargs):
        if not roles.is_analyst(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return wrapped


def counsellors_only(view):
    """Refuse (403) whoever is signed in without being a counsellor."""

    @wraps(view)
    def wrapped(request, *args, **kwargs):
        if not roles.is_counsellor(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return wrapped


def moderators_only(view):
    """Refuse (403) whoever is signed in without being a moderator."""

    @wraps(view)
    def wrapped(request, *args, **kwargs):
        if not roles.is_moderator(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return wrapped
