"""An employer from its registration to a hiring, in Chromium: both languages, with and
without JavaScript; each page met is checked for accessibility on the way."""

import pytest
from django.conf import settings
from django.test import Client

from mail.models import Outbox
from placement.actions import referrals
from placement.models import JobOrder, Organisation, Referral
from tests import factories
from tests.placement.factories_offers import make_offer
from tests.visits import Visit

pytestmark = pytest.mark.django_db(transaction=True)
NOW, LATER = "Souder. Frais de dossier de 50 $ à payer.", "Souder des pièces."


class Desk(Visit):
    """The window of a moderator, whose second step is done."""

    def __init__(self, browser, site, language, scripts, person):
        self.site, self.language, self.scripts = site, language, scripts
        session = Client()
        session.force_login(person)
        cookie = session.cookies[settings.SESSION_COOKIE_NAME]
        self.context = browser.new_context(java_script_enabled=scripts)
        self.context.add_cookies(
            [{"name": cookie.key, "value": cookie.value, "url": site}]
        )
        self.page = self.context.new_page()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_from_the_registration_to_the_closing(
    visit, browser, live_server, language, scripts
):
    factories.regions(r06="Montréal")
    factories.profile("72106", "Soudeuses", "Welders")
    factories.job_title("72106", "soudeuses")
    boss = factories.user("chef@example.org", role="employer", language=language)
    they = visit(language, scripts, boss)

    def click(selector: str) -> None:
        they.page.locator(selector).first.click()
        they.page.wait_for_load_state()
        they.look()

    def save() -> None:
        they.page.locator("main form.stack .row button").first.click()
        they.page.wait_for_load_state()
        they.look()

    # Registered with an address at its own domain, and verified by a code.
    they.open("placement:employer_register")
    they.page.fill("#id_legal_name", "Scierie du Nord inc.")
    they.page.fill("#id_site", "https://scierie.example")
    they.page.fill("#id_contact_name", "Camille Roy")
    they.page.fill("#id_contact_email", "embauche@scierie.example")
    save()
    click('[aria-labelledby="verification"] button')
    they.page.fill("#code", Outbox.objects.get().context["code"])
    they.page.locator("#code").press("Enter")
    they.page.wait_for_load_state()
    organisation = Organisation.objects.get()
    assert organisation.state == "verified"

    # Written in five steps, and submitted.
    they.open("placement:order_new", organisation.pk)
    they.page.fill("#id_title_fr", "Soudeuses")
    save()  # refused: which occupation? It is suggested from the title.
    they.page.check("#noc_72106")
    save()
    they.page.fill("#id_duties", NOW)
    if language == "en":  # an offer written in English has its French version
        they.page.fill("#id_duties_other", LATER)
    save()
    they.page.select_option("#id_french", "2")
    save()
    they.page.select_option("#id_region", "06")
    they.page.select_option("#id_contract", "permanent")
    save()
    for box in they.page.locator('input[name="declared"]').all():
        box.check()
    save()
    click('button[value="submit"]')
    order = JobOrder.objects.get()
    assert (order.state, order.language) == ("submitted", language)

    # Sent back with a remark, which stands beside its field; corrected and approved.
    moderator = factories.user(role="moderator", language=language)
    desk = Desk(browser, live_server.url, language, scripts, moderator)
    with desk.context:
        desk.open("placement:review_queue")
        desk.open("placement:review", order.pk)
        assert "Frais de dossier" in desk.page.locator("mark").first.inner_text()
        desk.page.select_option("#id_reason", "fraud")
        desk.page.fill("#id_remark_duties", "Retirez les frais.")
        desk.page.click('button[value="return"]')
        desk.look()
        they.open("placement:order_page", order.pk)
        assert "Retirez les frais." in they.text
        they.open("placement:order_step", order.pk, 2)
        assert "Retirez les frais." in they.text
        they.page.fill("#id_duties", LATER)
        they.page.click('button[name="leave"]')
        they.page.wait_for_load_state()
        they.open("placement:order_preview", order.pk)
        assert LATER in they.text
        they.open("placement:order_page", order.pk)
        click('button[value="submit"]')
        desk.open("placement:review", order.pk)
        desk.page.click('button[value="approve"]')
        desk.look()

    # Published, met with an offer of service, hired, closed with its outcome.
    they.open("placement:order_page", order.pk)
    click('button[value="publish"]')
    they.open("jobs:order", order.number, "soudeuses")
    assert LATER in they.text
    offer = make_offer(code="72106", region="06")
    they.open("placement:order_candidates", order.pk)
    they.page.click(f"text={offer.shown_number}")
    they.send("placement:invite", order.pk, offer.pk)
    referral = Referral.objects.get()
    referrals.accept(referral, by=offer.owner)
    they.open("placement:candidate_referral", referral.pk)
    assert "Alex Tremblay" in they.text
    they.page.check("#a_hired")
    they.send("placement:candidate_answer", referral.pk)
    they.open("placement:order_page", order.pk)
    they.page.select_option("#outcome", "here")
    click('button[value="close"]')
    order.refresh_from_db()
    assert (order.state, order.outcome) == ("filled", "here")
    assert list(order.events.values_list("to_state", flat=True)) == [
        "submitted", "in_review", "to_correct", "submitted", "in_review", "approved",
        "published", "filled",
    ]  # fmt: skip
    told = Outbox.objects.filter(to=boss.email).order_by("pk")
    assert [(row.template, row.language) for row in told][:2] == [
        ("order_returned", language), ("order_approved", language),
    ]  # fmt: skip
