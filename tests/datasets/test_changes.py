"""Of a long file only what changed is read again, and the outcome is the same."""

import random
import tempfile
from collections import Counter
from dataclasses import replace

import pytest

from businesses.models import ActivityClass
from classifications.models import Industry, Synonym
from datasets import changes, registry
from datasets.changes import Unit
from datasets.given import GivenFile
from datasets.keeping import KeptFile
from datasets.loading import load
from datasets.long import Flow
from datasets.models import Publication, Release
from datasets.reasons import RowError
from datasets.targets import Target
from tests.datasets.files import write, zipped
from tests.datasets.test_long import (
    HEADER,
    LongWords,
    PackedWords,
    declared,
    loaded,
    word,
    words,
)

REPORTED = "errors", "warnings", "tables", "reason", "held"
__all__ = ["declared"]
pytestmark = pytest.mark.django_db


CLASSES = Target("businesses.ActivityClass", ("code",), ("source", "industry_id"))


class LongClasses(LongWords):
    """Words of which each is a row of its own: its key is nothing else."""

    name = "long-classes"
    targets = (CLASSES,)
    unit = Unit("word", {CLASSES: "code"})
    rules = ()
    flows = {
        "words": Flow(
            CLASSES,
            {"code": ("word", word), "source": ("meaning", str)},
            {"industry_id": "11"},
        )
    }


@pytest.fixture(autouse=True)
def classes(monkeypatch, declared):
    known = registry._loaders | {LongClasses.name: LongClasses}
    monkeypatch.setattr(registry, "_loaders", known)
    Industry.objects.create(code="11", level=Industry.Level.SECTOR, title_fr="Champs")


def test_new_lines_are_all_there_is_to_read_of_units_that_had_one_before(
    tmp_path, monkeypatch
):
    told = []

    def noted(self, *given, real=changes.Changes.lines):
        told.append(self.fresh and [line for _number, line in self.fresh.lines])
        return real(self, *given)

    monkeypatch.setattr(changes.Changes, "lines", noted)
    keyed(tmp_path, ["a,x,1", "b,y,2", "c,z,3"], "1")
    release = keyed(tmp_path, ["a,x,1", "", "b,w,2", "c,z,3", "d,v,4"], "2")
    assert told == [[b"", b"b,w,2", b"d,v,4"]]
    assert (release.rows_read, release.rows_published) == (4, 4)
    # “a” keeps its line and has another: only all of its lines tell.
    release = keyed(tmp_path, ["a,x,1", "b,w,2", "c,z,3", "d,v,4", "a,u,1"], "3")
    assert told[1:] == [None]
    assert [e["row"] for e in release.report["errors"]] == [6]


def refuse(monkeypatch, *refused: str) -> None:
    """Have the reader refuse these words from now on."""

    def word(text: str) -> str:
        if text in refused:
            raise RowError("the row has no word")
        return text

    flow = LongWords.flows["words"]
    cells = flow.cells | {"phrase": ("word", word)}
    monkeypatch.setattr(LongWords, "flows", {"words": replace(flow, cells=cells)})


def test_words_that_stand_in_both_editions_are_not_read_again(tmp_path, monkeypatch):
    loaded(tmp_path, "a,x,1\nb,y,2\nc,z,3\nd,w,4\n")
    refuse(monkeypatch, "a", "b")
    release = loaded(tmp_path, "d,w,4\na,x,1\nb,y,20\ne,v,5\n", "words2.csv")
    # “a” was not looked at; “b” differs, is refused now, and so is gone.
    assert [e["row"] for e in release.report["errors"]] == [4]
    assert [row[1:] for row in words()] == [("a", "x", 1), ("d", "w", 4), ("e", "v", 5)]
    assert (release.rows_read, release.rows_refused, release.rows_published) == (
        4,
        1,
        3,
    )
    counts = release.report["tables"]["classifications.Synonym"]
    assert counts == {"live": 4, "rows": 3, "added": 1, "changed": 0, "vanished": 2}


def edited_by_hand(monkeypatch):
    Synonym.objects.filter(phrase="c").update(rank=99)


def read_otherwise(monkeypatch):
    monkeypatch.setattr(LongWords, "reading", 2)


def beside_other_rows(monkeypatch):
    monkeypatch.setattr(LongWords, "beside", ("classifications_region",))


def without_the_file(monkeypatch):
    monkeypatch.setattr(changes, "kept_files", lambda live: [])


def with_a_broken_file(monkeypatch):
    with tempfile.NamedTemporaryFile(delete=False) as file:
        file.write(b"PK broken")
    kept = [KeptFile(file.name, "words.csv")]
    monkeypatch.setattr(changes, "kept_files", lambda live: kept)


def with_more_lines_than_memory(monkeypatch):
    monkeypatch.setattr(changes, "MOST", 0)


@pytest.mark.parametrize(
    "why",
    [
        edited_by_hand, read_otherwise, beside_other_rows, without_the_file,
        with_a_broken_file,
        with_more_lines_than_memory,
    ],
)  # fmt: skip
def test_every_row_is_read_where_lines_do_not_tell(tmp_path, monkeypatch, why):
    loaded(tmp_path, "a,x,1\nb,y,2\nc,z,3\n")
    refuse(monkeypatch, "a")
    why(monkeypatch)
    release = loaded(tmp_path, "a,x,1\nb,y,20\nc,z,3\n", "words2.csv")
    assert [e["row"] for e in release.report["errors"]] == [2]
    assert [row[1:] for row in words()] == [("b", "y", 20), ("c", "z", 3)]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("a,x,1\nb,y,many\nc,z,3\n", "a,x,1\nb,y,2\nc,z,3\n"),  # one was refused
        ("a,x,1\na,x,1\nc,z,3\n", "a,x,1\nb,y,2\nc,z,3\n"),  # one repeated another
        ('a,x,1\n"b",y,2\n"c\nd",z,3\n', 'a,x,1\n"b",y,2\n"c\nd",z,4\n'),
    ],
)
def test_editions_with_rows_that_need_care_are_read_whole(
    tmp_path, monkeypatch, first, second
):
    loaded(tmp_path, first)
    refuse(monkeypatch, "a")
    release = loaded(tmp_path, second, "words2.csv")
    assert [e["row"] for e in release.report["errors"]] == [2]


def test_another_header_is_another_reading(tmp_path):
    loaded(tmp_path, "a,x,1\nb,y,2\n")
    path = write(tmp_path, "words2.csv", "Word,Rank,Meaning\na,1,x\nb,2,y\n")
    assert load("long-words", [path]).state == "unchanged"
    assert [row[1:] for row in words()] == [("a", "x", 1), ("b", "y", 2)]


def made(choice: random.Random, careful: bool) -> list[str]:
    """Rows of few words, so that words meet; careful ones are neither bad nor twice."""
    names = choice.sample([f"w{n}" for n in range(12)], choice.randrange(4, 12))
    rows = [
        f"{name},m{choice.randrange(2)},{choice.randrange(3)}"
        for name in names
        for _again in range(1 if careful else choice.choice([1, 1, 1, 1, 2]))
    ]
    if not careful:
        rows += choice.sample(["w1,m1", "w2,m0,many", "", '"w3",m0,1', "w4 ,m1,2"], 2)
    choice.shuffle(rows)
    return rows


def came_of(tmp_path, monkeypatch, at: int, unit, pack) -> list:
    """What two editions come to, one after the other."""
    monkeypatch.setattr(LongWords, "unit", unit)
    monkeypatch.setattr(LongClasses, "unit", unit and Unit("word", {CLASSES: "code"}))
    monkeypatch.setattr(changes, "BLOCK", 16 + at)
    Publication.objects.all().delete()
    Release.objects.all().delete()
    Synonym.objects.all().delete()
    ActivityClass.objects.all().delete()
    choice, found, rows = random.Random(at), [], []
    for careful in (True, pack is packed or at % 2 == 0):
        if rows and not at % 7:
            choice.shuffle(rows)
        else:
            rows = made(choice, careful)
        release = pack(tmp_path, rows, f"{at}{careful}")
        rows_of = sorted(ActivityClass.objects.values_list("code", "source"))
        found.append([release.state, sorted(words()), rows_of])
        if release.state != Release.State.UNCHANGED:  # which may be known unread
            found[-1] += [release.rows_read, release.rows_refused, release.fingerprint]
            found[-1] += map(release.report.get, REPORTED)
    return found


def alone(tmp_path, rows: list[str], name: str):
    path = write(tmp_path, f"words{name}.csv", HEADER + "\n".join([*rows, ""]))
    return load("long-words", [path], approve=True)


def keyed(tmp_path, rows: list[str], name: str):
    path = write(tmp_path, f"words{name}.csv", HEADER + "\n".join([*rows, ""]))
    return load("long-classes", [path], approve=True)


def packed(tmp_path, rows: list[str], name: str):
    cells = [row.split(",") for row in rows if row.count(",") == 2]
    path = zipped(
        tmp_path,
        f"words{name}.zip",
        words__csv="Word,Meaning\n" + "".join(f"{c[0]},{c[1]}\n" for c in cells),
        ranks__csv="Word,Rank\n" + "".join(f"{c[0]},{c[2]}\n" for c in cells[1:]),
    )
    return load("packed-words", [path], approve=True)


@pytest.mark.parametrize("rules", [LongWords.rules, ()])
@pytest.mark.parametrize("pack", [alone, keyed, packed])
def test_the_outcome_is_that_of_reading_every_row(tmp_path, monkeypatch, pack, rules):
    monkeypatch.setattr(LongWords, "rules", rules)
    monkeypatch.setattr(LongWords, "max_vanished", 1.0)
    monkeypatch.setattr(LongWords, "max_refused", 0.15)  # and of what comes from it
    unit, outcomes = PackedWords.unit, set()
    for at in range(36):
        few = came_of(tmp_path, monkeypatch, at, unit, pack)
        every = came_of(tmp_path, monkeypatch, at, None, pack)
        assert few == every, at
        outcomes.add(few[1][0])
    assert outcomes >= {"published", "unchanged"}
    assert ("refused" in outcomes) == (pack is not packed)


def packed_lines(tmp_path, name: str, lines: list[str]) -> changes.Packed:
    return changes.Packed(
        GivenFile(write(tmp_path, name, HEADER + "\n".join([*lines, ""])))
    )


def test_lines_are_told_by_how_often_they_stand_on_each_side(tmp_path, monkeypatch):
    monkeypatch.setattr(changes, "BLOCK", 12)
    for at in range(300):
        choice = random.Random(at)
        most = choice.choice([3, 9, 40])
        sides = [
            [f"w{choice.randrange(most)}" for _line in range(choice.randrange(1, 12))]
            for _side in range(2)
        ]
        if at % 3 == 0:
            sides = [list(dict.fromkeys(lines)) for lines in sides]
        if at % 5 == 0:
            sides[1] = sides[0][2:] + sides[1][:2] + sides[0][:1]
        was, now = map(Counter, sides)
        old, new = changes._only_in_one(
            *(packed_lines(tmp_path, f"{at}{n}.csv", s) for n, s in enumerate(sides))
        )
        found = old.alone.keys() | new.alone.keys() | old.twice | new.twice
        assert found >= {line.encode() for line in (was - now) + (now - was)}, at
        if at % 3 == 0 and at % 5:  # none stands twice on a side
            assert not old.twice | new.twice
            assert old.alone.keys() == {line.encode() for line in was - now}
            assert new.alone == {
                line.encode(): number
                for number, line in enumerate(sides[1], 2)
                if line not in was
            }
        assert (old.rows, new.last) == (len(sides[0]), len(sides[1]) + 1)
