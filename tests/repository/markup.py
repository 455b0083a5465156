"""Reading templates as a gate does: what is said outside a translation tag."""

import re
from pathlib import Path

from django.template.base import Lexer, TokenType

ROOT = Path(__file__).resolve().parent.parent.parent
TEMPLATES = ROOT / "templates"
# Names and signs that are the same in both languages.
SAME = {"IMT", "CSV", "JSON", "RSS", "Atom", "h", "make", "load", "real", "code"}
SAME |= {"English", "Français", "Nord", "du", "Québec"}
_TAGS = re.compile(r"<(?:!--.*?--|[^>]*)>", re.S)
# French puts a space before a colon.
_WORDS = re.compile(r"[^\W\d_]+|:")
_READ_ALOUD = re.compile(r'\b(?:aria-label|title|alt|placeholder)="([^"]*)"')


def words_outside_translation(source: str) -> list[str]:
    """Words and colons that a visitor would read outside any translation tag."""
    visible, inside = [], ""
    for token in Lexer(source).tokenize():
        if token.token_type == TokenType.BLOCK:
            name = token.contents.split()[0]
            if name in {"blocktranslate", "blocktrans", "comment"}:
                inside = name
            elif inside and name == f"end{inside}":
                inside = ""
            visible.append(" ")
        elif token.token_type == TokenType.TEXT and not inside:
            visible.append(token.contents)
        else:
            visible.append("\x00")
    text = "".join(visible)
    said = _READ_ALOUD.findall(text) + [re.sub(r"&\w+;", " ", _TAGS.sub(" ", text))]
    return [w for part in said for w in _WORDS.findall(part) if w not in SAME]


def forbidden_markup(source: str) -> list[str]:
    """What the strict Content-Security-Policy and the house rules refuse."""
    markup = re.sub(r"{%.*?%}|{{.*?}}", "", source)
    rules = {
        "inline style": r"\sstyle\s*=",
        "inline handler": r"\son[a-z]+\s*=",
        "inline script": r"<script(?![^>]*\bsrc=)[^>]*>",
        "style element": r"<style",
        "third-party address": r"(?:src|href)=\"(?:https?:)?//",
    }
    found = [name for name, rule in rules.items() if re.search(rule, markup)]
    if re.search(r"\|\s*safe\b|{%\s*autoescape\s+off", source):
        found.append("safe filter")
    return found
