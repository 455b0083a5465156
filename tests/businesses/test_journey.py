"""From a sector to a business, and what its owner asks, in a browser."""

import pytest
from django.conf import settings
from django.core import mail

from businesses import corrections
from businesses.models import Correction
from classifications.models import Industry
from mail.sending import send_due
from sectors.index import index
from tests import factories
from tests.businesses.test_directory import firm

WORDS = {
    "fr": ("/fr/secteurs/", "/fr/entreprises/", "Corriger ou retirer", "Retirer la"),
    "en": ("/en/sectors/", "/en/businesses/", "Correct or remove", "Remove the"),
}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("javascript", [True, False])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_owner_asks_that_an_entry_be_removed(
    browser, live_server, language, javascript
):
    sectors, businesses, correct, remove = WORDS[language]
    factories.regions()
    Industry.objects.create(
        code="23", level=1, title_fr="Construction", title_en="Construction"
    )
    Industry.objects.create(
        code="236", level=2, parent_id="23", title_fr="Immeubles", title_en="Buildings"
    )
    index.cache_clear()
    firm(1, "Bâtisses Nordet", industry_id="236", size_from=11, size_to=25)
    with browser.new_context(java_script_enabled=javascript) as context:
        page = context.new_page()
        page.goto(live_server.url + sectors)
        page.locator("main a[href*='/23-']").first.click()
        page.get_by_role("link", name="Bâtisses Nordet").click()
        page.wait_for_url("**/1100000001-batisses-nordet")
        assert page.locator("h1").inner_text() == "Bâtisses Nordet"
        page.get_by_role("link", name=correct).click()
        page.get_by_label(remove).check()
        page.fill("textarea", "Fermée / Closed")
        page.fill("input[type=email]", "ada@example.org")
        page.wait_for_timeout(2_100)  # a person reads the form
        page.locator("main form button").click()
        page.wait_for_load_state()
        send_due()
        [message] = mail.outbox
        link, *_rest = [
            word for word in message.body.split() if word.startswith(settings.SITE_URL)
        ]
        page.goto(link.replace(settings.SITE_URL, live_server.url))
        page.locator("main form button").click()
        page.wait_for_load_state()
        asked = Correction.objects.get()
        assert (asked.kind, asked.state) == ("remove", "received")
        moderator = factories.user(role="moderator")
        assert corrections.decide(asked.pk, True, "C’est fait.", "", moderator)
        gone = page.goto(f"{live_server.url}{businesses}1100000001")
        assert gone.status == 404
