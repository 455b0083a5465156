"""A visitor reports a scam and a moderator blocks it, in Chromium, in both languages,
with and without JavaScript; each page met is checked for accessibility on the way."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from placement.actions import orders
from placement.models import JobOrder, Report
from tests import factories
from tests.placement.factories import make_order, make_organisation, ready
from tests.site.test_accessibility import violations

pytestmark = pytest.mark.django_db(transaction=True)
SCAM = "Envoyez votre N.A.S. sur WhatsApp au 514 555-0199."


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

    def open_page(name, *args):
        with override(language):
            page.goto(live_server.url + reverse(name, args=args))
        look()

    def look():
        if scripts:
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= page.viewport_size["width"], page.url
            assert violations(page) == [], page.url

    page.open_page, page.look = open_page, look
    yield page
    context.close()


def sign_in(page, site, user):
    client = Client()
    client.force_login(user)
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    name = settings.SESSION_COOKIE_NAME
    page.context.add_cookies([{"name": name, "value": value, "url": site}])


@pytest.mark.parametrize(
    "window",
    [("fr", True), ("en", True), ("fr", False), ("en", False)],
    indirect=True,
    ids=["fr", "en", "fr-no-script", "en-no-script"],
)
def test_a_scam_is_reported_and_blocked(window, live_server, monkeypatch):
    monkeypatch.setattr("mail.forms.FASTEST", 0)
    member = factories.user(role="employer")
    organisation = make_organisation(member=member)
    public = make_order(organisation, duties="Souder.", number=991_001)
    scam = make_order(organisation, **ready(duties=SCAM))
    orders.submit(scam, by=member)

    window.open_page("jobs:report", 991_001)
    window.select_option("#id_kind", "scam")
    window.locator("main form button").last.click()
    window.wait_for_load_state()
    window.look()
    assert Report.objects.count() == 1

    sign_in(window, live_server.url, factories.user(role="moderator"))
    window.open_page("placement:review_queue")
    assert str(public.number) in window.locator("main").inner_text()
    window.open_page("placement:review", scam.pk)
    assert "N.A.S" in window.locator("mark").all_inner_texts()[0]
    window.select_option("#id_reason", "identity")
    window.fill("#id_text", "Un NAS ne se demande jamais.")
    window.locator('button[value="block"]').click()
    window.wait_for_load_state()
    window.look()
    scam.refresh_from_db()
    assert scam.state == "refused"
    assert JobOrder.objects.open().count() == 0
    assert window.goto(f"{live_server.url}/fr/offres/991001").status == 404
