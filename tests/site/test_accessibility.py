"""Every state of every page against axe: WCAG 2.2 AA and best practice, every rule.

What axe cannot see (a screen reader, voice control, a magnifier, people) is not shown
here; the accessibility page says so.
"""

import pytest
from axe_playwright_python.sync_playwright import Axe

from occupations.models import Profile
from tests.site.states import OCCUPATIONS, states

# pytest-django makes a database only when a test says that it reads one.
pytestmark = pytest.mark.django_db
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}
AXE = Axe().axe_script
# Without the passes, which take longer to carry over than to find.
RUN = "options => axe.run(options).then(found => found.violations)"


def violations(page) -> list[str]:
    page.evaluate(AXE)
    found = page.evaluate(RUN, OPTIONS)
    return [
        f"{rule['id']}: {node['html'][:120]}"
        for rule in found
        for node in rule["nodes"][:3]
    ]


@pytest.fixture(scope="module")
def tab(browser):
    """A page of a browser of some width and colour scheme, kept for the next test."""
    pages = {}

    def page(width: int, scheme: str):
        if (width, scheme) not in pages:
            context = browser.new_context(
                color_scheme=scheme, viewport={"width": width, "height": 900}
            )
            pages[width, scheme] = context.new_page()
        return pages[width, scheme]

    yield page
    for opened in pages.values():
        opened.context.close()


@pytest.fixture(scope="module")
def extremes(demo_data, django_db_blocker):
    """The occupations with the longest and the shortest content."""
    with django_db_blocker.unblock():
        sizes = {p.pk: len(str(p.content_fr)) for p in Profile.objects.all()}
    return max(sizes, key=sizes.get), min(sizes, key=sizes.get)


@pytest.mark.parametrize(
    ("name", "language", "path"), states(), ids=lambda value: str(value)[:40]
)
def test_state_has_no_violation(tab, site, name, language, path):
    scheme = "dark" if language == "en" else "light"
    width = 360 if len(name) % 2 else 1280
    page = tab(width, scheme)
    page.goto(site + path)
    assert violations(page) == []
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= width


@pytest.mark.parametrize("language", ["fr", "en"])
def test_longest_and_emptiest_occupation_have_no_violation(
    tab, site, extremes, language
):
    page = tab(1280, "light")
    for code in extremes:
        page.goto(site + OCCUPATIONS[language] + code)
        assert violations(page) == []


def test_no_page_scrolls_sideways_on_a_narrow_screen(tab, site):
    page = tab(320, "light")
    wide = {}
    for _name, _language, path in states():
        page.goto(site + path)  # styles may come after the document
        if (width := page.evaluate("document.documentElement.scrollWidth")) > 320:
            wide[path] = width
    assert wide == {}


def test_gate_finds_a_planted_violation(tab):
    page = tab(1280, "light")
    page.set_content('<html lang="fr"><title>x</title><main><img src="x"></main>')
    assert any(fault.startswith("image-alt") for fault in violations(page))
