"""Tags about the two languages of a page."""

from datetime import date

from django import template
from django.conf import settings
from django.template import defaultfilters
from django.urls import translate_url
from django.utils.translation import get_language

from bilingual import dates

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


@register.filter("date", expects_localtime=True, is_safe=False)
def date_words(value, form=None):
    """Django's own filter, with the French first day of a month."""
    return dates.first(defaultfilters.date(value, form))


@register.filter
def day_words(text: str) -> str:
    """An ISO date as the language writes it."""
    return dates.day(date.fromisoformat(text))


@register.simple_tag
def other_language():
    return "en" if get_language() == "fr" else "fr"
