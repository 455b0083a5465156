"""A visitor subscribes to an alert and receives it once, in a browser."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.core import mail
from django.utils import timezone

from mail.sending import send_due as send_mail
from placement.indexing import reindex
from placement.jobs import alerts
from placement.models import SavedSearch
from tests import factories
from tests.placement.factories import make_order

WORDS = {
    "fr": ("/fr/offres/", "Recevoir ces offres", "Regardez", "arreter"),
    "en": ("/en/jobs/", "Receive these offers", "Look at your mailbox", "stop"),
}


def links(message) -> list[str]:
    return [w for w in message.body.split() if w.startswith(settings.SITE_URL)]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("javascript", [True, False])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_visitor_subscribes_and_is_told_once(
    browser, live_server, language, javascript
):
    listing, receive, asked, stop = WORDS[language]
    factories.regions()
    first = make_order(title_fr="Soudeuse", title_en="Soudeuse")
    reindex([first.pk])

    def here(address: str) -> str:
        return address.replace(settings.SITE_URL, live_server.url)

    with browser.new_context(java_script_enabled=javascript) as context:
        page = context.new_page()
        page.goto(f"{live_server.url}{listing}")
        page.fill("#q", "soudeuse")
        page.press("#q", "Enter")
        page.wait_for_url("**q=soudeuse**")
        page.get_by_role("link", name=receive).first.click()
        page.fill("input[type=email]", "ada@example.org")
        page.wait_for_timeout(2_100)  # a person reads the form
        page.locator("main form button").click()
        page.wait_for_load_state()
        assert page.locator("h1").inner_text().startswith(asked)
        send_mail()
        page.goto(here(links(mail.outbox[0])[0]))
        page.locator("main form button").click()
        page.wait_for_load_state()
        assert SavedSearch.objects.get().confirmed_at
        second = make_order(title_fr="Soudeuse de nuit", title_en="Soudeuse")
        reindex([second.pk])
        mail.outbox.clear()
        soon = timezone.now() + timedelta(hours=2)
        for _twice in range(2):
            alerts.send_due(soon)
            send_mail()
        (message,) = mail.outbox
        told = links(message)
        found = [link for link in told if f"/{second.number}-" in link]
        assert len(found) == 1
        assert not any(f"/{first.number}-" in link for link in told)
        page.goto(here(told[0]))
        assert page.locator("h1").inner_text().startswith("Soudeuse")
        page.goto(here(next(link for link in told if link.endswith(stop))))
        page.locator("main form button").click()
        page.wait_for_load_state()
        assert not SavedSearch.objects.exists()
