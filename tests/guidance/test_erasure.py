"""Erasing a person: nothing is left but counts; and the rules of time before it."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.apps import apps
from django.contrib.auth.hashers import make_password
from django.core.files.storage import default_storage
from django.db import models
from django.urls import reverse
from django.utils import timezone

from accounts.models import Session, User
from accounts.personal import holdings
from accounts.tasks import forget
from guidance import erasure
from guidance.models import Erasure
from guidance.tasks import keep_files
from mail.models import Outbox, Subscription
from mail.sending import message
from placement.models import JobOrder, OrderVersion, Organisation
from tests import factories
from tests.guidance.full_file import WORD, files_below, found_in, person
from tests.placement.factories import make_order, make_organisation
from tests.placement.factories_offers import make_offer

pytestmark = pytest.mark.django_db
NOW = datetime(2027, 6, 1, 5, tzinfo=ZoneInfo("America/Montreal"))
# Rows of a person that no holding lists: they say nothing of their own, and go along.
DERIVED = {
    "placement.OfferPlace",  # the offer, as the search of candidates reads it
    "account.EmailConfirmation",  # a key of a confirmation
    "accounts.User_groups",
    "accounts.User_user_permissions",
}


@pytest.fixture(autouse=True)
def no_files():
    """Files outlive a test's transaction."""
    for name in files_below(""):
        default_storage.delete(name)


@pytest.fixture
def signed_in(client):
    """Signed in, and the password typed again a moment ago."""

    def do(user: User):
        user.password = make_password(factories.PASSWORD)
        user.save(update_fields=["password"])
        client.force_login(user)
        said = {"password": factories.PASSWORD}
        client.post(reverse("account_reauthenticate"), said)
        return user

    return do


def test_every_table_of_a_person_is_registered():
    """Whatever leads to a person by keys that delete along."""
    of_person, before = {User}, None
    while of_person != before:
        before = set(of_person)
        of_person |= {
            model
            for model in apps.get_models(include_auto_created=True)
            for field in model._meta.concrete_fields
            if field.is_relation
            and field.remote_field.on_delete is models.CASCADE
            and field.related_model in before
        }
    somebody = factories.user()
    known = {held.rows(somebody).model for held in holdings()}
    left = {model._meta.label for model in of_person - known}
    assert left == DERIVED


def test_every_table_that_holds_an_address_is_registered():
    """By a column for one, whether or not a key leads to an account."""
    named = {
        model._meta.label
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.concrete_fields
        if isinstance(field, models.EmailField)
        or field.name in ("email", "username", "to", "email_address")
    }
    somebody = factories.user()
    known = {held.rows(somebody).model._meta.label for held in holdings()}
    # A firm's, cleared when a member who had it leaves; a key of a confirmation.
    of_firms = {"placement.Organisation", "placement.JobOrder"}
    assert named - known == {*of_firms, "account.EmailConfirmation"}


def test_somebody_has_something_of_every_kind():
    user = person()
    empty = [held.name for held in holdings() if not held.rows(user).exists()]
    assert empty == []
    tables = found_in(f"{WORD}0")
    assert len(tables) >= 20
    assert any(name.startswith("documents/") for name in tables)


def test_erasure_leaves_nothing_but_counts(django_capture_on_commit_callbacks):
    user, other = person(0), person(1)
    with django_capture_on_commit_callbacks(execute=True):
        erasure.erase(user)
    assert found_in(f"{WORD}0") == []
    assert not Session.objects.filter(user_id=user.pk).exists()
    done = Erasure.objects.get(user=None)
    assert (done.counts["documents"], done.counts["messages"]) == (1, 1)
    assert done.counts["organisations"] == 2
    # The other person has kept everything.
    assert all(held.rows(other).exists() for held in holdings())
    assert any(name.startswith("documents/") for name in found_in(f"{WORD}1"))


def test_search_of_leftovers_finds_a_planted_one(django_capture_on_commit_callbacks):
    user = person(0)
    with django_capture_on_commit_callbacks(execute=True):
        erasure.erase(user)
    Subscription.objects.create(email="x@example.org", language="fr", topic=WORD)
    factories.user().saved_searches.create(
        email="y@example.org", language="fr", nocs=[WORD[:5]], query=f"q={WORD}0"
    )
    assert found_in(WORD) == ["mail_subscription", "placement_savedsearch"]


def test_firms_outlive_a_member_and_nobody_is_named_in_them():
    user = person()
    alone = Organisation.objects.get(legal_name="Seule 0")
    waits = make_order(alone, state="in_review")
    waits.versions.create(number=1, state="in_review")
    erasure.erase(user)
    alone.refresh_from_db()
    assert alone.contact_name == ""
    ended = alone.orders.exclude(closed_at=None).values_list("state", flat=True)
    assert list(ended) == ["withdrawn", "withdrawn"]
    assert OrderVersion.objects.to_review().count() == 0
    shared = Organisation.objects.get(legal_name="Partagée 0")
    order = JobOrder.objects.get(organisation=shared)
    assert (order.state, order.apply_here, order.contact_name) == (
        "published",
        True,
        "",
    )
    assert order.versions.get().content["title_fr"] == "Poste"
    # Somebody must be able to choose the others.
    assert shared.memberships.get().is_administrator


def test_only_confirmed_addresses_are_the_persons(django_capture_on_commit_callbacks):
    user = factories.user("moi@example.org")
    user.emailaddress_set.create(email="autre@example.org", verified=False)
    Subscription.objects.create(email="AUTRE@example.org", language="fr", topic="x")
    Subscription.objects.create(email="MOI@example.org", language="fr", topic="x")
    erasure.erase(user)
    assert [row.email for row in Subscription.objects.all()] == ["AUTRE@example.org"]


# -- asked for on the page ------------------------------------------------------------


def test_password_is_asked_before_anything_goes(client):
    user = factories.user()
    client.force_login(user)
    for name in ("erase", "take_away"):
        for answer in (
            client.get(reverse(f"file:{name}")),
            client.post(reverse(f"file:{name}"), {"when": "now", "sure": "on"}),
        ):
            assert answer.status_code == 302
            assert answer.url.startswith(reverse("account_reauthenticate"))
    assert User.objects.filter(pk=user.pk).exists()


def test_erased_at_once_and_signed_out(client, signed_in):
    user = signed_in(factories.user())
    other_browser = client.__class__()
    other_browser.force_login(user)
    answer = client.post(reverse("file:erase"), {"when": "now", "sure": "on"})
    assert answer.url == reverse("file:erased")
    assert not User.objects.filter(pk=user.pk).exists()
    assert Session.objects.count() == 0
    page = client.get(answer.url)
    assert (page.status_code, "Votre dossier est effacé" in page.content.decode()) == (
        200,
        True,
    )
    assert other_browser.get(reverse("file:home")).status_code == 302


@pytest.mark.parametrize("said", [{}, {"when": "now"}, {"when": "x", "sure": "on"}])
def test_nothing_goes_without_a_clear_word(client, signed_in, said):
    user = signed_in(factories.user())
    assert client.post(reverse("file:erase"), said).status_code == 200
    assert User.objects.filter(pk=user.pk).exists()


def test_grace_hides_at_once_and_may_be_given_up(client, signed_in):
    offer = make_offer()
    user = signed_in(offer.owner)
    for _twice in range(2):
        client.post(reverse("file:erase"), {"when": "later", "sure": "on"})
    offer.refresh_from_db()
    assert offer.state == "withdrawn"
    planned = Erasure.objects.get()
    assert planned.due_at - planned.asked_at >= erasure.GRACE
    assert Outbox.objects.filter(to=user.email, template="file_asked").count() == 1
    page = client.get(reverse("file:home")).content.decode()
    assert "Garder mon dossier" in page
    client.post(reverse("file:keep"))
    assert not Erasure.objects.exists()
    erasure.keep_files(timezone.now() + timedelta(days=31))
    assert User.objects.filter(pk=user.pk).exists()


@pytest.mark.parametrize("role", ["analyst", "moderator", "administrator"])
def test_those_who_keep_the_portal_are_not_erased_from_here(client, signed_in, role):
    user = signed_in(factories.user(role=role))
    page = client.get(reverse("file:home")).content.decode()
    assert reverse("file:everything") in page
    assert reverse("file:erase") not in page
    said = {"when": "now", "sure": "on"}
    assert client.post(reverse("file:erase"), said).status_code == 403
    assert User.objects.filter(pk=user.pk).exists()


def test_organisations_left_alone_are_told(client, signed_in):
    user = signed_in(factories.user(role="employer"))
    make_organisation("Toute seule", member=user)
    both = make_organisation("À deux", member=user)
    both.memberships.create(user=factories.user())
    page = client.get(reverse("file:erase")).content.decode()
    assert ("Toute seule" in page, "À deux" in page) == (True, False)


# -- rules of time --------------------------------------------------------------------


def came(days: int, **fields) -> User:
    """Last seen so many days before NOW."""
    user = factories.user(**fields)
    when = NOW - timedelta(days=days)
    User.objects.filter(pk=user.pk).update(last_login=when, date_joined=when)
    return user


@pytest.mark.parametrize(("days", "told"), [(729, 0), (730, 1), (731, 1)])
def test_absence_of_two_years_is_told_once(days, told):
    user = came(days)
    for _twice in range(2):
        erasure.keep_files(NOW)
    assert (
        Outbox.objects.filter(to=user.email, template="file_inactive").count() == told
    )
    assert Erasure.objects.filter(due_at=NOW + erasure.GRACE).count() == told
    assert User.objects.filter(pk=user.pk).exists()


def test_erasure_asked_after_a_notice_is_not_given_up_by_coming_back():
    user = came(730)
    erasure.keep_files(NOW)
    User.objects.filter(pk=user.pk).update(last_login=NOW + timedelta(days=1))
    erasure.plan(user)
    erasure.keep_files(timezone.now())
    assert [row.reason for row in Erasure.objects.planned()] == ["asked"]
    assert Outbox.objects.filter(to=user.email, template="file_asked").count() == 1


@pytest.mark.parametrize(("days", "left"), [(29, True), (30, False), (31, False)])
def test_thirty_days_after_the_notice_the_file_goes(days, left):
    user = came(730)
    erasure.keep_files(NOW)
    for _twice in range(2):
        erasure.keep_files(NOW + timedelta(days=days))
    assert User.objects.filter(pk=user.pk).exists() == left
    assert Erasure.objects.filter(user=None).count() == (not left)


def test_whoever_comes_back_is_kept():
    user = came(730)
    erasure.keep_files(NOW)
    User.objects.filter(pk=user.pk).update(last_login=NOW + timedelta(days=3))
    erasure.keep_files(NOW + timedelta(days=31))
    assert User.objects.filter(pk=user.pk).exists()
    assert not Erasure.objects.exists()


@pytest.mark.parametrize("role", ["analyst", "moderator", "administrator"])
def test_those_who_keep_the_portal_are_not_told(role):
    came(900, role=role)
    erasure.keep_files(NOW)
    assert not Erasure.objects.exists()


@pytest.mark.parametrize(("days", "left"), [(29, True), (30, False)])
def test_an_account_that_never_confirmed_goes_without_a_word(days, left):
    user = factories.user(verified=False)
    User.objects.filter(pk=user.pk).update(date_joined=NOW - timedelta(days=days))
    for _twice in range(2):
        erasure.keep_files(NOW)
    assert User.objects.filter(pk=user.pk).exists() == left
    assert not Outbox.objects.exists()


def test_a_night_cut_short_goes_on_the_next(monkeypatch):
    users = [came(730) for _ in range(3)]
    erasure.keep_files(NOW)
    later = NOW + timedelta(days=30)
    whole, seen = erasure.erase, []

    def dies(user, *args):
        if seen:
            raise SystemExit
        seen.append(user)
        whole(user, *args)

    monkeypatch.setattr(erasure, "erase", dies)
    with pytest.raises(SystemExit):
        erasure.keep_files(later)
    assert User.objects.filter(pk__in=[u.pk for u in users]).count() == 2
    monkeypatch.undo()
    keep_files_at(later)
    assert User.objects.filter(pk__in=[u.pk for u in users]).count() == 0


def keep_files_at(moment) -> None:
    erasure.keep_files(moment)


def test_nightly_task_runs_by_its_schedule(settings):
    assert keep_files.name in {
        entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()
    }
    keep_files()


@pytest.mark.parametrize(("days", "left"), [(29, 3), (31, 0)])
def test_sign_ins_are_forgotten_after_thirty_days(days, left):
    person()
    tables = (AccessLog, AccessAttempt, AccessFailureLog)
    for model in tables:
        model.objects.update(attempt_time=timezone.now() - timedelta(days=days))
    forget()
    assert sum(model.objects.count() for model in tables) == left
    assert Session.objects.count() == 0  # the planted one had ended


def test_notice_says_the_day_and_names_nobody():
    user = came(730, email="zq@example.org")
    erasure.keep_files(NOW)
    row = Outbox.objects.get()
    assert row.context == {"due": "2027-07-01"}
    assert not re.search("zq", str(row.context) + row.key)
    assert row.to == user.email
    assert "seront effacés le 1er juillet 2027." in message(row).body
