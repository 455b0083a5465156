"""Whom to write to: settings of whoever runs the portal, empty until filled in."""

from django import template
from django.conf import settings

register = template.Library()


@register.simple_tag
def contact_email():
    return settings.CONTACT_EMAIL


@register.simple_tag
def privacy_officer():
    return settings.PRIVACY_OFFICER
