"""The links that analysts keep: who may, what is asked, what the pages then say."""

import re

import pytest

from occupations.profiles import rebuild
from tests import factories
from tests.datasets.files import occupations
from training.models import OccupationLink, Program

pytestmark = pytest.mark.django_db
DESK = "/en/desk/programs-and-occupations/"
GIVEN = {
    "program": "5195",
    "unit_group": "72106",
    "strength": "direct",
    "source": "Comité sectoriel",
    "source_url": "",
    "as_of": "2026-01-15",
}


@pytest.fixture
def analyst(client, programs):
    occupations("72106", "72104")
    person = factories.user(role="analyst")
    client.force_login(person)
    return person


def said(client, path: str) -> str:
    body = client.get(path, follow=True).content.decode().partition("<main")[2]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body))


def test_a_link_is_added_shown_changed_and_deleted(client, analyst):
    answer = client.post(f"{DESK}add", GIVEN)
    assert (answer.status_code, answer.headers["Location"]) == (302, DESK)
    link = OccupationLink.objects.get()
    assert (link.by_hand, link.editor, link.demonstration) == (True, analyst, False)
    page = said(client, "/en/training/programs/5195")
    assert "Comité sectoriel, Jan. 15, 2026 – kept by an editor" in page
    rebuild()
    occupation = said(client, "/en/occupations/72106")
    assert "5195 Welding and Fitting" in occupation
    client.post(f"{DESK}{link.pk}", GIVEN | {"strength": "related"})
    assert "One way among others" in said(client, "/en/occupations/72106")
    client.post(f"{DESK}{link.pk}/delete")
    assert not OccupationLink.objects.exists()
    assert "5195" not in said(client, "/en/occupations/72106")


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("program", "9999", "No program has this code."),
        ("unit_group", "99999", "No occupation has this code."),
        ("source", "", "This field is required."),
        ("as_of", "2099-01-01", "This day is yet to come."),
        ("as_of", "", "This field is required."),
        ("source_url", "javascript:x", "Enter a valid URL."),
    ],
)
def test_a_link_without_a_dated_source_is_refused(client, analyst, name, value, told):
    page = client.post(f"{DESK}add", GIVEN | {name: value})
    assert page.status_code == 200
    assert told in page.content.decode()
    assert not OccupationLink.objects.exists()


def test_the_same_source_says_a_link_once(client, analyst):
    client.post(f"{DESK}add", GIVEN)
    page = client.post(f"{DESK}add", GIVEN)
    assert "This source has this link already." in page.content.decode()
    assert OccupationLink.objects.count() == 1


def test_what_a_file_says_is_not_changed_here(client, analyst):
    fields = {"source": "Ministère", "as_of": "2026-01-15", "strength": "direct"}
    link = OccupationLink.objects.create(
        program_id="5195", unit_group_id="72106", **fields
    )
    assert client.get(f"{DESK}{link.pk}").status_code == 404
    assert client.post(f"{DESK}{link.pk}/delete").status_code == 404
    assert OccupationLink.objects.count() == 1


def test_what_is_missing_or_old_is_listed(client, analyst, time_machine):
    time_machine.move_to("2028-02-29 17:00Z")
    client.force_login(analyst)
    for code, day in (("72106", "2025-01-31"), ("72104", "2025-02-01")):
        OccupationLink.objects.create(
            program_id="5195", unit_group_id=code, strength="direct",
            source=f"Comité {day}", as_of=day,
        )  # fmt: skip
    page = said(client, f"{DESK}to-review")
    old, _heading, unlinked = page.partition("Programs without a link")
    assert "1 link has a source from before Feb. 1, 2025." in old
    assert ("Comité 2025-01-31" in old, "Comité 2025-02-01" in old) == (True, False)
    assert "5195" not in unlinked
    missing = Program.objects.in_force().exclude(pk="5195").order_by("pk").first()
    assert missing.pk in unlinked
    form = client.get(f"{DESK}add?program={missing.pk}").content.decode()
    assert f'value="{missing.pk}"' in form


def test_a_demonstration_link_does_not_hide_that_a_program_has_none(client, analyst):
    OccupationLink.objects.create(
        program_id="5195", unit_group_id="72106", strength="direct",
        source="demonstration", demonstration=True, as_of="2015-01-15",
    )  # fmt: skip
    page = said(client, f"{DESK}to-review")
    old, _heading, unlinked = page.partition("Programs without a link")
    assert ("5195" in old, "5195" in unlinked) == (False, True)
