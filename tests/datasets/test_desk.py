"""The releases' desk: what an analyst sees, decides, and may not decide alone."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from datasets import actions, tasks
from datasets.differences import tables_of
from datasets.models import Publication, Release, Source
from occupations.models import Wage
from tests.datasets.files import (
    CODES,
    ECONOMIC,
    loaded,
    occupations,
    territory,
    wage_file,
    wage_row,
    wage_rows,
)
from tests.factories import user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def live(tmp_path) -> Release:
    territory()
    occupations()
    return loaded("wages", wage_file(tmp_path))


@pytest.fixture
def anne():
    return user("anne@example.org", role="analyst")


@pytest.fixture
def bruno():
    return user("bruno@example.org", role="analyst")


def url(name: str, *args) -> str:
    return reverse(f"releases:{name}", args=args)


def give(client, path) -> Release:
    """Upload a file, and let a worker's task check it."""
    file = SimpleUploadedFile(path.name, path.read_bytes())
    answer = client.post(url("add"), {"dataset": "wages", "files": [file]})
    release = Release.objects.latest("pk")
    assert answer.url == url("detail", release.pk)
    assert release.state == "checking"
    return actions.check(release.pk)


def dearer(tmp_path, count: int = 60):
    leap = {"low": "40.00", "median": "51.00", "high": "80.00", "year": "2025"}
    rows = wage_rows(**leap)[:count] + wage_rows(year="2025")[count:]
    return wage_file(tmp_path, rows, year="2025")


def live_edition() -> str:
    return Release.objects.get(source="wages", is_current=True).edition


def text_of(client, address: str) -> str:
    return " ".join(client.get(address).content.decode().split())


def test_a_file_is_given_checked_and_published(client, anne, tmp_path):
    client.force_login(anne)
    rows = wage_rows(year="2025")
    rows[1] = wage_row(CODES[0], "ER24", median="30.60", year="2025")
    release = give(client, wage_file(tmp_path, rows, year="2025"))
    assert (release.state, live_edition()) == ("tried", "2024")
    page = text_of(client, url("detail", release.pk))
    assert f"{CODES[0]} Métiers {CODES[0]} · Québec" in page
    assert "<del>25,50</del> → <ins>30,60</ins>" in page
    assert ">+20,0 %<" in page
    assert "lignes lues : 425, refusées : 0" in page
    client.post(url("approve", release.pk))
    assert live_edition() == "2024"  # a worker publishes
    actions.publish(release.pk)
    release.refresh_from_db()
    assert (release.state, release.is_current, release.approved_by) == (
        "published",
        True,
        anne,
    )
    assert Publication.objects.latest("pk").by == anne
    assert Wage.objects.filter(release=release).count() == 425
    assert Release.objects.count() == 2  # the attempt became the release


@pytest.mark.parametrize(
    ("language", "unit", "title"),
    [("fr", "l’heure", "Métiers"), ("en", "an hour", "Occupations")],
)
def test_differences_name_occupations_places_and_choices(
    client, anne, tmp_path, language, unit, title
):
    client.force_login(anne)
    rows = wage_rows(year="2025")
    rows[2] = wage_row(CODES[0], f"ER{ECONOMIC[0]}", median="30.60", year="2025")
    release = give(client, wage_file(tmp_path, rows[:-1], year="2025"))
    with override(language):
        (table, *others) = tables_of(release)
    assert others == []
    assert table.areas == [("Région 1", 0, 1, 0), ("Région 15", 0, 0, 1)]
    changed, gone = table.kinds
    assert changed.rows[0].key == f"{CODES[0]} {title} {CODES[0]} · Région 1"
    assert gone.rows[0].key == f"{CODES[-1]} {title} {CODES[-1]} · Région 15"
    cells = {cell.name: (cell.before, cell.after) for cell in gone.rows[0].cells}
    assert unit in {before for before, after in cells.values()}
    assert all(before or after for before, after in cells.values())


@pytest.mark.parametrize("count", [1, 3])
def test_names_are_asked_for_once_however_many_rows_differ(
    client, anne, tmp_path, count, django_assert_num_queries
):
    client.force_login(anne)
    rows = wage_rows(year="2025")
    for n in range(count):
        rows[n * 17] = wage_row(CODES[n], "ER00", median="30.60", year="2025")
    release = give(client, wage_file(tmp_path, rows, year="2025"))
    with django_assert_num_queries(6):
        page = text_of(client, url("detail", release.pk))
    assert [f"{code} Métiers {code} · Canada" in page for code in CODES[:4]] == [
        n < count for n in range(4)
    ]


def test_what_all_rows_have_alike_is_said_once(client, anne, tmp_path):
    client.force_login(anne)
    rows = wage_rows(year="2025")
    for n, median in enumerate(("30.60", "31.00")):
        rows[n] = wage_row(CODES[0], ("ER00", "ER24")[n], "22.00", median, year="2025")
    release = give(client, wage_file(tmp_path, rows, year="2025"))
    with override("en"):
        (table,) = tables_of(release)
        page = text_of(client, url("detail", release.pk))
    (changed,) = table.kinds
    assert changed.shared == [("low", "20.00", "22.00")]
    assert [row.cells for row in changed.rows] == [
        [("median", "25.50", "31.00")],
        [("median", "25.50", "30.60")],
    ]
    assert "Changed, alike in the 2 rows listed:" in page
    assert page.count("<del>20.00</del> → <ins>22.00</ins>") == 1


def test_a_release_that_waits_for_its_time_stands_still(client, anne, tmp_path):
    """While a worker publishes, the page looks again by itself, and by its link."""
    client.force_login(anne)
    release = give(client, wage_file(tmp_path, wage_rows(year="2025"), year="2025"))
    address = url("detail", release.pk)
    assert "hx-trigger" not in client.get(address).content.decode()
    now = timezone.now()
    for at, moves in ((now + timedelta(hours=2), False), (now, True)):
        Release.objects.filter(pk=release.pk).update(publish_at=at, approved_by=anne)
        page = text_of(client, address)
        assert ("hx-trigger" in page) == moves
        assert ("la publication est en cours" in page) == moves
        assert (url("drop", release.pk) in page) != moves
    actions.publish(release.pk)
    page = text_of(client, address)
    assert "la publication est en cours" not in page
    assert "publiées : 425" in page


@pytest.mark.parametrize(
    ("language", "title"),
    [("fr", "Guide sur les carrières"), ("en", "Career Handbook")],
)
def test_a_dataset_never_loaded_is_offered_by_its_title(client, anne, language, title):
    client.force_login(anne)
    with override(language):
        page = client.get(url("add")).content.decode()
    assert f'<option value="career-handbook">{title}' in page


def test_what_leaps_needs_another_person(client, anne, bruno, tmp_path):
    client.force_login(anne)
    release = give(client, dearer(tmp_path))
    assert release.state == "held"
    page = text_of(client, url("detail", release.pk))
    assert "une autre personne que vous doit l’approuver" in page
    assert url("approve", release.pk) not in page
    client.post(url("approve", release.pk))
    release.refresh_from_db()
    assert (release.approved_by, release.publish_at) == (None, None)
    client.force_login(bruno)
    assert url("approve", release.pk) in text_of(client, url("detail", release.pk))
    client.post(url("approve", release.pk))
    actions.publish(release.pk)
    assert live_edition() == "2025"


def test_it_is_published_at_its_time_and_not_before(client, anne, tmp_path):
    client.force_login(anne)
    release = give(client, wage_file(tmp_path, year="2025"))
    at = timezone.localtime() + timedelta(hours=2)
    client.post(url("approve", release.pk), {"at": at.strftime("%Y-%m-%dT%H:%M")})
    actions.publish(release.pk)
    assert live_edition() == "2024"
    earlier = timezone.now() - timedelta(seconds=1)
    Release.objects.filter(pk=release.pk).update(publish_at=earlier)
    assert list(Release.objects.due(timezone.now())) == [release]
    actions.publish(release.pk)
    actions.publish(release.pk)
    assert live_edition() == "2025"
    assert Publication.objects.filter(release=release).count() == 1


def test_a_time_that_has_passed_is_explained(client, anne, tmp_path):
    client.force_login(anne)
    release = give(client, wage_file(tmp_path, year="2025"))
    answer = client.post(url("approve", release.pk), {"at": "2020-01-01T10:00"})
    page = answer.content.decode()
    assert "Ce moment est passé." in page
    assert 'value="2020-01-01T10:00"' in page
    release.refresh_from_db()
    assert release.publish_at is None


def test_another_edition_published_since_the_check(client, anne, tmp_path):
    client.force_login(anne)
    waiting = give(client, wage_file(tmp_path, year="2026"))
    loaded("wages", wage_file(tmp_path, year="2025"))
    client.post(url("approve", waiting.pk))
    waiting.refresh_from_db()
    assert waiting.publish_at is None
    client.post(url("check", waiting.pk))
    assert actions.check(waiting.pk).state == "tried"
    client.post(url("approve", waiting.pk))
    actions.publish(waiting.pk)
    assert live_edition() == "2026"


def test_a_release_set_aside_is_never_published(client, anne, tmp_path):
    client.force_login(anne)
    release = give(client, wage_file(tmp_path, year="2025"))
    client.post(url("drop", release.pk))
    client.post(url("approve", release.pk))
    actions.publish(release.pk)
    release.refresh_from_db()
    assert (release.state, live_edition()) == ("dropped", "2024")


def test_a_refused_file_says_why_in_both_languages(client, anne, tmp_path):
    client.force_login(anne)
    path = tmp_path / "wages2025.csv"
    path.write_text("<html>no</html>")
    release = give(client, path)
    assert release.state == "refused"
    page = text_of(client, url("detail", release.pk))
    assert "le fichier est une page Web, pas un tableau" in page
    with override("en"):
        page = text_of(client, url("detail", release.pk))
    assert "the file is a web page, not a table" in page


def test_the_same_file_again_says_so(client, anne, tmp_path):
    client.force_login(anne)
    release = give(client, wage_file(tmp_path))
    assert release.state == "unchanged"
    page = text_of(client, url("detail", release.pk))
    assert "ces fichiers sont déjà publiés" in page


def test_one_click_rolls_back(client, anne, live, tmp_path):
    client.force_login(anne)
    pages = [url("list"), url("detail", live.pk)]
    act = url("roll_back", "wages")
    assert [act in text_of(client, page) for page in pages] == [False, False]
    loaded("wages", wage_file(tmp_path, year="2025"))
    pages[1] = url("detail", Release.objects.get(is_current=True, source="wages").pk)
    assert [act in text_of(client, page) for page in pages] == [True, True]
    day = timezone.localdate().isoformat()
    said = f"Revenir à l’édition 2024, donnée le {day}"
    assert said in text_of(client, pages[1])
    client.post(url("roll_back", "wages"))
    assert Release.objects.get(is_current=True, source="wages") == live
    # Of the two that are kept, none is earlier than this one.
    assert act not in text_of(client, url("detail", live.pk))
    audit = Publication.objects.latest("pk")
    assert (audit.release, audit.by) == (live, anne)


def test_a_source_is_looked_at_by_hand(client, anne):
    client.force_login(anne)
    client.post(url("look", "wages"))
    source = Source.objects.get(pk="wages")
    assert not source.retrievals.exists()
    source.download_en = "https://open.canada.ca/wages2025.csv"
    source.save()
    client.post(url("look", "wages"))
    assert source.retrievals.get().state == "running"


def test_files_and_the_dataset_are_asked_for_in_words(client, anne):
    client.force_login(anne)
    page = client.post(url("add"), {"edition": "2026"}).content.decode()
    assert 'href="#id_files"' in page
    assert 'href="#id_dataset"' in page
    assert '<option value="" selected>Choisir…</option>' in page
    assert 'value="2026"' in page
    page = client.get(url("add"), {"dataset": "wages"}).content.decode()
    assert '<option value="wages" selected>' in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_as_many_queries_whatever_waits(
    client, anne, tmp_path, count, django_assert_num_queries
):
    client.force_login(anne)
    for n in range(count):
        rows = wage_rows(year="2025")
        rows[n] = wage_row(CODES[0], "ER24", median="30.60", year="2025")
        give(client, wage_file(tmp_path, rows, year="2025"))
    with django_assert_num_queries(6):
        client.get(url("list"))


def test_an_abandoned_check_is_sent_again_then_given_up(anne, tmp_path):
    release = actions.announce("wages", [wage_file(tmp_path, year="2025")], by=anne)
    Release.objects.filter(pk=release.pk).update(tries=5)
    tasks.look()
    assert actions.check(release.pk).state == "refused"


def test_old_rows_and_files_are_forgotten(live, tmp_path, media):
    releases = [live]
    for n in range(5):
        rows = wage_rows(year="2025")
        rows[1] = wage_row(CODES[0], "ER24", median=f"30.6{n}", year="2025")
        releases.append(loaded("wages", wage_file(tmp_path, rows, year="2025")))
    tasks.prune()
    kept = set(Wage.objects.values_list("release", flat=True))
    # The last three, and the last of each edition (2024 has but one).
    assert kept == {live.pk, *(release.pk for release in releases[-3:])}
    rows = Release.objects.order_by("pk").values_list("rows_kept", flat=True)
    assert list(rows) == [True, False, False, True, True, True]
