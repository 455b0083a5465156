"""What a counsellor chooses, whoever reads it, and who may change it."""

import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from guidance import demonstration, erasure
from guidance.handouts import PAGES
from guidance.models import Handout
from tests import factories

pytestmark = pytest.mark.django_db
WELDER, NURSE, CLERK = "72106", "31301", "14201"


@pytest.fixture
def occupations():
    factories.release()
    factories.regions()
    for code, french, english in (
        (WELDER, "Soudeurs/soudeuses", "Welders"),
        (NURSE, "Infirmiers/infirmières", "Nurses"),
        (CLERK, "Commis", "Clerks"),
    ):
        factories.profile(code, french, english)


@pytest.fixture
def counsellor(client, occupations):
    person = factories.user("conseil@example.org", role="counsellor")
    client.force_login(person)
    return person


def url(name: str, *args, language="fr") -> str:
    with override(language):
        return reverse(f"counsel:{name}", args=args)


def make(owner, **fields) -> Handout:
    fields = {"title": "Le groupe du jeudi", "language": "fr"} | fields
    return owner.handouts.create(**fields)


def titles(client, handout, language="fr") -> list[str]:
    """The occupations that the page gives to read, in their order."""
    page = client.get(url("handout", handout.code, language=language)).text
    return [
        unescape(title).replace("\u200b", "")  # where a long title may break
        for title in re.findall(r'<li class="card"><h3><a [^>]*>(.*?)</a>', page)
    ]


@pytest.mark.parametrize(
    ("language", "words", "names"),
    [
        ("fr", "commis", ["Commis", "Soudeurs/soudeuses"]),
        ("en", "clerks", ["Clerks", "Welders"]),
    ],
)
def test_counsellor_chooses_pages_and_occupations_that_anybody_reads(
    client, counsellor, language, words, names
):
    for code, job in ((CLERK, "commis"), (WELDER, "soudeur")):
        factories.job_title(code, job)
    factories.job_title(CLERK, "clerks", "en")
    said = {"title": "Métiers", "region": "06", "pages": ["jobs:list"]}
    kept = client.post(url("new", language=language), said)
    handout = Handout.objects.get()
    assert kept.url == url("edit", handout.code, language=language)
    assert (handout.owner, handout.language) == (counsellor, language)
    page = client.get(kept.url, {"q": words}).text
    assert re.findall(r'name="add" value="(\d+)"', page) == [CLERK]
    act = url("choose", handout.code, language=language)
    for code in (CLERK, WELDER, CLERK, "99999", "\0", ""):
        back = client.post(act, {"add": code, "q": "commis à"})
        assert back.url == f"{kept.url}?q=commis+%C3%A0#chosen"
    client.logout()
    assert titles(client, handout, language) == names
    page = client.get(url("handout", handout.code.lower(), language=language))
    with override(language):
        assert f'href="{reverse("jobs:list")}"' in page.text
    assert "?region=06" in page.text
    assert not page.cookies


def test_occupation_is_taken_out_and_only_there(client, counsellor):
    handout = make(counsellor, occupations=[WELDER, NURSE])
    other = make(counsellor, occupations=[WELDER])
    client.post(url("choose", handout.code), {"remove": WELDER})
    assert titles(client, handout) == ["Infirmiers/infirmières"]
    assert titles(client, other) == ["Soudeurs/soudeuses"]


def test_thirteenth_occupation_is_not_added(client, counsellor):
    codes = [f"{number:05}" for number in range(12)]
    handout = make(counsellor, occupations=codes)
    client.post(url("choose", handout.code), {"add": WELDER})
    handout.refresh_from_db()
    assert handout.occupations == codes
    assert "12 métiers au plus" in client.get(url("edit", handout.code)).text


@pytest.mark.parametrize(
    "title", ["Pour Anne, 418 555-0199", "anne@example.org", "NAS 046 454 286", ""]
)
def test_title_that_tells_who_is_refused_and_stays_in_its_field(
    client, counsellor, title
):
    page = client.post(url("new"), {"title": title, "pages": ["jobs:list"]})
    assert page.status_code == 200
    told = "Retirez l’adresse" if title else "Ce champ est obligatoire."
    assert re.findall(rf'id="id_title_error">({told})', page.text) == [told]
    value = re.findall(r'<input type="text" name="title"(?: value="(.*?)")?', page.text)
    assert value == [title]
    assert len(re.findall(r'value="jobs:list"[^>]* checked', page.text)) == 1
    assert Handout.objects.count() == 0


def test_hundred_and_first_handout_is_refused(client, counsellor, monkeypatch):
    monkeypatch.setattr(Handout, "MOST", 2)
    make(factories.user(role="counsellor"))
    for count in (1, 2, 2):
        client.post(url("new"), {"title": "Métiers"})
        assert counsellor.handouts.count() == count
    handout = counsellor.handouts.first()
    client.post(url("edit", handout.code), {"title": "Autre titre"})
    handout.refresh_from_db()
    assert handout.title == "Autre titre"


def test_another_counsellor_finds_and_changes_nothing(client, counsellor):
    handout = make(factories.user(role="counsellor"), occupations=[WELDER])
    mine = make(counsellor, title="À moi")
    page = client.get(url("handouts")).text
    assert (mine.code in page, handout.code in page) == (True, False)
    for name, said in (
        ("edit", {"title": "Pris"}),
        ("choose", {"remove": WELDER}),
        ("delete", {}),
    ):
        assert client.post(url(name, handout.code), said).status_code == 404
        assert client.post(url(name, mine.code), said).status_code == 302
    handout.refresh_from_db()
    assert (handout.title, handout.occupations) == ("Le groupe du jeudi", [WELDER])
    assert not Handout.objects.filter(pk=mine.pk).exists()
    assert client.get(url("handout", mine.code)).status_code == 404


def test_address_leads_nowhere_once_the_account_is_erased(client, counsellor):
    gone, stays = make(counsellor), make(factories.user(role="counsellor"))
    erasure.erase(counsellor)
    client.logout()
    found = [client.get(url("handout", x.code)).status_code for x in (gone, stays)]
    assert found == [404, 200]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_qr_code_and_every_page_that_may_be_chosen(client, counsellor, language):
    handout = make(counsellor, pages=list(PAGES))
    image = client.get(url("square", handout.code, language=language))
    assert image.headers["Content-Type"] == "image/svg+xml"
    assert "<svg" in image.text and "<script" not in image.text
    page = client.get(url("handout", handout.code, language=language)).text
    with override(language):
        links = [
            f'<li><a href="{reverse(name)}">{label}' for name, label in PAGES.items()
        ]
    assert [link in page for link in links] == [True] * len(PAGES)


def test_lists_take_as_many_statements_for_one_and_three(
    client, counsellor, django_assert_num_queries
):
    handout = make(counsellor, occupations=[WELDER], region_id="06")
    for count, codes in ((1, [WELDER]), (3, [WELDER, NURSE, CLERK])):
        while counsellor.handouts.count() < count:
            make(counsellor)
        handout.occupations = codes
        handout.save()
        for visitor, address, statements in (
            (client, url("handouts"), 3),
            (Client(), url("handout", handout.code), 2),
        ):
            visitor.get(address)
            with django_assert_num_queries(statements):
                visitor.get(address)
        assert len(titles(client, handout)) == count


def test_demonstration_is_written_once_and_says_so(client, occupations):
    owner = factories.user(role="counsellor")
    for _twice in range(2):
        demonstration.create(owner)
    assert [row.code for row in Handout.objects.order_by("code")] == [
        "CARE22",
        "TRADES",
    ]
    page = client.get("/fr/fiches/TRADES").text
    assert '<span class="tag">démonstration</span>' in page
    assert "démonstration" not in client.get(url("handout", make(owner).code)).text


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("scripts", [True, False], ids=["script", "no-script"])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_handout_is_made_in_a_browser(visit, settings, occupations, language, scripts):
    settings.SECOND_STEP_ROLES = []
    factories.job_title(WELDER, "soudeur")
    factories.job_title(WELDER, "welder", "en")
    person = factories.user(role="counsellor", language=language)
    me = visit(language, scripts, person)
    assert me.open("counsel:home") == 200
    assert me.open("counsel:handouts") == 200
    assert me.open("counsel:new") == 200
    me.press()  # nothing is said yet
    assert me.page.locator("[role=alert]").count() == 1
    me.page.fill("#id_title", "Jeudi")
    me.page.check("input[value='yourself:interests']")
    me.press()
    handout = Handout.objects.get()
    me.page.fill("#q", "soudeur" if language == "fr" else "welder")
    me.press("form[role=search]")
    me.page.locator(f'button[name=add][value="{WELDER}"]').click()
    me.page.wait_for_load_state()
    me.look()
    handout.refresh_from_db()
    assert (handout.occupations, handout.pages) == ([WELDER], ["yourself:interests"])
    assert me.open("counsel:handout", handout.code) == 200
    assert me.page.locator("main h1").inner_text() == "Jeudi"
    assert me.open("counsel:edit", handout.code) == 200
    me.send("counsel:delete", handout.code)
    assert Handout.objects.count() == 0
