"""The template that an analyst fills with statistics: given out, and read back."""

import csv
import io

import pytest

from datasets.loading import load
from datasets.models import Release
from occupations.loaders import template
from tests.datasets.files import loaded, write
from tests.occupations.test_statistics import kept

pytestmark = pytest.mark.usefixtures("tables_of_reference")


def test_the_template_downloads_with_two_marked_examples(client):
    answer = client.get("/en/occupations/statistics-template.csv")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert tuple(rows[0]) == template.COLUMNS
    assert [row[0] for row in rows[1:]] == ["EXAMPLE", "EXAMPLE"]
    assert 'filename="statistics-template.csv"' in answer.headers["Content-Disposition"]
    french = client.get("/fr/metiers-et-professions/gabarit-statistiques.csv")
    assert french.content == answer.content


def test_the_filled_template_loads_without_its_examples(client, tmp_path):
    blank = client.get("/en/occupations/statistics-template.csv").content.decode(
        "utf-8-sig"
    )
    filled = blank + (
        "EPA,14-10-0416,employment,72106,noc2021,06,2025,women,15-24,part,,,persons,"
        "1200,\n"
        "EPA,14-10-0416,employment,72106,noc2021,QC,2025,,,,31-33,trades,persons,,x\n"
    )
    path = write(tmp_path, "statistics-2025.csv", filled)
    release = loaded("statistics-template", path)
    assert release.report["ignored"] == {"example rows of the template": 2}
    fields = ("table", "occupation", "area", "sex", "age", "work_time", "industry")
    assert set(kept(*fields, "education", "value", "missing")) == {
        ("EPA, 14-10-0416", "72106", "06", "women", "15-24", "part", "", "")
        + (1200, ""),
        ("EPA, 14-10-0416", "72106", "QC", "", "", "", "31-33", "trades")
        + (None, "confidential"),
    }


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (",t,employment,,,QC,2025,,,,,,persons,1,",
         "the row does not name its source and its table"),
        ("EPA,t,employment,72106,,QC,2025,,,,,,persons,1,",
         "the row does not name the classification of its code"),
        ("EPA,t,employment,99999,noc2021,QC,2025,,,,,,persons,1,",
         "unknown unit group %(code)s"),
        ("EPA,t,employment,,,24,2025,,,,,,persons,1,", "“%(value)s” is not an area"),
        (f"EPA,{'t' * 36},employment,,,QC,2025,,,,,,persons,1,",
         "“%(value)s…” is longer than %(most)d characters"),
        ("EPA,t,employment,,,QC,June,,,,,,persons,1,",
         "“%(value)s” is not a year or a month"),
    ],
)  # fmt: skip
def test_a_wrong_row_of_the_template_is_refused(tmp_path, row, reason):
    text = ",".join(template.COLUMNS) + f"\n{row}\n"
    release = load(
        "statistics-template", [write(tmp_path, "statistics-x.csv", text)],
        edition="2025",
    )  # fmt: skip
    assert release.state == Release.State.REFUSED
    assert [error["message"] for error in release.report["errors"]] == [reason]
