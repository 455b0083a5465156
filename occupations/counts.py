"""Statistics of the groups an occupation belongs to, as profiles keep them.

A figure is always the group's. A NOC 2016 unit group that was split says in how many
parts; nothing is shared out.
"""

import csv
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache

from django.conf import settings
from django.db import models

from classifications.models import NocGroup
from occupations.models import Statistic
from occupations.models.figures import CANADA, QUEBEC

DIMENSIONS = ("sex", "age", "work_time", "education", "industry")
_LABELS = ("industry_fr", "industry_en", "occupation_fr", "occupation_en")
_VALUES = ("measure", "unit", "value", "missing")


@lru_cache(maxsize=1)
def survey_groups() -> dict[str, dict]:
    """The 43 groups of the survey by code: prefixes of NOC 2021, titles."""
    path = settings.BASE_DIR / "fixtures" / "lfs_groups.csv"
    with path.open(encoding="utf-8", newline="") as text:
        return {row["code"]: row for row in csv.DictReader(text)}


def covers(codes: str, code: str) -> bool:
    """Whether "72", "01-05" or "10, 20" holds a code."""
    for part in codes.split(","):
        low, _dash, high = part.strip().partition("-")
        if low and low <= code[: len(low)] <= (high or low):
            return True
    return False


def of_one_area(rows: list[dict]) -> list[dict]:
    """Québec's rows where it has any, else Canada's."""
    area = QUEBEC if any(row["area"] == QUEBEC for row in rows) else CANADA
    return [row for row in rows if row["area"] == area]


def general() -> dict[tuple[str, str], list[dict]]:
    """By table, the last rows about all occupations of Québec together."""
    tables = defaultdict(list)
    for row in _last_rows(occupation="", area=QUEBEC):
        tables[row["release__source_id"], row["table"]].append(row)
    return dict(tables)


def _last_rows(**conditions) -> Iterator[dict]:
    """The rows of the live releases, of the last period of each table and group."""
    rows = Statistic.objects.filter(release__is_current=True, detail="", **conditions)
    last = models.Window(
        models.Max("period"),
        partition_by=["release_id", "table", "area", "scheme", "occupation"],
    )
    names = ("release__source_id", "table", "area", "period")
    names += ("scheme", "occupation", *DIMENSIONS, *_LABELS, *_VALUES)
    rows = rows.annotate(last=last).filter(period=models.F("last"))
    order = ("table", "scheme", "occupation", *DIMENSIONS, "measure")
    return rows.order_by(*order).values(*names).iterator()


class Counts:
    """Rows about groups of occupations, keyed by table and group."""

    def __init__(self, former: dict[str, list[tuple]], parts: dict[str, int]):
        self.former, self.parts = former, parts
        self.noc = dict(NocGroup.objects.values_list("code", "title_fr"))
        self.noc_en = dict(NocGroup.objects.values_list("code", "title_en"))
        groups = defaultdict(list)
        for row in _last_rows(occupation__gt="", area__in=(QUEBEC, CANADA)):
            if simple(row):
                key = (row["release__source_id"], row["table"])
                groups[*key, row["scheme"], row["occupation"]].append(row)
        self.blocks = {key: of_one_area(rows) for key, rows in groups.items()}

    def of(self, code: str) -> list[dict]:
        """The groups of one unit group, each with its figures."""
        former = [row[0] for row in self.former.get(code, ())]
        titles = {row[0]: row[1:] for row in self.former.get(code, ())}
        found = []
        for (source, table, scheme, group), rows in self.blocks.items():
            if not self._holds(scheme, group, code, former):
                continue
            french, english = titles.get(group) or self._titles(scheme, group, rows[0])
            found.append(
                {
                    "source": source,
                    "table": table,
                    "scheme": scheme,
                    "code": group,
                    "title_fr": french,
                    "title_en": english,
                    "parts": self.parts.get(group) if group in titles else None,
                    "area": rows[0]["area"],
                    "period": rows[0]["period"],
                    "rows": [_kept(row) for row in rows],
                }
            )
        # Of two classes of one table one in the other, the narrower says more.
        classes = [(_kin(block), block["code"]) for block in found]
        return [
            block
            for block in found
            if not any(
                kin == _kin(block)
                and code != block["code"]
                and code.startswith(block["code"])
                for kin, code in classes
            )
        ]

    def _holds(self, scheme: str, group: str, code: str, former: list[str]) -> bool:
        if scheme == Statistic.Scheme.NOC_2016:
            return any(covers(group, one) for one in former)
        if scheme == Statistic.Scheme.LFS_43:
            prefixes = survey_groups().get(group, {}).get("prefixes", "")
            return code.startswith(tuple(prefixes.split()))
        return covers(group, code)

    def _titles(self, scheme: str, group: str, row: dict) -> tuple[str, str]:
        if scheme == Statistic.Scheme.LFS_43:
            known = survey_groups()[group]
            return known["title_fr"], known["title_en"]
        if scheme == Statistic.Scheme.NOC_2021 and group in self.noc:
            return self.noc[group], self.noc_en[group]
        english = row["occupation_en"]
        return row["occupation_fr"] or english, english


def _kin(block: dict) -> tuple[str, str, str]:
    """What two blocks share whose codes are of one classification and one table."""
    return block["source"], block["table"], block["scheme"]


def simple(row: dict) -> bool:
    """A total, one dimension, or sex by time worked: what a short table can say."""
    given = {name for name in DIMENSIONS if row[name]}
    return len(given) < 2 or given == {"sex", "work_time"}


def _kept(row: dict) -> dict:
    kept = {name: row[name] for name in (*DIMENSIONS, *_VALUES)}
    kept |= {name: row[name] for name in ("industry_fr", "industry_en")}
    kept["value"] = None if row["value"] is None else float(row["value"])
    return kept
