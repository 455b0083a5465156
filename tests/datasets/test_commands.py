"""The commands that load, seen through what they print and leave behind."""

import csv
import gzip
import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from classifications.models import UnitGroup
from datasets.folder import files_of
from datasets.models import Publication, Release
from datasets.registry import loaders, why_not_used
from occupations.models import Profile, Wage
from tests.classifications.test_loaders import elements_files, structure_files
from tests.datasets.files import (
    CODES,
    loaded,
    occupations,
    territory,
    wage_file,
    wage_rows,
    write,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def plain_english(settings):
    settings.LANGUAGE_CODE = "en"


def run(*words, **options) -> str:
    out = StringIO()
    call_command(*words, stdout=out, **options)
    return out.getvalue()


@pytest.fixture
def folder(tmp_path, settings):
    """What an operator drops in a folder, with something for every outcome."""
    # The portal's own texts speak of more unit groups than the small files hold.
    settings.BASE_DIR = tmp_path / "nowhere"
    structure_files(tmp_path)
    elements_files(tmp_path)
    write(tmp_path, "cannocdata_classes.csv.gz", "code,name_english\n7,Trades\n")
    write(tmp_path, "readme.csv", "a note\n1\n")
    write(tmp_path, "holiday.csv", "a\n1\n")
    text = "noc2021_code,diagnostic_fr\n72100,Équilibre\n72106,Déficit\n"
    write(tmp_path, "derived_diagnostics_moyen_terme_2024-2028.csv", text)
    return tmp_path


def test_load_dataset_reports_and_publishes(tmp_path):
    territory()
    occupations()
    printed = run("load_dataset", "wages", str(wage_file(tmp_path)))
    assert "wages 2024: published" in printed
    assert "rows read 425, published 425, refused 0" in printed
    assert "Wages – 425 added, 0 changed, 0 gone" in printed
    assert "\x1b" not in printed


def test_load_dataset_loads_each_edition_of_a_series(tmp_path):
    territory()
    occupations("72106")
    text = "code,former,area,year,low,median,high\n"
    text += "72106,,ER24,2016,20,30,40\n72106,,ER24,2024,25,35,45\n"
    printed = run("load_dataset", "wages", str(write(tmp_path, "wages.csv", text)))
    assert printed.index("wages 2016") < printed.index("wages 2024")
    assert Release.objects.get(is_current=True).edition == "2024"


def test_load_dataset_dry_run_and_refusal(tmp_path):
    territory()
    occupations()
    printed = run("load_dataset", "wages", str(wage_file(tmp_path)), "--dry-run")
    assert "wages 2024: checked" in printed
    page = write(tmp_path, "wages2025.csv", "<html>")
    with pytest.raises(CommandError):
        run("load_dataset", "wages", str(page))
    assert not Wage.objects.exists()
    assert list(Release.objects.values_list("state", flat=True)) == ["refused", "tried"]


def test_load_real_answers_for_every_file(folder):
    printed = run("load_real", str(folder))
    outcome = {}
    for line in printed.splitlines():
        name = line.split(" ")[0]
        outcome[name] = next(
            (w for w in ("published", "superseded", "not used") if w in line), ""
        )
    assert outcome["noc_2021_version_1.0_-_elements.csv"] == "published"
    assert outcome["cannocdata_classes.csv.gz"] == "superseded"
    assert outcome["readme.csv"] == outcome["holiday.csv"] == "not used"
    assert UnitGroup.objects.count() == Profile.objects.count() == 2
    assert set(Release.objects.values_list("source_id", "state")) >= {
        ("noc-structure", "published"),
        ("noc-elements", "published"),
        ("diagnostics", "published"),
    }
    assert "main_duties (fr): 1 unit groups lack it 72100" in printed


def test_load_real_twice_changes_nothing_and_says_so(folder):
    run("load_real", str(folder))
    version = Publication.objects.version()
    releases = Release.objects.count()
    assert "Nothing changed." in run("load_real", str(folder))
    assert Publication.objects.version() == version
    assert Release.objects.count() == releases


def test_load_real_fails_when_a_file_is_refused_and_keeps_the_others(folder):
    write(folder, "derived_diagnostics_moyen_terme_2024-2028.csv", "<html></html>")
    with pytest.raises(CommandError):
        run("load_real", str(folder))
    assert UnitGroup.objects.count() == 2


def test_load_demo_is_quick_and_silent_the_second_time(
    folder, django_assert_num_queries
):
    assert "loaded" in run("load_demo", folder=folder)
    version = Publication.objects.version()
    with django_assert_num_queries(1):
        assert "in place" in run("load_demo", folder=folder)
    assert Publication.objects.version() == version


def test_fixtures_bring_back_what_they_were_exported_from(tmp_path):
    territory()
    structure = tmp_path / "official"
    structure.mkdir()
    loaded("noc-structure", *structure_files(structure))
    loaded("noc-elements", *elements_files(structure))
    occupations()
    loaded("wages", wage_file(structure, wage_rows(year="2023")[:40], year="2023"))
    loaded("wages", wage_file(structure))
    before = list(
        Wage.objects.order_by("pk").values_list("unit_group", "area", "median")
    )
    fixtures = tmp_path / "fixtures"
    written = {}
    for name in ("noc-structure", "noc-elements", "wages"):
        for fixture in loaders()[name].fixtures():
            rows = [list(fixture.columns), *(list(map(str, r)) for r in fixture.rows)]
            written[fixture.name] = rows
    fixtures.mkdir()
    for name, rows in written.items():
        text = StringIO()
        csv.writer(text).writerows(rows)
        write(fixtures, name, text.getvalue())
    Wage.objects.all().delete()
    Publication.objects.all().delete()
    Release.objects.all().delete()
    wages = fixtures / "wages.csv"
    for year in ("2023", "2024"):
        loaded("wages", wages, edition=year)
    after = Wage.objects.order_by("release", "unit_group", "area")
    assert sorted(after.values_list("unit_group", "area", "median")) == sorted(before)
    assert written["noc_classes.csv"][1] == ["2", "Groupe 2", "Group 2"]
    assert ["72106", "en", "illustrative", "welder"] in written["job_titles.csv"]
    assert CODES[0] in {row[0] for row in written["wages.csv"]}


def test_fixtures_of_the_project_hold_no_official_sentence(settings):
    """Fixtures carry titles and figures: no cell is long enough to be a sentence."""
    own = ("occupation_texts.csv", "descriptors.csv", "synonyms.csv")
    for path in files_of(settings.BASE_DIR / "fixtures"):
        assert path.stat().st_size < 1_500_000
        if path.name in own or ".csv" not in path.name:
            continue
        if not any(
            layout.names(path.name)
            for loader in loaders().values()
            for layout in loader.layouts
        ):
            continue
        opener = gzip.open if path.suffix == ".gz" else open
        with opener(path, "rt", encoding="utf-8", newline="") as text:
            cells = [cell for row in csv.reader(text) for cell in row]
        # The limits of a region are long, and hold no word.
        longest = max(len(cell) for cell in cells if re.search(r"[^\W\d_]{3}", cell))
        # The longest title, a survey group's, has 223 letters.
        assert longest < 224, path.name
        assert why_not_used(path.name) is None
