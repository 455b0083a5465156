"""Searches kept by e-mail: asked for, confirmed, told once, stopped."""

from datetime import timedelta
from random import Random

import pytest
from django.core import mail
from django.db import transaction
from django.utils import timezone

from classifications.models import Municipality
from mail.models import Outbox
from mail.sending import send_due as send_mail
from placement.indexing import reindex
from placement.jobs import alerts
from placement.jobs.filters import JobFilter, clean_query
from placement.jobs.matches import matches
from placement.models import JobOrder, JobSearch, SavedSearch
from placement.tasks import send_alerts
from tests import factories
from tests.placement.factories import make_order, make_organisation

pytestmark = pytest.mark.django_db
NEW = {"fr": "/fr/offres/alertes/nouvelle", "en": "/en/jobs/alerts/new"}


@pytest.fixture(autouse=True)
def ground(db):
    factories.release()
    factories.regions()


def publish(code="72106", **fields) -> JobOrder:
    order = make_order(code=code, **fields)
    reindex([order.pk])
    return order


def keep(query="", email="ada@example.org", frequency="daily", age=2) -> SavedSearch:
    """A confirmed search that has seen what was posted `age` days ago."""
    from django.http import QueryDict

    asked = JobFilter(clean_query(QueryDict(query)), language="fr", version=0)
    search = alerts.keep(asked, query, query, email, frequency)
    search.confirmed_at = timezone.now()
    search.seen_until = timezone.now() - timedelta(days=age)
    search.save()
    Outbox.objects.all().delete()
    return search


def later():
    """A moment that leaves room for transactions under way."""
    return timezone.now() + timedelta(minutes=5)


def ask(client, language="fr", query="?contract=permanent", **data):
    page = client.get(NEW[language] + query)
    started = page.context["form"]["started"].value()
    data = {"email": "ada@example.org", "frequency": "daily", "started": started} | data
    return client.post(NEW[language] + query, data)


@pytest.fixture
def patient(monkeypatch):
    """A person who reads the form takes a while."""
    monkeypatch.setattr("mail.forms.FASTEST", -5)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_visitor_confirms_and_is_told_once(client, patient, language):
    response = ask(client, language, "?q=soudeuse")
    assert response.status_code == 302
    send_mail()
    (message,) = mail.outbox
    link = next(w for w in message.body.split() if w.startswith("http")).partition(
        "8000"
    )[2]
    assert client.get(link).status_code == 200
    assert SavedSearch.objects.get().confirmed_at is None
    assert client.post(link).status_code == 302
    order = publish(title_fr="Soudeuse", title_en="Welder (soudeuse)")
    publish(title_fr="Commis")
    mail.outbox.clear()
    now = timezone.now() + timedelta(hours=2)
    for _twice in range(2):
        alerts.send_due(now)
    alerts.send_due(now + timedelta(days=1))
    send_mail()
    (told,) = mail.outbox
    assert told.body.count(f"/{order.number}-") == 1
    assert "Commis" not in told.body
    assert told.to == ["ada@example.org"]
    stop = told.extra_headers["List-Unsubscribe"].strip("<>").partition("8000")[2]
    answer = client.post(stop, {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert not SavedSearch.objects.exists()


def test_task_that_runs_twice_writes_once():
    keep()
    publish(published_at=timezone.now() - timedelta(hours=3))
    for _twice in range(2):
        send_alerts()
    assert Outbox.objects.count() == 1


def test_run_that_dies_tells_everything_once(monkeypatch):
    for n in range(3):
        keep(email=f"p{n}@example.org")
    publish(published_at=timezone.now() - timedelta(hours=3))
    monkeypatch.setattr(alerts, "BATCH", 2)
    tell, told = alerts._tell, []

    def dies_in_the_second_batch(searches, until):
        written = tell(searches, until)
        told.append(written)
        if len(told) == 2:
            raise RuntimeError("killed")
        return written

    monkeypatch.setattr(alerts, "_tell", dies_in_the_second_batch)
    with pytest.raises(RuntimeError), transaction.atomic():
        alerts.send_due()
    told.extend([0] * 5)
    alerts.send_due()
    alerts.send_due()
    addresses = Outbox.objects.values_list("to", flat=True)
    assert sorted(addresses) == [f"p{n}@example.org" for n in range(3)]


def test_weekly_search_waits_for_its_week():
    keep(frequency="weekly", age=3)
    publish(published_at=timezone.now() - timedelta(hours=3))
    assert alerts.send_due() == 0
    assert alerts.send_due(timezone.now() + timedelta(days=4)) == 1


def test_search_that_nobody_confirmed_is_never_told_and_is_forgotten(time_machine):
    search = keep()
    SavedSearch.objects.update(confirmed_at=None)
    publish(published_at=timezone.now() - timedelta(hours=3))
    assert alerts.send_due() == 0
    assert alerts.forget_unconfirmed() == 0
    time_machine.move_to(timezone.now() + timedelta(days=8))
    assert alerts.forget_unconfirmed() == 1
    assert not SavedSearch.objects.filter(pk=search.pk).exists()


def test_hidden_and_closed_orders_are_not_told():
    keep()
    employer = make_organisation()
    at = timezone.now() - timedelta(hours=3)
    order = make_order(employer, published_at=at)
    reindex([order.pk])
    employer.orders_hidden = True
    employer.save()
    reindex([order.pk])
    publish(state="filled", published_at=at)
    assert alerts.send_due() == 0


def test_robot_is_thanked_and_nothing_is_kept(client):
    assert ask(client).status_code == 302  # faster than anybody reads
    assert ask(client, site="http://spam.example.org").status_code == 302
    assert ask(client, started="forged").status_code == 302
    assert not SavedSearch.objects.exists()
    assert not Outbox.objects.exists()


def test_mailbox_of_a_stranger_cannot_be_filled(client, patient):
    for n in range(6):
        assert ask(client, query=f"?q=mot{n}").status_code == 302
    assert Outbox.objects.count() == alerts.MOST_WAITING


def test_bad_address_is_told(client, patient):
    response = ask(client, email="not an address")
    assert response.status_code == 200
    assert not SavedSearch.objects.exists()


def test_person_with_an_account_need_not_confirm(client, patient):
    person = factories.user("eve@example.org")
    client.force_login(person)
    page = client.get(NEW["fr"] + "?q=soudeuse")
    started = page.context["form"]["started"].value()
    response = client.post(
        NEW["fr"] + "?q=soudeuse", {"frequency": "weekly", "started": started}
    )
    search = SavedSearch.objects.get()
    assert search.confirmed_at and search.user == person
    assert search.email == "eve@example.org"
    assert response.url == f"/fr/offres/alertes/{search.token}"
    assert not Outbox.objects.exists()


def test_link_shows_the_searches_of_its_address_alone(client):
    mine = keep("q=soudeuse")
    keep("q=commis", email="eve@example.org")
    body = client.get(f"/fr/offres/alertes/{mine.token}").content.decode()
    assert "q=soudeuse" in body and "q=commis" not in body


def test_forged_link_opens_nothing(client):
    mine = keep()
    for token in (str(mine.pk), f"{mine.pk}.abc", mine.token[:-1], "x", "9" * 60):
        assert client.get(f"/fr/offres/alertes/{token}").status_code == 404
        assert client.post(f"/fr/offres/alertes/{token}/modifier").status_code == 404
        client.post(f"/fr/offres/alertes/{token}/arreter")
    assert SavedSearch.objects.count() == 1


def test_frequency_is_changed_and_nothing_else(client):
    mine = keep()
    data = {"frequency": "weekly", "email": "thief@example.org", "query": "x"}
    client.post(f"/fr/offres/alertes/{mine.token}/modifier", data)
    mine.refresh_from_db()
    assert (mine.frequency, mine.email, mine.query) == ("weekly", "ada@example.org", "")


def test_reading_a_link_changes_nothing(client):
    mine = keep()
    for page in ("", "/confirmer", "/arreter"):
        response = client.get(f"/fr/offres/alertes/{mine.token}{page}")
        assert response.status_code == 200
        assert response["Cache-Control"] == "private, no-store"
        assert 'content="noindex"' in response.content.decode()
    assert SavedSearch.objects.filter(pk=mine.pk).exists()


# -- the set-based matching ---------------------------------------------------------


def test_matching_at_once_finds_the_pairs_of_each_search_alone():
    """Every condition, alone and with others, against one query for each search."""
    draw = Random(7)
    towns = ["66023", "58227", "89008"]
    for code, region, name, latitude, longitude in zip(
        towns,
        ("06", "16", "08"),
        ("Montréal", "Longueuil", "Val-d’Or"),
        (45.50, 45.53, 48.10),
        (-73.55, -73.51, -77.78),
        strict=True,
    ):
        Municipality.objects.create(
            code=code, name=name, sort_name=name.lower(), population=5,
            latitude=latitude, longitude=longitude, region_id=region,
        )  # fmt: skip
    codes = ["72106", "72107", "21232", "65100"]
    words = ["soudeuse", "commis", "nuit", "machine", "bilingue", "chef d'équipe"]
    orders = [
        make_order(
            make_organisation(is_agency=draw.random() < 0.3),
            draw.choice(codes),
            draw.choice(["06", "08", "16"]),
            title_fr=draw.choice(words),
            title_en=draw.choice(["welder", "clerk"]),
            duties=" ".join(draw.sample(words, 2)),
            wage_min=draw.choice([None, 18, 25, 40]),
            schedule=draw.sample(["day", "night", "evening"], 2),
            contract=draw.choice(["permanent", "temporary"]),
            remote=draw.choice(["on_site", "hybrid"]),
            languages=draw.choice([{"fr": 3}, {"fr": 2, "en": 2}]),
            commitments=draw.choice([[], ["answers"], ["answers", "french"]]),
            municipality_id=draw.choice([None, *towns]),
            other_sites=draw.sample(towns, draw.choice([0, 0, 1, 2])),
            published_at=timezone.now() - timedelta(hours=draw.randint(1, 60)),
        )
        for _n in range(60)
    ]
    reindex([order.pk for order in orders])
    parts = [
        "q=soudeuse", "q=commis nuit", "q=chef d'équipe", "q=welder", "q=21232",
        "noc=721", "noc=7&noc=2", "noc=72106", "region=06", "region=06&region=16",
        "wage_min=20", "schedule=night", "contract=temporary", "language=en",
        "language=fr&language=en", "agency=no", "agency=only", "commitment=answers",
        "remote=hybrid", "sector=33",
        "place=val-d'or", "place=longueuil&radius=5", "place=montreal&radius=10",
    ]  # fmt: skip
    queries = ["", *parts, *("&".join(draw.sample(parts, 2)) for _n in range(80))]
    searches = [
        keep(query, f"p{n}@example.org", age=draw.choice([1, 2, 3]))
        for n, query in enumerate(queries)
    ]
    until, since = timezone.now(), timezone.now() - timedelta(days=9)
    found = matches(
        [s.pk for s in searches], since, until, timezone.localdate(), most=10**6
    )
    together = [
        (search, order)
        for told in found
        for search in told.searches
        for order in told.orders
    ]
    alone = {
        (search.pk, pk)
        for search in searches
        for pk in JobSearch.objects.open()
        .matching(search.criteria())
        .filter(posted_at__gt=search.seen_until, posted_at__lte=until)
        .values_list("pk", flat=True)
    }
    assert len(together) == len(alone) > 300
    assert set(together) == alone


def test_message_holds_twenty_offers_and_says_how_many_more():
    keep()
    orders = [
        make_order(published_at=timezone.now() - timedelta(hours=3)) for _n in range(23)
    ]
    reindex([order.pk for order in orders])
    alerts.send_due()
    context = Outbox.objects.get().context
    assert (len(context["lines"]), context["total"], context["more"]) == (20, 23, 3)
