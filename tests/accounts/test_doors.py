"""Who may go where: deny by default, roles, the admin site."""

import pytest
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.test import override_settings
from django.urls import include, path
from django.utils.translation import override

from accounts import roles
from accounts.models import User
from tests import factories

pytestmark = pytest.mark.django_db

urlpatterns = [
    path("forgotten-opt-out", lambda request: HttpResponse("secret")),
    path("fr/", include("accounts.urls")),
]


@override_settings(ROOT_URLCONF=__name__)
def test_a_view_that_says_nothing_asks_to_sign_in(client):
    response = client.get("/forgotten-opt-out")
    assert response.status_code == 302
    assert response.url.endswith("?next=/forgotten-opt-out")


@pytest.mark.parametrize(
    "name",
    [
        "account",
        "account_email",
        "account_change_password",
        "account_reauthenticate",
        "mfa_index",
        "mfa_activate_totp",
        "mfa_view_recovery_codes",
        "totp_image",
    ],
)
def test_pages_of_ones_own_account_ask_to_sign_in(name, client, at):
    response = client.get(at(name))
    assert response.status_code == 302
    assert response.url.startswith(at("account_login"))


def test_an_address_serves_one_account_whatever_its_case():
    factories.user("personne@example.org")
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create_user("PERSONNE@example.org", "x")


def test_an_unknown_role_is_refused_by_the_database():
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create_user("x@example.org", "x", role="king")


def test_superuser_administers_and_signs_in_at_once(at, sign_in):
    person = User.objects.create_superuser("chef@example.org", factories.PASSWORD)
    assert (person.role, person.is_staff) == ("administrator", True)
    assert sign_in("chef@example.org").url == at("account")


PREDICATES = [
    roles.is_seeker,
    roles.is_employer,
    roles.is_counsellor,
    roles.is_analyst,
    roles.is_moderator,
    roles.is_administrator,
]


@pytest.mark.parametrize(
    ("role", "held"),
    [
        ("seeker", [True, False, False, False, False, False]),
        ("employer", [False, True, False, False, False, False]),
        ("counsellor", [False, False, True, False, False, False]),
        ("analyst", [False, False, False, True, False, False]),
        ("moderator", [False, False, False, False, True, False]),
        ("administrator", [False, False, False, True, True, True]),
    ],
)
def test_each_role_opens_its_own_doors(role, held):
    person = factories.user(role=role)
    assert [holds(person) for holds in PREDICATES] == held
    person.is_active = False
    assert not any(holds(person) for holds in PREDICATES)


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("seeker", 403),
        ("employer", 403),
        ("counsellor", 403),
        ("analyst", 200),
        ("moderator", 200),
        ("administrator", 200),
    ],
)
def test_admin_site_opens_to_those_who_keep_the_portal(role, status, client, at):
    client.force_login(factories.user(role=role))
    assert client.get(at("admin:index"), follow=True).status_code == status


def test_admin_site_sends_strangers_to_the_one_sign_in(client, at):
    response = client.get(at("admin:index"), follow=True)
    path, _status = response.redirect_chain[-1]
    assert path.startswith(at("account_login"))


@pytest.mark.parametrize(
    ("role", "status"), [("analyst", 403), ("moderator", 403), ("administrator", 200)]
)
def test_accounts_are_kept_by_administrators_only(role, status, client, at):
    client.force_login(factories.user(role=role))
    with override("fr"):
        for name in ("changelist", "add"):
            address = at(f"admin:accounts_user_{name}")
            assert client.get(address).status_code == status


def test_an_administrator_does_not_change_a_superuser(client, at):
    chief = User.objects.create_superuser("chef@example.org", factories.PASSWORD)
    client.force_login(factories.user(role="administrator"))
    address = at("admin:accounts_user_change", object_id=chief.pk)
    response = client.post(address, {"email": "pris@example.org", "role": "seeker"})
    assert response.status_code == 403
