"""A newcomer goes from the needs to an institution near home."""

import re

import pytest

pytestmark = pytest.mark.django_db
WORDS = {
    "fr": (
        "/fr/mes-besoins/",
        "soudeuse",
        "Programmes d’études",
    ),
    "en": (
        "/en/my-needs/",
        "welder",
        "Programs of studies",
    ),
}

ANSWERS = {"goal": "yes", "skills": "partly", "search": "no", "obstacles": "money"}


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_newcomer_goes_from_needs_to_an_institution(browser, site, language, scripts):
    needs, occupation, programs = WORDS[language]
    with browser.new_context(java_script_enabled=scripts) as context:
        page = context.new_page()
        page.goto(site + needs)
        form = page.locator("main form")
        for name, value in ANSWERS.items():
            form.locator(f'input[name="{name}"][value="{value}"]').check()
        form.locator('[name="occupation"]').fill(occupation)
        form.locator('[name="region"]').select_option("16")
        form.locator("button").last.click()
        page.wait_for_url("**goal=yes**")
        road = page.locator("main")
        assert road.get_by_role("link", name=programs).count() == 1
        road.get_by_role("link", name=re.compile(r"^72106 ")).first.click()
        page.wait_for_url("**/72106-**")
        training = page.locator("section[aria-labelledby=training]")
        training.locator("#near").fill("J4H 1A1")
        training.locator("button").click()
        page.wait_for_url("**/5195-**place=J4H**")
        rows = page.locator("section[aria-labelledby=where] tbody tr")
        assert rows.count() == 15
        distances = [
            float(re.sub(r"[^0-9.]", "", text.replace(",", ".")))
            for text in rows.locator("td.num").all_inner_texts()
        ]
        assert distances == sorted(distances)
        name = rows.first.locator("a").inner_text()
        rows.first.locator("a").click()
        page.wait_for_url(re.compile(r"/[0-9]{6}-[0-9a-f]{4}-"))
        assert page.locator("h1").inner_text() == name
