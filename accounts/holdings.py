"""What an account is made of, and what is noted of its sign-ins."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib.admin.models import LogEntry
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Session, User
from accounts.personal import Holding, of_addresses, register


def _about(user: User):
    """What administrators changed of the account, and what the person changed."""
    found = Q(user=user)
    for model, keys in (
        (User, [user.pk]),
        (EmailAddress, user.emailaddress_set.values_list("pk", flat=True)),
        (Authenticator, user.authenticator_set.values_list("pk", flat=True)),
    ):
        label = {"app_label": model._meta.app_label, "model": model._meta.model_name}
        found |= Q(
            **{f"content_type__{name}": value for name, value in label.items()},
            object_id__in=[str(key) for key in keys],
        )
    return LogEntry.objects.filter(found)


register(
    Holding(
        "account",
        _("Account"),
        10,
        lambda user: User.objects.filter(pk=user.pk),
        secret=frozenset({"password"}),
        # The row itself goes last: the others are found by it.
        erase=lambda user, rows: None,
    )
)
register(
    Holding(
        "addresses",
        _("E-mail addresses"),
        11,
        lambda user: EmailAddress.objects.filter(user=user).order_by("pk"),
        # They say which other rows are the person's: they go with the account.
        erase=lambda user, rows: None,
    )
)
register(
    Holding(
        "second_step",
        _("Sign-in in two steps"),
        12,
        lambda user: Authenticator.objects.filter(user=user).order_by("pk"),
        secret=frozenset({"data"}),
        names={"created_at": _("added"), "last_used_at": _("last used")},
    )
)
register(
    Holding(
        "sessions",
        _("Open sessions"),
        13,
        lambda user: Session.objects.filter(user=user).order_by("expire_date"),
        names={"expire_date": _("ends")},
        secret=frozenset({"session_key", "session_data"}),
    )
)
SIGN_IN = {
    "user_agent": _("browser"),
    "http_accept": _("formats that the browser asks for"),
    "username": _("name given to sign in"),
}
for order, (name, label, model) in enumerate(
    (
        ("sign_ins", _("Sign-ins"), AccessLog),
        ("failed_sign_ins", _("Sign-ins that failed"), AccessAttempt),
        ("refused_sign_ins", _("Sign-ins that were refused"), AccessFailureLog),
    ),
    80,
):
    register(
        Holding(
            name,
            label,
            order,
            lambda user, model=model: model.objects.filter(
                of_addresses("username", user)
            ),
            secret=frozenset({"session_hash"}),
            names=SIGN_IN,
        )
    )
register(Holding("administration", _("Changes made in the administration"), 89, _about))
