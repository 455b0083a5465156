"""The texts: both languages, true links, headings, glossary."""

import re

import pytest

from editorial.glossary import terms
from editorial.texts import SECTIONS, read, rendered, section, texts

pytestmark = pytest.mark.django_db
HEAD = (
    "---\nsection: guide\nslug: a\ntitle: A\nsummary: B: c\norder: 1\n"
    "updated: 2026-11-27\n---\n"
)


def test_each_text_has_its_twin_in_the_same_place_of_the_same_day():
    french, english = texts("fr"), texts("en")
    assert list(french) == list(english)
    for key, text in french.items():
        twin = english[key]
        assert (text.section, text.order, text.updated, len(text.headings)) == (
            twin.section,
            twin.order,
            twin.updated,
            len(twin.headings),
        )


def test_what_part_three_asks_for_is_there():
    counts = {name: len(section(name, "fr")) for name in SECTIONS}
    assert counts == {"guide": 12, "measures": 5, "assistance": 3, "methodology": 11}
    assert len(terms("fr")) == len(terms("en")) == 101


@pytest.mark.parametrize("language", ["fr", "en"])
def test_each_chapter_of_the_guide_has_at_least_500_words(language):
    for text in section("guide", language):
        assert len(re.sub(r"<[^>]+>", " ", text.html).split()) >= 480, text.key


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_link_of_the_texts_leads_to_a_page(client, language):
    links = set()
    for text in texts(language).values():
        links |= set(re.findall(r'href="([^"]+)"', text.html))
    assert links
    for link in links:
        assert link.startswith(f"/{language}/")
        assert client.get(link).status_code == 200, link


@pytest.mark.parametrize("language", ["fr", "en"])
def test_no_heading_is_said_twice_on_a_page(language):
    for text in texts(language).values():
        anchors = [anchor for anchor, _title in text.headings]
        assert len(anchors) == len(set(anchors)), text.key


def test_french_texts_keep_the_typography_of_quebec():
    for text in texts("fr").values():
        plain = re.sub(r"<[^>]+>", "", text.html)
        assert not re.search(r"[^\u00a0\d] ?:(?=\s)", plain.replace("\u00a0:", "")), (
            text.key
        )
        assert "« " not in plain and " »" not in plain, text.key
        assert not re.search(r"\s[;?!]", plain), text.key
        assert "'" not in plain, text.key


def test_page_of_a_text_shows_its_day_its_neighbours_and_its_twin(client):
    response = client.get("/fr/guide-recherche-emploi/lettre")
    page = response.content.decode()
    assert re.findall("<h1>(.*?)</h1>", page) == ["La lettre et le courriel"]
    assert re.findall(r'rel="(prev|next)">[←\s]*(.*?)(?: →)?</a>', page) == [
        ("prev", "Le curriculum vitæ"),
        ("next", "Le réseau et les employeurs"),
    ]
    assert '<a href="/en/job-search-guide/letter" hreflang="en"' in page
    assert "Texte du 27 novembre 2026" in page
    assert not response.cookies


def test_slug_of_the_other_language_leads_to_this_one(client):
    found = client.get("/fr/guide-recherche-emploi/letter")
    assert found.headers["Location"] == "/fr/guide-recherche-emploi/lettre"
    assert client.get("/fr/guide-recherche-emploi/rien").status_code == 404


def test_html_in_a_text_stays_words_and_tables_scroll():
    html, headings = rendered("## Un\n\n<b>x</b>\n\n| a | b |\n| - | - |\n| c | |\n")
    assert "&lt;b&gt;" in html
    assert 'role="region" aria-label="Un (1)"><table>' in html
    assert headings == [("un", "Un")]


def test_head_is_read_and_a_missing_one_refused():
    assert read(HEAD + "Mots", "k").summary == "B: c"
    with pytest.raises(ValueError):
        read("Mots", "k")
    with pytest.raises(KeyError):
        read(HEAD.replace("slug: a\n", "") + "Mots", "k")


@pytest.mark.parametrize(
    ("language", "first", "other"),
    [("fr", "/fr/lexique", "/en/glossary"), ("en", "/en/glossary", "/fr/lexique")],
)
def test_glossary_has_an_anchor_for_each_term_in_both_languages(
    client, language, first, other
):
    page = client.get(first).content.decode()
    assert sorted(re.findall(r'<div id="([\w-]+)"><dt>', page)) == sorted(
        term.key for term in terms(language)
    )
    assert f'<a href="{other}" hreflang=' in page
    for term in terms(language):
        assert term.name and term.other and term.meaning, term.key


def test_texts_and_terms_are_found(client):
    page = client.get("/fr/recherche?q=entrevue").content.decode()
    assert 'href="/fr/guide-recherche-emploi/entrevue"' in page
    page = client.get("/en/search?q=DEP").content.decode()
    assert 'href="/en/glossary#dep"' in page
