"""Garbage in every parameter and form of both sides: never a server error."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from placement.indexing import reindex
from tests import factories
from tests.placement.factories import make_order, make_organisation
from tests.placement.factories_offers import make_offer, make_referral

pytestmark = pytest.mark.django_db
GARBAGE = [
    "\x00",
    "9" * 400,
    "-1",
    "NaN",
    "Infinity",
    "1e999999999",
    "x" * 10_000,
    "'; DROP TABLE placement_referral; --",
    "\u202e\ud7ff",
    "<script>alert(1)</script>",
    "{{7*7}}",
    "٣٣٣٣٣",
    "0001-01-01",
    "99999-99-99",
    "21232\n",
]
SEEKER = {
    "offer_add_occupation": ["code", "years"],
    "offer_skills": ["skills-1", "skills-9"],
    "offer_background": ["summary", "language", "education", "licences", "french"],
    "offer_conditions": [
        "regions", "commute_km", "available_on", "schedule", "contracts",
    ],
    "offer_private": ["full_name", "phone", "wage_floor", "needs", "hidden_from"],
    "offer_publish": ["consent"],
    "documents": ["kind", "file", "shared"],
    "apply": ["consent", "answer_0", "word"],
    "accept": ["consent", "answer_0", "word"],
    "write": ["token", "text"],
}  # fmt: skip
EMPLOYER = {
    "candidate_answer": ["state", "reason"],
    "candidate_write": ["token", "text"],
}


@pytest.fixture
def sides(db):
    factories.release()
    factories.descriptor("Writing")
    boss = factories.user(role="employer")
    order = make_order(make_organisation(member=boss), questions=["Savez-vous souder?"])
    reindex([order.pk])
    offer = make_offer()
    row = make_referral(order, offer, "applied")
    keys = {"apply": [order.pk]} | {
        name: [row.pk]
        for name in ("accept", "write", "candidate_answer", "candidate_write")
    }
    return offer.owner, boss, keys


@pytest.mark.parametrize("value", GARBAGE, ids=ascii)
def test_forms_take_any_garbage(client, sides, value):
    seeker, boss, keys = sides
    for person, forms in ((seeker, SEEKER), (boss, EMPLOYER)):
        client.force_login(person)
        for name, fields in forms.items():
            address = reverse(f"placement:{name}", args=keys.get(name, []))
            for field in fields:
                for data in ({field: value}, {field: [value, "1"]}):
                    answer = client.post(address, data)
                    assert answer.status_code < 500, (name, field)
            everything = dict.fromkeys(fields, value)
            assert client.post(address, everything).status_code < 500


@pytest.mark.parametrize("value", GARBAGE, ids=ascii)
def test_addresses_take_any_garbage(client, sides, value):
    seeker, _boss, _keys = sides
    client.force_login(seeker)
    for name in ("offer_occupations", "matches", "referrals", "offer_home"):
        for field in ("q", "wages", "page", "q[]"):
            answer = client.get(reverse(f"placement:{name}"), {field: value})
            assert answer.status_code < 500


@pytest.mark.parametrize("name", ["\x00", "a" * 5_000, "../../x", "\ud7ff", "", "."])
def test_names_of_files_take_any_garbage(client, sides, name):
    seeker, _boss, _keys = sides
    client.force_login(seeker)
    file = SimpleUploadedFile("cv.txt", b"Bonjour")
    file._name = name
    data = {"kind": "resume", "file": file}
    assert client.post(reverse("placement:documents"), data).status_code < 500
