"""The database records changes by itself: bulk updates and SQL included."""

import datetime
import re
from decimal import Decimal

import pytest
from django.db import InternalError, connection, transaction
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from figures.models import MinimumWage
from occupations import audit
from occupations.models import Narrative, Outlook, Projection, Wage
from tests import factories

pytestmark = pytest.mark.django_db


def sql(statement: str, *params) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, params)


def events(name: str, *columns: str) -> list[tuple]:
    """The label and the columns of every event of a table, in order."""
    rows = audit.tables()[name].objects.order_by("pgh_id")
    return list(rows.values_list("pgh_label", *columns))


@pytest.fixture
def wages() -> list[Wage]:
    release, group = factories.release(), factories.unit_group()
    made = [
        Wage(release=release, unit_group=group, area=a, low=m - 5, median=m, high=m + 5)
        for a, m in (("06", 20), ("08", 30), ("QC", 25))
    ]
    return Wage.objects.bulk_create(made)


def test_audited_tables():
    assert sorted(audit.tables()) == [
        "formerwage",
        "groupfigure",
        "handbookprofile",
        "minimumwage",
        "narrative",
        "oasisprofile",
        "outlook",
        "projection",
        "statistic",
        "unemploymentrate",
        "wage",
    ]


def test_rows_of_a_release_are_added_without_an_event(wages):
    assert Wage.objects.count() == 3
    assert events("wage") == []


def test_bulk_update_records_both_values_of_each_row(wages):
    assert Wage.objects.filter(area__in=["06", "08"]).update(high=99) == 2
    assert sorted(events("wage", "area", "high")) == [
        ("after", "06", Decimal("99.00")),
        ("after", "08", Decimal("99.00")),
        ("before", "06", Decimal("25.00")),
        ("before", "08", Decimal("35.00")),
    ]


def test_sql_update_of_a_key_is_recorded(wages):
    """A trigger that joined old and new rows by their key would miss it."""
    sql("UPDATE occupations_wage SET id = 900001 WHERE area = 'QC'")
    assert events("wage", "pgh_obj_id", "area") == [
        ("before", wages[2].pk, "QC"),
        ("after", 900_001, "QC"),
    ]


def test_sql_delete_records_the_rows_that_left(wages):
    sql("DELETE FROM occupations_wage WHERE median < %s", 30)
    assert sorted(events("wage", "area", "median")) == [
        ("deleted", "06", Decimal("20.00")),
        ("deleted", "QC", Decimal("25.00")),
    ]


def test_truncate_records_the_rows_that_left(wages):
    sql("SET CONSTRAINTS ALL IMMEDIATE")  # the rows added above still wait for theirs
    sql("TRUNCATE occupations_wage")
    assert Wage.objects.count() == 0
    assert sorted(events("wage", "area")) == [
        ("emptied", "06"),
        ("emptied", "08"),
        ("emptied", "QC"),
    ]


def test_deleting_a_release_records_what_goes_with_it(wages):
    release = wages[0].release
    release.publications.all().delete()
    release.delete()
    assert [label for (label,) in events("wage")] == ["deleted"] * 3


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE occupations_wageevent SET median = 1",
        "DELETE FROM occupations_wageevent",
    ],
)
def test_the_record_itself_cannot_be_changed(statement, wages):
    Wage.objects.update(high=99)
    with pytest.raises(InternalError), transaction.atomic():
        sql(statement)
    assert len(events("wage")) == 6


def test_other_figures_are_recorded_too():
    release, group = factories.release("outlooks"), factories.unit_group()
    place = {"release": release, "unit_group": group, "area": "QC"}
    Outlook.objects.create(scale="job_bank", value="good", **place)
    Projection.objects.create(measure="openings", value=9, **place)
    Outlook.objects.update(value="limited")
    sql("UPDATE occupations_projection SET value = 10")
    assert events("outlook", "value") == [("before", "good"), ("after", "limited")]
    assert events("projection", "value") == [
        ("before", Decimal("9.00")),
        ("after", Decimal("10.00")),
    ]


def test_what_analysts_write_is_recorded_from_the_first_word():
    group = factories.unit_group()
    text = Narrative.objects.create(unit_group=group, text_fr="Un")
    Narrative.objects.update(text_fr="Deux")
    text.delete()
    sql(
        "INSERT INTO figures_minimumwage"
        " (since, hourly_rate, source_fr, source_en, source_url, note_fr, note_en)"
        " VALUES ('2031-05-01', 20, 'Décret', 'Order', '', '', '')"
    )
    assert events("narrative", "text_fr") == [
        ("added", "Un"),
        ("before", "Un"),
        ("after", "Deux"),
        ("deleted", "Deux"),
    ]
    assert events("minimumwage", "since", "hourly_rate") == [
        ("added", datetime.date(2031, 5, 1), Decimal("20.00"))
    ]


def test_page_says_who_changed_what_and_filters_by_table(client, wages):
    # First: a request names its person until its transaction ends, here the test's.
    sql("UPDATE occupations_wage SET high = 99 WHERE area = 'QC'")
    analyst = factories.user("analyste@example.org", role="analyst")
    client.force_login(analyst)
    client.post(
        "/fr/pupitre/salaire-minimum/ajouter",
        {
            "since": "2031-05-01",
            "hourly_rate": "20",
            "source_fr": "Décret",
            "source_en": "Order",
        },
    )
    assert MinimumWage.objects.count() == 1

    def rows(query: str, desk: str = "en/desk/changes") -> list[list[str]]:
        body = client.get(f"/{desk}/{query}").content.decode()
        table = body.partition("<tbody>")[2].partition("</tbody>")[0]
        return [
            [
                re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", cell)).strip()
                for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S)
            ]
            for row in table.split("<tr>")[1:]
        ]

    ((when, what, values),) = rows("?table=wage")
    assert when.endswith("outside the portal")
    assert what == "Wage, changed 21232 Occupations 21232 · Québec · wages 2024"
    assert values == "High: 30.00 → 99.00"
    ((when, what, values),) = rows("?table=minimumwage")
    assert when.endswith("analyste@example.org")
    assert what == "Minimum wage, added May 1, 2031"
    assert "In force from: May 1, 2031" in values
    (french,) = rows("?table=minimumwage", "fr/pupitre/modifications")
    assert "En vigueur depuis : 1er mai 2031" in french[2]
    assert "Taux général, en dollars l’heure : 20,00" in french[2]
    tables = [row[1].partition(",")[0] for row in rows("")]
    assert sorted(tables) == ["Minimum wage", "Wage"]
    assert rows("?table=users") == rows("")
    assert User.objects.count() == 1


@pytest.mark.parametrize("count", [1, 3])
def test_page_costs_the_same_whatever_it_shows(count, client, wages):
    client.force_login(factories.user(role="analyst"))
    Wage.objects.filter(pk__in=[w.pk for w in wages[:count]]).update(high=99)
    with CaptureQueriesContext(connection) as queries:
        client.get("/en/desk/changes/")
    assert len(queries) == 18
