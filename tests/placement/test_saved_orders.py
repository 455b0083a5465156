"""An order saved for later: with or without an offer of service, theirs alone."""

import pytest
from django.urls import reverse
from django.utils.translation import override

from placement.models import JobOrder, SavedOrder
from tests import factories
from tests.placement.factories import make_order
from tests.placement.factories_offers import make_offer
from tests.placement.sides import employer_pages, text_of, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def newcomer(client):
    """Somebody who has an account and nothing else."""
    person = factories.user("nouvelle@example.org", role="seeker")
    client.force_login(person)
    return person


def titles(client) -> list[str]:
    return [
        row.order.title_fr for row in client.get(url("saved_orders")).context["rows"]
    ]


@pytest.mark.parametrize(
    ("language", "first", "said", "until"),
    [
        ("fr", "D’abord, votre offre de service", "est gardée", "Ouverte jusqu’au "),
        ("en", "First, your offer of service", "is saved in your file", "Open until "),
    ],
)
def test_who_has_no_offer_of_service_is_told_what_comes_first_and_may_save(
    client, order, newcomer, language, first, said, until
):
    JobOrder.objects.update(title_fr="Soudeuse de nuit", title_en="")
    make_order(order.organisation, title_fr="Soudeuse de jour")
    with override(language):
        public = client.get(reverse("jobs:by_number", args=[order.number]), follow=True)
        match = url("match", order.pk, language=language)
        assert match in public.text
    page = client.get(match).text
    assert first in page
    assert url("save_order", order.pk, language=language) in page
    for _twice in range(2):
        page = client.post(
            url("save_order", order.pk, language=language), follow=True
        ).text
    assert said in page
    assert until in page
    assert titles(client) == ["Soudeuse de nuit"]
    page = client.get(match).text
    assert url("unsave_order", order.pk, language=language) in page
    client.post(url("unsave_order", order.pk))
    assert (
        "Vous n’avez gardé aucune offre d’emploi."
        in client.get(url("saved_orders")).text
    )


def test_it_is_saved_from_the_comparison_too_and_counted_in_the_file(
    client, order, offer
):
    client.force_login(offer.owner)
    assert url("save_order", order.pk) in client.get(url("match", order.pk)).text
    client.post(url("save_order", order.pk))
    assert url("unsave_order", order.pk) in client.get(url("match", order.pk)).text
    file = client.get(reverse("file:home"))
    assert file.context["counts"]["saved_orders"] == 1
    assert url("saved_orders") in file.text


def test_it_is_theirs_alone(client, order, offer, boss):
    client.force_login(offer.owner)
    client.post(url("save_order", order.pk))
    client.force_login(make_offer().owner)
    assert titles(client) == []
    client.post(url("unsave_order", order.pk))
    assert titles(client) == []
    assert SavedOrder.objects.get().owner == offer.owner
    client.force_login(boss)
    assert "gardée" not in text_of(client, employer_pages(order, offer))


def test_an_order_that_ended_stays_in_the_list_and_says_so(client, order, newcomer):
    client.post(url("save_order", order.pk))
    JobOrder.objects.update(state="filled")
    page = client.get(url("saved_orders")).text
    assert order.title_fr in page
    assert "Cette offre n’est plus ouverte." in page
    assert url("match", order.pk) not in page
    assert client.get(url("match", order.pk)).status_code == 404


def test_an_order_that_is_not_public_is_not_saved(client, newcomer):
    hidden = make_order(state="draft", published_at=None, expires_on=None)
    assert client.post(url("save_order", hidden.pk)).status_code == 404
    assert client.get(url("save_order", hidden.pk)).status_code == 405
    assert not SavedOrder.objects.exists()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_whatever_it_holds(
    client, newcomer, rows, django_assert_num_queries
):
    for _ in range(rows):
        client.post(url("save_order", make_order().pk))
    client.get(url("saved_orders"))
    with django_assert_num_queries(3):
        assert len(titles(client)) == rows
