"""The enterprise register's archive: what is listed, placed, left out and refused."""

import zipfile

import pytest

from bilingual.folding import fold
from businesses.loaders.register import Folded
from businesses.models import ActivityClass, Business, Establishment
from classifications.models import Industry, Municipality, PostalArea
from datasets.folder import files_of, plan, run
from datasets.loading import load
from tests import factories
from tests.datasets.files import zipped

pytestmark = pytest.mark.django_db

FIRMS = """\
NEQ,IND_FAIL,DAT_IMMAT,COD_STAT_IMMAT,COD_FORME_JURI,COD_INTVAL_EMPLO_QUE,COD_ACT_ECON_CAE,DESC_ACT_ECON_ASSUJ,ADR_DOMCL_LIGN1_ADR,ADR_DOMCL_LIGN2_ADR,ADR_DOMCL_LIGN3_ADR,ADR_DOMCL_LIGN4_ADR
1140000001,N,1994-05-01,AA,SA,B,6012,BOULANGERIE,1 rue A,Montréal (Québec) H2X1Y4,,
1140000002,N,2001-01-01,AA,SA,C,9999,SERVICES,2 rue B,Rouyn-Noranda Québec J9X 1A1,,
1140000003,N,2001-01-01,ZZ,SA,B,6012,RADIÉE,3 rue C,Montréal (Québec) H2X1Y4,,
1140000004,N,2001-01-01,AA,PP,B,6012,UNE PERSONNE,4 rue D,Montréal (Québec) H2X1Y4,,
"""
PLACES = """\
NEQ,NO_SUF_ETAB,IND_ETAB_PRINC,LIGN1_ADR,LIGN2_ADR,LIGN3_ADR,LIGN4_ADR,COD_ACT_ECON,DESC_ACT_ECON_ETAB,NOM_ETAB
1140000001,1,O,1 rue A,Montréal (Québec) H2X1Y4,,,6012,BOULANGERIE,LE FOUR
1140000001,2,N,9 rue Z,Rouyn-Noranda (Québec) J9X1A1,,,6012,BOULANGERIE,
1140000004,1,O,4 rue D,Montréal (Québec) H2X1Y4,,,6012,X,X
"""
NAMES = """\
NEQ,NOM_ASSUJ,NOM_ASSUJ_LANG_ETRNG,STAT_NOM,TYP_NOM_ASSUJ,DAT_INIT_NOM_ASSUJ,DAT_FIN_NOM_ASSUJ
1140000001,Boulangerie Élan inc.,,V,N,1994-05-01,
1140000001,Le Four d’Élan,,V,A,1990-05-01,
1140000001,Vieux nom,,A,N,1990-01-01,1994-05-01
1140000002,Services Nordet,,V,N,2001-01-01,
1140000003,Radiée,,V,N,2001-01-01,
1140000004,Une Personne,,V,N,2001-01-01,
"""
VALUES = """\
TYP_DOM_VAL,COD_DOM_VAL,VAL_DOM_FRAN
INTVAL_EMPLO_QUE,B,De 6 à 10
INTVAL_EMPLO_QUE,C,De 11 à 25
INTVAL_EMPLO_QUE,O,De 1 000 à 2 499
INTVAL_EMPLO_QUE,A,Aucun
STAT_IMMAT,AA,Immatriculée
STAT_IMMAT,ZZ,Radiée d'office
FORME_JURI,SA,Société par actions ou compagnie
FORME_JURI,PP,Entreprise individuelle
TYP_NOM_ASSUJ,N,Nom
TYP_NOM_ASSUJ,A,Autre nom
"""


@pytest.fixture
def territory():
    factories.regions()
    for code, name, region in (
        ("66023", "Montréal", "06"),
        ("86042", "Rouyn-Noranda", "08"),
    ):
        Municipality.objects.create(
            code=code, name=name, sort_name=fold(name), designation="Ville",
            region_id=region, latitude=45.0, longitude=-73.0,
        )  # fmt: skip
    PostalArea.objects.create(
        code="H2X", name="Plateau", region_id="06", latitude=45.51, longitude=-73.57
    )
    Industry.objects.create(code="311811", level=5, title_en="Bakeries")
    ActivityClass.objects.create(code="6012", industry_id="311811", source="test")


def archive(tmp_path, name="req.zip", firms=FIRMS, **others):
    members = {
        "Entreprise__csv": firms, "Etablissements__csv": PLACES, "Nom__csv": NAMES,
        "DomaineValeur__csv": VALUES,
    } | others  # fmt: skip
    return zipped(tmp_path, name, **{n: t for n, t in members.items() if t})


def loaded(path, edition="2026-09"):
    return load("enterprise-register", [path], edition=edition, approve=True)


def test_registered_businesses_are_listed_with_place_size_and_class(
    territory, tmp_path
):
    release = loaded(archive(tmp_path))
    assert release.state == "published", release.report["reason"]
    columns = ("neq", "name", "other_names", "size_from", "size_to", "industry_id")
    columns += ("region_id", "municipality_id", "latitude")
    assert list(Business.objects.order_by("pk").values_list(*columns)) == [
        ("1140000001", "Boulangerie Élan inc.", "Le Four d’Élan", 6, 10, "311811",
         "06", "66023", 45.51),
        ("1140000002", "Services Nordet", "", 11, 25, None, "08", "86042", 45.0),
    ]  # fmt: skip
    places = Establishment.objects.values_list(
        "business_id", "number", "municipality_id"
    )
    assert list(places.order_by("number")) == [
        ("1140000001", "1", "66023"), ("1140000001", "2", "86042"),
    ]  # fmt: skip
    assert [e["values"] for e in release.report["errors"]] == [
        {"code": "9999", "count": 1}
    ]


def test_a_second_load_changes_nothing_and_keeps_what_owners_obtained(
    client, territory, tmp_path
):
    loaded(archive(tmp_path))
    Business.objects.filter(pk="1140000001").update(precision="Dit par elle.")
    Business.objects.create(
        neq="9900000001", name="F", sort_name="f", demonstration=True
    )
    again = loaded(archive(tmp_path, "b.zip", FIRMS + "\n"))
    assert again.state == "unchanged"
    header, first, *rest = FIRMS.splitlines(keepends=True)
    third = loaded(archive(tmp_path, "c.zip", header + "".join(rest)), "2026-11")
    assert third.state == "published", third.report["reason"]
    found = Business.objects.order_by("pk").values_list("pk", "withdrawn", "precision")
    assert list(found) == [
        ("1140000001", True, "Dit par elle."),
        ("1140000002", False, ""),
        ("9900000001", False, ""),
    ]


def test_a_class_that_is_declared_later_reaches_businesses_that_did_not_change(
    territory, tmp_path
):
    def moved(name: str, street: str) -> dict:
        places = PLACES.replace("1 rue A", street)
        release = loaded(archive(tmp_path, name, Etablissements__csv=places))
        assert release.state == "published", release.report["reason"]
        return release.report

    moved("a.zip", "1 rue A")
    report = moved("b.zip", "7 rue B")
    # The second business was not read again, and its code is still said to be unknown.
    assert report["tables"]["businesses.Business"]["changed"] == 1
    assert [e["values"] for e in report["errors"]] == [{"code": "9999", "count": 1}]
    ActivityClass.objects.create(code="9999", industry_id="311811", source="test")
    report = moved("c.zip", "8 rue C")
    assert report["tables"]["businesses.Business"]["changed"] == 2
    assert report["errors"] == []
    classes = Business.objects.order_by("pk").values_list("industry_id", flat=True)
    assert list(classes) == ["311811", "311811"]


def test_a_folder_loads_the_archive_it_holds(territory, tmp_path):
    archive(tmp_path, "registre-entreprises-2026-09.zip")
    jobs, aside = plan(files_of(tmp_path))
    assert [(job.loader.name, job.edition, aside) for job in jobs] == [
        ("enterprise-register", "2026-09", [])
    ]
    states = [
        {line.release.state for line in run(jobs, lambda *_: None)} for _twice in "12"
    ]
    assert states == [{"published"}, {"unchanged"}]
    assert Business.objects.count() == 2


def test_an_archive_whose_last_businesses_are_missing_was_cut(territory, tmp_path):
    loaded(archive(tmp_path))
    header, first, *_rest = FIRMS.splitlines(keepends=True)
    cut = loaded(archive(tmp_path, "b.zip", header + first), "2026-10")
    assert cut.state == "refused"
    assert cut.report["reason"]["values"] == {"key": "1140000001"}
    assert Business.objects.filter(withdrawn=False).count() == 2


def test_one_bad_row_of_so_few_refuses_the_archive(territory, tmp_path):
    bad = FIRMS + "12,N,2001-01-01,AA,SA,B,1,X,1,2,3,4\n"
    release = loaded(archive(tmp_path, firms=bad))
    assert release.state == "refused"
    assert Business.objects.count() == 0


def test_archives_that_are_not_whole_or_not_honest_are_refused(territory, tmp_path):
    whole = loaded(archive(tmp_path, "a.zip", Nom__csv=""))
    assert (whole.state, Business.objects.count()) == ("refused", 0)
    outside = archive(tmp_path, "outside.zip")
    bomb = archive(tmp_path, "bomb.zip", Nom__csv=NAMES + "0" * (40 << 20))
    with zipfile.ZipFile(outside, "a") as packed:
        packed.writestr("../Autre.csv", FIRMS)
    said = [loaded(path).report["reason"]["message"] for path in (bomb, outside)]
    assert said == [
        "a line is longer than any row of a table",
        "the archive names a file outside itself",
    ]
    assert Business.objects.count() == 0


def test_sizes_are_read_as_the_register_writes_them(territory, tmp_path):
    firms = FIRMS.replace(",SA,B,6012,BOUL", ",SA,O,6012,BOUL").replace(
        ",SA,C,", ",SA,A,"
    )
    loaded(archive(tmp_path, firms=firms))
    sizes = Business.objects.order_by("pk").values_list("size_from", "size_to")
    assert list(sizes) == [(1000, 2499), (0, 0)]


def test_names_are_folded_at_once_as_one_by_one():
    names = ["Épicerie  d’Été", "C++ & Œuvres", " a\u00a0b ", "E\u0301LAN", "日本", ""]
    folded = ["epicerie d ete", "c++ oeuvres", "a b", "elan", "", ""]
    assert Folded(14).at_once(names) == folded == [Folded(14)(name) for name in names]
    assert Folded(4).at_once(names[:2]) == ["epic", "c++ "]
    # An end of line inside a cell: they are read one by one.
    assert Folded(14).at_once(["deux\nlignes", "une"]) is None
