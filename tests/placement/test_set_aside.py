"""“Not for me”: an order put aside is proposed no more, and nobody else knows."""

from datetime import timedelta

import pytest
from django.utils import timezone

from mail.models import Outbox
from placement.indexing import reindex
from placement.jobs import alerts
from placement.models import SavedSearch, SetAside
from tests import factories
from tests.placement.factories import make_order
from tests.placement.factories_offers import make_offer
from tests.placement.sides import employer_pages, text_of, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(order):
    """The order of the fixtures and another one, listed and compared."""
    order.title_fr, order.title_en = "Soudeuse de nuit", "Night welder"
    order.published_at = timezone.now() - timedelta(hours=3)
    order.save()
    other = make_order(
        order.organisation, title_fr="Soudeuse de jour", published_at=order.published_at
    )
    reindex([order.pk, other.pk])
    return order, other


def proposed(client) -> list[str]:
    rows = client.get(url("matches")).context["found"].rows
    return sorted(row.order.title_fr for row in rows)


@pytest.mark.parametrize(
    ("language", "said", "count"),
    [
        (
            "fr",
            "« Soudeuse de nuit » est mise de côté",
            "1 offre d’emploi que vous avez mise de côté",
        ),
        ("en", "“Night welder” is put aside", "1 order that you put aside"),
    ],
)
def test_order_put_aside_is_proposed_no_more_until_it_is_put_back(
    client, two, offer, language, said, count
):
    order, other = two
    client.force_login(offer.owner)
    assert proposed(client) == ["Soudeuse de jour", "Soudeuse de nuit"]
    act = url("set_aside", order.pk, language=language)
    for _twice in range(2):
        page = client.post(act, follow=True).text
    assert said in page.replace("\u00a0", " ")
    assert count in page
    assert proposed(client) == ["Soudeuse de jour"]
    assert SetAside.objects.get().order_id == order.pk
    listed = client.get(url("aside")).text
    assert ("Soudeuse de nuit" in listed, "Soudeuse de jour" in listed) == (True, False)
    assert client.get(url("match", order.pk)).context["aside"]
    assert not client.get(url("match", other.pk)).context["aside"]
    client.post(url("put_back", order.pk))
    assert proposed(client) == ["Soudeuse de jour", "Soudeuse de nuit"]
    assert "Vous n’avez mis aucune offre de côté." in client.get(url("aside")).text


def test_it_is_hers_alone(client, two, offer, boss):
    order, _other = two
    client.force_login(offer.owner)
    client.post(url("set_aside", order.pk))
    another = make_offer()
    client.force_login(another.owner)
    assert proposed(client) == ["Soudeuse de jour", "Soudeuse de nuit"]
    assert "Soudeuse de nuit" not in client.get(url("aside")).text
    client.post(url("put_back", order.pk))
    assert SetAside.objects.get().owner == offer.owner
    # The employer reads what it read before, and may still invite.
    client.force_login(boss)
    pages = text_of(client, employer_pages(order, offer))
    assert offer.shown_number in pages
    assert "de côté" not in pages


def test_order_that_is_not_public_is_not_there(client, two, offer):
    hidden = make_order(state="draft", published_at=None, expires_on=None)
    client.force_login(offer.owner)
    assert client.post(url("set_aside", hidden.pk)).status_code == 404
    assert client.get(url("set_aside", two[0].pk)).status_code == 405
    assert not SetAside.objects.exists()


def keep(email, user=None) -> SavedSearch:
    return SavedSearch.objects.create(
        email=email, user=user, language="fr", anchors=["*"],
        confirmed_at=timezone.now(), seen_until=timezone.now() - timedelta(days=2),
    )  # fmt: skip


def test_alerts_of_its_owner_leave_it_out_and_those_of_others_do_not(two, offer):
    """By the account, by a confirmed address; somebody else's search is as it was."""
    order, other = two
    offer.owner.emailaddress_set.create(email="zoe@example.org", verified=True)
    offer.owner.emailaddress_set.create(email="unsure@example.org", verified=False)
    offer.owner.set_aside.create(order=order)
    only_that = factories.user("alone@example.org")
    for row in two:
        only_that.set_aside.create(order=row)
    keep("elsewhere@example.org", user=offer.owner)
    keep("Zoe@example.org")
    keep("unsure@example.org")
    keep("stranger@example.org")
    keep("alone@example.org", user=only_that)
    assert alerts.send_due() == 4
    told = {
        message.to: [f"/{row.number}-" in str(message.context) for row in two]
        + [message.context["total"]]
        for message in Outbox.objects.all()
    }
    assert told == {
        "elsewhere@example.org": [False, True, 1],
        "Zoe@example.org": [False, True, 1],
        "unsure@example.org": [True, True, 2],
        "stranger@example.org": [True, True, 2],
    }


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_whatever_it_holds(
    client, offer, rows, django_assert_num_queries
):
    for _n in range(rows):
        offer.owner.set_aside.create(order=make_order())
    client.force_login(offer.owner)
    client.get(url("aside"))
    with django_assert_num_queries(4):
        assert client.get(url("aside")).status_code == 200
