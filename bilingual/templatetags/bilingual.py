"""Tags about the two languages of a page."""

from datetime import date

from django import template
from django.conf import settings
from django.urls import translate_url
from django.utils.formats import date_format
from django.utils.translation import get_language

register = template.Library()


@register.simple_tag(takes_context=True)
def page_in(context, language):
    """The address of this page in a language, query included.

    A view whose address holds words of the page's language gives both addresses
    itself, as `addresses` in its context.
    """
    addresses = context.get("addresses")
    request = context["request"]
    if addresses:
        path = addresses[language]
    else:
        path = translate_url(request.path, language)
    query = request.META.get("QUERY_STRING", "")
    return f"{path}?{query}" if query and not context.get("no_query") else path


@register.simple_tag(takes_context=True)
def absolute(context, path):
    """An address for the outside: it never trusts the Host header."""
    return settings.SITE_URL + path


@register.filter
def day_words(text: str) -> str:
    """An ISO date as the language writes it."""
    return date_format(date.fromisoformat(text), "DATE_FORMAT")


@register.simple_tag
def other_language():
    return "en" if get_language() == "fr" else "fr"
