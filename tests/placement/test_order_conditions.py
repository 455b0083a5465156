"""What an order says by codes: typed once, read in both languages everywhere."""

import csv
import io

import pytest
from django.urls import reverse
from django.utils.translation import override

from bilingual.folding import fold
from businesses.models import Business
from classifications.models import Industry, Municipality
from placement.indexing import reindex
from placement.models import JobOrder, Organisation
from tests import factories
from tests.placement.factories import make_order, make_organisation, ready
from tests.placement.jobposting import faults, postings

pytestmark = pytest.mark.django_db


@pytest.fixture
def boss(client):
    user = factories.user(role="employer")
    client.force_login(user)
    factories.regions()
    for code, name, region in (
        ("66023", "Montréal", "06"), ("58227", "Longueuil", "16"),
        ("89008", "Val-d’Or", "08"), ("89999", "Double", "08"),
        ("58999", "Double", "16"),
    ):  # fmt: skip
        Municipality.objects.create(
            code=code, name=name, sort_name=fold(name),
            region_id=region,
        )  # fmt: skip
    return user


STEPS = {
    2: {"language": "fr", "duties": "Souder.", "driving": "3", "education": "2",
        "experience_months": "12", "physical": ["lift_20", "noise"]},
    4: {"region": "06", "town": "Montréal", "sites": "longueuil, Val-d’Or, Montréal",
        "contract": "permanent", "remote": "on_site", "wage_min": "14",
        "wage_unit": "hour", "is_tipped": "on", "union": "yes"},
    5: {"apply_here": "on", "documents": ["cv", "portfolio"], "public_days": "14",
        "interviews_from": "2099-02-01", "interviews_until": "2099-02-12",
        "declared": ["vacancy", "no_fee", "insurable", "no_strike"]},
}  # fmt: skip


def test_codes_are_kept_and_read_in_both_languages(client, boss):
    order = make_order(make_organisation(member=boss), **ready())
    for number, said in STEPS.items():
        order.refresh_from_db()
        address = reverse("placement:order_step", args=[order.pk, number])
        answer = client.post(address, said | {"version": order.version})
        assert answer.status_code == 302, answer.context["form"].errors
    order.refresh_from_db()
    assert order.other_sites == ["58227", "89008"]
    assert order.days_public.days == 14
    JobOrder.objects.filter(pk=order.pk).update(
        state="submitted"
    )  # the moderator's part is elsewhere
    for state in ("in_review", "approved"):
        JobOrder.objects.filter(pk=order.pk).update(state=state)
    client.post(reverse("placement:order_act", args=[order.pk]), {"act": "publish"})
    order.refresh_from_db()
    lasts = order.expires_on - order.published_at.astimezone().date()
    assert (order.state, lasts.days) == ("published", 14)

    words = {
        "fr": ["classe 3 (camion)", "lever de 10 à 20\u00a0kg, bruit", "poste syndiqué",
               "Longueuil, Val-d’Or", "CV, portfolio", "pourboires",
               "Du 1er février 2099 au 12 février 2099"],
        "en": ["class 3 (truck)", "lifting 10 to 20 kg, noise", "unionised position",
               "Longueuil, Val-d’Or", "résumé, portfolio", "Tips are usual",
               "From Feb. 1, 2099 to Feb. 12, 2099"],
    }  # fmt: skip
    for language, expected in words.items():
        with override(language):
            text = client.get(
                reverse("jobs:order", args=[order.number, "x"]), follow=True
            ).text
            preview = client.get(
                reverse("placement:order_preview", args=[order.pk])
            ).text
        assert [one for one in expected if one not in text] == []
        assert [one for one in expected if one not in preview] == []
    (found,) = postings(text)
    assert faults(found) == []
    towns = [place["address"]["addressLocality"] for place in found["jobLocation"]]
    assert towns == ["Montréal", "Longueuil", "Val-d’Or"]
    level = found["educationRequirements"]["credentialCategory"]
    assert level == "professional certificate"
    assert found["experienceRequirements"]["monthsOfExperience"] == 12

    reindex([order.pk])
    text = client.get(reverse("jobs:csv")).content.decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(text))
    assert [row[name] for name in ("driving", "physical", "union", "documents")] == [
        "3", "lift_20 noise", "yes", "cv portfolio",
    ]  # fmt: skip
    assert row["other_municipalities"] == "58227 89008"


@pytest.mark.parametrize(
    ("number", "field", "value"),
    [
        (4, "sites", "Montréal, Atlantide"),
        (4, "sites", "Double"),
        (4, "sites", ",".join(["Longueuil"] * 10)),
        (4, "union", "perhaps"),
        (2, "driving", "9Z"),
        (5, "interviews_until", "2099-01-01"),
        (5, "public_days", "400"),
    ],
)
def test_nonsense_is_said_at_its_field(client, boss, number, field, value):
    order = make_order(make_organisation(member=boss), **ready())
    address = reverse("placement:order_step", args=[order.pk, number])
    said = STEPS[number] | {field: value, "version": "1"}
    answer = client.post(address, said)
    assert answer.status_code == 200
    assert field in answer.context["form"].errors


def test_organisation_says_its_industry_and_town(client, boss):
    Industry.objects.create(code="33", level=1, title_fr="Fabrication")
    Industry.objects.create(code="332", level=2, parent_id="33", title_en="Metal")
    said = {
        "legal_name": "Fabrique inc.", "contact_name": "Alex", "naics": "332",
        "contact_email": "a@example.org", "town": "Longueuil",
    }  # fmt: skip
    address = reverse("placement:employer_register")
    assert "332 Metal" in client.get(address).text
    client.post(address, said)
    row = Organisation.objects.get()
    assert (row.naics_id, row.municipality_id, row.region_id) == ("332", "58227", "16")
    answer = client.post(address, said | {"town": "Atlantide"})
    assert "town" in answer.context["form"].errors


@pytest.mark.parametrize(
    ("neq", "listed"), [("1140123456", True), ("1140123457", False)]
)
def test_employer_that_the_directory_lists_leads_to_it(client, neq, listed):
    Business.objects.create(
        neq="1140123456", name="Fabrique", sort_name="fabrique", demonstration=False
    )
    order = make_order(make_organisation(neq=neq))
    text = client.get(reverse("jobs:order", args=[order.number, "x"]), follow=True).text
    assert (reverse("businesses:by_number", args=[neq]) in text) is listed
