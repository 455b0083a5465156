"""Plain words typed by an analyst, as HTML: paragraphs and links, nothing else.

A blank line starts a paragraph; `[words](https://…)` is a link.
"""

import re

import nh3
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

_LINK = re.compile(r"\[([^\[\]\n]+)\]\((https?://[^\s()<>]+)\)")


def paragraphs(text: str) -> SafeString:
    """The text as HTML; what is not a paragraph or a link stays plain words.

    >>> paragraphs("A <b> [site](https://example.org)")
    '<p>A &lt;b&gt; <a href="https://example.org">site</a></p>'
    """
    parts = [part.strip() for part in re.split(r"\n\s*\n", text.replace("\r", ""))]
    html = "".join(format_html("<p>{}</p>", _linked(part)) for part in parts if part)
    clean = nh3.clean(
        html,
        tags={"p", "a"},
        attributes={"a": {"href"}},
        url_schemes={"http", "https"},
        link_rel=None,
    )
    return mark_safe(clean)


def _linked(part: str) -> SafeString:
    pieces, at = [], 0
    for link in _LINK.finditer(part):
        pieces.append(format_html("{}", part[at : link.start()]))
        pieces.append(format_html('<a href="{}">{}</a>', link[2], link[1]))
        at = link.end()
    pieces.append(format_html("{}", part[at:]))
    return mark_safe("".join(pieces))
