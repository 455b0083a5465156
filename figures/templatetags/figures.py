"""Tags that print figures in the page's language."""

from django import template
from django.utils.translation import get_language

from figures import drawing, maps, numbers

register = template.Library()


@register.simple_tag
def money(value, decimals=2):
    return numbers.money(value, get_language(), decimals)


@register.simple_tag
def number(value, decimals=0):
    return numbers.number(value, get_language(), decimals)


@register.simple_tag
def percent(value, decimals=1):
    return numbers.percent(value, get_language(), decimals)


register.simple_tag(drawing.ranges)
register.simple_tag(drawing.tilemap)
register.simple_tag(maps.regionmap)
register.simple_tag(drawing.hexagon)
register.simple_tag(drawing.wage_lines)


@register.simple_tag(takes_context=True)
def source_line(context):
    """What `components/source.html` is given, in a line."""
    return drawing.source_line(
        context.get("editions") or (),
        context.get("note") or "",
        context.get("part") or "",
        context.get("anchor") or "",
        context.get("heading") or "",
        context.get("files") or context.get("base") or "",
    )


@register.filter
def period(text):
    return numbers.period(text, get_language())


@register.filter
def breakable(title):
    """Let a long paired title break after its slash, without marking it safe."""
    return title.replace("/", "/\u200b")
