"""Who must sign in with two steps, and what they meet until they do."""

import pytest
from django.conf import settings

from tests import factories

pytestmark = pytest.mark.django_db
MUST = ["counsellor", "analyst", "moderator", "administrator"]


def test_roles_that_must_are_those_that_keep_the_portal():
    assert settings.SECOND_STEP_ROLES == MUST


@pytest.mark.parametrize("role", MUST)
@pytest.mark.parametrize("name", ["account", "admin:index", "desk:home"])
def test_nothing_opens_before_the_second_step_is_set_up(role, name, client, at):
    client.force_login(factories.user(role=role, second_step=False))
    for answer in (client.get(at(name)), client.post(at(name))):
        assert (answer.status_code, answer.url) == (302, at("mfa_activate_totp"))


@pytest.mark.parametrize("role", MUST)
def test_everything_of_the_role_opens_after_it(role, client, at):
    client.force_login(factories.user(role=role))
    assert client.get(at("account")).status_code == 200


def test_superuser_of_any_role_must_too(client, at):
    person = factories.user(role="employer", is_superuser=True)
    client.force_login(person)
    assert client.get(at("account")).url == at("mfa_activate_totp")
    factories.add_second_step(person)
    assert client.get(at("account")).status_code == 200


@pytest.mark.parametrize("role", ["seeker", "employer"])
def test_others_choose_for_themselves(role, client, at):
    client.force_login(factories.user(role=role))
    assert client.get(at("account")).status_code == 200


def test_the_set_up_itself_and_the_way_out_stay_open(client, at):
    client.force_login(factories.user(role="moderator", second_step=False))
    assert client.get(at("mfa_activate_totp")).url.startswith(
        at("account_reauthenticate")
    )
    assert client.get(at("account_reauthenticate")).status_code == 200
    assert client.get(at("account_logout")).status_code == 200


def test_public_pages_do_not_ask_who_reads(client, at, django_assert_num_queries):
    client.force_login(factories.user(role="moderator", second_step=False))
    assert client.get(at("accessibility")).status_code == 200


def test_a_live_fragment_leads_the_whole_page_there(client, at):
    client.force_login(factories.user(role="moderator", second_step=False))
    answer = client.get(at("account"), headers={"HX-Request": "true"})
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (
        204,
        at("mfa_activate_totp"),
    )


def test_knowing_takes_no_query_of_its_own(client, at, django_assert_num_queries):
    client.force_login(factories.user(role="moderator"))
    with django_assert_num_queries(2):  # the session and its person
        client.get(at("account"))


def test_removing_the_app_shuts_the_doors_again(client, at):
    person = factories.user(role="analyst")
    client.force_login(person)
    person.authenticator_set.all().delete()
    assert client.get(at("account")).url == at("mfa_activate_totp")
