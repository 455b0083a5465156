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
def source_line(context, editions, note="", part="", anchor="", heading=""):
    """Who publishes a section's figures; its `part` hangs on the page's files."""
    files = (context.get("files") or context.get("base") or "") if part else ""
    return drawing.source_line(
        editions or (), get_language(), note, part, anchor, heading, files
    )


@register.filter
def period(text):
    return numbers.period(text, get_language())


@register.filter
def breakable(title):
    """Let a long paired title break after its slash, without marking it safe."""
    return title.replace("/", "/\u200b")
