"""The survey's 43 groups: loaded, shown as the group's, filtered as the group's."""

import csv
import io
import json
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from datasets import editions
from datasets.loading import load
from datasets.models import Release
from datasets.registry import loaders
from occupations.labour_force import non_traditional
from occupations.models import GroupFigure, OccupationGroup
from tests import factories
from tests.datasets.files import loaded, write

pytestmark = pytest.mark.django_db

GROUPS = """\
code,prefixes,title_fr,title_en
16,313,Soins infirmiers,Nursing
35,72,Métiers techniques,Technical trades
28,51 52,Arts et culture,Arts and culture
11,21,Sciences appliquées,Applied sciences
"""
HEADER = (
    "noc43,noc2021_prefixes,title_en,title_fr,geo,year,employment,"
    "employment_change_pct_since_2019,unemployment_rate,men_share_pct,women_share_pct,"
    "employees,median_hourly_wage,median_weekly_wage\n"
)
ROWS = {
    "35": '35,72,"Trades, t",M,QC,2025,233400,5.5,4.1,96.2,3.8,200100,31.5,1260',
    "35 CA": "35,72,T,M,CA,2025,1000300,-0.4,4.6,95.8,4.2,900000,35.0,1400.0",
    "16": "16,313,N,S,QC,2025,82000,6.5,,12.9,87.1,80900,42.0,1500.0",
    "28": "28,51 52,A,A,QC,2025,75000,0.0,3.0,50.4,49.6,40000,29.0,1000.0",
    "11": "11,21,A,S,QC,2025,250000,30.1,2.9,,23.5,240000,50.1,1900.0",
}
CODES = {"72106": "Welders", "72300": "Plumbers", "31301": "Nurses"}
CODES |= {"51120": "Producers", "21232": "Developers"}
ADDRESS = {"fr": "/fr/metiers-et-professions/", "en": "/en/occupations/"}


def figures_file(folder, rows=ROWS, name="derived_lfs_2025_noc43_quebec_canada.csv"):
    text = HEADER + "\n".join(dict(rows).values()) + "\n"
    return write(folder, name, text)


@pytest.fixture
def groups(tmp_path):
    for code, title in CODES.items():
        factories.unit_group(code, f"{title} (fr)", title)
    loaded("lfs-groups", write(tmp_path, "lfs_groups.csv", GROUPS))


@pytest.fixture
def survey(groups, tmp_path):
    return loaded("lfs-group-figures", figures_file(tmp_path))


def test_groups_keep_their_titles_and_prefixes(groups):
    rows = OccupationGroup.objects.values_list(
        "code", "title_fr", "title_en", "prefixes"
    )
    assert list(rows)[2:] == [
        ("28", "Arts et culture", "Arts and culture", ["51", "52"]),
        ("35", "Métiers techniques", "Technical trades", ["72"]),
    ]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        (GROUPS.replace("35,72,", "35,73,"), 0),
        (GROUPS.replace("28,51 52,", "28,51 52 721,"), 2),
    ],
)
def test_a_unit_group_of_no_group_or_of_two_refuses_the_list(tmp_path, text, count):
    factories.unit_group("72106")
    release = load("lfs-groups", [write(tmp_path, "lfs_groups.csv", text)])
    assert release.state == Release.State.REFUSED
    assert release.report["reason"]["values"] == {"code": "72106", "count": count}
    assert not OccupationGroup.objects.exists()


def test_figures_belong_to_the_group_and_what_is_suppressed_is_null(survey):
    assert (survey.edition, survey.rows_published) == ("2025", 5)
    row = GroupFigure.objects.get(group="35", area="QC")
    assert [getattr(row, name) for name in GroupFigure.MEASURES] == [
        233400,
        Decimal("5.5"),
        Decimal("4.1"),
        Decimal("3.8"),
        Decimal("96.2"),
        200100,
        Decimal("31.50"),
        Decimal("1260.00"),
    ]
    assert row.missing == ""
    nurses = GroupFigure.objects.get(group="16", area="QC")
    assert (nurses.unemployment_rate, nurses.missing) == (None, "suppressed")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("35,72,", "99,72,", "unknown occupation group %(code)s"),
        ("QC,2025,82000", "QC,2024,82000", "“%(value)s” is another year"),
        ("50.4,49.6", "150.4,49.6", "“%(value)s” is not a percentage"),
        ("75000", "many", "“%(value)s” is not a number"),
    ],
)
def test_a_wrong_row_refuses_the_file_with_its_reason(
    groups, tmp_path, old, new, message
):
    rows = {key: row.replace(old, new) for key, row in ROWS.items()}
    release = load("lfs-group-figures", [figures_file(tmp_path, rows)])
    assert release.state == Release.State.REFUSED
    assert release.report["errors"][0]["message"] == message
    assert not GroupFigure.objects.exists()


def test_a_file_whose_groups_are_others_is_refused(groups, tmp_path):
    rows = {"35": ROWS["35"].replace("35,72,", "35,72 73,")}
    release = load("lfs-group-figures", [figures_file(tmp_path, rows)])
    assert release.state == Release.State.REFUSED
    assert release.report["reason"]["values"] == {"code": "35"}


def test_other_provinces_are_counted_and_left_out(groups, tmp_path):
    ontario = {"ON": ROWS["35"].replace(",QC,", ",ON,")}
    release = loaded("lfs-group-figures", figures_file(tmp_path, ROWS | ontario))
    assert release.report["ignored"] == {"other provinces": 1}
    assert set(GroupFigure.objects.values_list("area", flat=True)) == {"QC", "CA"}


def test_fixture_gives_the_same_figures(survey, tmp_path):
    (fixture,) = loaders()["lfs-group-figures"].fixtures()
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(fixture.columns)
    writer.writerows(fixture.rows)
    again = load("lfs-group-figures", [write(tmp_path, fixture.name, text.getvalue())])
    assert again.report["reason"]["message"] == "the rows are those already published"


@pytest.mark.parametrize(
    ("women", "men", "found"),
    [
        ("33.3", "66.7", "women"),
        ("33.4", "66.6", "neither"),
        ("66.7", "33.3", "men"),
        ("50.0", "50.0", "neither"),
        (None, "90.0", "none"),
        ("90.0", None, "none"),
    ],
)
def test_under_one_third_is_non_traditional_and_silence_is_not(women, men, found):
    shares = [share and Decimal(share) for share in (women, men)]
    assert non_traditional(*shares) == found


def test_the_share_is_a_setting(settings):
    settings.NON_TRADITIONAL_SHARE = Decimal(40)
    assert non_traditional(Decimal("39.9"), Decimal("60.1")) == "women"


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("non_traditional=women", ["72106", "72300"]),
        ("non_traditional=men", ["31301"]),
        ("non_traditional=women&non_traditional=men", ["31301", "72106", "72300"]),
        ("non_traditional=neither", ["51120"]),
        ("non_traditional=none", ["21232"]),
        ("non_traditional=women&q=72106", ["72106"]),
        ("non_traditional=everybody", ["21232", "31301", "51120", "72106", "72300"]),
    ],
)
@pytest.mark.parametrize("language", ADDRESS)
def test_filter_keeps_exactly(client, survey, query, kept, language):
    answer = client.get(f"{ADDRESS[language]}occupations.json?{query}&sort=code")
    assert [row["noc_2021"] for row in answer.json()["occupations"]] == kept


def test_file_names_the_share_as_the_groups(client, survey):
    answer = client.get(f"{ADDRESS['en']}occupations.json?q=72106").json()
    (row,) = answer["occupations"]
    assert (row["lfs_group"], row["lfs_group_women_share_quebec"]) == ("35", "3.8")


def test_facet_says_that_it_is_the_groups_figure(client, survey):
    page = client.get(ADDRESS["en"]).content.decode()
    assert "It is the group’s figure, not the occupation’s." in page
    assert 'name="non_traditional" value="women">For women<span>2</span>' in page
    page = client.get(ADDRESS["fr"]).content.decode()
    assert "C’est le chiffre du groupe, et non celui de la profession." in page


def rows_of(page: str, section: str) -> str:
    return page.split(f'<h2 id="{section}">')[1].split("</section>")[0]


def statistics_of(client, code: str, language: str, last: str) -> str:
    """The group's section of the page of statistics."""
    page = client.get(f"{ADDRESS[language]}{code}", follow=True)
    address = f"{page.redirect_chain[-1][0]}/{last}"
    return rows_of(client.get(address).content.decode(), "group")


def test_pages_show_the_figures_as_the_groups(client, survey):
    page = client.get(f"{ADDRESS['en']}72106", follow=True).content.decode()
    section = rows_of(page, "group")
    assert "The group is non-traditional for women" in section
    assert "Source: Labour Force Survey, occupation groups, 2025" in section
    assert f'href="{ADDRESS["en"]}?non_traditional=women"' in section
    section = statistics_of(client, "72106", "en", "statistics")
    assert (
        "These figures are those of the group “Technical trades”, which holds 2 "
        "occupations. They are not those of this occupation." in section
    )
    assert (
        '<th scope="row">Women</th><td class="num">3.8%</td>'
        '<td class="num">4.2%</td>' in section
    )
    assert "+5.5%" in section and "\u22120.4%" in section


def test_suppressed_figure_is_said_and_is_not_zero(client, survey):
    section = statistics_of(client, "31301", "fr", "statistiques")
    assert (
        '<th scope="row">Taux de chômage</th>'
        '<td class="num">supprimé par la source</td>' in section
    )
    assert "qui compte 1 profession" in section
    page = client.get(f"{ADDRESS['fr']}31301", follow=True).content.decode()
    section = rows_of(page, "group")
    assert "non traditionnel pour les hommes" in section


def test_page_without_the_survey_has_no_such_section(client, groups):
    page = client.get(f"{ADDRESS['en']}72106", follow=True).content.decode()
    assert "<h1>Welders</h1>" in page
    assert 'id="group"' not in page


def test_part_is_taken_away_with_its_source(client, survey):
    answer = client.get(f"{ADDRESS['en']}31301/group.json").json()
    assert answer["sources"][0]["edition"] == "2025"
    assert answer["group"][0] == {
        "group": "16",
        "group_title": "Nursing",
        "area": "QC",
        "employment": 82000.0,
        "change_since_2019": 6.5,
        "unemployment_rate": None,
        "women_share": 87.1,
        "men_share": 12.9,
        "employees": 80900.0,
        "median_hourly_wage": 42.0,
        "median_weekly_wage": 1500.0,
    }
    assert json.dumps(answer["group"])


@pytest.mark.parametrize(
    ("path", "listed", "absent"),
    [
        ("en/occupations/non-traditional/women", "Welders", "Nurses"),
        ("en/occupations/non-traditional/men", "Nurses", "Welders"),
        (
            "fr/metiers-et-professions/non-traditionnels/femmes",
            "Plumbers (fr)",
            "Nurses (fr)",
        ),
        (
            "fr/metiers-et-professions/non-traditionnels/hommes",
            "Nurses (fr)",
            "Plumbers (fr)",
        ),
    ],
)
def test_list_holds_the_occupations_of_its_groups(client, survey, path, listed, absent):
    page = client.get(f"/{path}").content.decode()
    table = page.split("<tbody>")[1].split("</tbody>")[0]
    assert listed in table and absent not in table


def test_list_shows_the_group_and_its_shares(client, survey):
    page = client.get(f"{ADDRESS['fr']}non-traditionnels/femmes").content.decode()
    assert (
        "Métiers techniques<br><small>femmes 3,8\u00a0%, hommes 96,2\u00a0%</small>"
        in page
    )


def test_ways_in_count_each_list(client, survey):
    page = client.get(f"{ADDRESS['en']}non-traditional/").content.decode()
    assert (
        "Non-traditional occupations for women</a><b>2 occupations</b>" in page
        and "Non-traditional occupations for men</a><b>1 occupation</b>" in page
    )


@pytest.mark.parametrize("codes", [("72106",), ("72106", "72300", "72401")])
def test_list_takes_the_same_statements_for_one_and_three(client, tmp_path, codes):
    for code in codes:
        factories.unit_group(code)
    loaded("lfs-groups", write(tmp_path, "lfs_groups.csv", GROUPS))
    loaded("lfs-group-figures", figures_file(tmp_path))
    editions.live.cache_clear()
    client.cookies["session"] = "passes by the page cache"
    address = f"{ADDRESS['en']}non-traditional/women"
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        page = client.get(address).content.decode()
    assert page.count('<th scope="row"><a') == len(codes)
    assert len(queries) == 2
