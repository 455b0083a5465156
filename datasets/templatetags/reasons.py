"""Stored reasons and words in templates."""

from django import template
from django.utils.translation import get_language

from datasets.reasons import say

register = template.Library()


@register.filter
def said(stored: dict) -> str:
    """A stored reason in the active language; nothing when there is none."""
    return say(stored) if stored else ""


@register.filter
def in_language(words: dict | str) -> str:
    """The words of the active language, of those kept in both."""
    return words.get(get_language(), "") if words else ""
