"""Tags that print outlooks and levels."""

from functools import cache, lru_cache

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from occupations import markup
from occupations.scales import step

register = template.Library()


@cache
def _icons() -> str:
    return static("img/icons.svg")


@register.simple_tag
def icon(name):
    """A glyph of the sprite; always beside a word, so hidden from readers."""
    return format_html(
        '<svg class="ico" aria-hidden="true"><use href="{}#{}"/></svg>', _icons(), name
    )


@register.simple_tag
def level_items(rows):
    return markup.level_items(rows, _icons())


@register.simple_tag
def scale_steps(steps, value):
    return markup.scale_steps(steps, value, _icons())


@register.simple_tag
def badge(scale, value):
    """The class of an outlook: its source's glyph, its word, its tint."""
    return _badge(scale, value, get_language())


@lru_cache(maxsize=256)
def _badge(scale: str, value: str, language: str):
    found = step(scale, value)
    return format_html(
        '<span class="badge {}"><svg class="ico" aria-hidden="true">'
        '<use href="{}#{}"/></svg>{}</span>',
        found.tone,
        _icons(),
        found.icon,
        found.label,
    )


@register.simple_tag
def level(value, highest=5):
    """Five blocks and a word for a level of OaSIS."""
    words = {
        5: [
            _("none"),
            _("very low"),
            _("low"),
            _("moderate"),
            _("high"),
            _("very high"),
        ],
        3: [_("none"), _("basic"), _("intermediate"), _("advanced")],
    }[highest]
    return format_html(
        '<svg class="lv" aria-hidden="true"><use href="{}#{}{}"/></svg>'
        "<span>{}, {}</span>",
        _icons(),
        "l" if highest == 5 else "k",
        value,
        value,
        words[value],
    )
