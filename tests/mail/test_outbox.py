"""Messages leave once, whatever happens; operators hear of a trouble once."""

import smtplib
import threading
from datetime import timedelta

import pytest
from celery import current_app
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection, transaction
from django.utils import timezone
from time_machine import travel

from mail import outbox
from mail.models import DELAYS, Alert, Outbox
from mail.sending import send_due
from mail.tasks import forget_sent, send_outbox
from tests import factories

ADA = [("ada@example.org", "en")]
REASON = {"message": "the file is empty", "values": {}}
CONTEXT = {"source": "wages", "reason": REASON}


class Refusing(EmailBackend):
    """A mail server that refuses everybody, and quotes the address as servers do."""

    def send_messages(self, messages):
        address = messages[0].to[0]
        raise smtplib.SMTPRecipientsRefused({address: (550, b"no such person")})


class Slow(EmailBackend):
    """A mail server that leaves time for two senders to meet."""

    def send_messages(self, messages):
        threading.Event().wait(0.05)
        return super().send_messages(messages)


@pytest.fixture
def refusing(settings):
    settings.EMAIL_BACKEND = "tests.mail.test_outbox.Refusing"


def post(key="k", to=ADA):
    outbox.post(key, to, "source_failed", CONTEXT)


def subjects() -> list[str]:
    return [m.subject for m in mail.outbox]


def test_messages_of_one_kind_are_written_at_once_and_each_once(db):
    messages = [(f"k{n}", ADA[0], CONTEXT) for n in range(3)]
    for _twice in range(2):
        outbox.post_each("source_failed", messages)
    send_due()
    assert [row.key for row in Outbox.objects.order_by("pk")] == ["k0", "k1", "k2"]
    assert len(mail.outbox) == 3


def test_message_with_a_way_out_tells_mail_programs(db):
    outbox.post("k", ADA, "source_failed", CONTEXT | {"unsubscribe": "/en/stop"})
    post("other")
    send_due()
    first, second = (m.extra_headers for m in mail.outbox)
    assert first["List-Unsubscribe"] == "<http://127.0.0.1:8000/en/stop>"
    assert first["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "List-Unsubscribe" not in second


def test_message_is_in_the_language_of_its_reader(db):
    post(to=[*ADA, ("eve@example.org", "fr")])
    send_due()
    assert {m.to[0]: m.subject for m in mail.outbox} == {
        "ada@example.org": "IMT – The source wages could not be refreshed",
        "eve@example.org": "IMT – La source wages n’a pas pu être actualisée",
    }
    body = next(m.body for m in mail.outbox if m.to == ["ada@example.org"])
    assert body == (
        "Hello,\n\nThe last look at the source wages brought nothing that could be "
        "published: the file is empty\n\nThe live figures were not touched. You will "
        "be told again only after a success is followed by a new failure.\n\n"
        "Its page, where its address is set:\n"
        "http://127.0.0.1:8000/en/desk/releases/sources/wages\n\n"
        "The state of the portal:\nhttp://127.0.0.1:8000/en/operations/\n\n"
        "--\nIMT\nhttp://127.0.0.1:8000\n"
    )


@pytest.mark.parametrize(
    "template", ["source_failed", "release_held", "job_failed", "mail_failed"]
)
def test_every_alert_has_words_in_both_languages(db, template):
    context = CONTEXT | {"edition": "2024", "reasons": [REASON], "count": 2}
    outbox.alert("k", template, context | {"name": "n", "error": "E"}, [ADA[0]])
    outbox.post("k", [("eve@example.org", "fr")], template, context)
    assert send_due() == 2
    english, french = sorted(mail.outbox, key=lambda m: m.to)
    assert "Hello," in english.body and "Bonjour," in french.body
    assert english.subject != french.subject


def test_same_key_is_one_message_for_each_address(db):
    post()
    post(to=[*ADA, ("eve@example.org", "fr")])
    assert send_due() == 2
    post()
    assert send_due() == 0
    assert sorted(m.to[0] for m in mail.outbox) == [
        "ada@example.org",
        "eve@example.org",
    ]


def test_what_is_rolled_back_is_not_told(db):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        post()
        raise ZeroDivisionError
    assert Outbox.objects.count() == 0


def test_task_run_twice_sends_once(db):
    post()
    send_outbox()
    row = Outbox.objects.values().get()
    send_outbox()
    assert Outbox.objects.values().get() == row
    assert (row["state"], row["tries"]) == ("sent", 1)
    assert len(mail.outbox) == 1


@pytest.mark.django_db(transaction=True)
def test_two_senders_at_once_send_each_message_once(settings):
    settings.EMAIL_BACKEND = "tests.mail.test_outbox.Slow"
    for number in range(8):
        post(f"k{number}")
    tried = []

    def run():
        tried.append(send_due())
        connection.close()

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(tried) == 8
    assert all(tried)  # both worked, else the test shows nothing
    names = [m.extra_headers["Message-ID"] for m in mail.outbox]
    assert len(names) == len(set(names)) == 8


@pytest.mark.django_db(transaction=True)
def test_task_at_once_in_two_threads_sends_once():
    post()
    threads = [threading.Thread(target=lambda: (send_outbox(), connection.close()))]
    threads += [threading.Thread(target=lambda: (send_outbox(), connection.close()))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(mail.outbox) == 1


def test_failure_is_tried_again_later_each_time_and_then_given_up(db, refusing):
    post()
    with travel("2026-01-05T12:00Z", tick=False) as clock:
        Outbox.objects.update(next_try_at=timezone.now())
        waits = []
        for _ in range(5):
            assert send_due() == 1
            assert send_due() == 0  # not before its time
            row = Outbox.objects.get()
            waits.append(row.next_try_at - timezone.now())
            clock.shift(timedelta(hours=40))
        assert send_due() == 0
    assert (row.state, row.tries, row.sent_at) == ("dead", 5, None)
    assert "no such person" in row.last_error
    assert "ada@" not in row.last_error
    for delay, wait in zip(DELAYS, waits, strict=False):
        assert 0.9 * delay <= wait <= 1.3 * delay


def test_server_that_is_back_gets_every_message_once(db, settings):
    with travel("2026-01-05T12:00Z", tick=False) as clock:
        for number in range(3):
            post(f"k{number}")
        settings.EMAIL_BACKEND = "tests.mail.test_outbox.Refusing"
        for _ in range(24 * 6):  # a day
            send_due()
            clock.shift(timedelta(minutes=10))
        settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
        assert mail.outbox == []
        clock.shift(timedelta(days=1))
        assert send_due() == 3
        assert send_due() == 0
    assert len(mail.outbox) == 3


def test_poison_does_not_stop_the_others(db):
    outbox.post("poison", ADA, "no_such_template", {})
    post("good")
    assert send_due() == 2
    assert subjects() == ["IMT – The source wages could not be refreshed"]
    bad = Outbox.objects.waiting().get()
    assert bad.last_error.startswith("TemplateDoesNotExist")


def test_given_up_message_is_tried_again_from_the_admin_site(client, db):
    post()
    row = Outbox.objects.get()
    Outbox.objects.update(state="dead", tries=5)
    client.force_login(factories.user(role="administrator"))
    data = {"action": "try_again", "_selected_action": [row.pk]}
    page = client.post("/en/admin/mail/outbox/", data, follow=True)
    assert "1 message will be tried again." in page.content.decode()
    assert send_due() == 1
    assert len(mail.outbox) == 1


@pytest.mark.parametrize(("role", "status"), [("administrator", 200), ("analyst", 403)])
def test_addresses_are_for_administrators(client, db, role, status):
    client.force_login(factories.user(role=role))
    for table in ("outbox", "alert"):
        assert client.get(f"/en/admin/mail/{table}/").status_code == status
        assert client.get(f"/en/admin/mail/{table}/add/").status_code == 403


def test_old_sent_messages_are_forgotten_and_no_other(db):
    for key in ("old", "new", "given up"):
        post(key)
    long_ago = timezone.now() - timedelta(days=100)
    Outbox.objects.filter(key="old").update(state="sent", sent_at=long_ago)
    Outbox.objects.filter(key="new").update(state="sent", sent_at=timezone.now())
    Outbox.objects.filter(key="given up").update(state="dead", created_at=long_ago)
    forget_sent()
    kept = Outbox.objects.values_list("key", flat=True)
    assert sorted(kept) == ["given up", "new"]


def test_alert_goes_to_operators_with_a_confirmed_address(db):
    for role, fields in (
        ("analyst", {}),
        ("administrator", {}),
        ("analyst", {"verified": False}),
        ("analyst", {"is_active": False}),
        ("seeker", {}),
    ):
        name = "-".join([role, *fields])
        factories.user(f"{name}@example.org", role, language="en", **fields)
    outbox.alert("k", "source_failed", CONTEXT)
    assert set(Outbox.objects.values_list("to", "language")) == {
        ("analyst@example.org", "en"),
        ("administrator@example.org", "en"),
    }


def test_alert_without_operators_goes_to_the_address_of_the_settings(db, settings):
    settings.OPERATORS_EMAIL = ["ops@example.org"]
    outbox.alert("k", "source_failed", CONTEXT)
    assert list(Outbox.objects.values_list("to", "language")) == [
        ("ops@example.org", "fr")
    ]


def test_failure_that_lasts_is_told_once_and_the_next_one_again(db):
    told = [outbox.alert("source wages", "source_failed", CONTEXT, ADA)]
    told += [outbox.alert("source wages", "source_failed", CONTEXT, ADA)]
    told += [outbox.alert("source outlooks", "source_failed", CONTEXT, ADA)]
    closed = [outbox.close("source wages"), outbox.close("source wages")]
    told += [outbox.alert("source wages", "source_failed", CONTEXT, ADA)]
    assert told == [True, False, True, True]
    assert closed == [True, False]
    assert send_due() == 3
    assert Alert.objects.open().count() == 2


@pytest.mark.django_db(transaction=True)
def test_writing_does_not_need_the_broker(settings):
    kept = current_app.conf.broker_url
    current_app.conf.broker_url = "redis://127.0.0.1:1/0"
    current_app.amqp._producer_pool = None
    try:
        post()
    finally:
        current_app.conf.broker_url = kept
        current_app.amqp._producer_pool = None
    assert Outbox.objects.waiting().count() == 1
