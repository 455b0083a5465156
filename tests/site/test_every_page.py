"""Every page of the demonstration: weight, twins, and garbage in every parameter."""

import gzip
import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import django_htmx
import pytest
from django.conf import settings
from django.test import Client

from occupations.filters import ProfileFilter
from occupations.models import Profile
from tests.drills.pages_drill import heavy_or_missing
from tests.site.states import OCCUPATIONS, states

GARBAGE = [
    "\x00",
    "9" * 400,
    "NaN",
    "1e999999999",
    "x" * 10_000,
    "'; DROP TABLE occupations_profile; --",
    "a__b__icontains",
    "\u202e\u0000\ud7ff",
    "<script>alert(1)</script>",
    "+".join("ab" for _ in range(300)),
    "(((((***:*&|!",
]
# Both languages of a page have one view: each parameter meets one value in each.
WORST = {"fr": "\x00", "en": "9" * 400}
# Asked of every page, named there or not.
ALWAYS = ("q", "page", "format", "region")


@pytest.fixture
def visitor(demo_data, db):
    return Client()


def paths(name: str) -> list[str]:
    return [path for state, _language, path in states() if state == name]


def parameters(page: str) -> set[str]:
    """What a page can be asked: the fields of its GET forms, the keys of its links."""
    forms = re.findall(r'<form(?![^>]*method="post").*?</form>', page, re.S)
    named = {name for form in forms for name in re.findall(r' name="([^"]+)"', form)}
    links = re.findall(r'href="([^"]*\?[^"]*)"', page)
    linked = {
        key
        for link in links
        for key in parse_qs(urlsplit(link.replace("&amp;", "&")).query)
    }
    return named | linked


@pytest.fixture(scope="module")
def asked(demo_data, django_db_blocker) -> dict[str, set[str]]:
    """The parameters of every page that the states name, by its bare address."""
    found = {}
    with django_db_blocker.unblock():
        for _name, _language, path in states():
            answer = Client().get(path, follow=True)
            bare = (answer.redirect_chain or [(path,)])[-1][0].partition("?")[0]
            names = parameters(answer.content.decode())
            found.setdefault(bare, set(ALWAYS)).update(names)
    # Some filters show only once their source is loaded.
    for base in OCCUPATIONS.values():
        found[base].update(ProfileFilter.base_filters)
    return found


def test_garbage_in_a_parameter_is_never_a_server_error(visitor, asked):
    tried = 0
    for bare, names in asked.items():
        value = WORST[bare.split("/")[1]]
        for name in names:
            # The parameter twice, and an array as PHP writes it.
            data = {name: [value, "1"], f"{name}[]": value}
            answer = visitor.get(bare, data, follow=True)
            assert answer.status_code < 500, (bare, name, value[:20])
            tried += 1
    assert tried > 500


@pytest.mark.parametrize("value", GARBAGE, ids=lambda value: value[:12])
def test_garbage_in_all_parameters_is_never_a_server_error(visitor, asked, value):
    for bare, names in asked.items():
        answer = visitor.get(bare, dict.fromkeys(names, value), follow=True)
        assert answer.status_code < 500, bare


def test_parameters_are_found_in_forms_and_links_and_not_where_one_posts():
    page = """<form><input name="x"></form><a href="?y=1&amp;z=2">
    <form method="post"><input name="secret"></form>"""
    assert parameters(page) == {"x", "y", "z"}


def test_repeated_and_raw_garbage_is_never_a_server_error(visitor):
    for query in ("teer=1&" * 500, "%ED%A0%80=1", "q=%FF", "region=%00&sort=%ED%A0%80"):
        for name in ("list", "compare", "home"):
            for path in paths(name):
                bare = path.partition("?")[0]
                assert visitor.get(f"{bare}?{query}").status_code < 500


def test_occupation_pages_are_light_in_both_languages(visitor):
    """A sample, and the longest one; `make drill-pages` visits all of them."""
    sizes = {p.pk: len(str(p.content_fr)) for p in Profile.objects.all()}
    wanted = {max(sizes, key=sizes.get), *sorted(sizes)[::25]}
    assert heavy_or_missing(visitor, wanted) == []


def test_walk_sees_a_page_that_is_too_heavy(visitor):
    faults = heavy_or_missing(visitor, {"72106"}, most=100)
    assert [fault.split(":")[0] for fault in faults] == ["fr 72106", "en 72106"]


def test_walk_sees_that_a_text_is_missing(visitor):
    faults = heavy_or_missing(visitor, {"72106"}, texts=True)
    assert faults == ["fr 72106: a text is missing", "en 72106: a text is missing"]


def test_css_and_scripts_fit_in_thirty_kilobytes():
    root = Path(settings.BASE_DIR) / "static"
    own = [p.read_bytes() for p in root.rglob("*") if p.suffix in {".css", ".js"}]
    htmx = Path(django_htmx.__file__).parent / "static" / "django_htmx"
    script = htmx / "htmx-2.min.js"
    total = sum(len(gzip.compress(body)) for body in [*own, script.read_bytes()])
    assert total <= 30_000


@pytest.mark.parametrize(
    ("name", "language", "path"),
    [s for s in states() if s[0] not in {"not found", "sign in", "sign up"}],
)
def test_page_has_its_twin(visitor, name, language, path):
    page = visitor.get(path, follow=True)
    assert page.status_code == 200
    body = page.content.decode()
    assert re.search(rf'<html lang="{language}-CA">', body)
    other = "en" if language == "fr" else "fr"
    link = re.search(rf'<a href="([^"]+)" hreflang="{other}"', body)[1]
    twin = visitor.get(link.replace("&amp;", "&"), follow=True)
    assert twin.status_code == 200
    assert f'<html lang="{other}-CA">' in twin.content.decode()


def test_site_map_names_every_occupation_in_both_languages(visitor):
    index = visitor.get("/sitemap.xml").content.decode()
    files = re.findall(r"<loc>([^<]+)</loc>", index)
    assert f"{settings.SITE_URL}/sitemap-occupations-1.xml" in files
    bodies = [
        visitor.get(file.removeprefix(settings.SITE_URL)).content.decode()
        for file in files
    ]
    listed = set(re.findall(r"<loc>([^<]+)</loc>", "".join(bodies)))
    expected = {
        f"{settings.SITE_URL}{OCCUPATIONS[language]}{code}-{slugs[language]}"
        for code, slugs in Profile.objects.addresses()
        for language in OCCUPATIONS
    }
    assert len(expected) == 1_032
    assert expected <= listed
