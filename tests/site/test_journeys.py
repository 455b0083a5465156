"""A person's journeys: by keyboard alone, without JavaScript, with a strict policy."""

import pytest

pytestmark = pytest.mark.django_db
WORDS = {
    "fr": ("/fr/", "soudeuse", "Soudeurs", "/fr/metiers-et-professions/72106-"),
    "en": ("/en/", "welder", "Welders", "/en/occupations/72106-"),
}


def tab_to(page, wanted: str, most: int = 90) -> None:
    """Press Tab until the focus is on an element whose name or text is `wanted`."""
    for _step in range(most):
        page.keyboard.press("Tab")
        reached = page.evaluate(
            "(() => { const e = document.activeElement;"
            " return [e.id, e.name, e.textContent.trim()] })()"
        )
        if wanted in reached:
            return
    pytest.fail(f"the keyboard never reached {wanted}")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_seeker_finds_an_occupation_by_keyboard(browser, site, language):
    home, words, title, address = WORDS[language]
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(site + home)
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        tab_to(page, "q")
        page.keyboard.type(words)
        page.keyboard.press("Enter")
        page.wait_for_url("**q=**")
        first = page.locator("#occupations + ul a").first
        assert first.inner_text().split(" ", 1)[1].startswith(title)
        first.focus()
        page.keyboard.press("Enter")
        page.wait_for_url(f"**{address}**")
        assert page.locator("h1").inner_text().startswith(title)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_region_is_chosen_without_javascript(browser, site, language):
    address = WORDS[language][3]
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{site}{address}x")
        page.select_option("#region", "08")
        page.locator("form button").first.click()
        page.wait_for_url("**region=08**")
        fact = page.locator(".facts > div").first.inner_text()
        assert "Abitibi-Témiscamingue" in fact


@pytest.mark.parametrize("language", ["fr", "en"])
def test_filters_narrow_the_list_without_javascript(browser, site, language):
    listing = WORDS[language][3].rpartition("/")[0] + "/"
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{site}{listing}")
        box = page.locator('input[name="teer"]:not([disabled])').first
        box.check()
        value = box.get_attribute("value")
        page.locator(".filters button").last.click()
        page.wait_for_url(f"**teer={value}**")
        assert page.locator(".hit").count() > 0


@pytest.mark.parametrize("path", ["/fr/", "/fr/metiers-et-professions/", "72106"])
def test_first_view_is_light_and_obeys_the_policy(browser, site, path):
    path = path if path.startswith("/") else WORDS["fr"][3] + "x"
    asked, faults = [], []
    with browser.new_context() as context:
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: faults.append(message.text))
        page.goto(site + path)
        page.wait_for_load_state("networkidle")
    documents = {url for url in asked if not url.endswith(path)}
    assert len(documents) <= 5
    assert faults == []
    assert all(url.startswith(site) for url in asked)
