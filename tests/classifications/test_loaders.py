"""The classifications' loaders on small files of every published form."""

import pytest
from django.db import connection

from classifications.models import (
    Concordance,
    Element,
    FormerUnitGroup,
    Industry,
    JobTitle,
    LexiconWord,
    Municipality,
    NocGroup,
    Region,
    RegionalCounty,
    Synonym,
    UnitGroup,
)
from datasets.loading import load
from datasets.models import Release
from tests.datasets.files import loaded, occupations, write

pytestmark = pytest.mark.django_db

CLASSES_EN = """\
Level,Hierarchical structure,Code - NOC 2021 V1.0,Class title,Class definition
1,Broad category,7,Trades,About trades.
2,Major group,72,Technical trades,About technical trades.
3,Sub-major group,721,General trades,About general trades.
4,Minor group,7210,Machining,"About machining,
on two lines."
5,Unit group,72106,Welders and related machine operators,About welders.
5,Unit group,72100,Machinists and inspectors,About machinists.
"""
CLASSES_FR = """\
Niveau,Structure hiérarchique,Code dela CNP 2021 v1.0,Titres de classes,\
Définitions de la classe
1,Grande catégorie,7,Métiers,Des métiers.
2,Grand groupe,72,Métiers techniques,Des métiers techniques.
3,Sous-grand groupe,721,Métiers généraux,Des métiers généraux.
4,Groupe intermédiaire,7210,Usinage,De l’usinage.
5,Groupe de base,72106,Soudeurs/soudeuses,Des soudeurs.
5,Groupe de base,72100,Machinistes,Des machinistes.
"""
ELEMENTS_EN = """\
Level,Code - NOC 2021 V1.0,Class title,Element Type Label English,\
Element Description English
5,72106,Welders,Illustrative example(s),welder
5,72106,Welders,All examples,welder
5,72106,Welders,All examples,Welder
5,72106,Welders,All examples,welder - shipyard
5,72106,Welders,Main duties,Weld.
5,72106,Welders,Main duties,Braze.
5,72106,Welders,Employment requirements,Training is usual.
5,72106,Welders,Exclusion(s),Boilermakers (See 72103 Boilermakers)
5,72106,Welders,Additional information,Mobility is possible.
5,72100,Machinists,All examples,machinist (CNC)
"""
ELEMENTS_FR = """\
Niveau,Code dela CNP 2021 v1.0,Titres de classes,Nom du type d'élément Français,\
Description d'élément Français
5,72106,Soudeurs,Exemple(s) illustratif(s),soudeur/soudeuse
5,72106,Soudeurs,Tous les exemples,soudeur/soudeuse
5,72106,Soudeurs,Tous les exemples,soudeur/soudeuse par points
5,72106,Soudeurs,Fonctions principales,Souder.
5,72106,Soudeurs,Conditions d’accès à la profession,Une formation est usuelle.
"""


@pytest.fixture
def structure(tmp_path) -> Release:
    return loaded("noc-structure", *structure_files(tmp_path))


def structure_files(folder, english=CLASSES_EN, french=CLASSES_FR):
    return (
        write(folder, "noc_2021_version_1.0_-_classification_structure.csv", english),
        write(folder, "cnp_2021_version_1.0_-_structure_de_la.csv", french),
    )


def elements_files(folder):
    return (
        write(folder, "noc_2021_version_1.0_-_elements.csv", ELEMENTS_EN),
        write(folder, "cnp_2021_version_1.0_-_elements.csv", ELEMENTS_FR),
    )


def test_structure_fills_the_classes_in_both_languages(structure):
    assert list(
        NocGroup.objects.values_list(
            "code", "level", "parent_id", "title_fr", "title_en"
        )
    ) == [
        ("7", 1, None, "Métiers", "Trades"),
        ("72", 2, "7", "Métiers techniques", "Technical trades"),
        ("721", 3, "72", "Métiers généraux", "General trades"),
        ("7210", 4, "721", "Usinage", "Machining"),
    ]
    welders = UnitGroup.objects.get(code="72106")
    assert (welders.parent_id, welders.teer) == ("7210", 2)
    assert (welders.sort_title_fr, welders.sort_title_en) == (
        "soudeurs soudeuses",
        "welders and related machine operators",
    )
    assert (welders.definition_fr, welders.definition_en) == (
        "Des soudeurs.",
        "About welders.",
    )
    assert NocGroup.objects.get(code="7210").definition_en.endswith("two lines.")
    assert sorted(JobTitle.objects.values_list("language", "kind", "text")) == [
        ("en", "class", "Machinists and inspectors"),
        ("en", "class", "Welders and related machine operators"),
        ("fr", "class", "Machinistes"),
        ("fr", "class", "Soudeurs/soudeuses"),
    ]
    title = JobTitle.objects.get(text="Soudeurs/soudeuses")
    assert title.forms == ["soudeurs soudeuses", "soudeurs", "soudeuses"]


def test_structure_fills_the_bare_translated_columns(structure):
    with connection.cursor() as cursor:
        cursor.execute("SELECT title FROM classifications_unitgroup ORDER BY code")
        assert cursor.fetchall() == [("Machinistes",), ("Soudeurs/soudeuses",)]


def test_a_class_that_leaves_the_structure_is_marked_withdrawn(structure, tmp_path):
    shorter = [
        "\n".join(line for line in text.splitlines() if "72100" not in line) + "\n"
        for text in (CLASSES_EN, CLASSES_FR)
    ]
    files = structure_files(tmp_path, *shorter)
    assert load("noc-structure", files).state == Release.State.HELD
    loaded("noc-structure", *files, approve=True)
    assert list(UnitGroup.objects.values_list("code", "withdrawn")) == [
        ("72100", True),
        ("72106", False),
    ]
    loaded("noc-structure", *structure_files(tmp_path), approve=True)
    assert not UnitGroup.objects.filter(withdrawn=True).exists()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("5,Unit group,72100", "5,Unit group,7210X"),
        ("5,Unit group,72100", "4,Unit group,72100"),
        ("5,Unit group,72100", "5,Unit group,79100"),
        ("5,Unit group,72100", "5,Unit group,72200"),
        ("Machinists and inspectors,", ","),
    ],
)
def test_structure_with_a_wrong_class_is_refused(tmp_path, old, new):
    files = structure_files(tmp_path, CLASSES_EN.replace(old, new))
    release = load("noc-structure", files)
    assert release.state == Release.State.REFUSED
    assert not UnitGroup.objects.exists()


def test_structure_needs_both_languages(tmp_path):
    release = load("noc-structure", structure_files(tmp_path)[:1])
    assert release.state == Release.State.REFUSED
    assert release.report["reason"]["values"] == {"names": "structure-fr"}


def test_elements_fill_titles_and_sentences(structure, tmp_path):
    loaded("noc-elements", *elements_files(tmp_path))
    titles = JobTitle.objects.exclude(kind="class").order_by("language", "text")
    assert list(titles.values_list("unit_group_id", "language", "kind", "text")) == [
        ("72100", "en", "example", "machinist (CNC)"),
        ("72106", "en", "illustrative", "welder"),
        ("72106", "en", "example", "welder - shipyard"),
        ("72106", "fr", "illustrative", "soudeur/soudeuse"),
        ("72106", "fr", "example", "soudeur/soudeuse par points"),
    ]
    assert list(
        Element.objects.order_by("language", "kind", "seq").values_list(
            "language", "kind", "seq", "text"
        )
    ) == [
        ("en", "additional_information", 1, "Mobility is possible."),
        ("en", "employment_requirements", 1, "Training is usual."),
        ("en", "exclusion", 1, "Boilermakers (See 72103 Boilermakers)"),
        ("en", "main_duties", 1, "Weld."),
        ("en", "main_duties", 2, "Braze."),
        ("fr", "employment_requirements", 1, "Une formation est usuelle."),
        ("fr", "main_duties", 1, "Souder."),
    ]


def test_forms_hold_genders_and_short_titles(structure, tmp_path):
    loaded("noc-elements", *elements_files(tmp_path))
    forms = dict(JobTitle.objects.values_list("text", "forms"))
    assert forms["soudeur/soudeuse par points"] == [
        "soudeur soudeuse par points",
        "soudeur par points",
        "soudeuse par points",
    ]
    assert forms["welder - shipyard"] == ["welder shipyard", "welder"]
    assert forms["machinist (CNC)"] == ["machinist cnc", "machinist"]


def test_a_short_title_does_not_hide_a_whole_one_elsewhere(structure, tmp_path):
    text = "code,language,kind,text\n72106,en,example,inspector - welds\n"
    loaded(
        "noc-elements",
        write(tmp_path, "job_titles.csv", text + "72100,en,example,inspector\n"),
    )
    assert JobTitle.objects.get(text="inspector - welds").forms == ["inspector welds"]


def test_machine_translations_are_left_out(structure, tmp_path):
    text = """\
noc_code,element_type,lang,seq,text,check
72106,all_examples,en,1,welder,official
72106,all_examples,en,2,welderess,machine_translated_drop
72106,main_duties,fr,1,Souder.,unchecked
"""
    release = loaded(
        "noc-elements", write(tmp_path, "derived_noc2021_elements_long.csv.gz", text)
    )
    assert release.report["ignored"] == {"machine translations, not official": 1}
    titles = JobTitle.objects.exclude(kind="class")
    assert list(titles.values_list("text", flat=True)) == ["welder"]
    assert Element.objects.get().text == "Souder."


def test_demonstration_titles_do_not_undo_the_official_elements(structure, tmp_path):
    loaded("noc-elements", *elements_files(tmp_path))
    demo = "code,language,kind,text\n72106,en,example,welder\n"
    release = load("noc-elements", [write(tmp_path, "job_titles.csv", demo)])
    assert release.state == Release.State.UNCHANGED
    assert Element.objects.count() == 7


def test_lexicon_counts_the_titles_of_each_word(structure, tmp_path):
    loaded("noc-elements", *elements_files(tmp_path))
    words = {(w.language, w.word): w.weight for w in LexiconWord.objects.all()}
    assert words["en", "welder"] == 2
    assert words["fr", "soudeuse"] == 2
    assert words["en", "inspectors"] == 1
    assert ("en", "cnc") in words


def test_concordance_joins_both_nocs(structure, tmp_path):
    titles = """\
noc2016_code,level,title_en,title_fr
72,major,Industrial trades,Métiers industriels
7237,unit,Welders,Soudeurs/soudeuses
7231,unit,Machinists,Machinistes
"""
    links = """\
NOC 2016 V1.3 Code,NOC 2016 V1.3 Title, GSIM Type of Change,NOC 2021 V1.0 Code,\
NOC 2021 V1.0 Title,Notes,
7237,Welders,"VC1 - Code Change, VC2 - Name Change",72106,Welders,,
7231,Machinists,"RC4.2 - Split off , RC5, VC1 - Code Change",72100,Machinists,Part,
7231,Machinists,"Transfer, VC1 - Code Change",72106,Welders,,
"""
    loaded(
        "noc-concordance",
        write(tmp_path, "derived_noc2016_titles_en_fr.csv", titles),
        write(tmp_path, "noc2016v1_3-noc2021v1_0-eng.csv", links),
    )
    assert list(FormerUnitGroup.objects.values_list("code", "title_fr")) == [
        ("7231", "Machinistes"),
        ("7237", "Soudeurs/soudeuses"),
    ]
    assert list(
        Concordance.objects.values_list("former_id", "unit_group_id", "changes", "note")
    ) == [
        ("7231", "72100", ["RC4.2", "RC5", "VC1"], "Part"),
        ("7231", "72106", ["RC5", "VC1"], ""),
        ("7237", "72106", ["VC1", "VC2"], ""),
    ]


NAICS_EN = """\
Level,Hierarchical structure,Code,Parent,Class title,Superscript,Class definition
1,Sector,31-33,,Manufacturing,,About manufacturing.
2,Subsector,311,31-33,Food manufacturing,T,About food.
2,Subsector,339,31-33,Other manufacturing,,New.
"""


def test_naics_takes_french_from_the_official_file(tmp_path):
    french = """\
Niveau,Structure hiérarchique,Code,Parent ,Titres de classes,Supérieurs,\
Définitions de la classe
1,Secteur,31-33,,Fabrication,,De la fabrication.
2,Sous-secteur,311,31-33,Fabrication d'aliments,T,Des aliments.
2,Sous-secteur,339,31-33,Autres fabricants,,Nouveau.
"""
    loaded(
        "naics",
        write(tmp_path, "naics-scian-2022-structure-v1-eng.csv", NAICS_EN),
        write(tmp_path, "naics-scian-2022-structure-v1-fra.csv", french),
    )
    assert list(
        Industry.objects.values_list(
            "code", "level", "parent_id", "title_fr", "title_en"
        )
    ) == [
        ("31-33", 1, None, "Fabrication", "Manufacturing"),
        ("311", 2, "31-33", "Fabrication d'aliments", "Food manufacturing"),
        ("339", 2, "31-33", "Autres fabricants", "Other manufacturing"),
    ]


def test_naics_takes_transcribed_french_only_where_nothing_changed(tmp_path):
    sectors = "code,title_en,title_fr\n31-33,Manufacturing,Fabrication\n"
    subsectors = """\
code,title_fr_scian2012,title_en_2017,title_en_2022,status_2022
311,Fabrication d'aliments,Food manufacturing,Food manufacturing,same
452,Fournitures de tout genre,General,,not_in_2022
339,,,Other manufacturing,new_in_2022_no_french
"""
    release = loaded(
        "naics",
        write(tmp_path, "naics-scian-2022-structure-v1-eng.csv", NAICS_EN),
        write(tmp_path, "transcribed_scian_sectors_en_fr.csv", sectors),
        write(tmp_path, "transcribed_scian_sous_secteurs_fr.csv", subsectors),
    )
    assert dict(Industry.objects.values_list("code", "title_fr")) == {
        "31-33": "Fabrication",
        "311": "Fabrication d'aliments",
        "339": None,
    }
    release.source.refresh_from_db()
    assert release.source.transcribed


REGIONS = """\
region_code,region_name_fr,statcan_er_code
05,Estrie,2430
11,Gaspésie - Îles-de-la-Madeleine,2410
"""
TOWNS = """\
mcode,name,designation,region_code,region_name,statcan_er_code,mrc_code,mrc_name,\
population,lat,lon,coord_quality
01023,Les Îles-de-la-Madeleine,Municipalité,11,Gaspésie,2410,,,12711,47.3764,-61.8676,x
02005,Percé,Ville,11,Gaspésie,2410,020,MRC Le Rocher-Percé,3103,,,none
"""


def test_regions_and_municipalities(tmp_path):
    loaded("regions", write(tmp_path, "regions_administratives_quebec.csv", REGIONS))
    assert list(Region.objects.values_list("code", "name", "economic_region")) == [
        ("05", "Estrie", "2430"),
        ("11", "Gaspésie–Îles-de-la-Madeleine", "2410"),
    ]
    loaded("municipalities", write(tmp_path, "derived_municipalites_quebec.csv", TOWNS))
    assert list(RegionalCounty.objects.values_list("code", "name", "region_id")) == [
        ("020", "Le Rocher-Percé", "11")
    ]
    assert list(
        Municipality.objects.values_list(
            "code", "sort_name", "county_id", "population", "latitude", "longitude"
        )
    ) == [
        ("01023", "les iles de la madeleine", None, 12711, 47.3764, -61.8676),
        ("02005", "perce", "020", 3103, None, None),
    ]


def test_the_published_directory_leaves_persons_behind_and_keeps_points(tmp_path):
    loaded("regions", write(tmp_path, "regions_administratives_quebec.csv", REGIONS))
    loaded("municipalities", write(tmp_path, "derived_municipalites_quebec.csv", TOWNS))
    directory = """\
"mcode","munnom","mdes","regadm","divrec","mrc","mpopul","maire","con1"
"01023","Les Îles-de-la-Madeleine","Municipalité","Gaspésie-Îles-de-la-Madeleine (11)",\
"","","12800","Maire X","Conseil Y"
"02005","Percé","Ville","Gaspésie-Îles-de-la-Madeleine (11)","Le Rocher-Percé (02)",\
"MRC Le Rocher-Percé (020)","3105","",""
"46005","Abercorn","Village","Estrie (05)","Brome-Missisquoi (46)",\
"MRC Brome-Missisquoi (460)","370","Maire Z",""
"""
    release = loaded("municipalities", write(tmp_path, "MUN.csv", directory))
    assert release.report["warnings"] == []
    assert list(
        Municipality.objects.order_by("code").values_list(
            "code", "name", "region_id", "county_id", "population", "latitude"
        )
    ) == [
        ("01023", "Les Îles-de-la-Madeleine", "11", None, 12800, 47.3764),
        ("02005", "Percé", "11", "020", 3105, None),
        ("46005", "Abercorn", "05", "460", 370, None),
    ]


def test_synonyms_keep_their_order(tmp_path):
    occupations("31301")
    text = "language,phrase,stands_for\nfr,Prof,enseignant\nfr,Prof,professeur\n"
    loaded("synonyms", write(tmp_path, "synonyms.csv", text))
    assert list(Synonym.objects.values_list("phrase", "stands_for", "rank")) == [
        ("prof", "enseignant", 1),
        ("prof", "professeur", 2),
    ]
