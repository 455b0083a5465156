"""The texts of analysts: from the desk to the page of an occupation."""

import re

import pytest
from django.db import IntegrityError, transaction

from datasets.models import Publication
from occupations.models import Narrative
from occupations.profiles import rebuild
from occupations.prose import paragraphs
from tests import factories
from tests.occupations.test_profile_page import ENGLISH, FRENCH, section, text_of

DESK = "/fr/pupitre/textes/"
BOTH = {"text_fr": "Le chantier naval embauche.", "text_en": "The shipyard hires."}


@pytest.fixture
def analyst(client, db):
    person = factories.user("analyste@example.org", role="analyst")
    client.force_login(person)
    return person


def narrative(code: str = "72106", region: str | None = None, **fields) -> Narrative:
    return Narrative.objects.create(
        unit_group_id=code,
        region_id=region,
        **{"state": Narrative.State.PUBLISHED} | BOTH | fields,
    )


def signature(response) -> list[str]:
    return re.findall(
        r'<p class="small soft">((?:Texte d|Analyst)[^<]+)</p>',
        response.content.decode(),
    )


def test_published_text_shows_under_the_outlook_in_both_languages(
    client, welders, analyst
):
    before = Publication.objects.version()
    answer = client.post(
        f"{DESK}ajouter",
        BOTH | {"unit_group": "72106", "region": "", "action": "publish"},
        follow=True,
    )
    assert "Le texte est enregistré." in text_of(answer)
    row = Narrative.objects.get()
    assert (row.unit_group_id, row.region_id, row.state, row.author, row.version) == (
        "72106",
        None,
        "published",
        analyst,
        1,
    )
    assert Publication.objects.version() > before
    french, english = client.get(FRENCH), client.get(ENGLISH)
    assert "Le chantier naval embauche." in section(french, "outlook")
    assert "The shipyard hires." in section(english, "outlook")
    assert [s.partition(", ")[2].split(", ")[0] for s in signature(french)] == [
        "Québec"
    ]
    assert "analyste@example.org" not in french.content.decode()


def test_draft_shows_nowhere_and_a_text_can_be_withdrawn(client, welders, analyst):
    where = {"unit_group": "72106", "region": ""}
    client.post(f"{DESK}ajouter", BOTH | where | {"action": "draft"})
    row = Narrative.objects.get()
    assert row.state == "draft"
    assert "chantier" not in section(client.get(FRENCH), "outlook")
    for action, shown in (("publish", True), ("draft", False)):
        row.refresh_from_db()
        client.post(
            f"{DESK}{row.pk}", BOTH | {"version": row.version, "action": action}
        )
        assert ("chantier" in section(client.get(FRENCH), "outlook")) is shown
    row.refresh_from_db()
    assert row.version == 3


def test_region_has_its_own_text_and_others_are_named(client, welders):
    narrative()
    narrative(region="06", text_fr="À Montréal.", text_en="In Montréal.")
    narrative(region="08", text_fr="En Abitibi.", text_en="In Abitibi.")
    rebuild()
    whole = section(client.get(ENGLISH), "outlook")
    assert "The shipyard hires." in whole and "In Montréal." not in whole
    assert "Analysts’ texts by region: Montréal , Abitibi-Témiscamingue" in whole
    here = section(client.get(f"{ENGLISH}?region=06"), "outlook")
    assert "The shipyard hires." in here and "In Montréal." in here
    assert "In Abitibi." not in here
    assert "Analysts’ texts by region: Abitibi-Témiscamingue" in here


def test_english_page_shows_french_and_says_so_but_not_the_reverse(client, welders):
    narrative(text_en="")
    narrative(region="06", text_fr="")
    rebuild()
    english = client.get(f"{ENGLISH}?region=06").content.decode()
    assert '<div class="flow" lang="fr"><p>Le chantier naval embauche.</p></div>' in (
        english
    )
    french = section(client.get(f"{FRENCH}?region=06"), "outlook")
    assert "chantier" in french and "shipyard" not in french


def test_second_editor_gets_both_texts_and_nothing_is_lost(client, welders, analyst):
    row = narrative()
    row.change({"text_fr": "Version de l’autre.", "text_en": "Theirs."}, analyst)
    mine = {"text_fr": "Ma version.", "text_en": "Mine.", "action": "publish"}
    answer = client.post(f"{DESK}{row.pk}", mine | {"version": 1})
    body = answer.content.decode()
    assert "Version de l’autre." in body and "Ma version." in body
    assert "Theirs." in body and "Mine." in body
    assert 'name="version" value="2"' in body
    row.refresh_from_db()
    assert (row.text_fr, row.version) == ("Version de l’autre.", 2)
    client.post(f"{DESK}{row.pk}", mine | {"version": 2})
    row.refresh_from_db()
    assert (row.text_fr, row.version) == ("Ma version.", 3)


def test_preview_writes_nothing(client, welders, analyst):
    row = narrative()
    sent = {"text_fr": "Un [site](https://example.org).", "text_en": "", "version": 1}
    body = client.post(f"{DESK}{row.pk}", sent | {"action": "preview"}).content.decode()
    assert '<p>Un <a href="https://example.org">site</a>.</p>' in body
    row.refresh_from_db()
    assert (row.text_fr, row.version) == (BOTH["text_fr"], 1)


def test_report_names_what_one_language_lacks(client, welders, analyst):
    narrative()
    french_only = narrative(region="06", text_en="")
    english_only = narrative(region="08", text_fr="")
    narrative(region="16", text_en="", state="draft")
    body = client.get(f"{DESK}manquants").content.decode()
    assert re.findall(r'href="/fr/pupitre/textes/(\d+)"', body) == [
        str(french_only.pk),
        str(english_only.pk),
    ]
    assert "2 textes publiés" in text_of(client.get("/fr/pupitre/"))


def test_form_explains_what_is_wrong(client, welders, analyst):
    narrative()
    for given, field in (
        ({"unit_group": "00000"} | BOTH, "unit_group"),
        ({"unit_group": "72106"} | BOTH, "unit_group"),
        ({"unit_group": "72106", "region": "06"}, "text_fr"),
    ):
        body = client.post(
            f"{DESK}ajouter", given | {"action": "publish"}
        ).content.decode()
        assert re.findall(r'<li><a href="#id_(\w+)">', body) == [field]
    assert Narrative.objects.count() == 1


def test_deleted_text_leaves_the_page(client, welders, analyst):
    row = narrative()
    rebuild()
    assert "chantier" in section(client.get(FRENCH), "outlook")
    client.post(f"{DESK}{row.pk}/supprimer")
    assert Narrative.objects.count() == 0
    assert "chantier" not in section(client.get(FRENCH), "outlook")


@pytest.mark.parametrize(
    "wrong",
    [{}, {"region": "06", "text_fr": "", "text_en": ""}],
    ids=["twice", "empty"],
)
def test_database_refuses_nonsense(wrong, welders):
    narrative()
    with pytest.raises(IntegrityError), transaction.atomic():
        narrative(**wrong)


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_the_same_whatever_its_length(
    count, client, welders, analyst, django_assert_num_queries
):
    for region in ("06", "08", "16")[:count]:
        narrative(region=region)
    with django_assert_num_queries(4):
        page = client.get("/en/desk/texts/")
    assert page.content.decode().count('<th scope="row">') == count


@pytest.mark.parametrize(
    ("typed", "html"),
    [
        ("Un\r\n\r\nDeux", "<p>Un</p><p>Deux</p>"),
        ("<script>x</script>", "<p>&lt;script&gt;x&lt;/script&gt;</p>"),
        ("[a](javascript:alert(1))", "<p>[a](javascript:alert(1))</p>"),
        (
            '[a"b](https://e.org/"onclick=x)',
            '<p><a href="https://e.org/&quot;onclick=x">a"b</a></p>',
        ),
        ("  ", ""),
    ],
)
def test_only_paragraphs_and_links_come_out(typed, html):
    assert paragraphs(typed) == html
