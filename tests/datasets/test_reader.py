"""What a file may be, and what refuses it; no database is touched."""

import gzip
import zipfile
from collections import Counter

import pytest

from datasets import contents, reader
from datasets.given import GivenFile
from datasets.layouts import Layout
from datasets.reader import open_table
from datasets.reasons import FileRefused, RowError
from tests.datasets.files import book, sheet, workbook, write, zipped

PLAIN = Layout(
    "plain",
    {"code": ("Code", "Code dela CNP"), "title": ("Class title", "Titre")},
    file_name=r"^titles.*",
    separators=",;\t",
)
LEGACY = Layout(
    "legacy", PLAIN.columns, file_name=r"^titles.*", windows_1252=True, workbook=True
)
TEXT = "Code,Class title\n00010,Ingénieur « d’œuvres »\n"
ROWS = [(2, {"code": "00010", "title": "Ingénieur « d’œuvres »"})]


def read(path, layout=PLAIN):
    return list(open_table(GivenFile(path), [layout]).rows())


def refusal(path, layout=PLAIN) -> str:
    with pytest.raises(FileRefused) as caught:
        read(path, layout)
    return caught.value.message


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_text_is_read_whatever_its_encoding_and_line_ends(tmp_path, encoding, newline):
    text = TEXT.replace("\n", newline)
    assert read(write(tmp_path, "titles.csv", text, encoding)) == ROWS


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_separator_is_found_among_the_declared(tmp_path, separator):
    text = TEXT.replace(",", separator)
    assert read(write(tmp_path, "titles.csv", text)) == ROWS


def test_header_is_matched_loosely_and_by_name(tmp_path):
    text = "  TITRE \u00a0,\u00a0code_DELA  cnp\nIngénieur,00010\n"
    assert read(write(tmp_path, "titles.csv", text)) == [
        (2, {"code": "00010", "title": "Ingénieur"})
    ]


def test_windows_1252_is_read_only_where_declared(tmp_path):
    path = write(tmp_path, "titles.csv", TEXT, "cp1252")
    assert read(path, LEGACY) == ROWS
    assert refusal(path) == "the text is neither UTF-8 nor as declared"


def test_broken_utf8_is_not_taken_for_windows_1252(tmp_path):
    path = tmp_path / "titles.csv"
    path.write_bytes(TEXT.encode() + b"00011,Ing\xe9nieur\n")
    assert refusal(path, LEGACY) == "the text is neither UTF-8 nor as declared"


def test_archives_are_unpacked(tmp_path):
    assert read(write(tmp_path, "titles.csv.gz", TEXT)) == ROWS
    assert read(zipped(tmp_path, "titles.zip", titles__csv=TEXT)) == ROWS


def test_gzip_without_its_name_is_unpacked(tmp_path):
    path = tmp_path / "titles.csv"
    path.write_bytes(gzip.compress(TEXT.encode()))
    assert read(path) == ROWS


def test_workbook_is_read_where_declared(tmp_path):
    path = workbook(tmp_path, "titles.xlsx", [["Code", "Titre"], [10, "Député"]])
    assert read(path, LEGACY) == [(2, {"code": "10", "title": "Député"})]
    assert refusal(path).startswith("the file is a workbook")


def test_blank_rows_and_a_missing_last_newline_do_not_matter(tmp_path):
    path = write(tmp_path, "titles.csv", "Code,Class title\n\n , \n00010,Député")
    assert read(path) == [(4, {"code": "00010", "title": "Député"})]


def test_a_formula_stays_text(tmp_path):
    path = write(tmp_path, "titles.csv", 'Code,Class title\n1,"=HYPERLINK(""x"")"\n')
    assert read(path)[0][1]["title"] == '=HYPERLINK("x")'


def test_rows_of_another_width_are_errors_of_their_row(tmp_path):
    path = write(tmp_path, "titles.csv", "Code,Class title\n1\n2,a,b\n3,c\n")
    rows = read(path)
    assert [number for number, row in rows if isinstance(row, RowError)] == [2, 3]
    assert rows[2] == (4, {"code": "3", "title": "c"})


def test_extra_columns_are_a_warning(tmp_path):
    path = write(tmp_path, "titles.csv", "Code,Class title,Mood\n1,a,b\n")
    table = open_table(GivenFile(path), [PLAIN])
    assert [(w.message, w.values) for w in table.warnings] == [
        ("unknown columns: %(names)s", {"names": "Mood"})
    ]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "the file is empty"),
        (b" \n\n", "the file is empty"),
        (b"\xef\xbb\xbf", "the file is empty"),
        (b"<!DOCTYPE html><html></html>", "the file is a web page, not a table"),
        (b'  {"error": "no"}', "the file is JSON, not a table"),
        (b"Code,Class title\n1,a\0b\n", "the file holds NUL bytes: it is not text"),
        (b"Code,Class title\n1,a\x01b\n", "the file holds control characters"),
        (b"Code,Name\n1,a\n", "missing columns: %(names)s"),
        (b'Code,Class title\n1,"a', "the text is not regular CSV: %(detail)s"),
        (
            b"Code,Class title\n1,\xff\xfe\n",
            "the text is neither UTF-8 nor as declared",
        ),
        (gzip.compress(TEXT.encode(), mtime=0)[:-9], "the archive is broken"),
        (b"PK\x03\x04 not an archive", "the archive is broken"),
    ],
)
def test_what_is_no_table_is_refused(tmp_path, content, reason):
    path = tmp_path / "titles.csv"
    path.write_bytes(content)
    assert refusal(path) == reason


def test_caps_hold(tmp_path, monkeypatch):
    monkeypatch.setattr(GivenFile, "max_packed", 4096)
    monkeypatch.setattr(GivenFile, "max_unpacked", 8192)
    monkeypatch.setattr(contents, "MAX_WORKBOOK", 8192)
    monkeypatch.setattr(contents, "MAX_LINE", 1024)
    monkeypatch.setattr(contents, "MAX_LINES", 600)
    monkeypatch.setattr(contents, "CHUNK", 512)
    monkeypatch.setattr(contents, "MAX_CELL", 256)
    monkeypatch.setattr(reader, "MAX_COLUMNS", 8)
    head = "Code,Class title\n"
    bombs = {
        "bytes": head + "1,aaaaaaaaaaaaaaaa\n" * 500,
        "blank": head + "\n" * 700,
        "line": head + "1," + "a" * 2100 + "\n",
        "cell": head + "1," + "a" * 300 + "\n",
        "columns": "Code,Class title" + ",x" * 8 + "\n",
    }
    found = Counter(
        refusal(write(tmp_path, f"titles_{name}.csv", text))
        for name, text in bombs.items()
    )
    packed = write(tmp_path, "titles.csv.gz", head + "1,aaaaaaaaaaaaaaaa\n" * 590)
    book = workbook(tmp_path, "titles.xlsx", [["Code", "Titre"]] + [[1, "a" * 99]] * 90)
    found.update([refusal(packed), refusal(book, LEGACY)])
    assert found == {
        "the file is larger than %(cap)d MB": 1,
        "more than %(cap)d lines, blank ones included": 1,
        "a line is longer than any row of a table": 1,
        "the text is not regular CSV: %(detail)s": 1,
        "more than %(cap)d columns": 1,
        "the file unpacks to more than %(cap)d MB": 2,
    }


def test_archives_that_hold_more_than_one_table_are_refused(tmp_path):
    two = zipped(tmp_path, "titles.zip", a__csv=TEXT, b__csv=TEXT)
    assert refusal(two) == "the archive must hold one CSV file and nothing else"
    outside = tmp_path / "titles2.zip"
    with zipfile.ZipFile(outside, "w") as archive:
        archive.writestr("../titles.csv", TEXT)
    assert refusal(outside) == "the archive names a file outside itself"
    nested = zipped(tmp_path, "titles3.zip", inner__zip=TEXT)
    assert refusal(nested) == "the archive must hold one CSV file and nothing else"


def test_a_text_that_cells_share_counts_in_each(tmp_path, monkeypatch):
    monkeypatch.setattr(contents, "MAX_WORKBOOK", 8192)
    rows = [["Code", "Titre"]] + [[1, '<c t="s"><v>0</v></c>']] * 90
    path = tmp_path / "titles.xlsx"
    path.write_bytes(book(sheet(rows), shared=f"<si><t>{'a' * 80}</t></si>"))
    assert len(read(path, LEGACY)) == 90
    path.write_bytes(book(sheet(rows), shared=f"<si><t>{'a' * 99}</t></si>"))
    assert refusal(path, LEGACY) == "the file unpacks to more than %(cap)d MB"


def test_rows_of_a_workbook_keep_their_numbers_and_cells_their_places(tmp_path):
    header = '<row r="1"><c r="B1" t="str"><v>Titre</v></c><c r="A1" t="str">'
    header += "<v>Code</v></c></row>"
    row = '<row r="4"><c r="A4" t="s"><v>0</v></c><c r="B4"><v>2.1E1</v></c></row>'
    shared = "<si><r><t>00</t></r><r><t>010</t></r><rPh><t>spoken</t></rPh></si>"
    path = tmp_path / "titles.xlsx"
    path.write_bytes(
        book(
            sheet([]).replace("<sheetData>", "<sheetData>" + header + row),
            shared=shared,
        )
    )
    assert read(path, LEGACY) == [(4, {"code": "00010", "title": "21"})]
