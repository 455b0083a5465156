"""Every page that only its owner reads, in Chromium: axe, and no sideways scrolling.

In French it is wide and light, in English narrow and dark, as `Visit` has it.
"""

import pytest
from django.urls import get_resolver, reverse
from django.utils.translation import override

from placement.meetings import place_orders
from placement.models import JobOrder
from tests import factories
from tests.guidance.full_file import person
from tests.placement.factories_offers import make_referral
from tests.repository.permissions_walk import addresses

pytestmark = pytest.mark.django_db(transaction=True)


def own_pages() -> list[str]:
    """The seeker's addresses that are read: those with a closing slash."""
    names = [
        address.name
        for address in addresses(get_resolver().url_patterns)
        if address.route.startswith("fr/mon-dossier/")
        and address.route.endswith("/")
        and address.name.startswith("placement:")
    ]
    assert len(names) >= 12
    return names


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_private_page_of_a_person_is_accessible(visit, language):
    factories.regions()
    factories.profile("21232", "Programmeuses", "Programmers")
    factories.descriptor("Writing")
    user = person(plain=True)
    user.language = language
    user.set_password(factories.PASSWORD)
    user.authenticator_set.all().delete()
    user.save()
    applied = user.offer.referrals.get()
    other = JobOrder.objects.open().exclude(pk=applied.order_id).first()
    place_orders([applied.order_id, other.pk])
    invited = make_referral(other, user.offer, "invited")
    keys = {"placement:match": applied.order_id, "placement:referral": applied.pk}
    me = visit(language, True, user)
    for name in own_pages():
        args = [keys[name]] if name in keys else []
        assert me.open(name, *args) == 200, name
    me.open("placement:referral", invited.pk)
    for name in ("account", "file:home", "file:everything", "file:consents"):
        assert me.open(name) == 200

    # What waits for the password, and an answer that says nothing.
    with override(language):
        me.page.goto(me.site + reverse("file:erase"))
    me.look()
    me.page.fill("input[type=password]", factories.PASSWORD)
    me.press()
    me.press("main form[method=post]")
    assert me.page.locator("[role=alert]").count() == 1
    assert me.open("file:take_away") == 200
    with me.page.expect_download() as download:
        me.page.locator("main form button").last.click()
    assert download.value.suggested_filename.endswith(".zip")

    # Erased, and at the door again.
    me.open("file:erase")
    me.page.check("input[value=now]")
    me.page.check("#id_sure")
    me.press()
    assert me.open("file:erased") == 200
    with override(language):
        me.page.goto(me.site + reverse("file:home"))
        assert reverse("account_login") in me.page.url
