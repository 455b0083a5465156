"""Long lists as strings.

The explorer's panel holds some two hundred options whose words never change for one
version of the data: a template looks up six variables for each, a join only adds what
changes, the count and whether it is chosen.
"""

from collections.abc import Collection, Iterable, Mapping
from html import escape

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

# A long paired title may break after its slash.
BREAK = "/\u200b"
# (value, its words, escaped)
Option = tuple[str, str]


def escaped(options: Iterable[tuple[str, str]]) -> list[Option]:
    """Options ready to be joined; done once per version and language."""
    return [(escape(value), escape(words)) for value, words in options]


def checkboxes(
    name: str,
    options: Iterable[Option],
    counts: Mapping[str, int],
    chosen: Collection[str],
    named: bool = True,
) -> SafeString:
    """One box per option with its count; an empty option stays, out of reach.

    A box that is swapped while it has the focus must be `named` to get it back.
    """
    items = []
    for value, words in options:
        count = counts.get(value, 0)
        state = " checked" if value in chosen else "" if count else " disabled"
        key = f' id="{name}-{value}"' if named else ""
        items.append(
            f'<li><label><input type="checkbox"{key} name="{name}" value="{value}"'
            f"{state}>{words}<span>{count}</span></label></li>"
        )
    return mark_safe("".join(items))


def choices(
    options: Iterable[Option],
    counts: Mapping[str, int] | None = None,
    chosen: Collection[str] = (),
) -> SafeString:
    """The options of a select, with their counts when they have some."""
    items = []
    for value, words in options:
        state, count = " selected" if value in chosen else "", ""
        if counts is not None:
            count = f" ({counts.get(value, 0)})"
            state = state or ("" if counts.get(value) else " disabled")
        items.append(f'<option value="{value}"{state}>{words}{count}</option>')
    return mark_safe("".join(items))


def level_items(rows: Iterable[tuple[str, str, int, str]], sprite: str) -> SafeString:
    """One line a descriptor: its name, its blocks, its level and the level's word."""
    return mark_safe(
        "".join(
            f'<li><span>{escape(name)}</span><svg class="lv" aria-hidden="true">'
            f'<use href="{sprite}#{glyph}"/></svg>'
            f"<span>{value}, {escape(word)}</span></li>"
            for name, glyph, value, word in rows
        )
    )


def scale_steps(steps: Iterable, value: str, sprite: str) -> SafeString:
    """Every word of an outlook's scale; the occupation's own is the current one."""
    items = []
    for one in steps:
        now = ' aria-current="true"' if one.value == value else ""
        items.append(
            f'<li class="{one.tone}"{now}><svg class="ico" aria-hidden="true">'
            f'<use href="{sprite}#{one.icon}"/></svg>{escape(one.label)}</li>'
        )
    return mark_safe("".join(items))


def source_rows(rows: Iterable[tuple]) -> SafeString:
    """The body of the table of a page's sources: anchor, title, whether transcribed,
    publisher, edition and licence of each."""
    unverified = escape(_("transcribed, unverified"))
    return mark_safe(
        "".join(
            f'<tr id="{anchor}"><th scope="row">{escape(title)}'
            + (f' <span class="soft">({unverified})</span>' if transcribed else "")
            + f"</th><td>{escape(publisher)}</td><td>{escape(edition)}</td>"
            f"<td>{escape(licence)}</td></tr>"
            for anchor, title, transcribed, publisher, edition, licence in rows
        )
    )


def occupation_links(rows: Iterable[tuple[str, str, str]]) -> SafeString:
    """Items that lead to occupations: code, slug and title of each."""
    base = escape(reverse("occupations:list"))
    return mark_safe(
        "".join(
            f'<li><a href="{base}{code}-{slug}">{code} '
            f"{escape(title).replace('/', BREAK)}</a></li>"
            for code, slug, title in rows
        )
    )
