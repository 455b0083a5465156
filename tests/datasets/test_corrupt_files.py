"""Whole files that are spoilt, for four datasets: published right, or refused."""

import gzip
import random
import zipfile
from dataclasses import replace
from io import BytesIO
from itertools import combinations

import pytest
from django.utils.translation import override

from datasets.loading import load
from datasets.reasons import say
from datasets.registry import loaders
from tests.datasets.files import workbook
from tests.datasets.subjects import Given
from tests.datasets.tampering import (
    DATASETS,
    PUB,
    QUAR,
    REJ,
    SAME,
    live_file,
    next_file,
)


def lines(given: Given) -> list[bytes]:
    return given.bytes().splitlines(keepends=True)


def packed(name: str, content: bytes, count: int = 1) -> bytes:
    archive = BytesIO()
    with zipfile.ZipFile(archive, "w") as opened:
        for n in range(count):
            opened.writestr(name if count == 1 else f"{n}{name}", content)
    return archive.getvalue()


def column_gone(given: Given) -> bytes:
    at = given.columns["value"]
    cut = [[*row[:at], *row[at + 1 :]] for row in [given.header, *given.rows]]
    return replace(given, header=cut[0], rows=cut[1:]).bytes()


def column_renamed(given: Given) -> bytes:
    header = list(given.header)
    header[given.columns["value"]] = "Quelque chose"
    return replace(given, header=header).bytes()


def columns_reversed(given: Given) -> bytes:
    rows = [row[::-1] for row in given.rows]
    return replace(given, header=given.header[::-1], rows=rows).bytes()


def mixed_line_ends(given: Given) -> bytes:
    ends = [b"\n", b"\r\n"]
    return b"".join(
        line.rstrip(b"\n") + ends[n % 2] for n, line in enumerate(lines(given))
    )


# A file's bytes, spoilt, and what must become of it whatever the dataset.
FORMS = {
    "empty": (lambda g: b"", REJ),
    "header only": (lambda g: lines(g)[0], REJ),
    "cut in a row": (lambda g: b"".join(lines(g)[:-1]) + lines(g)[-1][:7], REJ),
    "cut between rows": (lambda g: b"".join(lines(g)[: len(lines(g)) * 4 // 5]), REJ),
    "no final newline": (lambda g: g.bytes().rstrip(b"\n"), PUB),
    "byte order mark": (lambda g: b"\xef\xbb\xbf" + g.bytes(), PUB),
    "UTF-16": (lambda g: g.text().encode("utf-16"), PUB),
    "CRLF": (lambda g: g.bytes(newline="\r\n"), PUB),
    "CR": (lambda g: g.bytes(newline="\r"), PUB),
    "mixed line ends": (mixed_line_ends, PUB),
    "NUL": (lambda g: g.bytes()[:900] + b"\0" + g.bytes()[900:], REJ),
    "control file of NULs": (lambda g: b"\0" * 5_000, REJ),
    "line of 2 MB": (lambda g: lines(g)[0] + b"x" * (2 << 20), REJ),
    "quote inside a cell": (lambda g: lines(g)[0] + b'a"b' + g.bytes(), REJ),
    "open quote": (lambda g: g.bytes() + b'"', REJ),
    "semicolons": (lambda g: g.bytes(separator=";"), REJ),
    "tabs": (lambda g: g.bytes(separator="\t"), REJ),
    "web page": (lambda g: b"<!DOCTYPE html><html><h1>404</h1></html>", REJ),
    "web page after blanks": (lambda g: b"\n\n  <html></html>", REJ),
    "JSON": (lambda g: b'{"error": "not found"}', REJ),
    "random bytes": (lambda g: random.Random(7).randbytes(3_000), REJ),
    "gzip": (lambda g: gzip.compress(g.bytes()), PUB),
    "gzip cut": (lambda g: gzip.compress(g.bytes())[:-200], REJ),
    "gzip twice": (lambda g: gzip.compress(gzip.compress(g.bytes())), REJ),
    "zip": (lambda g: packed("x.csv", g.bytes()), PUB),
    "zip cut": (lambda g: packed("x.csv", g.bytes())[:-50], REJ),
    "zip in a zip": (lambda g: packed("x.zip", packed("x.csv", g.bytes())), REJ),
    "zip that climbs": (lambda g: packed("../x.csv", g.bytes()), REJ),
    "zip of a crowd": (lambda g: packed("x.csv", b"a", count=1_000), REJ),
    "zip of nothing": (lambda g: packed("x.txt", b"a"), REJ),
    "column gone": (column_gone, REJ),
    "column renamed": (column_renamed, REJ),
    "columns reversed": (columns_reversed, PUB),
    "header twice": (lambda g: lines(g)[0] + g.bytes(), QUAR),
    "rows in reverse": (
        lambda g: b"".join([lines(g)[0], *lines(g)[:0:-1]]),
        PUB,
    ),
    "one cell too many": (
        lambda g: g.bytes().replace(lines(g)[-2], lines(g)[-2][:-1] + b",more\n"),
        QUAR,
    ),
    "one cell too few": (
        lambda g: g.bytes().replace(lines(g)[-2], lines(g)[-2][:8] + b"\n"),
        QUAR,
    ),
    "cells too few everywhere": (
        lambda g: b"".join([lines(g)[0], *(x[:8] + b"\n" for x in lines(g)[1:])]),
        REJ,
    ),
    "a row twice": (lambda g: g.bytes() + lines(g)[9], PUB),
    "blank rows": (lambda g: g.bytes().replace(b"\n", b"\n\n"), PUB),
}


@pytest.mark.parametrize("dataset", DATASETS)
@pytest.mark.parametrize("form", FORMS)
def test_a_spoilt_file(attempt, dataset, form):
    spoil, expected = FORMS[form]
    release = attempt(dataset, expected, spoil(next_file(dataset)))
    if form == "a row twice":
        assert [w["message"] for w in release.report["warnings"]] == [
            "rows that repeat another"
        ]


NAICS = ["level", "hierarchy", "code", "parent", "title", "superscript", "definition"]
# Neither is read; and one is as good a text as the other, but for its length.
NOT_TOLD = {("hierarchy", "superscript"), ("title", "definition")}
NOT_TOLD |= {("hierarchy", "definition"), ("superscript", "definition")}


@pytest.mark.parametrize(
    "pair", [pair for pair in combinations(NAICS, 2) if pair not in NOT_TOLD]
)
def test_exchanged_columns_are_refused_with_the_row_where_it_shows(attempt, pair):
    one, other = (NAICS.index(name) for name in pair)
    given = next_file("naics")
    for row in given.rows:
        row[one], row[other] = row[other], row[one]
    release = attempt("naics", REJ, given=given)
    first = release.report["errors"][0]["row"]
    assert first == release.report["reason"]["values"]["first"] > 1


def test_what_only_both_files_tell_is_told_with_its_row(attempt):
    given = next_file("naics")
    english = given.beside[0]
    at = [row[2] for row in english.rows].index("11234")
    del given.rows[at]
    (error,) = attempt("naics", QUAR, given=given).report["errors"]
    assert error == {
        "file": english.name,
        "row": at + 2,
        "message": "%(code)s lacks a language",
        "values": {"code": "11234"},
    }


@pytest.mark.parametrize("dataset", DATASETS)
def test_what_says_nothing_new_writes_nothing(attempt, dataset):
    given = live_file(dataset)
    attempt(dataset, SAME, given=given)
    random.Random(3).shuffle(given.rows)
    attempt(dataset, SAME, given=given)


@pytest.mark.parametrize("dataset", DATASETS)
def test_an_unknown_column_is_a_warning(attempt, dataset):
    given = next_file(dataset)
    rows = [[*row, "?"] for row in given.rows]
    more = replace(given, header=[*given.header, "Nouveauté"], rows=rows)
    release = attempt(dataset, PUB, given=more)
    if dataset != "outlooks":  # a re-cut layout: it leaves columns behind on purpose
        assert [w["values"] for w in release.report["warnings"]] == [
            {"names": "Nouveauté"}
        ]


@pytest.mark.parametrize("dataset", ["noc-structure", "naics", "wages"])
def test_accents_of_another_encoding_are_never_mojibake(attempt, dataset):
    given = next_file(dataset)
    attempt(dataset, REJ, given.text().replace("’", "'").encode("latin-1"))
    attempt(dataset, REJ, given.bytes().decode("latin-1").encode())
    attempt(dataset, REJ, given.bytes().decode("ascii", "replace").encode())


@pytest.mark.parametrize("dataset", ["noc-structure", "naics"])
def test_a_header_of_the_other_language_leaves_a_language_out(attempt, dataset):
    given = next_file(dataset)
    given.header = given.beside[0].header
    # English alone makes an edition of NAICS, but a poorer one than the live one.
    attempt(dataset, SAME if dataset == "naics" else REJ, given=given)


@pytest.mark.parametrize("dataset", DATASETS)
def test_a_workbook_named_csv(attempt, dataset, tmp_path):
    given = next_file(dataset)
    book = workbook(tmp_path, "book.xlsx", [given.header, *given.rows[:20]])
    attempt(dataset, REJ, book.read_bytes())


@pytest.mark.parametrize("dataset", DATASETS)
def test_more_rows_or_bytes_than_the_cap(attempt, dataset, monkeypatch):
    monkeypatch.setattr(loaders()[dataset], "max_rows", 100)
    attempt(dataset, REJ)
    monkeypatch.undo()
    big = next_file(dataset).bytes() + b"\n" * (65 << 20)
    release = load(dataset, [BytesIONamed(big, next_file(dataset).name)])
    assert release.state == "refused"


class BytesIONamed(BytesIO):
    def __init__(self, content: bytes, name: str):
        super().__init__(content)
        self.name = name


def test_a_gzip_bomb(attempt):
    bomb = gzip.compress((b"a," * 500 + b"\n") * (200 << 10), compresslevel=1)
    assert len(bomb) < 2 << 20
    attempt("wages", REJ, bomb)


@pytest.mark.parametrize("dataset", ["noc-structure", "naics"])
def test_a_title_longer_than_any_is_told_with_its_row(attempt, dataset):
    given = next_file(dataset).having(5, "title", "É" * 400)
    release = attempt(dataset, QUAR, given=given)
    told = release.report["errors"][0]
    with override("fr"):
        assert say(told) == f"«\u00a0{'É' * 40}…\u00a0» dépasse 300 caractères"
    assert told["row"] == 7
