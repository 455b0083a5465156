"""From a first word to a hiring, in Chromium: both sides, both languages, with and
without JavaScript; each page met is checked for accessibility on the way."""

from urllib.parse import urlsplit

import pytest

from placement.meetings import place_orders
from placement.models import OfferOfService, Referral
from tests import factories
from tests.placement.factories import make_order, make_organisation

pytestmark = pytest.mark.django_db(transaction=True)
NAME = "Camille Bergeron"


@pytest.fixture
def order(db):
    boss = factories.user("patronne@example.org", role="employer")
    factories.regions()
    factories.profile("21232", "Programmeuses", "Programmers")
    factories.descriptor("Writing")
    row = make_order(
        make_organisation("Fabrique du Nord", member=boss),
        experience_months=12,
        skills=["skills-1"],
        languages={"fr": 2},
    )
    place_orders([row.pk])
    return row


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_from_the_first_word_to_the_hiring_and_out(visit, order, language, scripts):
    seeker = factories.user("chercheuse@example.org", language=language)
    boss = order.organisation.memberships.get().user
    me = visit(language, scripts, seeker)

    # The offer is written, looked at as an employer does, and published.
    me.open("placement:offer_home")
    me.send("placement:offer_begin")
    me.page.fill("#q", "21232")
    me.press("form[role=search]")
    me.press("main li form")
    me.page.fill("#years_21232", "3")
    me.page.locator("#years_21232").locator("xpath=ancestor::form//button").click()
    me.open("placement:offer_conditions")
    me.page.check('input[name="regions"][value="06"]')
    me.press()
    me.open("placement:offer_background")
    me.page.select_option("#id_french", "3")
    me.press()
    me.open("placement:offer_private")
    me.page.fill("#id_full_name", NAME)
    me.page.fill("#id_needs", "canari-besoin")
    me.press()
    me.open("placement:offer_preview")
    assert NAME not in me.text
    me.consent_and_send("placement:offer_publish")
    offer = OfferOfService.objects.get()
    assert offer.is_live

    # Orders that fit, and why: the skill is not claimed.
    me.open("placement:matches")
    me.page.locator(".doors a").first.click()
    assert "80 points" in me.text
    # Its table holds in the window: nothing to scroll sideways.
    table = me.page.locator("table.criteria").bounding_box()
    assert table["x"] + table["width"] <= me.page.viewport_size["width"]
    me.consent_and_send("placement:apply", order.pk)
    row = Referral.objects.get()
    assert row.state == "applied"

    # The employer meets the person and hires.
    they = visit(language, scripts, boss)
    they.open("placement:candidates")
    they.page.click(f"text={row.code}")
    assert NAME in they.text
    assert "canari-besoin" not in they.page.content()
    they.page.check("#a_interview")
    they.send("placement:candidate_answer", row.pk)
    they.page.check("#a_hired")
    they.send("placement:candidate_answer", row.pk)
    row.refresh_from_db()
    assert row.state == "hired"

    # The other way: an invitation for another order, accepted by its code.
    other = make_order(order.organisation, "21232")
    place_orders([other.pk])
    they.open("placement:order_candidates", other.pk)
    they.page.click(f"text={offer.shown_number}")
    assert NAME not in they.page.content()
    they.send("placement:invite", other.pk, offer.pk)
    invitation = Referral.objects.get(order=other)
    me.open("placement:referrals")
    me.open("placement:referral", invitation.pk)
    assert invitation.code in me.text
    me.consent_and_send("placement:accept", invitation.pk)
    they.open("placement:candidate_referral", invitation.pk)
    assert NAME in they.text

    # The consent is taken back: gone at once from every page of the employer.
    me.open("placement:offer_home")
    me.send("placement:offer_withdraw")
    they.page.goto(they.page.url)
    assert NAME not in they.page.content()
    they.open("placement:candidates")
    for token in (NAME, row.code, invitation.code, offer.shown_number):
        assert token not in they.page.content()
    they.open("placement:order_candidates", other.pk)
    assert offer.shown_number not in they.page.content()
    assert urlsplit(they.page.url).path.startswith(f"/{language}/")
