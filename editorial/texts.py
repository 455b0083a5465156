"""The portal's own texts: Markdown files, one for each language, read once.

A file is `fixtures/pages/<language>/<key>.md`; both languages share the key. Its head
holds `section`, `slug`, `title`, `summary`, `order` and `updated` (the day its words
last changed). The words change with the portal, as its code does: no table holds them.
"""

import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from markdown_it import MarkdownIt

FOLDER = Path(settings.BASE_DIR) / "fixtures" / "pages"
LANGUAGES = tuple(code for code, _label in settings.LANGUAGES)
# Each is a list of texts at an address of its own (`editorial.urls`).
SECTIONS = ("guide", "measures", "assistance", "methodology")
_HEAD = re.compile(r"---\n(.*?)\n---\n", re.DOTALL)
_BOX = re.compile(r"^(\s*- )\[ \] ", re.MULTILINE)
_markdown = MarkdownIt("commonmark", {"html": False}).enable("table")


class Text(NamedTuple):
    """One text in one language; `html` is its body."""

    key: str
    language: str
    section: str
    slug: str
    title: str
    summary: str
    order: int
    updated: date
    html: SafeString
    headings: list[tuple[str, str]]

    @property
    def url(self) -> str:
        """Its address, in the active language: ask it of a text of that language."""
        if self.section in SECTIONS:
            return reverse(f"editorial:{self.section}_text", args=[self.slug])
        return reverse(f"editorial:{self.section}")


@cache
def texts(language: str) -> dict[str, Text]:
    """Every text of a language by its key, in the order of the sections."""
    files = sorted((FOLDER / language).glob("*.md"))
    found = [read(file.read_text(encoding="utf-8"), file.stem) for file in files]
    return {
        text.key: text._replace(language=language) for text in sorted(found, key=_place)
    }


def section(name: str, language: str) -> list[Text]:
    """The texts of a section, in order."""
    return [text for text in texts(language).values() if text.section == name]


def read(source: str, key: str) -> Text:
    """A text from its file; a head that lacks a field raises KeyError."""
    head = _HEAD.match(source)
    if head is None:
        raise ValueError(f"{key}: no head")
    fields = dict(line.split(": ", 1) for line in head[1].splitlines())
    html, headings = rendered(source[head.end() :])
    return Text(
        key,
        "",
        fields["section"],
        fields["slug"],
        fields["title"],
        fields["summary"],
        int(fields["order"]),
        date.fromisoformat(fields["updated"]),
        html,
        headings,
    )


def rendered(words: str) -> tuple[SafeString, list[tuple[str, str]]]:
    """Markdown as HTML, and its headings with their anchors.

    HTML in it stays words. A wide table scrolls in a frame named after its heading.
    """
    tokens = _markdown.parse(_BOX.sub(r"\1☐ ", words))
    headings, tables, here = [], 0, ""
    for place, token in enumerate(tokens):
        if token.type == "heading_open":
            here = tokens[place + 1].content
            anchor = slugify(here)
            token.attrSet("id", anchor)
            headings.append((anchor, here))
        elif token.type == "table_open":
            tables += 1
            token.meta["frame"] = f"{here} ({tables})"
    return mark_safe(_markdown.renderer.render(tokens, _markdown.options, {})), headings


def _table_open(self, tokens, place, options, env):
    name = tokens[place].meta["frame"]
    return (
        '<div class="scroll" tabindex="0" role="region" '
        f'aria-label="{escape(name)}"><table>'
    )


_markdown.add_render_rule("table_open", _table_open)
_markdown.add_render_rule("table_close", lambda *args: "</table></div>")
_markdown.add_render_rule("th_open", lambda *args: '<th scope="col">')


def _place(text: Text) -> tuple:
    known = text.section in SECTIONS
    return SECTIONS.index(text.section) if known else 99, text.order, text.key
