"""Who keeps the data; this app imports no other, hence the names of the roles."""

from functools import wraps

from django.core.exceptions import PermissionDenied


def keeps_data(user) -> bool:
    """Analysts and administrators."""
    role = getattr(user, "role", "")
    return user.is_active and (
        user.is_superuser or role in {"analyst", "administrator"}
    )


def data_keepers_only(view):
    """Refuse (403) whoever is signed in without keeping data."""

    @wraps(view)
    def wrapped(request, *args, **kwargs):
        if not keeps_data(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return wrapped
