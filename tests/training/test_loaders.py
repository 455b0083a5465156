"""What is kept of the lists of programs, of the places and of what sources say."""

import csv
from decimal import Decimal

import pytest
from django.conf import settings

from datasets.editions import live
from datasets.loading import load
from datasets.management.commands.export_fixtures import write as export
from datasets.models import Publication
from datasets.registry import loaders
from tests import factories
from tests.datasets.files import loaded, occupations, write
from tests.training.conftest import DEP, PLACES, PLACES_NAME
from training.models import (
    GraduateResult,
    Institution,
    OccupationLink,
    Program,
    ProgramOffering,
)

pytestmark = pytest.mark.django_db
FIXTURES = settings.BASE_DIR / "fixtures"
LINKS = "program,occupation,strength,source,source_url,as_of\n"
OFFERINGS = "program,institution,source,source_url,as_of\n"


def test_one_program_bears_both_codes_and_titles_are_never_filled_in(programs):
    columns = ("code", "english_code", "level", "title_fr", "title_en", "new_version")
    assert list(Program.objects.values_list(*columns)) == [
        ("142.G0", "", "dec", "", "", False),
        ("180.A0", "", "dec", "Soins infirmiers", "Nursing", False),
        ("300.A0", "", "dec", "Sciences humaines", "", False),
        ("5195", "5695", "dep", "Soudage-montage", "Welding and Fitting", False),
        ("5311", "", "dep", "Cuisine", "", False),
        ("5382", "", "dep", "Soudage-assemblage", "", True),
        ("5888", "5888", "dep", "", "Automated Systems Electromechanics", True),
    ]
    fields = dict(Program.objects.values_list("code", "field_fr"))
    assert fields["180.A0"] == "Techniques biologiques"
    assert (fields["300.A0"], fields["5195"]) == ("", "")
    editions = live(Publication.objects.version(), "en")
    assert editions["programs-dep"].transcribed
    assert editions["programs-dec"].transcribed


def test_places_have_a_region_and_an_address_of_their_own(institutions):
    columns = ("name", "order", "kind", "network", "language", "region_id", "website")
    assert list(Institution.objects.order_by("latitude").values_list(*columns)) == [
        ("Académie (secteur anglophone)", "college", "private_site", "private", "en")
        + ("16", ""),
        ("Cégep du Vieux", "college", "cegep", "public", "", "06")
        + ("http://www.cvm.example",),
        ("École des métiers", "vocational", "centre", "public", "", "06")
        + ("http://ecole.example",),
        ("École des métiers", "vocational", "centre", "public", "", "06", ""),
        ("Institut de recherche", "college", "transfer", "public", "", "06", ""),
        ("Centre de la vallée", "vocational", "centre", "public", "", "08", ""),
    ]
    codes = Institution.objects.filter(organisation="762477").values_list("code")
    assert len(set(codes)) == 2


def test_a_row_outside_quebec_or_of_an_unknown_kind_is_refused(territory, tmp_path):
    for bad in (PLACES.replace("-73.566", "2.35"), PLACES.replace(",Cégep,", ",X,")):
        release = load("institutions", [write(tmp_path, PLACES_NAME, bad)])
        assert release.state == "refused"
        assert not Institution.objects.exists()


def test_loading_twice_changes_nothing(institutions, programs, tmp_path):
    version = Publication.objects.version()
    dep = write(tmp_path, "transcribed_programmes_dep_2023.csv", DEP)
    for name, path in (
        ("programs-dep", dep),
        ("institutions", write(tmp_path, PLACES_NAME, PLACES)),
    ):
        load(name, [path])
    assert Publication.objects.version() == version


def test_a_program_that_leaves_its_list_is_withdrawn_and_the_other_list_stays(
    programs, tmp_path
):
    text = DEP.replace("5311,Cuisine,,,\n", "")
    path = write(tmp_path, "transcribed_programmes_dep_2023.csv", text)
    release = load("programs-dep", [path], approve=True)
    assert release.state == "published", release.report
    live = Program.objects.in_force().values_list("code", flat=True)
    assert sorted(live) == ["142.G0", "180.A0", "300.A0", "5195", "5382", "5888"]


def test_the_template_adds_the_other_levels_and_takes_no_code_of_a_list(
    programs, tmp_path
):
    text = (
        "code,level,title_fr,title_en,field_fr,field_en,hours\n"
        "LEA.1A,aec,Gestion de réseaux,,Informatique,Computing,900\n"
    )
    loaded("programs", write(tmp_path, "programs_2026.csv", text))
    added = Program.objects.get(code="LEA.1A")
    assert (added.level, added.hours, added.field_en) == ("aec", 900, "Computing")
    taken = text.replace("LEA.1A", "5195")
    release = load("programs", [write(tmp_path, "programs_2027.csv", taken)])
    assert release.state == "refused"
    assert Program.objects.get(code="5195").level == "dep"


def test_a_link_names_its_source_or_is_refused(programs, tmp_path):
    occupations("72106")
    good = LINKS + "5195,72106,direct,Ministère,https://example.org/,2026-01-15\n"
    loaded("program-occupations", write(tmp_path, "program_occupations_2026.csv", good))
    columns = ("program_id", "unit_group_id", "strength", "source", "demonstration")
    assert list(OccupationLink.objects.values_list(*columns)) == [
        ("5195", "72106", "direct", "Ministère", False)
    ]
    for bad in (
        "5195,72106,direct,,,2026-01-15",
        "5195,72106,direct,Ministère,,",
        "5195,72106,perhaps,Ministère,,2026-01-15",
        "5195,99999,direct,Ministère,,2026-01-15",
        "9999,72106,direct,Ministère,,2026-01-15",
        "5195,72106,direct,Ministère,javascript:x,2026-01-15",
    ):
        path = write(tmp_path, "program_occupations_2027.csv", f"{LINKS}{bad}\n")
        assert load("program-occupations", [path]).state == "refused"


def test_a_file_leaves_what_editors_keep(programs, tmp_path):
    occupations("72106")
    OccupationLink.objects.create(
        program_id="5311", unit_group_id="72106", strength="related",
        source="Comité", as_of="2026-02-01", by_hand=True,
    )  # fmt: skip
    text = LINKS + "5195,72106,direct,Ministère,,2026-01-15\n"
    loaded("program-occupations", write(tmp_path, "program_occupations_2026.csv", text))
    kept = OccupationLink.objects.values_list("program_id", "by_hand")
    assert sorted(kept) == [("5195", False), ("5311", True)]


def test_an_offering_names_one_place(programs, institutions, tmp_path):
    place = Institution.objects.get(name="Cégep du Vieux")
    text = OFFERINGS + "180.A0,917000,Cégep,,2026-01-15\n"
    loaded("program-offerings", write(tmp_path, "program_offerings_2026.csv", text))
    assert list(
        ProgramOffering.objects.values_list("program_id", "institution_id")
    ) == [("180.A0", place.code)]
    two = OFFERINGS + "5195,762477,École,,2026-01-15\n"
    path = write(tmp_path, "program_offerings_2027.csv", two)
    assert load("program-offerings", [path]).state == "refused"


def test_graduates_keep_what_is_published_and_nothing_else(tmp_path):
    factories.regions()
    text = (
        "ANNEE;PROGR;SECTEUR_FORMT;SALR_HEBDO_BRUT_MOYEN_31_MARS_$;"
        "EN_LIEN_AVEC_FORMT_31_MARS_%;EN_EMPLOI_31_MARS_%\n"
        "2019;5195 Soudage-montage;16;812,5;78,9;82,4\n"
        "2018;5195 Soudage-montage;16;nd;;0\n"
    )
    path = write(tmp_path, "relance_fp_2011_2019.csv", text)
    loaded("graduates", path)
    columns = ("program_code", "area", "year", "employed_share", "related_share")
    columns += ("gross_weekly_wage",)
    assert list(GraduateResult.objects.order_by("-year").values_list(*columns)) == [
        ("5195", "QC", 2019, Decimal("82.4"), Decimal("78.9"), Decimal("812.50")),
        ("5195", "QC", 2018, Decimal(0), None, None),
    ]


def test_the_demonstration_carries_every_place_and_program(tmp_path):
    loaded("regions", FIXTURES / "regions.csv")
    towns = (FIXTURES / "municipalities.csv", FIXTURES / "counties.csv")
    loaded("municipalities", *towns)
    for name, file in (
        ("programs-dep", "programs_dep.csv"),
        ("programs-dec", "programs_dec.csv"),
        ("institutions", "institutions_2022-12.csv"),
    ):
        loaded(name, FIXTURES / file)
        (fixture,) = loaders()[name].fixtures()
        written, _size = export(tmp_path, fixture)
        assert written.read_bytes() == (FIXTURES / file).read_bytes()
    counts = Institution.objects.count(), Program.objects.count()
    assert counts == (1101, 130 + 129)
    with (FIXTURES / "demonstration_program_occupations.csv").open() as file:
        linked = {row["program"] for row in csv.DictReader(file)}
    assert linked <= set(Program.objects.values_list("code", flat=True))
