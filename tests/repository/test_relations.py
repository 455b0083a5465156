"""Whose object it is: own, of the same organisation, of another, after withdrawal.

Every address of placement that names an object, in both languages and by each method.
What must come back is in relations.toml: a stranger's object is as if not there.
"""

import re
from uuid import UUID, uuid4

import pytest
from django.core.files.base import ContentFile
from django.urls import get_resolver, reverse
from django.utils import timezone
from django.utils.translation import override

from placement.actions import offers as offer_actions
from placement.models import OfferReading
from placement.models.referrals import ReferralQuerySet
from tests import factories
from tests.placement.factories import make_order, make_organisation
from tests.placement.factories_offers import make_offer, make_referral
from tests.repository.permissions_walk import (
    Table,
    addresses,
    cells,
    walk,
)

pytestmark = pytest.mark.django_db
RELATIONS = (
    "the person",
    "another person",
    "administrator",
    "colleague",
    "another organisation",
    "kept out",
    "blocked",
    "the person, after withdrawal",
    "administrator, after withdrawal",
    "colleague, after withdrawal",
)
# What an address names, where it is not an order.
KINDS = {
    "document": ("document", "document_share", "document_unshare", "document_remove"),
    "referral": (
        "referral", "accept", "step_back", "write", "candidate_referral",
        "candidate_answer", "candidate_write",
    ),
    "organisation": (
        "employer_organisation", "employer_code", "employer_members", "order_new",
        "employer_vouch",
    ),
    "refused": ("appeal",),
}  # fmt: skip
KIND_OF = {name: kind for kind, names in KINDS.items() for name in names}


class Objects(Table):
    """The table, and one object of each kind for one relation."""

    def __init__(self, text: str, keys: dict[str, UUID] | None = None):
        super().__init__(text)
        for address in named():
            name = address.name.partition(":")[2]
            kind = KIND_OF.get(name, "order")
            if keys:
                self.samples[f"{address.name} pk"] = str(keys[kind])
        if keys:
            self.samples["offer"] = str(keys["offer"])
            self.samples.pop("uuid")


def named() -> list:
    """The addresses with a key, of every app but the admin site."""
    return [
        address
        for address in addresses(get_resolver().url_patterns)
        if "<uuid:" in address.route and not address.name.startswith("admin:")
    ]


def read(keys=None) -> Objects:
    return Objects(Table.path("relations.toml").read_text(encoding="utf-8"), keys)


@pytest.fixture
def people(one_of_each):
    """For each relation a person, and the keys of the objects that they ask for."""
    boss, colleague = (factories.user(role="employer") for _ in range(2))
    firm = make_organisation(member=boss, contact_email="x@example.org")
    firm.memberships.create(user=colleague)
    other, kept_out, blocked = (factories.user(role="employer") for _ in range(3))
    make_organisation(member=other)
    kept = make_organisation("Fabrique fermée", member=kept_out)
    shut = make_organisation(member=blocked, state="blocked")

    met, withdrawn = meeting(firm), meeting(firm)
    offer_actions.withdraw(withdrawn[0], by=withdrawn[0].owner)
    met[0].hidden_from.create(name="Fabrique fermée", key="fabrique fermee")
    another = make_offer(code="72106").owner
    return {
        "the person": (met[0].owner, met[1]),
        "another person": (another, met[1]),
        "administrator": (boss, met[1]),
        "colleague": (colleague, met[1]),
        "another organisation": (other, met[1]),
        "kept out": (kept_out, met[1] | of_organisation(kept)),
        "blocked": (blocked, met[1] | of_organisation(shut)),
        "the person, after withdrawal": (withdrawn[0].owner, withdrawn[1]),
        "administrator, after withdrawal": (boss, withdrawn[1]),
        "colleague, after withdrawal": (colleague, withdrawn[1]),
    }


def of_organisation(organisation) -> dict:
    order = make_order(organisation, "72106")
    refused = make_order(organisation, "72106", state="refused", published_at=None)
    return {"organisation": organisation.pk, "order": order.pk, "refused": refused.pk}


def meeting(organisation):
    """A person who applied and shares a document, and the keys of what is theirs."""
    keys = of_organisation(organisation)
    offer = make_offer(code="72106")
    row = make_referral(organisation.orders.get(pk=keys["order"]), offer)
    document = offer.documents.create(
        kind="resume", name="cv.txt", media_type="text/plain", size=1, sha256=row.code,
        state="clean", shared=True, file=ContentFile(b"x", "x"),
    )  # fmt: skip
    # Opened before today: to open it again writes nothing.
    OfferReading.objects.create(
        organisation=organisation, offer=offer, day=timezone.localdate()
    )
    keys |= {"offer": offer.pk, "referral": row.pk, "document": document.pk}
    return offer, keys


def faults(people, relation: str) -> list[str]:
    user, keys = people[relation]
    return walk(read(keys), named(), relation, user, every=True)


def test_each_address_that_names_an_object_has_one_policy():
    table = read()
    names = [address.name for address in named()]
    assert len(names) >= 30
    assert [name for name in names if len(table.policies_of(name)) != 1] == []
    listed = {url for rules in table.policies.values() for url in rules["urls"]}
    assert listed - set(names) == set()


def test_matrix_of_relations_is_at_least_three_thousand_cells(people):
    asked = cells(read(people["the person"][1]), named(), True)
    assert len(asked) * len(RELATIONS) >= 3_000


@pytest.mark.parametrize("relation", RELATIONS)
def test_each_cell_is_as_the_table_says(bare, people, relation):
    assert faults(people, relation) == []


def test_walk_finds_a_planted_hole(bare, people, monkeypatch):
    monkeypatch.setattr(
        ReferralQuerySet, "of_organisation", lambda rows, _organisation: rows.all()
    )
    _user, keys = people["another organisation"]
    found = faults(people, "another organisation")
    path = reverse("placement:candidate_referral", args=[keys["referral"]])
    assert f"another organisation GET {path} (candidate): 200" in found


@pytest.mark.parametrize(
    ("relation", "many"),
    [
        ("another person", 12),
        ("another organisation", 12),
        # A firm keeps its orders: only what the person showed it is gone.
        ("administrator, after withdrawal", 4),
    ],
)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_what_is_anothers_reads_like_what_is_not_there(
    client, people, relation, many, language
):
    """Word for word, but for the key in the address."""
    user, keys = people[relation]
    client.force_login(user)
    compared = 0
    for address in named():
        if not address.name.startswith("placement:"):
            continue
        name = address.name.partition(":")[2]
        kind = KIND_OF.get(name, "order")
        with override(language):
            bodies = []
            for of_kind, offer in ((keys[kind], keys["offer"]), (uuid4(), uuid4())):
                values = {"pk": of_kind, "offer": offer, "number": 1}
                names = re.findall(r"<\w+:(\w+)>", address.route)
                path = reverse(address.name, kwargs={n: values[n] for n in names})
                answer = client.get(path)
                body = answer.content.decode().replace(str(of_kind), "key")
                bodies.append((answer.status_code, body.replace(str(offer), "key")))
        if bodies[0][0] == 404:
            assert bodies[0] == bodies[1], address.name
            compared += 1
    assert compared == many
