"""Microdata of the Labour Force Survey: pooled, weighted, suppressed and shown."""

from collections import defaultdict

import pytest

from datasets.loading import load
from datasets.models import Release
from occupations.models import Statistic
from tests.datasets.files import loaded, write
from tests.occupations.test_profile_page import section
from tests.occupations.test_record import STATISTICS

pytestmark = pytest.mark.usefixtures("tables_of_reference")

PUMF = "REC_NUM,SURVYEAR,SURVMNTH,LFSSTAT,PROV,AGE_12,GENDER,NAICS_21,NOC_43,FTPTMAIN"
PUMF += ",FINALWT\n"


def person(month, weight, group="36", sex="1", age="04", industry="06", **cells):
    status, province = cells.get("status", "1"), cells.get("province", "24")
    time = cells.get("time", "1")
    return (2025, f"{month:02d}", status, province, age, sex, industry, group, time,
            weight)  # fmt: skip


def pumf(folder, month: int, persons) -> object:
    lines = [",".join(map(str, (n, *row))) for n, row in enumerate(persons, 1)]
    text = PUMF + "\n".join(lines) + "\n"
    return write(folder, f"pub{month:02d}25.csv", text, "utf-8")


def test_microdata_are_pooled_weighted_and_suppressed(tmp_path):
    months = {
        1: [
            person(1, 4000),
            person(1, 2000, sex="2", time="2"),
            person(1, 900, group="21", industry="16"),
            person(1, 7000, status="3", group="", industry="", time=""),
            person(1, 8000, province="35"),
        ],
        2: [person(2, 5001, status="2"), person(2, 1000, sex="2", time="2")],
    }
    files = [pumf(tmp_path, month, rows) for month, rows in months.items()]
    release = loaded("lfs-microdata", *files)
    assert (release.edition, release.period) == ("2025", "2025-01 – 2025-02")
    assert release.report["ignored"] == {
        "other provinces": 1,
        "persons who are not employed": 1,
    }
    assert [w["message"] for w in release.report["warnings"]] == [
        "the months pooled are not twelve"
    ]
    # Computed anew, cell by cell, from the rows above.
    sums = defaultdict(float)
    for rows in months.values():
        for _y, _m, status, province, _age, sex, _i, group, time, weight in rows:
            if province == "24" and status in "12":
                for kept_sex in (sex, ""):
                    for kept_time in (time, ""):
                        sums[group, kept_sex, kept_time] += weight / 2
    sexes, times = {"1": "men", "2": "women"}, {"1": "full", "2": "part"}
    expected = {
        (group, sexes.get(sex, ""), times.get(time, "")): (
            (round(count), "") if count >= 1500 else (None, "too_few")
        )
        for (group, sex, time), count in sums.items()
    }
    rows = Statistic.objects.filter(age="", industry="").values_list(
        "occupation", "sex", "work_time", "value", "missing"
    )
    assert {row[:3]: row[3:] for row in rows} == expected
    assert expected["36", "", ""] == (6000, "")
    assert expected["21", "", ""] == (None, "too_few")
    one = Statistic.objects.get(
        occupation="36", sex="women", age="30-34", work_time="part", industry="23"
    )
    assert (one.value, one.scheme, one.area, one.period) == (
        1500,
        "lfs43",
        "QC",
        "2025",
    )


def test_the_smallest_cell_is_a_setting(tmp_path, settings):
    settings.LFS_SMALLEST_CELL = 5000
    loaded("lfs-microdata", pumf(tmp_path, 1, [person(1, 4999), person(1, 5000, "32")]))
    rows = Statistic.objects.filter(sex="", age="", work_time="", industry="")
    assert set(rows.values_list("occupation", "value", "missing")) == {
        ("36", None, "too_few"),
        ("32", 5000, ""),
    }


def test_a_month_given_twice_is_refused(tmp_path):
    first = pumf(tmp_path, 1, [person(1, 4000)])
    other = pumf(tmp_path, 2, [person(1, 4000)])
    release = load("lfs-microdata", [first, other])
    assert release.state == Release.State.REFUSED
    assert release.report["reason"] == {
        "message": "the month %(month)s is given twice",
        "values": {"month": "2025-01"},
    }
    assert not Statistic.objects.exists()


def test_microdata_show_under_the_group_of_the_occupation(client, welders, tmp_path):
    # 72106 is of group 35, whose prefix is 72; 73 is that of group 36.
    loaded("lfs-microdata", pumf(tmp_path, 1, [person(1, 4000, "35"), person(1, 5000)]))
    words = section(client.get(STATISTICS), "statistics")
    assert "of the Labour Force Survey: " in words
    assert "Québec, 2025, microdata" in words
    assert "30 to 34 years 4,000" in words
