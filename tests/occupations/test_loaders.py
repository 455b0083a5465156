"""Loaders of projections, outlooks and texts on small published files."""

import csv
import io
import re
from datetime import date
from decimal import Decimal

import pytest

from datasets.loading import load
from datasets.models import Release
from occupations.models import (
    OccupationText,
    Outlook,
    ProfessionalOrder,
    Projection,
    Regulation,
)
from tests.datasets.files import loaded, occupations, territory, workbook, write

pytestmark = pytest.mark.django_db

SUMMARY = """\
Code,Occupation_Name,Nom_de_la_profession,Employment_emploi_2023,\
Employment_Growth_croissance_emploi,Retirements_retraites,\
Other_Replacement_autre_remplacement,Total_Job_Openings_Perspective_d'emploi,\
School_Leavers_Sortants_scolaires,Immigration,Other_Seekers_autres_chercheurs,\
Job_Seekers_Chercheurs_emploi,Recent_Labour_Market_Conditions,\
Conditions_récentes_sur_le_marché_du_travail,Future_Labour_Market_Conditions,\
Conditions_futures_sur_le_marché_du_travail
00000,All,Toutes,1,1,1,1,1,1,1,1,"8,238,800",N/A,N/D,N/A,N/D
TEER_1,TEER 1,FÉER 1,1,1,1,1,1,1,1,1,1,N/A,N/D,N/A,N/D
31301,Nurses,Infirmiers,19800,4500,7700,1500,"13,600",1000,2700,-100,14100,\
Strong signs of Shortage,Signes importants,Moderate risk of Shortage,Risque modéré
72106,Welders,Soudeurs,N/A,N/A,N/A,N/A,N/A,N/A,N/A,N/A,N/A,N/A,N/D,N/A,N/D
"""


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252"])
def test_cops_reads_totals_years_and_conditions(tmp_path, encoding):
    occupations("31301", "72106")
    yearly = "Code,Occupation Name,Nom de la profession,_2023,2024\n"
    yearly += "31301,Nurses,Infirmières,N/A,2.5\n"
    future = "Code,Occupation_Name,Nom_de_la_profession,"
    future += (
        "Future_Labour_Market_Conditions,é\n31301,N,I,Moderate risk of Shortage,é\n"
    )
    release = loaded(
        "cops",
        write(tmp_path, "summary_sommaire_2024_2033_noc2021.csv", SUMMARY, encoding),
        write(
            tmp_path,
            "retirement_rates_taux_de_retraite_2024_2033_noc2021.csv",
            yearly,
            encoding,
        ),
        write(tmp_path, "flmc_cfmt_2024_2033_noc2021.csv", future, encoding),
    )
    assert (release.edition, release.report["ignored"]) == (
        "2024-2033",
        {"totals of several unit groups": 2},
    )
    rows = Projection.objects.filter(unit_group="31301")
    assert {(m, y): v for m, y, v in rows.values_list("measure", "year", "value")} == {
        ("employment", 2023): 19800,
        ("growth", None): 4500,
        ("retirements", None): 7700,
        ("other_replacement", None): 1500,
        ("openings", None): 13600,
        ("school_leavers", None): 1000,
        ("immigration", None): 2700,
        ("other_seekers", None): -100,
        ("seekers", None): 14100,
        ("retirement_rate", 2023): None,
        ("retirement_rate", 2024): Decimal("2.5"),
    }
    silent = Projection.objects.filter(unit_group="72106")
    assert set(silent.values_list("value", "missing")) == {(None, "not_assessed")}
    assert sorted(
        Outlook.objects.values_list(
            "unit_group_id", "scale", "area", "value", "missing"
        )
    ) == [
        ("31301", "cops", "CA", "moderate_shortage", ""),
        ("31301", "cops_recent", "CA", "strong_shortage", ""),
        ("72106", "cops", "CA", "", "not_assessed"),
        ("72106", "cops_recent", "CA", "", "not_assessed"),
    ]


def test_cops_files_that_contradict_each_other_are_refused(tmp_path):
    occupations("31301", "72106")
    future = "Code,Future_Labour_Market_Conditions\n31301,Balance\n"
    release = load(
        "cops",
        [
            write(tmp_path, "summary_sommaire_2024_2033_noc2021.csv", SUMMARY),
            write(tmp_path, "flmc_cfmt_2024_2033_noc2021.csv", future),
        ],
    )
    assert release.state == Release.State.REFUSED


def test_diagnoses_from_the_list_and_from_the_workbook_agree(tmp_path):
    occupations("00010", "31301", "72106")
    text = """\
noc2021_code,diagnostic_fr,diagnostic_en_gloss,title_fr_official,title_en_official
00010,Non publié,Not published,A,B
31301,Déficit,Deficit,A,B
72106,Léger surplus,Slight surplus,A,B
"""
    first = loaded(
        "diagnostics",
        write(tmp_path, "derived_diagnostics_moyen_terme_2024-2028.csv", text),
    )
    assert list(
        Outlook.objects.values_list("unit_group_id", "area", "value", "missing")
    ) == [
        ("00010", "QC", "", "not_published"),
        ("31301", "QC", "deficit", ""),
        ("72106", "QC", "slight_surplus", ""),
    ]
    assert (first.edition, first.source.slug) == ("2024-2028", "diagnostics")
    book = workbook(
        tmp_path,
        "LIS_Diagnostics_moyen_terme_2024-2028_516_professions.xlsx",
        [
            ["CNP 2021", "Titre de la profession (FR)", "Diagnostic"],
            [10.0, "A", "Non publié"],
            [31301.0, "B", "Déficit"],
            [72106.0, "C", "Léger surplus"],
        ],
    )
    again = load("diagnostics", [book])
    assert again.state == Release.State.UNCHANGED


def test_diagnoses_of_regions_are_kept_beside_that_of_quebec(client, tmp_path):
    territory()
    occupations("31301")
    text = """\
noc2021_code,region,diagnostic_fr
31301,,Déficit
31301,1,Équilibre
31301,Région 6,Surplus
"""
    path = write(tmp_path, "diagnostics_2024-2028.csv", text)
    loaded("diagnostics", path)
    assert list(Outlook.objects.order_by("area").values_list("area", "value")) == [
        ("01", "balance"),
        ("06", "surplus"),
        ("QC", "deficit"),
    ]
    page = client.get("/fr/metiers-et-professions/31301", follow=True)
    words = " ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).split())
    assert (
        "Diagnostic du Québec par région Région Perspectives Région 1 Équilibre "
        "Région 6 Surplus "
    ) in words
    answer = client.get("/en/occupations/31301/outlook.csv")
    lines = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [
        (r["area"], r["class"], r["edition"])
        for r in lines
        if r["scale"] == "diagnosis"
    ] == [
        ("QC", "deficit", "2024-2028"),
        ("01", "balance", "2024-2028"),
        ("06", "surplus", "2024-2028"),
    ]


def test_a_diagnosis_of_an_unknown_region_is_refused(tmp_path):
    territory()
    occupations("31301")
    text = "noc2021_code,region,diagnostic_fr\n31301,Acadie,Déficit\n"
    release = load("diagnostics", [write(tmp_path, "diagnostics_2024-2028.csv", text)])
    assert release.state == Release.State.REFUSED
    assert release.report["errors"][0]["message"] == "unknown region %(name)s"


def test_a_class_outside_the_scale_is_refused(tmp_path):
    occupations("31301")
    text = "noc2021_code,diagnostic_fr\n31301,Excellent\n"
    release = load("diagnostics", [write(tmp_path, "diagnostics_2024-2028.csv", text)])
    assert release.state == Release.State.REFUSED


OUTLOOK_HEADER = [
    "NOC_Code",
    "NOC Title",
    "Outlook",
    "Employment Trends",
    "Release Date",
    "Province",
    "Economic Region Code",
    "Economic Region Name",
    "LANG",
]


def test_outlook_workbooks_give_regions_and_clean_trends(tmp_path):
    territory()
    occupations("31301")
    code, day = "NOC_31301", 45994
    english = [
        [code, "N", "very good", "<p>Ok</p><script>x()</script>", day, "Quebec", 2400,
         "Quebec", "EN"],
        [code, "N", "undetermined", "", day, "Quebec", 2410, "Gaspésie", "EN"],
        [code, "N", "moderate", "<a href='x'>Joined</a>", day, "Quebec", 2480,
         "Côte-Nord and Nord-du-Québec", "EN"],
        [code, "N", "good", "<p>Elsewhere</p>", day, "Ontario", 3500, "Ontario", "EN"],
    ]  # fmt: skip
    french = [
        [code, "I", "très bonnes", "<p>Bon</p>", day, "Québec", 2400, "Québec", "FR"],
        [code, "I", "indéterminées", "", day, "Québec", 2410, "Gaspésie", "FR"],
        [code, "I", "modérées", "Unies", day, "Québec", 2480,
         "Côte-Nord et Nord-du-Québec", "FR"],
    ]  # fmt: skip
    release = loaded(
        "outlooks",
        workbook(
            tmp_path, "20252027_outlook_n21_en_251208.xlsx", [OUTLOOK_HEADER, *english]
        ),
        workbook(
            tmp_path, "20252027_outlook_n21_fr_251208.xlsx", [OUTLOOK_HEADER, *french]
        ),
    )
    assert (release.edition, release.published_on) == ("2025-2027", date(2025, 12, 3))
    assert release.report["ignored"] == {"other provinces": 1}
    rows = Outlook.objects.order_by("area").values_list(
        "area", "value", "missing", "trend_fr", "trend_en"
    )
    assert list(rows) == [
        ("01", "", "undetermined", "", ""),
        ("15", "moderate", "", "Unies", "Joined"),
        ("17", "moderate", "", "Unies", "Joined"),
        ("QC", "very_good", "", "<p>Bon</p>", "<p>Ok</p>"),
    ]


def test_outlooks_of_quebec_only(tmp_path):
    occupations("00010", "31301")
    text = """\
noc_code,period,outlook_en,outlook_fr,score,release_date
00010,2025-2027,Undetermined,Indéterminées,,2025-12-03
31301,2025-2027,Very limited,Très limitées,-2,2025-12-03
"""
    loaded(
        "outlooks",
        write(tmp_path, "derived_jobbank_outlook_2025-2027_quebec.csv", text),
    )
    rows = Outlook.objects.values_list("unit_group_id", "area", "value", "missing")
    assert list(rows) == [
        ("00010", "QC", "", "undetermined"),
        ("31301", "QC", "very_limited", ""),
    ]


def test_orders_and_their_professions(tmp_path):
    occupations("31301", "31112")
    text = """\
order_fr,profession_fr,type,type_seen_in_source,noc2021_codes,noc_match,note
Ordre A,infirmière ou infirmier,exercice_exclusif,yes,31301,exact_title,
Ordre B,orthophoniste,titre_reserve,yes,31112,exact_title,
Ordre C,ingénieur,exercice_exclusif,yes,,,
"""
    release = loaded(
        "professional-orders",
        write(tmp_path, "transcribed_ordres_professionnels.csv", text),
    )
    assert list(ProfessionalOrder.objects.values_list("name", flat=True)) == [
        "Ordre A",
        "Ordre B",
        "Ordre C",
    ]
    assert sorted(
        Regulation.objects.values_list(
            "unit_group_id", "kind", "order_id", "profession"
        )
    ) == [
        ("31112", "titre_reserve", "Ordre B", "orthophoniste"),
        ("31301", "exercice_exclusif", "Ordre A", "infirmière ou infirmier"),
    ]
    release.source.refresh_from_db()
    assert release.source.transcribed


def test_mentions_of_regulation_replace_the_bare_facts(tmp_path):
    occupations("72106")
    facts = "code,kind\n72106,red_seal\n"
    loaded("regulation", write(tmp_path, "regulation_mentions.csv", facts))
    text = """\
noc_code,kind,lang,element_type,seq,text,check
72106,red_seal,en,additional_information,1,Red Seal is possible.,official
72106,red_seal,fr,additional_information,1,Le Sceau rouge est possible.,official
72106,quebec,en,employment_requirements,2,"In Quebec, a licence.",official
"""
    path = write(tmp_path, "derived_noc2021_regulation_mentions.csv.gz", text)
    loaded("regulation", path)  # the same groups: nothing has vanished
    assert sorted(Regulation.objects.values_list("kind", "language", "text")) == [
        ("quebec", "en", "In Quebec, a licence."),
        ("red_seal", "en", "Red Seal is possible."),
        ("red_seal", "fr", "Le Sceau rouge est possible."),
    ]


def test_texts_of_this_portal_need_both_languages(tmp_path):
    occupations("31301")
    text = "code,kind,seq,text_fr,text_en\n31301,duty,1,Soigner.,Care.\n"
    loaded("occupation-texts", write(tmp_path, "occupation_texts.csv", text))
    row = OccupationText.objects.get()
    assert (row.text_fr, row.text_en, row.seq) == ("Soigner.", "Care.", 1)
    broken = write(tmp_path, "occupation_texts.csv", text.replace("Care.", ""))
    assert load("occupation-texts", [broken]).state == Release.State.REFUSED
