"""Words of placement's pages and messages."""

from django import template
from django.utils.translation import get_language

from placement.explaining import duration as _duration
from placement.models import JobOrder, Reason

register = template.Library()


@register.filter
def duration(months: int) -> str:
    """Months of experience in words."""
    return _duration(months)


@register.simple_tag(takes_context=True)
def order_name(context) -> str:
    """Number and title of the order that a message is about, in its language."""
    titles = context["title_fr"], context["title_en"]
    first, second = titles if get_language() == "fr" else titles[::-1]
    return f"{context['number']} ({first or second})"


@register.filter
def reason_words(code: str) -> str:
    return str(Reason(code).label)


@register.filter
def field_words(name: str) -> str:
    """The name that the form gives to a field of an order."""
    words = str(JobOrder._meta.get_field(name).verbose_name)
    return words[:1].upper() + words[1:]


@register.simple_tag(takes_context=True)
def remark_of(context, field) -> str:
    """What a moderator asked to correct in a field of the form."""
    return context.get("remarks", {}).get(field.name, "")
