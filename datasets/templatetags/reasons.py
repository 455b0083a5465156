"""Stored reasons in templates."""

from django import template

from datasets.reasons import say

register = template.Library()


@register.filter
def said(stored: dict) -> str:
    """A stored reason in the active language; nothing when there is none."""
    return say(stored) if stored else ""
