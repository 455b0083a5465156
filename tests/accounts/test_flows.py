"""From sign-up to sign-in, and what a stranger can learn on the way: nothing."""

import re

import pytest
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.test import RequestFactory, override_settings

from accounts.adapter import client_address
from accounts.models import User
from tests import factories

pytestmark = pytest.mark.django_db
NEW = {
    "email": "Nouvelle@Example.org",
    "password1": factories.PASSWORD,
    "password2": factories.PASSWORD,
}


@pytest.mark.parametrize(
    ("language", "subject", "words"),
    [
        ("fr", "IMT – Confirmez votre adresse", "Bonjour,"),
        ("en", "IMT – Confirm your address", "Hello,"),
    ],
)
def test_sign_up_then_confirmation_then_sign_in(
    language, subject, words, client, at, sign_in, link_of, mailoutbox
):
    response = client.post(at("account_signup", language), NEW)
    assert response.url == at("account_email_verification_sent", language)
    person = User.objects.get()
    assert (person.email, person.role) == ("nouvelle@example.org", "seeker")
    assert person.language == language
    (mail,) = mailoutbox
    assert (mail.subject, mail.body.split("\n")[0]) == (subject, words)

    assert sign_in(person.email).url == at("account_email_verification_sent")

    address = link_of(mail)
    assert address.startswith(f"/{language}/")
    assert client.get(address).status_code == 200
    assert client.post(address).status_code == 302
    assert sign_in(person.email).url == at("account")
    assert client.get(at("account")).status_code == 200


@override_settings(SITE_URL="https://portal.example.org", ALLOWED_HOSTS=["*"])
def test_mail_never_trusts_the_host_header(client, at, mailoutbox):
    client.post(at("account_signup"), NEW, headers={"host": "evil.example"})
    assert "https://portal.example.org/" in mailoutbox[0].body
    assert "evil.example" not in mailoutbox[0].body


def test_known_address_signs_up_like_an_unknown_one(client, at, mailoutbox):
    factories.user("nouvelle@example.org", language="en")
    response = client.post(at("account_signup"), NEW)
    assert response.url == at("account_email_verification_sent")
    assert User.objects.count() == 1
    assert mailoutbox[0].subject == "IMT – You already have an account"


def test_reset_says_the_same_for_known_and_unknown_addresses(client, at, mailoutbox):
    factories.user("connue@example.org")
    answers = [
        client.post(at("account_reset_password"), {"email": email}).url
        for email in ("connue@example.org", "inconnue@example.org")
    ]
    assert answers == [at("account_reset_password_done")] * 2
    assert [mail.to for mail in mailoutbox] == [
        ["connue@example.org"],
        ["inconnue@example.org"],
    ]


def test_reset_link_changes_the_password(client, at, sign_in, link_of, mailoutbox):
    factories.user("connue@example.org", language="en")
    client.post(at("account_reset_password"), {"email": "connue@example.org"})
    address = link_of(mailoutbox[0])
    assert address.startswith("/en/")
    form = client.get(address, follow=True)
    new = "another long sentence"
    response = client.post(
        form.redirect_chain[-1][0], {"password1": new, "password2": new}
    )
    assert response.url == at("account_reset_password_from_key_done", "en")
    assert sign_in("connue@example.org", new).url == at("account")


def test_wrong_password_and_unknown_address_read_alike(client, at, sign_in):
    factories.user("connue@example.org")
    known, unknown = (
        sign_in(email, "pas le bon du tout").content.decode()
        for email in ("connue@example.org", "inconnue@example.org")
    )
    message = "L’adresse courriel ou le mot de passe n’est pas le bon."
    assert (message in known, message in unknown) == (True, True)


def test_errors_lead_to_their_fields(client, at):
    page = client.post(at("account_signup", "en"), NEW | {"password2": "other"})
    text = page.content.decode()
    assert '<a href="#id_password2">' in text
    assert 'aria-describedby="id_password2_error"' in text
    assert 'id="id_password2_error"' in text
    assert "<title>Error: " in text


@pytest.mark.parametrize("email", ["PERSONNE@EXAMPLE.ORG", "personne@example.org"])
def test_any_case_of_the_address_signs_in(email, at, sign_in):
    factories.user("personne@example.org")
    assert sign_in(email).url == at("account")


@pytest.mark.parametrize(
    "name", ["account_login", "account_signup", "account_reset_password"]
)
def test_pages_of_accounts_are_neither_kept_nor_indexed(name, client, at):
    response = client.get(at(name))
    assert "no-store" in response.headers["Cache-Control"]
    assert '<meta name="robots" content="noindex">' in response.content.decode()
    assert "csrf" in response.cookies


def test_tenth_failure_locks_sign_in_with_plain_words(client, at, sign_in):
    factories.user("personne@example.org")
    for _attempt in range(9):
        assert sign_in("personne@example.org", "pas le bon").status_code == 200
    locked = sign_in("personne@example.org", "pas le bon")
    assert locked.status_code == 429
    assert "La connexion est bloquée pour une heure" in locked.content.decode()
    assert sign_in("personne@example.org").status_code == 429


def test_one_persons_failures_do_not_lock_another(client, sign_in, at):
    factories.user("une@example.org")
    factories.user("autre@example.org")
    for _attempt in range(9):
        sign_in("une@example.org", "pas le bon")
    assert sign_in("autre@example.org").url == at("account")


def test_second_step_is_asked_after_the_password(client, at, sign_in):
    person = factories.user("personne@example.org")
    TOTP.activate(person, generate_totp_secret())
    assert sign_in("personne@example.org").url == at("mfa_authenticate")
    assert client.get(at("account")).status_code == 302
    page = client.get(at("mfa_authenticate")).content.decode()
    assert 'autocomplete="one-time-code"' in page


@pytest.fixture
def confirmed(client, at, sign_in):
    """A person who has signed in and typed the password once more."""
    person = factories.user("personne@example.org")
    sign_in(person.email)
    client.post(at("account_reauthenticate"), {"password": factories.PASSWORD})
    return person


def test_key_of_the_app_comes_as_an_image_of_this_site(client, at, confirmed):
    page = client.get(at("mfa_activate_totp")).content.decode()
    assert f'src="{at("totp_image")}"' in page
    image = client.get(at("totp_image"))
    assert image.headers["Content-Type"] == "image/svg+xml"
    assert image.headers["Cache-Control"].count("no-store") == 1


def test_every_page_of_ones_account_answers_in_both_languages(client, at, confirmed):
    for name in (
        "account",
        "account_email",
        "account_change_password",
        "account_reauthenticate",
        "mfa_index",
        "mfa_activate_totp",
        "account_logout",
    ):
        for language in ("fr", "en"):
            response = client.get(at(name, language))
            assert response.status_code == 200, name
            assert response.content.decode().count("<h1>") == 1


@pytest.mark.django_db(transaction=True)
def test_code_of_the_app_activates_the_second_step(client, at, confirmed, mailoutbox):
    client.get(at("mfa_activate_totp"))
    client.get(at("totp_image"))
    secret = client.session["mfa.totp.secret"]
    code = format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))
    response = client.post(at("mfa_activate_totp"), {"code": code})
    assert response.url == at("mfa_view_recovery_codes")
    assert client.get(response.url).content.decode().count('<li class="tag">') == 10
    assert "IMT – La connexion en deux étapes est active" in {
        mail.subject for mail in mailoutbox
    }


@pytest.mark.parametrize(("proxies", "seen"), [(0, "10.0.0.1"), (1, "203.0.113.7")])
def test_visitors_address_is_the_proxys_word_only_behind_one(settings, proxies, seen):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    request = RequestFactory().get(
        "/", REMOTE_ADDR="10.0.0.1", headers={"X-Forwarded-For": "203.0.113.7"}
    )
    assert client_address(request) == seen


def said(response, *mine: str) -> tuple:
    """What a stranger can compare: status, address and page, their own words aside."""
    body = re.sub(rb'value="[\w-]{64}"', b"", response.content).decode()
    for word in mine:
        body = body.replace(word, "…")
    return response.status_code, response.headers.get("Location"), body


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize(
    ("name", "field", "rest"),
    [
        ("account_login", "login", {"password": "pas le bon du tout"}),
        ("account_reset_password", "email", {}),
        (
            "account_signup",
            "email",
            {"password1": factories.PASSWORD, "password2": factories.PASSWORD},
        ),
        # What is wrong with the rest is said to both.
        ("account_signup", "email", {"password1": "court", "password2": "autre"}),
    ],
)
def test_a_stranger_learns_nothing_of_an_address(
    name, field, rest, language, client, at, mailoutbox
):
    factories.user("connue@example.org")
    known, unknown = (
        said(client.post(at(name, language), {field: address} | rest), address)
        for address in ("connue@example.org", "autres@example.org")
    )
    assert known == unknown


def test_a_stranger_is_told_of_a_lock_like_the_owner(client, at, sign_in):
    factories.user("connue@example.org")
    answers = []
    for n, address in enumerate(("connue@example.org", "autres@example.org")):
        for _attempt in range(10):
            last = client.post(
                at("account_login"),
                {"login": address, "password": "pas le bon"},
                REMOTE_ADDR=f"198.51.100.{n}",
            )
        answers.append(said(last, address))
    assert answers[0] == answers[1]
    assert answers[0][0] == 429


@pytest.mark.parametrize("chosen", ["en", "fr"])
def test_language_of_messages_is_chosen_and_used(chosen, client, at, mailoutbox):
    person = factories.user("connue@example.org", language="fr")
    client.force_login(person)
    assert client.post(at("account_language"), {"language": chosen}).status_code == 302
    client.logout()
    client.post(at("account_reset_password", "fr"), {"email": "connue@example.org"})
    first = {"fr": "Bonjour,", "en": "Hello,"}[chosen]
    assert mailoutbox[0].body.split("\n")[0] == first


def test_an_unknown_language_of_messages_is_refused(client, at):
    person = factories.user("connue@example.org", language="en")
    client.force_login(person)
    assert client.post(at("account_language"), {"language": "de"}).status_code == 302
    person.refresh_from_db()
    assert person.language == "en"
