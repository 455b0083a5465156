"""An employer registers, is verified, writes an order, and it goes its way."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.urls import reverse

from figures.models import MinimumWage
from figures.rates import minimum_wages
from mail.models import Outbox
from placement.actions import employers as actions
from placement.actions import orders, reviews
from placement.models import JobOrder, Membership, Organisation
from placement.order_questions import troubles
from tests import factories
from tests.placement.factories import make_order, make_organisation, ready
from tests.placement.factories_offers import make_offer

pytestmark = pytest.mark.django_db


def url(name: str, *args) -> str:
    return reverse(f"placement:{name}", args=args)


@pytest.fixture
def employer(client):
    person = factories.user(role="employer")
    client.force_login(person)
    return person


FILE = {
    "legal_name": "Scierie du Nord inc.",
    "neq": "11 4012 3456",
    "site": "https://www.scierie.example",
    "contact_name": "Camille Roy",
    "contact_email": "embauche@scierie.example",
}


def test_registers_is_verified_by_code_writes_and_submits(client, employer):
    factories.regions(r06="Montréal")
    factories.profile("72106")
    key = str(uuid4())
    for _n in range(2):
        client.post(url("employer_register"), FILE | {"key": key})
    row = Organisation.objects.get()
    assert (str(row.pk), row.neq, row.state) == (key, "1140123456", "pending")
    assert Membership.objects.get().is_administrator
    client.post(url("employer_code", key))
    mail = Outbox.objects.get(template="organisation_code")
    assert mail.to == "embauche@scierie.example"
    client.post(url("employer_code", key), {"code": "AAAA-AAAA"})
    assert Organisation.objects.get().state == "pending"
    client.post(url("employer_code", key), {"code": mail.context["code"].lower()})
    assert Organisation.objects.get().state == "verified"

    first = {"title_fr": "Soudeuse", "positions": "1", "token": str(uuid4())}
    page = client.post(url("order_new", key), first).content.decode()
    assert 'value="Soudeuse"' in page
    assert not JobOrder.objects.exists()  # the occupation is not chosen
    for _n in range(2):
        client.post(url("order_new", key), first | {"unit_group": "72106"})
    order = JobOrder.objects.get()
    steps = {
        2: {"language": "fr", "duties": "Souder."},
        3: {"french": "2", "english": "0"},
        4: {
            "region": "06",
            "contract": "permanent",
            "remote": "on_site",
            "wage_unit": "hour",
            "wage_min": "25,50",
        },
        5: {
            "apply_here": "on",
            "question_1": "Savez-vous souder à l’arc ?",
            "declared": ["vacancy", "no_fee", "insurable", "no_strike"],
        },
    }
    for number, fields in steps.items():
        assert client.get(url("order_step", order.pk, number)).status_code == 200
        version = JobOrder.objects.get().version
        answer = client.post(
            url("order_step", order.pk, number), fields | {"version": version}
        )
        assert answer.status_code == 302
    order.refresh_from_db()
    assert (order.wage_min, order.languages) == (Decimal("25.50"), {"fr": 2})
    assert "Souder." in client.get(url("order_preview", order.pk)).content.decode()
    token = str(uuid4())
    for _n in range(2):
        client.post(url("order_act", order.pk), {"act": "submit", "token": token})
    order.refresh_from_db()
    assert (order.state, order.events.count()) == ("submitted", 1)
    reviews.approve(order, by=factories.user(role="moderator"))
    client.post(url("order_act", order.pk), {"act": "publish"})
    assert list(JobOrder.objects.open()) == [order]
    assert client.get(url("employer_home")).status_code == 200
    assert client.get(url("order_page", order.pk)).status_code == 200


def test_a_public_box_proves_nothing():
    made = Organisation(site="https://scierie.example", contact_email="a@gmail.example")
    assert not made.proves_itself_by_mail
    assert not Organisation(contact_email="a@b.example").proves_itself_by_mail


@pytest.mark.parametrize("neq", ["123", "9940123456", "11401234567", "abcdefghij"])
def test_a_neq_that_cannot_be_is_refused(client, employer, neq):
    page = client.post(url("employer_register"), FILE | {"neq": neq})
    assert 'id="id_neq_error"' in page.content.decode()
    assert not Organisation.objects.exists()


@pytest.mark.parametrize("name", Organisation.IDENTITY)
def test_another_identity_is_verified_anew_and_takes_the_orders_away(employer, name):
    organisation = make_organisation(member=employer)
    make_order(organisation)
    assert JobOrder.objects.open().count() == 1
    value = True if name == "is_agency" else "1140123456"
    row = actions.change(organisation, {name: value}, by=employer)
    assert (row.state, row.version) == ("pending", 2)
    assert not JobOrder.objects.open().exists()
    actions.verify(row, row.version, by=factories.user(role="moderator"))
    assert JobOrder.objects.open().count() == 1


def test_another_telephone_changes_nothing(employer):
    organisation = make_organisation(member=employer)
    row = actions.change(organisation, {"contact_phone": "418 555-0100"}, by=employer)
    assert (row.state, row.version) == ("verified", 1)


def test_five_attempts_then_the_code_is_dead(employer):
    organisation = make_organisation(
        member=employer, state="pending", site="https://b.example",
        contact_email="a@b.example",
    )  # fmt: skip
    actions.send_code(organisation, by=employer)
    for _n in range(5):
        assert not actions.verify_by_code(organisation, "AAAA-AAAA", by=employer)
    code = Outbox.objects.get().context["code"]
    assert not actions.verify_by_code(organisation, code, by=employer)


def test_the_invited_address_alone_joins(client, employer):
    organisation = make_organisation(member=employer)
    guest, other = factories.user(), factories.user()
    said = {
        client.post(
            url("employer_members", organisation.pk), {"email": email}, follow=True
        )
        .content.decode()
        .count("L’invitation est envoyée.")
        for email in (guest.email, "personne@example.org")
    }
    assert said == {1}
    token = Outbox.objects.get(to=guest.email).context["token"]
    for person, status in ((other, 404), (guest, 200)):
        person.emailaddress_set.update_or_create(
            email=person.email, defaults={"primary": True, "verified": True}
        )
        client.force_login(person)
        assert client.get(url("employer_join", token)).status_code == status
    client.post(url("employer_join", token))
    assert organisation.memberships.filter(user=guest).count() == 1
    assert client.get(url("employer_join", token)).status_code == 404
    assert client.get(url("employer_organisation", organisation.pk)).status_code == 404


def test_the_last_administrator_stays(client, employer):
    organisation = make_organisation(member=employer)
    client.post(url("employer_members", organisation.pk), {"remove": employer.pk})
    assert organisation.memberships.count() == 1


def test_conflict_is_shown_and_nothing_overwritten(client, employer):
    order = make_order(make_organisation(member=employer), **ready())
    orders.write(order, {"duties": "De l’autre"}, 1, by=employer)
    answer = client.post(
        url("order_step", order.pk, 2),
        {"language": "fr", "duties": "De moi", "version": "1"},
    )
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "De l’autre" in page
    assert "De moi" in page
    order.refresh_from_db()
    assert order.duties == "De l’autre"


@pytest.mark.parametrize(
    ("people", "counted"), [(0, False), (1, False), (4, False), (5, True)]
)
def test_a_few_people_are_not_counted_beside_the_form(
    client, employer, people, counted
):
    factories.profile("21232")
    order = make_order(make_organisation(member=employer), **ready())
    for _n in range(people):
        make_offer()
    page = client.post(url("order_help", order.pk, 4), {"region": "06"}).text
    few = "Moins de 5 offres de service pour cette profession"
    many = '<p class="small">5 offres de service pour cette profession'
    assert (few in page, many in page) == (not counted, counted)


def test_help_says_where_the_offer_stands(client, employer):
    MinimumWage.objects.create(
        since=date(2020, 1, 1), hourly_rate=16, source_fr="Source", source_en="Source"
    )
    minimum_wages.cache_clear()
    factories.profile("21232")
    order = make_order(make_organisation(member=employer), **ready())
    typed = {"wage_min": "12", "wage_unit": "hour", "region": "06"}
    page = client.post(url("order_help", order.pk, 4), typed).content.decode()
    assert "L’offre est en dessous" in page
    typed = {"english": "3", "french": "2"}
    page = client.post(url("order_help", order.pk, 3), typed).content.decode()
    assert "Une autre langue que le français est exigée" in page
    order.refresh_from_db()
    assert (order.wage_min, order.languages) == (None, {"fr": 2})


@pytest.mark.parametrize(
    "question",
    [
        "Quel est votre âge ?", "Are you married?", "Avez-vous un casier judiciaire ?",
        "What is your social insurance number?", "Êtes-vous enceinte ?",
        "Savez-vous souder",
    ],
)  # fmt: skip
def test_a_question_that_may_not_be_asked(question):
    assert troubles(question)


@pytest.mark.parametrize(
    "question",
    ["Savez-vous souder à l’arc ?", "Are you free on weekends?", ""],
)
def test_a_question_that_may(question):
    assert troubles(question) == []
