"""Garbage in every form of an employer and of a moderator: never a server error."""

import pytest
from django.urls import reverse

from placement.employer_forms import MemberForm, OrganisationForm
from placement.models import JobOrder, Organisation
from placement.moderation_forms import DecisionForm
from placement.order_forms import STEPS
from tests import factories
from tests.placement.factories import make_order, make_organisation, ready
from tests.placement.test_offer_fuzz import GARBAGE

pytestmark = pytest.mark.django_db
ACTS = (
    "submit", "publish", "schedule", "unschedule", "suspend", "resume", "extend",
    "confirm", "close", "withdraw", "drop", "copy", "x",
)  # fmt: skip


@pytest.mark.parametrize("value", GARBAGE, ids=ascii)
def test_employers_forms_take_any_garbage(client, value):
    boss = factories.user(role="employer")
    organisation = make_organisation(member=boss)
    order = make_order(organisation, **ready())
    client.force_login(boss)
    forms = {
        reverse("placement:employer_register"): [*OrganisationForm.base_fields, "key"],
        reverse("placement:employer_members", args=[organisation.pk]): [
            *MemberForm.base_fields, "remove",
        ],
        reverse("placement:employer_code", args=[organisation.pk]): ["code"],
        reverse("placement:order_new", args=[organisation.pk]): [
            *STEPS[1][1].base_fields, "token",
        ],
        reverse("placement:order_act", args=[order.pk]): ["act", "token"],
    }  # fmt: skip
    for number, (_name, form) in STEPS.items():
        for name in ("order_step", "order_help"):
            address = reverse(f"placement:{name}", args=[order.pk, number])
            forms[address] = [*form.base_fields, "version"]
    for address, fields in forms.items():
        for data in (dict.fromkeys(fields, value), {f: [value, "1"] for f in fields}):
            data |= {"version": data.get("version", "1")}
            assert client.post(address, data).status_code < 500, address
            # What is read besides: garbage in one field, a true version.
            assert client.post(address, data | {"version": "1"}).status_code < 500
    for act in ACTS:
        said = {"act": act, "on": value, "reason": value, "outcome": value}
        address = reverse("placement:order_act", args=[order.pk])
        assert client.post(address, said).status_code < 500, act


@pytest.mark.parametrize("value", GARBAGE, ids=ascii)
def test_moderators_forms_take_any_garbage(client, value):
    order = make_order(**ready(state="submitted"))
    organisation = order.organisation
    client.force_login(factories.user(role="moderator"))
    for name, key in (
        ("decide", order.pk), ("employer_switch", order.pk),
        ("employer_vouch", organisation.pk),
    ):  # fmt: skip
        fields = [*DecisionForm.base_fields, "hidden", "act", "version"]
        data = dict.fromkeys(fields, value)
        address = reverse(f"placement:{name}", args=[key])
        for more in ({}, {"act": "verify"}, {"act": "block"}, {"decision": "refuse"}):
            assert client.post(address, data | more).status_code < 500, name
    queue = reverse("placement:review_queue")
    assert client.get(queue, {"page": value}).status_code == 200
    assert JobOrder.objects.get().state == "submitted"
    assert Organisation.objects.get().state == "verified"
