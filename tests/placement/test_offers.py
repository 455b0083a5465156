"""A seeker's offer of service: written, published, renewed, hidden, withdrawn."""

from datetime import date, timedelta

import pytest
from django.db import InternalError, transaction
from django.urls import reverse
from django.utils import timezone

from mail.models import Outbox
from placement.actions import offers as actions
from placement.models import Consent, OfferOfService, OfferPlace
from placement.models.offers import key_of
from tests import factories
from tests.placement.factories import make_organisation
from tests.placement.factories_offers import make_offer

pytestmark = pytest.mark.django_db


def url(name: str, *args) -> str:
    return reverse(f"placement:{name}", args=args)


@pytest.fixture
def seeker(client):
    person = factories.user()
    client.force_login(person)
    return person


def test_offer_is_written_page_by_page_and_published(client, seeker):
    factories.regions()
    factories.profile("21232")
    factories.descriptor("Reading")
    client.post(url("offer_begin"))
    client.post(url("offer_add_occupation"), {"code": "21232", "years": "3"})
    client.post(url("offer_skills"), {"skills-1": "4", "skills-9": "5", "x": "1"})
    client.post(
        url("offer_background"),
        {
            "summary": "J’aime les systèmes simples.",
            "language": "fr",
            "education": "3",
            "licences": "Permis de classe 5",
            "french": "3",
            "english": "2",
        },
    )
    client.post(
        url("offer_conditions"),
        {
            "regions": ["06", "16"],
            "schedule": ["day"],
            "contracts": ["permanent"],
            "available_on": "2027-01-04",
            "commute_km": "30",
        },
    )
    client.post(
        url("offer_private"),
        {
            "full_name": "Alex Tremblay",
            "phone": "418 555-0100",
            "wage_floor": "28,50",
            "needs": "Poste assis",
            "hidden_from": "Les Fenêtres Éclair inc.\n1234567890",
        },
    )
    assert client.post(url("offer_publish")).status_code == 302
    offer = OfferOfService.objects.get()
    assert offer.state == "hidden"  # without the consent, nothing
    client.post(url("offer_publish"), {"consent": "yes"})
    offer.refresh_from_db()
    assert offer.state == "published"
    assert offer.expires_on == timezone.localdate() + timedelta(days=90)
    assert (offer.skills, offer.languages) == ({"skills-1": 4}, {"fr": 3, "en": 2})
    assert (offer.education, str(offer.wage_floor)) == (3, "28.50")
    assert offer.available_on == date(2027, 1, 4)
    assert list(offer.sought.values_list("unit_group", "months")) == [("21232", 36)]
    assert set(offer.hidden_from.values_list("key", flat=True)) == {
        "les fenetres eclair",
        "1234567890",
    }
    assert set(OfferPlace.objects.values_list("unit_group_code", "region_code")) == {
        ("21232", "06"),
        ("21232", "16"),
    }
    assert list(Consent.objects.values_list("purpose", "given", "language")) == [
        ("publication", True, "fr")
    ]


def test_nothing_is_published_before_the_essential_is_said(client, seeker):
    client.post(url("offer_begin"))
    client.post(url("offer_publish"), {"consent": "yes"})
    offer = OfferOfService.objects.get()
    assert (offer.state, offer.lacks) == ("hidden", ["occupations", "regions", "name"])
    page = client.get(url("offer_preview")).content.decode()
    assert "Précisez au moins une profession." in page


def test_three_occupations_at_most(client, seeker):
    client.post(url("offer_begin"))
    for code in ("21232", "21231", "21230", "65200"):
        factories.unit_group(code)
        client.post(url("offer_add_occupation"), {"code": code})
    sought = OfferOfService.objects.get().sought
    assert list(sought.values_list("unit_group", flat=True)) == [
        "21232",
        "21231",
        "21230",
    ]
    client.post(url("offer_remove_occupation", "21231"))
    client.post(url("offer_add_occupation"), {"code": "65200"})
    assert list(sought.values_list("unit_group", flat=True)) == [
        "21232",
        "65200",
        "21230",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Écrivez à moi@example.org",
        "moi (at) example.org",
        "Appelez le 418 555-0100",
        "4185550100",
        "www.moi.ca",
        "https://moi.example",
        "NAS 046 454 286",
    ],
)
@pytest.mark.parametrize("field", ["summary", "licences"])
def test_what_says_who_one_is_stays_out_of_the_anonymous_text(
    client, seeker, field, text
):
    client.post(url("offer_begin"))
    page = client.post(url("offer_background"), {"language": "fr", field: text})
    assert f'id="id_{field}_error"' in page.content.decode()
    assert getattr(OfferOfService.objects.get(), field) == ""


def test_honest_text_passes(client, seeker):
    client.post(url("offer_begin"))
    text = (
        "15 ans d’expérience, 3 équipes de 12 personnes, de 2008 à 2023. ISO 9001:2015."
    )
    client.post(url("offer_background"), {"language": "fr", "summary": text})
    assert OfferOfService.objects.get().summary == text


def test_renewal_starts_ninety_days_again(client):
    offer = make_offer()
    OfferOfService.objects.update(state="expired", expires_on=date(2020, 1, 1))
    client.force_login(offer.owner)
    client.post(url("offer_renew"))
    offer.refresh_from_db()
    assert offer.is_live
    assert offer.expires_on == timezone.localdate() + timedelta(days=90)
    assert offer.places.count() == 1


def test_a_withdrawn_offer_is_not_renewed_without_consent(client):
    offer = make_offer()
    actions.withdraw(offer, by=offer.owner)
    client.force_login(offer.owner)
    client.post(url("offer_renew"))
    offer.refresh_from_db()
    assert offer.state == "withdrawn"


def test_nobody_acts_on_anothers_offer(client):
    offer = make_offer()
    client.force_login(factories.user())
    for name in ("offer_withdraw", "offer_renew", "offer_publish"):
        assert client.post(url(name), {"consent": "yes"}).status_code == 404
    offer.refresh_from_db()
    assert offer.is_live


def test_end_is_told_once_and_comes_at_its_day():
    today = timezone.localdate()
    for days in (11, 10, 0, -1):
        make_offer(full_name=str(days))
        OfferOfService.objects.filter(full_name=str(days)).update(
            expires_on=today + timedelta(days=days)
        )
    assert (actions.tell_ends(today), actions.tell_ends(today)) == (2, 2)
    assert Outbox.objects.filter(template="offer_ends").count() == 2
    assert (actions.expire(today), actions.expire(today)) == (1, 0)
    states = dict(OfferOfService.objects.values_list("full_name", "state"))
    assert states == {
        "11": "published",
        "10": "published",
        "0": "published",
        "-1": "expired",
    }
    assert OfferPlace.objects.count() == 3


def test_consents_are_added_to_never_changed():
    offer = make_offer()
    actions.withdraw(offer, by=offer.owner)
    with pytest.raises(InternalError), transaction.atomic():
        Consent.objects.update(given=True)
    offer.owner.delete()
    assert (Consent.objects.count(), OfferOfService.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Les Fenêtres Éclair inc.", "les fenetres eclair"),
        ("LES FENETRES ECLAIR LTÉE", "les fenetres eclair"),
        ("1234567890", "1234567890"),
        ("inc.", ""),
    ],
)
def test_names_of_organisations_are_compared_without_their_form(name, key):
    assert key_of(name) == key


@pytest.mark.parametrize(
    ("organisation", "reads"),
    [
        ({"name": "Les Fenêtres Éclair inc."}, False),
        ({"name": "Autre", "operating_name": "LES FENETRES ECLAIR"}, False),
        ({"name": "Autre", "neq": "1234567890"}, False),
        ({"name": "Les Fenêtres du Nord inc."}, True),
        ({"name": "Pas vérifiée", "state": "pending"}, False),
        ({"name": "Bloquée", "state": "blocked"}, False),
        ({"name": "Arrêtée", "orders_hidden": True}, False),
    ],
)
def test_offer_is_open_to_verified_organisations_it_does_not_hide_from(
    organisation, reads
):
    boss, offer = factories.user(role="employer"), make_offer()
    for name in ("Les Fenêtres Éclair", "1234567890"):
        offer.hidden_from.create(name=name, key=key_of(name))
    make_organisation(member=boss, **organisation)
    assert OfferOfService.objects.visible_to(boss).exists() == reads


@pytest.mark.parametrize("state", ["hidden", "expired", "withdrawn"])
def test_only_what_is_published_is_open(state):
    boss, offer = factories.user(role="employer"), make_offer()
    make_organisation(member=boss)
    assert list(OfferOfService.objects.visible_to(boss)) == [offer]
    OfferOfService.objects.update(state=state)
    assert list(OfferOfService.objects.visible_to(boss)) == []
    assert list(OfferOfService.objects.visible_to(offer.owner)) == [offer]


@pytest.mark.parametrize(
    "role", ["seeker", "counsellor", "analyst", "moderator", "administrator"]
)
def test_no_other_role_sees_an_offer(role):
    make_offer()
    assert list(OfferOfService.objects.visible_to(factories.user(role=role))) == []
