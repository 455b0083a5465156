"""The feeds: what moved, before and after, in the words of each language."""

import xml.etree.ElementTree as ET
from decimal import Decimal

import pytest
from time_machine import travel

from classifications.places import region_names
from datasets import editions
from datasets.actions import roll_back
from datasets.models import Publication, Release, Source
from occupations import changes
from occupations.feeds import occupation_feed, region_feed
from occupations.models import Outlook, Wage
from tests import factories
from tests.datasets.files import (
    loaded,
    occupations,
    territory,
    wage_file,
    wage_row,
    wage_rows,
)

ATOM = "{http://www.w3.org/2005/Atom}"
OCCUPATION = {
    "fr": "/fr/metiers-et-professions/72106.atom",
    "en": "/en/occupations/72106.atom",
}
REGION = "/en/occupations/regions/06.atom"
SOURCE = "/en/sources/wages.atom"


@pytest.fixture(autouse=True)
def fresh(db):
    for kept in (region_names, editions.live):
        kept.cache_clear()


@pytest.fixture
def welders():
    factories.regions()
    factories.profile("72106", "Soudeurs/soudeuses", "Welders")


def wage(release, area, median, code="72106", unit="hour", **fields):
    three = {} if median is None else {"low": 15, "median": median, "high": 90_000}
    missing = "not_published" if median is None else ""
    Wage.objects.create(
        release=release, unit_group_id=code, area=area, unit=unit, missing=missing,
        **three, **fields,
    )  # fmt: skip


def outlook(release, scale, area, value, code="72106"):
    Outlook.objects.create(
        release=release, unit_group_id=code, area=area, scale=scale, value=value,
        missing="" if value else "undetermined",
    )  # fmt: skip


@pytest.fixture
def moved(welders):
    """Two editions of wages, and two of the outlooks, five minutes apart."""
    with travel("2026-01-05T12:00Z", tick=False):
        before = factories.release("wages", "2023")
        jobs = factories.release("outlooks", "2023-2025")
    with travel("2026-01-06T12:00Z", tick=False):
        after = factories.release("wages", "2024", period="2022-2023")
    with travel("2026-01-06T12:05Z", tick=False):
        later = factories.release("outlooks", "2024-2026")
    for area, old, new in (
        ("QC", "25.50", "26.10"),
        ("06", "24.00", "24.00"),
        ("08", None, "27.00"),
        ("16", "23.00", None),
    ):
        wage(before, area, old and Decimal(old))
        wage(after, area, new and Decimal(new))
    for area, old, new in (("QC", "good", "moderate"), ("06", "", "good")):
        outlook(jobs, "job_bank", area, old)
        outlook(later, "job_bank", area, new)


def feed(client, path: str) -> ET.Element:
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert answer.headers["Cache-Control"] == "public, max-age=60"
    assert answer.cookies == {}
    return ET.fromstring(answer.content)


def titles(root: ET.Element) -> list[str]:
    return [e.findtext(f"{ATOM}title") for e in root.iter(f"{ATOM}entry")]


def test_occupation_says_each_figure_before_and_after(client, moved):
    root = feed(client, OCCUPATION["en"])
    assert titles(root) == [
        "Job Bank’s outlook, Québec: Good → Moderate, Source outlooks, edition "
        "2024–2026",
        "Job Bank’s outlook, Montréal: Undetermined → Good, Source outlooks, edition "
        "2024–2026",
        "Median wage, Québec: $25.50 → $26.10 an hour, Source wages, edition 2024",
        "Median wage, Abitibi-Témiscamingue: not published → $27.00 an hour, Source "
        "wages, edition 2024",
        "Median wage, Montérégie: $23.00 an hour → not published, Source wages, "
        "edition 2024",
    ]
    assert root.findtext(f"{ATOM}title") == "IMT – Welders"
    assert root.findtext(f"{ATOM}updated") == "2026-01-06T12:05:00+00:00"


def test_occupation_speaks_french(client, moved):
    root = feed(client, OCCUPATION["fr"])
    assert titles(root)[2] == (
        "Salaire médian, Québec\xa0: 25,50\xa0$ → 26,10\xa0$ l’heure, Source wages, "
        "édition 2024"
    )
    assert root.attrib["{http://www.w3.org/XML/1998/namespace}lang"] == "fr"


def test_entry_has_name_time_page_and_source(client, moved):
    entry = feed(client, OCCUPATION["en"]).findall(f"{ATOM}entry")[3]
    assert entry.findtext(f"{ATOM}id") == (
        "tag:127.0.0.1,2026:en/wages/2024/72106/08/wage"
    )
    assert entry.findtext(f"{ATOM}updated") == "2026-01-06T12:00:00+00:00"
    assert entry.find(f"{ATOM}link").attrib["href"] == (
        "http://127.0.0.1:8000/en/occupations/72106-welders?region=08#wages"
    )
    assert entry.findtext(f"{ATOM}summary") == (
        "Before: edition 2023. After: edition 2024, reference period 2022–2023. "
        "Source: Source wages, Publisher."
    )


def test_names_do_not_change_and_differ_by_language(client, moved):
    names = {
        language: [e.text for e in feed(client, path).iter(f"{ATOM}id")]
        for language, path in OCCUPATION.items()
    }
    factories.release("cops")  # a publication of something else
    again = [e.text for e in feed(client, OCCUPATION["en"]).iter(f"{ATOM}id")]
    assert again == names["en"]
    every = names["fr"] + names["en"]
    assert len(set(every)) == len(every) == 12


def test_corrected_edition_is_compared_with_the_edition_before(client, moved):
    corrected = factories.release("wages", "2024")
    wage(corrected, "QC", Decimal("26.40"))
    names = [t for t in titles(feed(client, OCCUPATION["en"])) if "wages" in t]
    assert names[0].startswith("Median wage, Québec: $25.50 → $26.40 an hour")


def test_older_edition_that_is_live_again_is_compared_with_its_own_past(moved):
    oldest = factories.release("wages", "2022")
    wage(oldest, "QC", Decimal("24.00"))
    Release.objects.filter(source="wages").update(is_current=False)
    Release.objects.filter(source="wages", edition="2023").update(is_current=True)
    found = [c for c in changes.of_occupation("72106") if c.subject == "wage"]
    quebec = [(c.before, c.after) for c in found if c.area == "QC"]
    assert quebec == [((Decimal("24.00"), "hour"), (Decimal("25.50"), "hour"))]


def test_rows_no_longer_kept_are_not_called_new(moved):
    Release.objects.filter(source="wages", edition="2023").update(rows_kept=False)
    found = {c.subject for c in changes.of_occupation("72106")}
    assert found == {"job_bank"}


def test_release_that_waits_is_no_news(moved):
    held = Release.objects.create(source_id="wages", edition="2025", state="held")
    wage(held, "QC", Decimal("99.00"))
    found = [c.after for c in changes.of_occupation("72106") if c.area == "QC"]
    assert (Decimal("99.00"), "hour") not in found
    assert len(found) == 2


def test_new_unit_is_said_on_both_sides_and_the_break_in_words(client, welders):
    for edition, median, unit in (("2021", 25, "hour"), ("2022", 52_000, "year")):
        wage(factories.release("wages", edition), "QC", median, unit=unit)
    Source.objects.update(transcribed=True)
    editions.live.cache_clear()
    root = feed(client, OCCUPATION["en"])
    assert titles(root) == [
        "Median wage, Québec: $25.00 an hour → $52,000 a year, Source wages, edition "
        "2022 (new classification)"
    ]
    assert (
        root.find(f"{ATOM}entry")
        .findtext(f"{ATOM}summary")
        .endswith(
            "The classification of occupations changed in between. Transcribed by "
            "hand, to be verified."
        )
    )


def test_scales_are_never_compared_with_one_another(welders):
    for edition, recent in (("2023", "balanced"), ("2024", "strong_surplus")):
        release = factories.release("cops", edition)
        outlook(release, "cops", "CA", "balanced")
        outlook(release, "cops_recent", "CA", recent)
    assert changes.of_occupation("72106") == []


@pytest.fixture
def region(welders):
    """Five occupations that moved in Montréal, each differently, and one elsewhere."""
    old, new = (factories.release("wages", e) for e in ("2023", "2024"))
    jobs, later = (factories.release("outlooks", e) for e in ("2023", "2024"))
    for code, after in (("10001", 21), ("10002", 24), ("10003", 20), ("10004", 19)):
        factories.profile(code, f"Métiers {code}", f"Jobs {code}")
        wage(old, "06", 20, code)
        wage(new, "06", after, code)
    wage(old, "08", 20)
    wage(new, "08", 40)
    for code, after in (("10001", "very_good"), ("10004", "good")):
        outlook(jobs, "job_bank", "06", "moderate", code)
        outlook(later, "job_bank", "06", after, code)


def test_region_says_its_largest_changes_each_subject_in_turn(client, region):
    short = [title.split(",")[0] for title in titles(feed(client, REGION))]
    assert short == [
        "10001 Jobs 10001 – Job Bank’s outlook",
        "10002 Jobs 10002 – Median wage",
        "10004 Jobs 10004 – Job Bank’s outlook",
        "10001 Jobs 10001 – Median wage",
        "10004 Jobs 10004 – Median wage",
    ]


def test_region_has_a_cap(region, monkeypatch):
    monkeypatch.setattr(changes, "MOST", 3)
    assert [c.code for c in changes.of_region("06")] == ["10001", "10002", "10004"]


@pytest.mark.parametrize(
    "path",
    [
        "/en/occupations/99999.atom",
        "/en/occupations/regions/99.atom",
        "/en/sources/nothing.atom",
    ],
)
def test_unknown_is_not_found(client, welders, path):
    assert client.get(path).status_code == 404


def test_nothing_moved_is_an_empty_feed_with_the_date_of_the_data(client, welders):
    with travel("2026-01-05T12:00Z", tick=False):
        factories.release("wages", "2024")
    root = feed(client, OCCUPATION["en"])
    assert titles(root) == []
    assert root.findtext(f"{ATOM}updated") == "2026-01-05T12:00:00+00:00"


def test_feeds_take_the_same_statements_for_one_and_three(
    rf, welders, django_assert_num_queries
):
    old, new = (factories.release("wages", e) for e in ("2023", "2024"))
    areas = ["06", "08", "16"]
    for code in ("72107", "72108"):
        factories.profile(code)
    for view, asked, rows in (
        (occupation_feed, {"code": "72106"}, [("72106", area) for area in areas]),
        (region_feed, {"region": "06"}, [("72107", "06"), ("72108", "06")]),
    ):
        view(rf.get("/"), **asked)  # names of regions and editions are kept
        for code, area in rows:
            wage(old, area, 20, code)
            wage(new, area, 21, code)
            with django_assert_num_queries(5):
                answer = view(rf.get("/"), **asked)
        assert len(titles(ET.fromstring(answer.content))) == 3


def test_feed_host_is_the_public_one(client, moved):
    answer = client.get(OCCUPATION["en"], headers={"host": "localhost"})
    assert b"http://localhost" not in answer.content
    assert answer.content.count(b"http://127.0.0.1:8000/en/occupations/") == 7


def test_pages_name_their_feeds(client, moved):
    page = client.get("/en/sources/").content.decode()
    link = 'type="application/atom+xml" title="IMT – Source wages" href="{}"'
    assert link.format(SOURCE) in page
    assert 'href="/en/occupations/regions/06.atom">Montréal</a>' in page


# -- A source -------------------------------------------------------------------------


def test_source_says_each_publication_with_its_counts_and_roll_backs(client, tmp_path):
    territory()
    occupations()
    loaded("wages", wage_file(tmp_path, year="2023"))
    rows = [*wage_rows(year="2024")[1:], wage_row("20100", "ER2490", year="2024")]
    rows[0] = rows[0].replace("25.50", "26.10")
    loaded("wages", wage_file(tmp_path, rows, year="2024"))
    loaded("wages", wage_file(tmp_path, year="2022"))
    roll_back("wages")
    root = feed(client, SOURCE)
    entries = [
        (e.findtext(f"{ATOM}title"), e.findtext(f"{ATOM}summary"))
        for e in root.iter(f"{ATOM}entry")
    ]
    name = Source.objects.get().title_en
    assert entries == [
        (f"{name}, edition 2023: live again", "It replaces the edition 2024."),
        (
            f"{name}, edition 2022: added to the history",
            entries[1][1],
        ),
        (
            f"{name}, edition 2024: published",
            "wages: 1 added, 1 changed, 1 gone.",
        ),
        (
            f"{name}, edition 2023: published",
            "wages: 425 added, 0 changed, 0 gone.",
        ),
    ]
    last = Publication.objects.latest("pk")
    assert root.find(f"{ATOM}entry").findtext(f"{ATOM}id") == (
        f"tag:127.0.0.1,2026:en/publication/{last.pk}"
    )


def test_source_takes_the_same_statements_for_one_and_three(
    client, django_assert_num_queries
):
    for count in (1, 3):
        for _number in range(count):
            factories.release("wages", str(2000 + Release.objects.count()))
        client.get("/en/")
        with django_assert_num_queries(3):
            assert len(titles(feed(client, f"{SOURCE}?n={count}"))) == (
                Release.objects.count()
            )


def test_page_and_feed_show_a_new_edition(client, moved, monkeypatch):
    monkeypatch.setattr("imt.pagecache.LOOK_EVERY", 0)
    before = titles(feed(client, OCCUPATION["en"]))
    newest = factories.release("wages", "2025")
    wage(newest, "QC", Decimal("28.00"))
    editions.live.cache_clear()
    after = titles(feed(client, OCCUPATION["en"]))
    assert (
        "Median wage, Québec: $26.10 → $28.00 an hour, Source wages, edition 2025"
        in (set(after) - set(before))
    )
