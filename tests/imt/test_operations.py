"""How the portal does, told once by mail and read by operators."""

import re

import pytest
from celery import current_app
from django.core import mail
from django.utils import timezone
from django_celery_results.models import TaskResult

from datasets.models import Release, Retrieval, Source
from imt import operations
from imt.jobs import schedules
from imt.models import Job
from imt.tasks import heartbeat, watch
from mail.models import Alert, Outbox
from mail.sending import send_due
from tests import factories

REASON = {"message": "the file is empty", "values": {}}


# -- Alerts from what the tables say --------------------------------------------------


def look(state: str, **fields):
    return Retrieval.objects.create(
        source_id="wages", state=state, ended_at=timezone.now(), **fields
    )


def test_source_that_fails_is_told_once_and_again_after_a_success(db, analyst):
    factories.release("wages")
    for state in ("loaded", "failed", "failed", "same", "running", "failed"):
        look(state, reason=REASON if state == "failed" else {})
        watch()
        watch()
    assert send_due() == 2
    subject = "IMT – The source Source wages could not be refreshed"
    assert [m.subject for m in mail.outbox] == [subject, subject]
    assert "the file is empty" in mail.outbox[0].body
    assert "/en/desk/releases/sources/wages\n" in mail.outbox[0].body


def test_file_that_was_refused_is_told(db, analyst):
    factories.release("wages")
    refused = Release.objects.create(
        source_id="wages", edition="2025", state="refused", report={"reason": REASON}
    )
    look("loaded", release=refused)
    watch()
    assert list(Alert.objects.values_list("key", "context")) == [
        (
            "source wages",
            {
                "source": "wages",
                "titles": {"fr": "Source wages", "en": "Source wages"},
                "reason": REASON,
            },
        )
    ]


def test_held_edition_is_told_until_somebody_decides(db, analyst):
    factories.release("wages")
    held = Release.objects.create(
        source_id="wages", edition="2025", state="held", report={"held": [REASON]}
    )
    watch()
    send_due()
    assert mail.outbox[0].subject == "IMT – Source wages 2025 waits for an analyst"
    assert "- the file is empty" in mail.outbox[0].body
    assert f"/en/desk/releases/{held.pk}\n" in mail.outbox[0].body
    held.state = "dropped"
    held.save()
    watch()
    assert not Alert.objects.open().exists()


def test_failing_task_and_dead_messages_are_told_without_their_words(db, analyst):
    now = timezone.now()
    Job.objects.create(name="t", started_at=now, failed_at=now, error="KeyError: ada@x")
    Outbox.objects.create(key="k", to="eve@example.org", language="en", state="dead")
    watch()
    assert send_due() == 2
    assert sorted(m.subject for m in mail.outbox) == [
        "IMT – Messages could not be sent",
        "IMT – The task t failed",
    ]
    assert not any("ada@x" in m.body for m in mail.outbox)
    Job.objects.update(succeeded_at=timezone.now())
    Outbox.objects.filter(state="dead").delete()
    watch()
    assert not Alert.objects.open().exists()


# -- The operators' page --------------------------------------------------------------

PAGE = {"fr": "/fr/exploitation/", "en": "/en/operations/"}


@pytest.mark.parametrize("language", PAGE)
@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("analyst", 200),
        ("administrator", 200),
        ("moderator", 403),
        ("counsellor", 403),
        ("employer", 403),
        ("seeker", 403),
    ],
)
def test_page_is_for_those_who_keep_the_data(client, db, role, status, language):
    client.force_login(factories.user(role=role))
    answer = client.get(PAGE[language])
    assert answer.status_code == status
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert client.post(PAGE[language]).status_code == (405 if status == 200 else 403)


def test_stranger_is_asked_to_sign_in(client, db):
    answer = client.get(PAGE["en"])
    assert answer.headers["Location"] == ("/en/account/sign-in/?next=/en/operations/")


def text_of(answer) -> str:
    main = answer.content.decode().partition("<main")[2].partition("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


def test_page_shows_runs_failures_queue_and_ages(client, db, analyst):
    factories.release("wages")
    Source.objects.update(failures=1)
    heartbeat()
    look("failed", reason=REASON)
    Release.objects.create(
        source_id="wages",
        edition="2025",
        state="refused",
        report={"reason": {"message": "the file is empty", "values": {}}},
    )
    Outbox.objects.create(
        key="k", to="eve@example.org", language="en", template="t", state="dead",
        tries=5, last_error="SMTPRecipientsRefused: …",
    )  # fmt: skip
    TaskResult.objects.create(
        task_id="1", task_name="datasets.tasks.refresh", status="FAILURE", result="Oh"
    )
    watch()
    client.force_login(analyst)
    words = text_of(client.get(PAGE["en"]))
    for said in (
        "Measures the lag of the queue imt.heartbeat in order",
        "The source Source wages could not be refreshed since",
        "imt.heartbeat in order",
        "mail.send_outbox never ran",
        "A message came through 0 seconds ago.",
        "failed the file is empty",
        "by hand failed",
        "t (k)",
        "SMTPRecipientsRefused: …",
        "datasets.tasks.refresh",
    ):
        assert said in words
    assert "eve@example.org" not in words
    french = text_of(client.get(PAGE["fr"]))
    assert "La source Source wages n’a pas pu être actualisée depuis" in french
    assert "Mesure le retard de la file d’attente imt.heartbeat en règle" in french


def test_each_scheduled_task_says_what_it_does_and_when_it_runs_next(
    client, db, analyst
):
    assert sorted(operations.PURPOSES) == sorted(schedules())
    Job.objects.all().delete()
    rows = operations.jobs()
    assert [row["job"] for row in rows] == [None] * len(rows)
    assert all(row["next"] > timezone.now() for row in rows)


def test_sources_are_named_and_lead_to_their_pages(client, db, analyst):
    source = factories.release("wages").source
    client.force_login(analyst)
    page = client.get(PAGE["en"]).content.decode()
    link = f'<a href="/en/desk/releases/sources/wages">{source.title}</a>'
    assert page.count(link) == 1
    look("failed", reason=REASON)
    assert client.get(PAGE["en"]).content.decode().count(link) == 2


def test_page_takes_the_same_statements_for_one_and_three_of_each(
    client, db, analyst, django_assert_num_queries
):
    client.force_login(analyst)
    for count in (1, 3):
        for number in range(count):
            factories.release(f"source-{number}")
            look_at = f"source-{number}"
            Retrieval.objects.create(
                source_id=look_at, state="failed", ended_at=timezone.now()
            )
            Outbox.objects.create(
                key=f"{count}{number}", to="e@example.org", language="en", state="dead"
            )
        watch()
        with django_assert_num_queries(12):
            assert client.get(PAGE["en"]).status_code == 200


def test_page_stands_without_broker_and_cache(client, db, analyst, no_cache):
    kept = current_app.conf.broker_url
    current_app.conf.broker_url = "redis://127.0.0.1:1/0"
    try:
        client.force_login(analyst)
        words = text_of(client.get(PAGE["en"]))
    finally:
        current_app.conf.broker_url = kept
    assert "The broker does not answer." in words
    assert "does not answer" in words
