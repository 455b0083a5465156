"""From a draft to the reader's mailbox: each reader once, in their language."""

import re
import time
from datetime import timedelta

import pytest
from django.core import mail, signing
from django.core.cache import cache
from django.core.mail.backends.locmem import EmailBackend
from django.urls import reverse
from django.utils import timezone

from editorial import bulletins
from editorial.forms import BulletinForm
from editorial.models import Bulletin
from editorial.reviewed import Conflict
from mail.forms import SALT
from mail.models import Outbox, Subscription
from mail.sending import send_due
from tests import factories

FIELDS = {
    "slug": "automne",
    "title_fr": "Automne",
    "title_en": "Autumn",
    "text_fr": "## Ici\n\nDes *mots*.",
    "text_en": "## Here\n\nSome *words*.",
}


class Killed(BaseException):
    """What no `except Exception` catches: the worker is gone."""


class Mortal(EmailBackend):
    """A mail server whose client is killed at the 300th and the 700th message."""

    deaths = []

    def send_messages(self, messages):
        if self.deaths and len(mail.outbox) >= self.deaths[0]:
            self.deaths.pop(0)
            raise Killed
        return super().send_messages(messages)


def approved(**fields) -> Bulletin:
    writer, reader = (factories.user(role="analyst") for _ in range(2))
    people = {"author": writer, "reviewer": reader, "state": "approved"}
    return Bulletin.objects.create(**FIELDS | people | fields)


def reader(email="eve@example.org", language="fr") -> Subscription:
    return Subscription.objects.create(
        email=email, language=language, topic="bulletins", confirmed_at=timezone.now()
    )


def subscribe(client, email, **fields):
    """As a person does, three seconds after the form was shown."""
    started = signing.dumps(time.time() - 3, salt=SALT)
    asked = {"email": email, "site": "", "started": started} | fields
    return client.post(reverse("bulletins:subscribe"), asked)


def test_worker_killed_twice_writes_once_to_each_of_1000_readers(db, settings):
    settings.EMAIL_BACKEND = "tests.editorial.test_bulletins.Mortal"
    Mortal.deaths = [300, 700]
    languages = {f"r{n}@example.org": ("fr", "en")[n % 2] for n in range(1_000)}
    for email, language in languages.items():
        reader(email, language)
    Subscription.objects.create(
        email="no@example.org", language="fr", topic="bulletins"
    )
    approved()
    bulletins.publish_due()
    deaths = 0
    while Outbox.objects.waiting().exists():
        bulletins.publish_due()
        try:
            send_due()
        except Killed:
            deaths += 1
    assert deaths == 2
    told = {m.to[0]: m.subject for m in mail.outbox}
    subjects = {"fr": "IMT – Automne", "en": "IMT – Autumn"}
    assert len(mail.outbox) == 1_000
    assert told == {email: subjects[lang] for email, lang in languages.items()}


def test_run_that_dies_while_writing_is_begun_again(db, monkeypatch):
    reader()
    bulletin = approved()
    bulletins.publish_due()
    Bulletin.objects.filter(pk=bulletin.pk).update(told_at=None)
    bulletins.publish_due()
    assert Outbox.objects.count() == 1


def test_journey_from_the_desk_to_the_mailbox_and_out(client, db):
    subscribe(client, "Eve@example.org")
    send_due()
    link = re.search(r"http://[^/]+(/\S+/confirm\S+)", mail.outbox[0].body)[1]
    client.get(link)
    assert Subscription.objects.get().confirmed_at is None
    client.post(link)
    assert Subscription.objects.get().confirmed_at is not None
    author, second = (factories.user(role="analyst") for _ in range(2))
    client.force_login(author)
    when = {"publish_at": "2026-01-01 00:00:00"}
    page = client.post(reverse("bulletin_desk:add"), FIELDS | when)
    assert page.status_code == 302, page.context["form"].errors
    bulletin = Bulletin.objects.get()
    move = reverse("bulletin_desk:move", args=[bulletin.pk])
    client.post(move, {"action": "submit", "version": 1})
    client.post(move, {"action": "approve", "version": 1})
    bulletin.refresh_from_db()
    assert bulletin.state == "submitted"  # nobody approves their own text
    client.force_login(second)
    client.post(move, {"action": "approve", "version": 1})
    client.logout()
    bulletins.publish_due()
    send_due()
    message = mail.outbox[-1]
    assert message.subject == "IMT – Automne"
    bulletin.refresh_from_db()
    page = client.get(bulletin.get_absolute_url())
    assert "<em>mots</em>" in page.content.decode()
    way_out = message.extra_headers["List-Unsubscribe"].strip("<>")
    way_out = way_out.removeprefix("http://127.0.0.1:8000")
    client.get(way_out)
    assert Subscription.objects.count() == 1
    answer = client.post(way_out, {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert Subscription.objects.count() == 0


def test_what_waits_is_not_sent_after_a_stop(db):
    one = reader()
    approved()
    bulletins.publish_due()
    bulletins.stop(one)
    assert send_due() == 0


@pytest.mark.parametrize("rows", [1, 3])
def test_archive_costs_the_same_whatever_it_holds(
    client, db, rows, django_assert_num_queries
):
    for n in range(rows):
        approved(slug=f"b{n}")
    approved(slug="later", publish_at=timezone.now() + timedelta(days=1))
    bulletins.publish_due()
    address = reverse("bulletins:list")
    with django_assert_num_queries(3):
        page = client.get(address)
    assert len(page.context["object_list"]) == rows


def test_unknown_figure_is_refused_with_words(client, db):
    client.force_login(factories.user(role="analyst"))
    wrong = {"text_fr": "[[rien]]", "publish_at": "2026-01-01 00:00:00"}
    page = client.post(reverse("bulletin_desk:add"), FIELDS | wrong)
    assert page.context["form"].errors == {
        "text_fr": [
            "Aucun chiffre ne s’appelle «\u00a0rien\u00a0». Il y a\u00a0: "
            "employment, facts, occupations, unemployment, wages."
        ]
    }
    assert Bulletin.objects.count() == 0


def test_a_bulletin_whose_figure_is_gone_is_read_again_and_stops_no_other(db):
    lost = approved(text_fr="[[unemployment region=99]]")
    sound = approved(slug="autre")
    bulletins.publish_due()
    lost.refresh_from_db()
    sound.refresh_from_db()
    assert (lost.state, lost.reviewer, lost.published_at) == ("submitted", None, None)
    assert sound.state == "published"


@pytest.mark.parametrize(
    "fields",
    [
        {"site": "http://spam.example"},
        {"started": ""},
        {"started": signing.dumps(1e12, salt=SALT)},
        {"started": signing.dumps(1, salt="forged")},
    ],
)
def test_what_a_robot_sends_is_thrown_away(client, db, fields):
    answer = subscribe(client, "eve@example.org", **fields)
    assert answer.headers["Location"] == reverse("bulletins:asked")  # told nothing
    assert Subscription.objects.count() == 0


def test_one_address_of_the_network_asks_twenty_times_an_hour(client, db):
    cache.clear()
    answers = [subscribe(client, f"r{n}@example.org").status_code for n in range(21)]
    cache.clear()
    assert answers == [302] * 20 + [429]
    assert Subscription.objects.count() == Outbox.objects.count() == 20


def test_two_editors_of_a_draft_lose_nothing(client, db):
    first, second = (factories.user(role="analyst") for _ in range(2))
    bulletin = Bulletin.objects.create(**FIELDS, author=first)
    address = reverse("bulletin_desk:edit", args=[bulletin.pk])
    when = {"publish_at": "2026-01-01 00:00:00"}
    client.force_login(first)
    page = client.get(address).content.decode()
    assert 'name="version" value="1"' in page
    mine = FIELDS | when | {"title_fr": "Mon titre", "version": 1}
    assert client.post(address, mine).status_code == 302
    client.force_login(second)
    theirs = FIELDS | when | {"title_fr": "Leur titre", "version": 1}
    page = client.post(address, theirs)
    assert page.status_code == 409
    body = page.content.decode()
    assert "<dd>Mon titre</dd>" in body  # what is saved
    assert 'value="Leur titre"' in body  # what was typed
    bulletin.refresh_from_db()
    assert (bulletin.title_fr, bulletin.version) == ("Mon titre", 2)
    assert client.post(address, theirs | {"version": 2}).status_code == 302
    bulletin.refresh_from_db()
    assert (bulletin.title_fr, bulletin.version) == ("Leur titre", 3)


def test_what_was_typed_stays_when_the_draft_was_moved_on(client, db):
    first, second = (factories.user(role="analyst") for _ in range(2))
    bulletin = Bulletin.objects.create(**FIELDS, author=first)
    client.force_login(second)
    bulletin.submit()
    typed = FIELDS | {"publish_at": "2026-01-01 00:00:00", "version": 1}
    address = reverse("bulletin_desk:edit", args=[bulletin.pk])
    page = client.post(address, typed | {"text_fr": "Mes mots."})
    assert page.status_code == 409
    assert "Mes mots.</textarea>" in page.content.decode()
    bulletin.refresh_from_db()
    assert bulletin.text_fr == FIELDS["text_fr"]


def test_nobody_approves_another_version_than_they_read(client, db):
    first, second = (factories.user(role="analyst") for _ in range(2))
    bulletin = Bulletin.objects.create(
        **FIELDS, author=first, state="submitted", version=2
    )
    client.force_login(second)
    move = reverse("bulletin_desk:move", args=[bulletin.pk])
    page = client.post(move, {"action": "approve", "version": 1}, follow=True)
    assert "Quelqu’un l’a modifié entre-temps" in page.content.decode()
    bulletin.refresh_from_db()
    assert bulletin.state == "submitted"


def test_a_save_between_the_reading_and_the_writing_is_a_conflict(db):
    bulletin = Bulletin.objects.create(**FIELDS, author=factories.user(role="analyst"))
    seen = Bulletin.objects.get(pk=bulletin.pk)
    bulletin.write(a_form(bulletin, title_fr="Un"), 1)
    with pytest.raises(Conflict):
        seen.write(a_form(seen, title_fr="Deux"), 1)
    bulletin.refresh_from_db()
    assert (bulletin.title_fr, bulletin.version) == ("Un", 2)


def a_form(bulletin: Bulletin, **fields) -> BulletinForm:
    when = {"publish_at": "2026-01-01 00:00:00"}
    form = BulletinForm(FIELDS | when | fields, instance=bulletin)
    assert form.is_valid()
    return form
