"""Predicates on roles: the only place that says which role may do what."""

from accounts.models import User

Role = User.Role


def has_role(user, *roles: str) -> bool:
    """Whether a signed-in, active user holds one of the roles."""
    return bool(
        user.is_authenticated and user.is_active and getattr(user, "role", "") in roles
    )


def is_seeker(user) -> bool:
    return has_role(user, Role.SEEKER)


def is_employer(user) -> bool:
    return has_role(user, Role.EMPLOYER)


def is_counsellor(user) -> bool:
    return has_role(user, Role.COUNSELLOR)


def is_analyst(user) -> bool:
    return has_role(user, Role.ANALYST, Role.ADMINISTRATOR)


def is_moderator(user) -> bool:
    return has_role(user, Role.MODERATOR, Role.ADMINISTRATOR)


def is_administrator(user) -> bool:
    return has_role(user, Role.ADMINISTRATOR)
