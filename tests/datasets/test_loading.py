"""Publishing an edition, seen through one dataset that keeps its releases."""

import random
from decimal import Decimal

import pytest
from django.db import connection

from datasets import followers
from datasets.actions import roll_back
from datasets.followers import deferred_followers, follow
from datasets.loading import load
from datasets.models import Publication, Release, Source
from datasets.reasons import ActionRefused, say
from occupations.models import Wage
from tests.datasets.files import (
    CODES,
    loaded,
    occupations,
    territory,
    wage_file,
    wage_row,
    wage_rows,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def tables():
    territory()
    occupations()


@pytest.fixture
def told(monkeypatch):
    """The names that followers were told, call by call."""
    calls = []
    monkeypatch.setattr(followers, "_followers", [])
    follow(lambda names: calls.append(set(names)))
    return calls


def state_of_rows() -> list[tuple]:
    """Every wage with the transaction that wrote it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT xmin::text, * FROM occupations_wage ORDER BY id")
        return cursor.fetchall()


def reason(release: Release) -> str:
    return release.report["reason"]["message"]


def test_first_load_publishes_and_says_what_it_did(tmp_path, told):
    release = load("wages", [wage_file(tmp_path)])
    release.refresh_from_db()
    assert (release.state, release.is_current, release.edition) == (
        "published",
        True,
        "2024",
    )
    assert (release.rows_read, release.rows_published, release.rows_refused) == (
        425,
        425,
        0,
    )
    assert (release.period, str(release.published_on)) == ("2022-2023", "2024-11-20")
    assert release.report["tables"] == {
        "occupations.Wage": {
            "live": 0,
            "rows": 425,
            "added": 425,
            "changed": 0,
            "vanished": 0,
        },
        "occupations.FormerWage": {
            "live": 0,
            "rows": 0,
            "added": 0,
            "changed": 0,
            "vanished": 0,
        },
    }
    assert release.files[0]["name"] == "wages2024.csv"
    assert Publication.objects.get().release == release
    assert Source.objects.get(slug="wages").title_en == "Job Bank wages"
    wage = Wage.objects.get(unit_group=CODES[0], area="CA")
    assert (wage.low, wage.median, wage.high, wage.unit, wage.missing) == (
        Decimal("20.00"),
        Decimal("25.50"),
        Decimal("40.00"),
        "hour",
        "",
    )
    assert told == [{"wages"}]


def test_same_file_twice_writes_nothing(tmp_path, told):
    path = wage_file(tmp_path)
    loaded("wages", path)
    before = state_of_rows(), Release.objects.count(), Publication.objects.count()
    again = load("wages", [path])
    assert (again.state, again.pk) == (Release.State.UNCHANGED, None)
    assert reason(again) == "these files are published already"
    after = state_of_rows(), Release.objects.count(), Publication.objects.count()
    assert after == before
    assert told == [{"wages"}]


def test_shuffled_rows_are_unchanged(tmp_path):
    loaded("wages", wage_file(tmp_path))
    before = state_of_rows()
    rows = wage_rows()
    random.Random(1).shuffle(rows)
    again = load("wages", [wage_file(tmp_path, rows, "wages_2024_again.csv")])
    assert again.state == Release.State.UNCHANGED
    assert reason(again) == "the rows are those already published"
    assert state_of_rows() == before


def test_a_correction_of_the_same_edition_replaces_it(tmp_path):
    first = loaded("wages", wage_file(tmp_path))
    rows = wage_rows()
    rows[0] = wage_row(CODES[0], "ER00", median="26.00")
    second = loaded("wages", wage_file(tmp_path, rows, "wages2024b.csv"))
    assert second.report["tables"]["occupations.Wage"]["changed"] == 1
    assert Release.objects.get(is_current=True) == second
    assert Wage.objects.filter(release=first).count() == 425


def test_few_bad_rows_are_set_aside_and_listed(tmp_path):
    rows = wage_rows()
    rows[3] = wage_row(CODES[0], "ER2415", low="-5")
    rows[4] = wage_row("99999", "ER24")
    release = loaded("wages", wage_file(tmp_path, rows))
    assert (release.rows_refused, release.rows_published) == (2, 423)
    assert [(e["row"], say(e)) for e in release.report["errors"]] == [
        (5, say({"message": "a wage is not above zero", "values": {}})),
        (
            6,
            say(
                {"message": "unknown unit group %(code)s", "values": {"code": "99999"}}
            ),
        ),
    ]


def test_many_bad_rows_refuse_the_file_and_leave_the_live_edition(tmp_path):
    live = loaded("wages", wage_file(tmp_path))
    before = state_of_rows()
    rows = wage_rows(year="2025")
    rows[:3] = [wage_row(code, "ER24", low="30", median="20") for code in CODES[:3]]
    release = load("wages", [wage_file(tmp_path, rows, year="2025")])
    assert (release.state, release.is_current) == (Release.State.REFUSED, False)
    assert release.report["reason"]["values"] == {"bad": 3, "rows": 425, "first": 2}
    assert Release.objects.get(pk=release.pk).state == "refused"
    assert Release.objects.get(is_current=True) == live
    assert state_of_rows() == before


def test_half_of_the_rows_gone_waits_for_approval(tmp_path):
    live = loaded("wages", wage_file(tmp_path))
    rows = wage_rows(year="2025")[::2]
    rows[0] = wage_row(CODES[0], "ER00", median="26.00", year="2025")
    half = wage_file(tmp_path, rows, year="2025")
    held = load("wages", [half])
    assert held.state == Release.State.HELD
    assert held.report["held"] == [
        {
            "message": "%(vanished)d of %(live)d rows of the live edition are gone",
            "values": {"vanished": 212, "live": 425},
        }
    ]
    assert Release.objects.get(is_current=True) == live
    assert Wage.objects.count() == 425
    approved = loaded("wages", half, approve=True)
    assert Release.objects.get(is_current=True) == approved


def test_drift_beyond_the_usual_waits_for_approval(tmp_path):
    loaded("wages", wage_file(tmp_path))
    dearer = {"low": "40.00", "median": "51.00", "high": "80.00", "year": "2025"}
    rows = wage_rows(**dearer)[:60] + wage_rows(year="2025")[60:]
    held = load("wages", [wage_file(tmp_path, rows, year="2025")])
    assert held.state == Release.State.HELD
    assert held.report["held"][0]["values"] == {"share": 14}


def test_more_may_move_over_more_years(tmp_path):
    loaded("wages", wage_file(tmp_path))
    dearer = {"low": "40.00", "median": "51.00", "high": "80.00", "year": "2026"}
    rows = wage_rows(**dearer)[:60] + wage_rows(year="2026")[60:]
    loaded("wages", wage_file(tmp_path, rows, year="2026"))


def test_an_older_edition_is_history_and_raises_the_data_version(tmp_path, told):
    live = loaded("wages", wage_file(tmp_path))
    version = Publication.objects.version()
    older = loaded(
        "wages", wage_file(tmp_path, wage_rows(year="2023")[:30], year="2023")
    )
    assert not older.is_current
    assert Release.objects.get(is_current=True) == live
    assert Wage.objects.filter(release=older).count() == 30
    assert Publication.objects.version() > version
    assert told == [{"wages"}, {"wages"}]
    again = load(
        "wages", [wage_file(tmp_path, wage_rows(year="2023")[:30], year="2023")]
    )
    assert again.state == Release.State.UNCHANGED


def test_dry_run_says_all_and_writes_no_row(tmp_path, told):
    tried = load("wages", [wage_file(tmp_path)], dry_run=True)
    assert (tried.state, tried.rows_published) == (Release.State.TRIED, 0)
    assert tried.report["tables"]["occupations.Wage"]["added"] == 425
    assert not Wage.objects.exists()
    assert not Publication.objects.exists()
    assert told == []


def test_roll_back_flips_to_the_release_before_and_forward_again(tmp_path, told):
    first = loaded("wages", wage_file(tmp_path))
    second_file = wage_file(tmp_path, year="2025")
    second = loaded("wages", second_file)
    assert Release.objects.get(is_current=True) == second
    assert roll_back("wages") == first
    assert Release.objects.get(is_current=True) == first
    last = Publication.objects.first()
    assert (last.release, last.previous) == (first, second)
    with pytest.raises(ActionRefused):
        roll_back("wages")
    third = loaded("wages", second_file)
    assert Release.objects.get(is_current=True) == third
    assert told == [{"wages"}] * 4


def test_a_dataset_without_releases_is_not_rolled_back():
    with pytest.raises(ActionRefused):
        roll_back("noc-structure")


def test_deferred_followers_are_called_once(tmp_path, told):
    with deferred_followers():
        loaded("wages", wage_file(tmp_path))
        loaded("wages", wage_file(tmp_path, year="2025"))
        assert told == []
    assert told == [{"wages"}]


def test_a_failing_follower_leaves_the_live_edition(tmp_path, told):
    live = loaded("wages", wage_file(tmp_path))

    @follow
    def fails(names):
        raise ValueError("no")

    with pytest.raises(ValueError):
        load("wages", [wage_file(tmp_path, year="2025")])
    assert Release.objects.get(is_current=True) == live
    assert Wage.objects.count() == 425


def test_the_edition_is_that_of_the_name_the_revision_or_the_caller(tmp_path):
    bare = wage_file(tmp_path, name="wages.csv")
    assert load("wages", [bare], dry_run=True).edition == "2024"
    assert load("wages", [bare], edition="2023", dry_run=True).edition == "2023"
    later = load("wages", [bare], edition="2026")
    assert later.state == Release.State.REFUSED


def test_a_missing_file_of_a_release_is_named():
    release = load("noc-structure", [])
    assert release.state == Release.State.REFUSED
    assert release.report["reason"]["values"] == {"names": "classes"}
