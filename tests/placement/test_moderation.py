"""The desk of moderators: what waits, what is decided, and who learns what."""

import re
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from placement.actions import moderation, orders, reviews
from placement.models import JobOrder, OrderVersion, Report
from placement.screening import history
from tests import factories
from tests.placement.factories import make_order, make_organisation, ready

pytestmark = pytest.mark.django_db
SCAM = "Envoyez votre NAS sur WhatsApp au 514 555-0199."


@pytest.fixture
def moderator(client):
    user = factories.user(role="moderator")
    client.force_login(user)
    return user


@pytest.fixture
def member():
    return factories.user(role="employer", email="patron@example.org")


def known(organisation):
    """An employer that is no longer new: three orders were public."""
    for title in ("Un", "Deux", "Trois"):
        make_order(organisation, title_fr=title)


def submitted(member, organisation=None, **fields):
    organisation = organisation or make_organisation(member=member)
    order = make_order(organisation, **ready(**fields))
    return orders.submit(order, by=member)


def page(client, order):
    return client.get(reverse("placement:review", args=[order.pk])).text


def decide(client, order, decision, **said):
    return client.post(
        reverse("placement:decide", args=[order.pk]), {"decision": decision} | said
    )


def test_moderators_read_the_conditions_beside_the_words(client, moderator, member):
    asked = {"languages": {"fr": 3}, "hours_min": 30, "hours_max": 40}
    pay = {"wage_min": 25, "wage_max": 30, "schedule": ["night"]}
    order = submitted(member, duties=SCAM, apply_phone="819 555-0199", **asked, **pay)
    client.force_login(moderator)
    text = page(client, order)
    for label, value in (
        ("Salaire", "25,00 à 30,00\u00a0$ l’heure"),
        ("Heures", "30 à 40\u00a0h par semaine"),
        ("Horaire", "nuit"),
        ("Langues", "Français (avancé)"),
        ("Par téléphone", "819 555-0199"),
    ):
        assert f"<dt>{label}</dt><dd>{value}</dd>" in text


def test_an_honest_order_of_a_known_employer_is_approved_at_once(member):
    organisation = make_organisation(member=member)
    known(organisation)
    assert submitted(member, organisation).state == "approved"


def test_a_first_order_and_a_scam_wait_for_a_moderator(member):
    assert submitted(member).state == "submitted"
    organisation = make_organisation(member=member)
    known(organisation)
    assert submitted(member, organisation, duties=SCAM).state == "submitted"


def test_a_rule_that_fails_holds_the_order(member, monkeypatch):
    organisation = make_organisation(member=member)
    known(organisation)

    def broken(order):
        raise ZeroDivisionError

    monkeypatch.setattr(history, "of_order", broken)
    order = submitted(member, organisation)
    assert order.state == "submitted"
    assert OrderVersion.objects.to_review().get(order=order).risk == 100


def test_the_queue_puts_the_riskiest_of_all_first(
    client, moderator, member, monkeypatch, django_assert_num_queries
):
    monkeypatch.setattr("placement.views.moderation.SHOWN", 2)
    for title in ("Calme", "Tranquille"):
        submitted(member, title_fr=title)
    submitted(member, title_fr="Piège", duties=SCAM)
    address = reverse("placement:review_queue")
    first = client.get(address).text
    assert [title in first for title in ("Piège", "Calme", "Tranquille")] == [
        True, True, False,
    ]  # fmt: skip
    assert first.index("Piège") < first.index("Calme")
    assert "Tranquille" in client.get(address, {"page": "2"}).text
    with CaptureQueriesContext(connection) as two:
        client.get(address)
    with django_assert_num_queries(len(two)):  # one row
        client.get(address, {"page": "2"})


def test_what_the_rules_found_is_kept_for_each_text(client, moderator, member):
    order = submitted(member, duties=SCAM)
    decide(client, order, "return", reason="identity", text="Pas de NAS.")
    order.refresh_from_db()
    order = orders.write(order, {"duties": "Souder."}, order.version, by=member)
    orders.submit(order, by=member)
    last, first = (one.findings for one in order.versions.get().screenings.all())
    assert {row["rule"] for row in first} == {"identity", "messenger", "new_employer"}
    assert {row["rule"] for row in last} == {"new_employer"}
    assert first[0]["words"] == "NAS"
    assert first[0]["why_fr"] != first[0]["why_en"]
    assert "NAS</q>" in page(client, order)


def test_findings_are_marked_in_the_words(client, moderator, member):
    order = submitted(member, duties="Souder. <b>Envoyez votre NAS</b> avec le CV.")
    text = page(client, order)
    assert "<mark>NAS</mark>" in text
    assert "&lt;b&gt;Envoyez votre" in text


def test_remarks_go_back_by_field(client, moderator, member):
    order = submitted(member)
    said = {"reason": "unclear", "remark_duties": "Dites quelles pièces."}
    decide(client, order, "return", **said)
    order.refresh_from_db()
    assert order.state == "to_correct"
    found = set(order.remarks.values_list("decision", "reason", "field", "text"))
    assert found == {
        ("returned", "unclear", "", ""),
        ("returned", "unclear", "duties", "Dites quelles pièces."),
    }


def test_a_refusal_without_a_reason_is_asked_for_one(client, moderator, member):
    order = submitted(member)
    response = decide(client, order, "refuse")
    assert response.status_code == 200
    assert "Choisissez un motif" in response.text
    order.refresh_from_db()
    assert order.state == "submitted"


TOLD = {
    "fr": {
        "reason": "Choisissez un motif\xa0: il est compté et communiqué.",
        "text": "Dites pourquoi\xa0: l’employeur le lit.",
        "long": "Assurez-vous que cette valeur comporte au plus 1000 caractères "
        "(actuellement 1001).",
    },
    "en": {
        "reason": "Choose a reason: it is counted and told.",
        "text": "Say why: the employer reads it.",
        "long": "Ensure this value has at most 1000 characters (it has 1001).",
    },
}


def form_of(text: str, field: str) -> tuple[list[str], str, list[str]]:
    """Of a field of that id: the reasons beside it, what it holds, the links to it."""
    told = re.findall(rf'id="{field}_error">(.+?) *</p>', text)
    area = re.findall(
        rf'<textarea [^>]*id="{field}"[^>]*>\n(.*?)</textarea>', text, re.S
    )
    chosen = re.findall(
        rf'id="{field}">.*?<option value="(\w*)" selected>.*?</select>', text, re.S
    )
    return told, unescape((area or chosen)[0]), re.findall(rf'href="#{field}"', text)


@pytest.mark.parametrize("language", TOLD)
def test_what_a_moderator_typed_stays_with_the_reason_beside_it(
    client, moderator, member, language
):
    order, told = submitted(member), TOLD[language]
    waits = make_organisation("Scierie du Lac", state="pending")
    make_organisation("Mines du Nord", state="pending")
    with translation.override(language):
        decide_at = reverse("placement:decide", args=[order.pk])
        switch_at = reverse("placement:employer_switch", args=[order.pk])
        vouch_at = reverse("placement:employer_vouch", args=[waits.pk])
    for address, press, ids in (
        (decide_at, {"decision": "refuse"}, "id_%s"),
        (switch_at, {"hidden": "yes"}, "%s_switch"),
        (vouch_at, {"act": "block"}, f"%s_{waits.pk}"),
    ):
        reason, text = ids % "reason", ids % "text"
        shown = client.post(address, press | {"text": "Un <NAS>."})
        assert shown.status_code == 200
        assert form_of(shown.text, text) == ([], "Un <NAS>.", [])
        assert form_of(shown.text, reason) == (
            [told["reason"]],
            "",
            [f'href="#{reason}"'],
        )
        shown = client.post(address, press | {"reason": "fraud"}).text
        assert form_of(shown, text) == ([told["text"]], "", [f'href="#{text}"'])
        assert form_of(shown, reason) == ([], "fraud", [])
        long = press | {"reason": "fraud", "text": "é" * 1001}
        shown = client.post(address, long).text
        assert form_of(shown, text) == ([told["long"]], "é" * 1001, [f'href="#{text}"'])
    assert shown.count("<details open>") == 1
    remark = {"decision": "return", "reason": "unclear", "remark_duties": "à" * 1001}
    shown = client.post(decide_at, remark).text
    field = "id_remark_duties"
    assert form_of(shown, field) == ([told["long"]], "à" * 1001, [f'href="#{field}"'])
    order.refresh_from_db()
    waits.refresh_from_db()
    assert (order.state, waits.state) == ("submitted", "pending")
    assert not order.organisation.orders_hidden


def test_a_blocked_employer_leaves_the_public_at_once(client, moderator, member):
    organisation = make_organisation(member=member)
    known(organisation)
    order = submitted(member, organisation, duties=SCAM)
    assert JobOrder.objects.open().count() == 3
    decide(client, order, "block", reason="fraud", text="Demande un NAS.")
    organisation.refresh_from_db()
    order.refresh_from_db()
    assert (order.state, organisation.state) == ("refused", "blocked")
    assert JobOrder.objects.open().count() == 0


def test_one_switch_hides_all_orders_and_shows_them_again(client, moderator):
    organisation = make_organisation()
    known(organisation)
    order = organisation.orders.first()
    address = reverse("placement:employer_switch", args=[order.pk])
    public = reverse("jobs:list")
    client.post(address, {"hidden": "yes"})  # without a reason
    assert JobOrder.objects.open().count() == 3
    why = {"reason": "fraud", "text": "Une question."}
    for _twice in range(2):
        client.post(address, {"hidden": "yes"} | why)
    assert JobOrder.objects.open().count() == 0
    assert "Trois" not in client.get(public).text
    client.post(address, {"hidden": "no"} | why | {"text": "Réglé."})
    assert JobOrder.objects.open().count() == 3
    kept = organisation.decisions.values_list("kind", "reason", "text", "by")
    assert list(kept) == [
        ("shown", "fraud", "Réglé.", moderator.pk),
        ("hidden", "fraud", "Une question.", moderator.pk),
    ]


def test_a_change_of_a_public_order_waits_while_the_approved_text_stays(
    client, moderator, member
):
    organisation = make_organisation(member=member)
    known(organisation)
    order = make_order(organisation, **ready(state="published", duties="Souder."))
    order = orders.write(order, {"duties": SCAM}, order.version, by=member)
    order = orders.submit(order, by=member)
    assert JobOrder.objects.get(pk=order.pk).duties == "Souder."
    assert "<mark>NAS</mark>" in page(client, order)
    decide(client, order, "refuse", reason="identity", text="Pas de NAS.")
    order.refresh_from_db()
    assert (order.state, order.duties) == ("published", "Souder.")


def test_an_appeal_is_heard(client, moderator, member):
    order = submitted(member, duties=SCAM)
    moderation.turn_down(order, "fraud", "Un NAS.", by=moderator)
    client.force_login(member)
    address = reverse("placement:appeal", args=[order.pk])
    client.post(address, {"text": "C’était une erreur."})
    assert "C’était une erreur." in client.get(address).text
    client.force_login(moderator)
    assert "C’était une erreur." in page(client, order)
    decide(client, order, "hear")
    order.refresh_from_db()
    assert order.state == "in_review"
    assert reviews.approve(order, by=moderator).state == "approved"


def test_others_cannot_decide(client, member):
    order = submitted(member)
    client.force_login(member)
    assert decide(client, order, "approve").status_code == 403
    assert client.get(reverse("placement:review_queue")).status_code == 403
    client.force_login(factories.user(role="employer", email="autre@example.org"))
    assert client.get(reverse("placement:appeal", args=[order.pk])).status_code == 404


def send_report(client, order, **said):
    address = reverse("jobs:report", args=[order.number])
    text = client.get(address).text
    started = text.split('name="started" value="')[1].split('"')[0]
    return client.post(address, {"kind": "scam", "started": started} | said)


def test_anybody_reports_an_order_and_nothing_tells_who(client, monkeypatch):
    monkeypatch.setattr("mail.forms.FASTEST", 0)
    order = make_order()
    response = send_report(client, order, text="On m’a demandé de l’argent.")
    assert response.status_code == 302
    report = Report.objects.get()
    assert (report.order, report.kind) == (order, "scam")
    names = {field.name for field in Report._meta.fields}
    assert names == {"id", "order", "kind", "text", "at", "handled_at", "upheld"}


def test_a_robot_and_a_flood_leave_nothing(client, monkeypatch):
    order = make_order()
    send_report(client, order)  # too quick
    monkeypatch.setattr("mail.forms.FASTEST", 0)
    send_report(client, order, site="https://example.org")
    assert Report.objects.count() == 0
    for _nth in range(25):
        send_report(client, order)
    assert Report.objects.count() == 20


def test_the_open_figures_are_counted(client, moderator, member):
    refused = submitted(member, duties=SCAM)
    moderation.turn_down(refused, "fraud", "Un NAS.", by=moderator)
    reviews.approve(submitted(member), by=moderator)
    address = reverse("jobs:moderation_json")
    found = client.get(address).json()
    assert (found["received"], found["approved"], found["refused"]) == (2, 1, 1)
    assert (found["reason_fraud"], found["reason_wage"]) == (1, 0)
    assert found["median_hours"] == 0.0
    for garbage in ("", "x", "99999", "²²²²"):
        assert client.get(address, {"year": garbage}).json()["received"] == 2


def test_organisation_is_vouched_for_by_the_identity_that_was_read(client, moderator):
    waits = make_organisation("Scierie du Lac", state="pending", version=2)
    make_organisation("Déjà vue")
    text = client.get(reverse("placement:review_queue")).text
    assert "Scierie du Lac" in text and "Déjà vue" not in text
    address = reverse("placement:employer_vouch", args=[waits.pk])
    for version, state in (("1", "pending"), ("x", "pending"), ("2", "verified")):
        client.post(address, {"act": "verify", "version": version})
        waits.refresh_from_db()
        assert waits.state == state, version
    client.post(address, {"act": "block", "reason": "fraud", "text": "Faux nom."})
    waits.refresh_from_db()
    assert waits.state == "blocked"


@pytest.mark.parametrize(("state", "shown"), [("refused", True), ("published", False)])
def test_page_of_a_refused_order_leads_to_the_appeal(client, member, state, shown):
    order = make_order(make_organisation(member=member), state=state)
    client.force_login(member)
    text = client.get(reverse("placement:order_page", args=[order.pk])).text
    assert (reverse("placement:appeal", args=[order.pk]) in text) is shown
