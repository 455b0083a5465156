"""The templates police themselves; each gate is shown to catch a planted fault."""

import pytest

from tests.repository.markup import (
    TEMPLATES,
    forbidden_markup,
    words_outside_translation,
)

# Bilingual by themselves: shown when nothing else works, or not read by people.
OWN_WORDS = {"errors/500.html", "sitemap.xml", "sitemap_part.xml"}
PAGES = sorted(
    path
    for path in TEMPLATES.rglob("*")
    if path.suffix in {".html", ".xml"}
    and str(path.relative_to(TEMPLATES)) not in OWN_WORDS
)


@pytest.mark.parametrize("path", PAGES, ids=lambda p: str(p.relative_to(TEMPLATES)))
def test_template_says_nothing_outside_translation(path):
    assert words_outside_translation(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", PAGES, ids=lambda p: str(p.relative_to(TEMPLATES)))
def test_template_holds_nothing_forbidden(path):
    assert forbidden_markup(path.read_text(encoding="utf-8")) == []


def test_gate_finds_planted_words():
    source = (
        '{% load i18n %}<p title="Salut">{% translate "Hello" %} Bonjour {{ x }}: 2</p>'
    )
    assert words_outside_translation(source) == ["Salut", "Bonjour", ":"]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('<p style="color: red">', "inline style"),
        ('<a onclick="go()">', "inline handler"),
        ("<script>go()</script>", "inline script"),
        ("{{ text|safe }}", "safe filter"),
        ('<link href="https://fonts.example.org/x.css">', "third-party address"),
    ],
)
def test_gate_finds_planted_markup(source, found):
    assert forbidden_markup(source) == [found]
