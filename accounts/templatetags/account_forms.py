"""Tags that print the fields of allauth's forms in the portal's words."""

from django import template
from django.utils.translation import gettext_lazy as _

register = template.Library()

LABELS = {
    "login": _("E-mail address"),
    "email": _("E-mail address"),
    "password": _("Password"),
    "oldpassword": _("Current password"),
    "password1": _("New password"),
    "password2": _("New password, once more"),
    "remember": _("Keep me signed in on this device"),
    "code": _("Code"),
}
HELP = {
    "password1": _(
        "At least 12 characters. Avoid common words and your e-mail address; "
        "a sentence is a good choice."
    ),
}


@register.filter
def label(field):
    """What the field is called here."""
    return LABELS.get(field.name, field.label)


@register.filter
def help_text(field):
    """The advice shown under the label; the widget names it as its description."""
    return HELP.get(field.name, "")


@register.simple_tag
def control(field):
    """The widget without placeholder: a label that vanishes is none."""
    attrs = {"placeholder": False, "aria-describedby": _described_by(field) or False}
    return field.as_widget(attrs=attrs)


def _described_by(field) -> str:
    ids = [f"{field.auto_id}_help"] if help_text(field) else []
    ids += [f"{field.auto_id}_error"] if field.errors else []
    return " ".join(ids)
