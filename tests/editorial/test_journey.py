"""A fact of a region, from one analyst to a reader's mailbox, in Chromium, in both
languages, with and without JavaScript; each page met is checked for accessibility."""

import re

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from classifications.places import region_names
from editorial import bulletins
from editorial.models import Bulletin, RegionalFact
from mail.models import Subscription
from mail.sending import send_due
from tests import factories
from tests.site.test_accessibility import violations

pytestmark = pytest.mark.django_db(transaction=True)
FACT = {
    "#id_day": "2026-10-05",
    "#id_place": "Val-d’Or",
    "#id_text_fr": "Une usine ouvre.",
    "#id_text_en": "A plant opens.",
    "#id_source": "Le journal",
    "#id_source_url": "https://example.org/usine",
}
TOLD = {"fr": "Une usine ouvre.", "en": "A plant opens."}


@pytest.fixture
def window(browser, live_server, request):
    language, scripts = request.param
    narrow = language == "en"
    context = browser.new_context(
        java_script_enabled=scripts,
        viewport={"width": 360 if narrow else 1280, "height": 900},
        color_scheme="dark" if narrow else "light",
    )
    page = context.new_page()

    def path(name, *args):
        with override(language):
            return live_server.url + reverse(name, args=args)

    def look():
        if scripts:
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= page.viewport_size["width"], page.url
            assert violations(page) == [], page.url

    def open_page(name, *args):
        page.goto(path(name, *args))
        look()

    def press(selector):
        page.locator(selector).last.click()
        page.wait_for_load_state()
        look()

    def enter_as(user):
        client = Client()
        client.force_login(user)
        name = settings.SESSION_COOKIE_NAME
        value = client.cookies[name].value
        context.add_cookies([{"name": name, "value": value, "url": live_server.url}])

    page.open_page, page.press, page.enter_as = open_page, press, enter_as
    page.language = language
    yield page
    context.close()


@pytest.mark.parametrize(
    "window",
    [("fr", True), ("en", True), ("fr", False), ("en", False)],
    indirect=True,
    ids=["fr", "en", "fr-no-script", "en-no-script"],
)
def test_a_fact_reaches_a_reader_s_mailbox(window, live_server, monkeypatch, settings):
    settings.SITE_URL = live_server.url
    monkeypatch.setattr("mail.forms.FASTEST", -5)
    region_names.cache_clear()
    factories.regions()
    first, second = (factories.user(role="analyst") for _ in range(2))

    window.open_page("bulletins:subscribe")  # the reader asks, and says yes
    window.fill("#id_email", "eve@example.org")
    window.press("main form button")
    send_due()
    link = re.search(r"http://\S+", mail.outbox[-1].body)[0]
    window.goto(link)
    assert Subscription.objects.confirmed("bulletins").count() == 0
    window.press("main form button")
    assert Subscription.objects.confirmed("bulletins").count() == 1

    window.enter_as(first)  # one analyst writes the fact
    window.open_page("fact_desk:add")
    window.select_option("#id_kind", "project")
    window.select_option("#id_region", "08")
    for field, words in FACT.items():
        window.fill(field, words)
    window.press("main form button")
    window.press('button[value="submit"]')
    fact = RegionalFact.objects.get()

    window.enter_as(second)  # another one publishes it, and begins the bulletin
    window.open_page("fact_desk:edit", fact.pk)
    window.press('button[value="publish"]')
    window.open_page("facts:list")
    assert TOLD[window.language] in window.locator("main").inner_text()
    window.open_page("bulletin_desk:add")
    assert TOLD["fr"] in window.input_value("#id_text_fr")
    window.fill("#id_slug", "automne")
    window.fill("#id_title_fr", "Automne")
    window.fill("#id_title_en", "Autumn")
    window.press("main form button")
    window.press('button[value="submit"]')
    bulletin = Bulletin.objects.get()

    window.enter_as(first)
    window.open_page("bulletin_desk:edit", bulletin.pk)
    window.press('button[value="approve"]')
    bulletins.publish_due()
    send_due()
    message = mail.outbox[-1]
    title = {"fr": "Automne", "en": "Autumn"}[window.language]
    assert (message.to, message.subject) == (["eve@example.org"], f"IMT – {title}")
    read, stop = re.findall(r"http://\S+/bulletins/\S+", message.body)
    window.context.clear_cookies()  # the reader has no account
    window.goto(read)
    assert TOLD[window.language] in window.locator("main").inner_text()
    window.goto(stop)
    window.press("main form button")
    assert Subscription.objects.count() == 0
