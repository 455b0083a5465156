"""A kept template speaks the language that is active, and only that one."""

import pytest
from django.template import Context, Engine
from django.utils.translation import override

from bilingual.template_loader import Loader

SOURCES = {
    "page": '{% load i18n %}{% translate "Wages" %} · '
    '{% translate "then" context "interests" %} · {% translate word %} · '
    '{% include "part" %}',
    "part": '{% load i18n %}{% translate "Home" %}',
}


@pytest.fixture
def engine():
    locmem = ("django.template.loaders.locmem.Loader", SOURCES)
    return Engine(
        loaders=[("bilingual.template_loader.Loader", [locmem])],
        libraries={"i18n": "django.templatetags.i18n"},
    )


def said(engine, language: str) -> str:
    with override(language):
        return engine.get_template("page").render(Context({"word": "Outlook"}))


def test_each_language_gets_its_own_words_whichever_comes_first(engine):
    french = "Salaires · puis · Perspectives · Accueil"
    english = "Wages · then · Outlook · Home"
    assert [said(engine, language) for language in ("fr", "en", "fr")] == [
        french,
        english,
        french,
    ]


def test_a_fixed_string_is_no_longer_a_tag_and_another_still_is(engine):
    with override("fr"):
        nodes = engine.get_template("page").nodelist
    kinds = [type(node).__name__ for node in nodes]
    assert kinds.count("TranslateNode") == 1
    assert isinstance(engine.template_loaders[0], Loader)
