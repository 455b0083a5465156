"""Files made by somebody who wants a wrong figure published, and harmless ones beside.

Each spoils one thing of a good next edition. What is said of it is asserted too: a hold
or a refusal that names another reason would let the next such file through.
"""

import io
import zipfile

import pytest

from datasets.loading import load
from occupations.models import Outlook, Wage
from tests.datasets import official, subjects
from tests.datasets.files import ECONOMIC, book, loaded, sheet
from tests.datasets.spoiling import (
    HIGH,
    LOW,
    MEDIAN,
    OUTLOOKS,
    QUARTILE1,
    QUARTILE3,
    RATES,
    TABLE,
    WAGES,
    all_marked,
    column_twice,
    content_of,
    disputed,
    each,
    exchanged,
    headers,
    last_year,
    one_row,
    scaled,
    turned,
    upcoming,
    where,
    workbook,
)
from tests.datasets.subjects import Given
from tests.datasets.tampering import (
    HOLD,
    PUB,
    QUAR,
    REJ,
    given_files,
    published_meanwhile,
    rows_of,
)


@pytest.fixture(scope="module")
def live(django_db_setup, django_db_blocker, tmp_path_factory):
    """Six datasets whose figures all differ, published; gone after this module."""
    folder = tmp_path_factory.mktemp("live")
    with published_meanwhile(django_db_blocker, folder):
        made = [subjects.noc(), subjects.naics(), official.wages(), official.table()]
        for given in [*made, official.unemployment()]:
            loaded(given.dataset, *given_files(folder, given))
        both = [official.outlooks("en"), official.outlooks("fr")]
        for given in both:
            (folder / given.name).write_bytes(workbook(given))
        loaded("outlooks", *(folder / given.name for given in both))
        yield


ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
ER = "ER_Code_Code_RE"
REVISED = "Revision_Date_Date_revision"
A, B = (f"ER{code}" for code in ECONOMIC[:2])
MOVED = "figures that moved beyond all likelihood: %(count)d"
USUAL = "%(share)d %% of the figures moved more than usual"
SILENT = "figures of the live edition now suppressed: %(count)d of %(live)d"
REPEATED = "every figure is that of edition %(live)s"
QUARTILES = "the quartiles are not between low and high"
TITLE = "“%(title)s” is not the title of %(code)s"
NAME = "“%(name)s” is not the name of %(code)s"
TO_COME = "“%(value)s” is a period to come"
TWICE = "columns given twice: %(names)s"
REGION = "unknown economic region %(code)s"
SAID_TWICE = "%(key)s appears twice with different values"
# What is spoilt, of which file, what must become of it, and what is said.
CASES = {
    "nothing": (WAGES, PUB, lambda g: None, ""),
    "columns of names left out": (
        WAGES, PUB, lambda g: [r.pop(3) for r in (g.header, *g.rows)], "",
    ),
    "every figure suppressed": (WAGES, HOLD, all_marked(LOW, MEDIAN, HIGH), SILENT),
    "one figure of three blank": (WAGES, HOLD, all_marked(LOW, mark=""), SILENT),
    "last year's figures": (WAGES, HOLD, last_year, REPEATED),
    "a period to come": (
        WAGES, REJ, each("Reference_Period", lambda _v: "2031-2032"), TO_COME,
    ),
    "median under the first quartile's name": (
        WAGES, REJ, headers(MEDIAN, QUARTILE1), QUARTILES,
    ),
    "low under the first quartile's name": (
        WAGES, REJ, headers(LOW, QUARTILE1), QUARTILES,
    ),
    "high under the third quartile's name": (
        WAGES, REJ, headers(HIGH, QUARTILE3), QUARTILES,
    ),
    "a fifth more everywhere": (WAGES, HOLD, scaled(1.2), USUAL),
    "ten times in three rows": (WAGES, HOLD, scaled(10, 190, first=40), MOVED),
    "one column only, five times in a row": (
        WAGES, HOLD, scaled(5, 500, [HIGH], 40), MOVED,
    ),
    "codes that slipped by one row": (WAGES, REJ, turned("NOC_CNP", 1), TITLE),
    "codes that slipped by one group": (WAGES, REJ, turned("NOC_CNP", 19), TITLE),
    "two regions exchanged": (WAGES, REJ, exchanged(ER, A, B), NAME),
    "Ontario's rows as Québec's": (WAGES, REJ, exchanged(ER, "ER24", "ER3510"), NAME),
    "areas that lost their last zero": (
        WAGES, REJ, each(ER, lambda v: v.rstrip("0")), REGION,
    ),
    "no area": (WAGES, REJ, where(lambda r: r[4] == "ER3510", **{ER: ""}), REGION),
    "the same column twice": (
        WAGES, REJ, column_twice("Median_Wage_Salaire_Median", "9"), TWICE,
    ),
    "a column under two names": (
        WAGES, REJ, column_twice("Low_Wage_Salaire_Minimum", "9"), TWICE,
    ),
    "a row that another disputes": (WAGES, QUAR, disputed, SAID_TWICE),
    "digits of no number": (
        WAGES, QUAR, one_row(5, REVISED, "²²²²²"),
        "“%(value)s” is not a date",
    ),
    "no outlook known": (OUTLOOKS, HOLD, each("Outlook", lambda _v: "undetermined"),
                         SILENT),
    "outlooks, nothing": (OUTLOOKS, PUB, lambda g: None, ""),
    "outlooks of last year": (
        OUTLOOKS, HOLD, lambda g: g.rows.__setitem__(
            slice(None), official.outlooks("en", serial=45_981).rows), REPEATED,
    ),
    "English words in French rows": (
        OUTLOOKS, REJ, each("LANG", lambda _v: "FR"),
        "“%(value)s” is not a class of this scale",
    ),
    "outlook codes that slipped": (OUTLOOKS, REJ, turned("NOC_Code", 8), TITLE),
    "outlook regions exchanged": (
        OUTLOOKS, REJ,
        exchanged("Economic Region Code", int(ECONOMIC[0]), int(ECONOMIC[1])), NAME,
    ),
    "Ontario's code under Québec": (
        OUTLOOKS, QUAR, one_row(2, "Economic Region Code", 3510), REGION,
    ),
    "a joined name beside another code": (
        OUTLOOKS, QUAR,
        one_row(2, "Economic Region Name", "Côte-Nord et Nord-du-Québec"), NAME,
    ),
    "no names of regions": (
        OUTLOOKS, PUB, lambda g: [r.pop(7) for r in (g.header, *g.rows)], "",
    ),
    "table, nothing": (TABLE, PUB, lambda g: None, ""),
    "thousands named units": (
        TABLE, HOLD, each("SCALAR_FACTOR", lambda _v: "units"), USUAL,
    ),
    "rates named persons": (
        TABLE, REJ, each("UOM", lambda _v: "Persons"),
        "“%(value)s” is not a known unit",
    ),
    "rates as fractions": (
        TABLE, HOLD, where(lambda r: r[7] == "Percent", VALUE="0.07"), USUAL,
    ),
    "a rate above 100": (
        TABLE, QUAR, one_row(15, "VALUE", "523"), "“%(value)s” is no such figure",
    ),
    "confidential values that are given": (
        TABLE, REJ, each("STATUS", lambda _v: "x"),
        "“%(value)s” stands beside the mark “%(mark)s”",
    ),
    "everything confidential": (TABLE, HOLD, all_marked("VALUE", mark=""), SILENT),
    "a month that no year has": (
        TABLE, REJ, where(lambda r: r[0] == "2026-10", REF_DATE="2026-13"),
        "“%(value)s” is not a year or a month",
    ),
    "a month of next year": (
        TABLE, REJ, where(lambda r: r[0] == "2026-10", REF_DATE="2099-10"),
        "edition %(edition)s is in the future",
    ),
    "periods in other digits": (
        TABLE, REJ, each("REF_DATE", lambda v: v.translate(ARABIC)),
        "edition “%(edition)s” does not begin with a year",
    ),
    "names of places exchanged": (
        TABLE, REJ, exchanged("GEO", "Quebec", "Ontario"), NAME,
    ),
    "a number that no column holds": (
        TABLE, QUAR, one_row(10, "VALUE", "9" * 40), "“%(value)s” is too large",
    ),
    "half of the table gone": (
        TABLE, HOLD, lambda g: g.rows.__delitem__(slice(0, None, 2)),
        "%(vanished)d of %(live)d rows of the live edition are gone",
    ),
    "rates, nothing": (RATES, PUB, lambda g: None, ""),
    "some rates as fractions": (
        RATES, HOLD, where(lambda r: r[0] == "2025-03", unemployment_rate_pct="0.05"),
        MOVED,
    ),
    "a wild rate": (RATES, HOLD, one_row(20, "unemployment_rate_pct", "96"), MOVED),
    "rates of regions exchanged": (
        RATES, REJ, exchanged("geo_id", ECONOMIC[0], ECONOMIC[1]), NAME,
    ),
    "rates that are blank": (RATES, HOLD, all_marked("unemployment_rate_pct"), SILENT),
}  # fmt: skip


def said(release) -> set[str]:
    reasons = [release.report.get("reason"), *release.report.get("held", ())]
    reasons += release.report.get("errors", ())
    return {reason["message"] for reason in reasons if reason}


@pytest.mark.parametrize("case", CASES)
def test_a_spoilt_edition(attempt, case):
    kind, expected, spoil, message = CASES[case]
    given = upcoming(kind)
    spoil(given)
    release = attempt(given.dataset, expected, content_of(given), given)
    if message:
        assert message in said(release)
    if message == SAID_TWICE:
        code, area = given.rows[0][0].removeprefix("NOC_"), "01"
        kept = Wage.objects.filter(release=release, unit_group=code)
        assert not kept.filter(area=area).exists()
        assert kept.count() == 17


def class_added(code, level="1", parent=""):
    def spoil(english, french):
        for given in (english, french):
            row = [level, "x", code, parent, f"{given.name} {code}", "", given.name]
            given.rows.append(row)

    return spoil


def titles_slipped(english, french):
    titles = [row[4] for row in french.rows]
    for row, title in zip(french.rows, titles[1:] + titles[:1], strict=True):
        row[4] = title


def french_is_english(english, french):
    for row, other in zip(french.rows, english.rows, strict=True):
        row[4:] = other[4:]


NOT_OF_LEVEL = "code %(code)s is not of level %(level)s"
CLASSES = {
    "a total": (QUAR, class_added("Total"), NOT_OF_LEVEL),
    "a range that became a date": (QUAR, class_added("12-Nov"), NOT_OF_LEVEL),
    "a long code at the top": (QUAR, class_added("9999"), NOT_OF_LEVEL),
    "a letter for a digit": (QUAR, class_added("11O", "2", "11"), NOT_OF_LEVEL),
    "digits of another script": (QUAR, class_added("٤٤"), NOT_OF_LEVEL),
    "titles that slipped": (HOLD, titles_slipped, USUAL),
    "English in the French file": (HOLD, french_is_english, USUAL),
}


@pytest.mark.parametrize("case", CLASSES)
def test_a_spoilt_classification(attempt, case):
    expected, spoil, message = CLASSES[case]
    french = subjects.naics()
    french.rows[1][4] = "Secteur tout neuf"
    spoil(french.beside[0], french)
    assert message in said(attempt("naics", expected, given=french))


@pytest.mark.parametrize("column", ["value", "code"])
def test_digits_that_are_no_numbers_in_the_noc(attempt, column):
    given = subjects.noc().having(9, "title", "Ingénieurs tout neufs")
    attempt("noc-structure", QUAR, given=given.having(11, column, "²" * 5))


def zipped(content: bytes, bit: int = 0, method: int | None = None) -> bytes:
    """A ZIP whose headers are set by hand: locked, or packed in another way."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as opened:
        opened.writestr("table.csv", content)
    return marked(archive.getvalue(), bit, method)


def marked(archive: bytes, bit: int = 0, method: int | None = None) -> bytes:
    packed = bytearray(archive)
    for signature, flags in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        at = packed.find(signature)
        while at >= 0:
            packed[at + flags] |= bit
            packed[at + flags + 2] = method or packed[at + flags + 2]
            at = packed.find(signature, at + 4)
    return bytes(packed)


def far_cell(given: Given) -> bytes:
    text = sheet([given.header, *given.rows])
    return book(text.replace("<c>", '<c r="XFD1048576">', 1))


def declared(given: Given) -> bytes:
    text = sheet([given.header, *given.rows])
    bomb = "<!DOCTYPE a [<!ENTITY b 'bbbb'><!ENTITY c '&b;&b;'>]>"
    return book(bomb + text.replace(given.header[0], "&c;", 1))


def shared_text(given: Given) -> bytes:
    """A text of a million letters in each cell of a column."""
    each("Employment Trends", lambda _v: '<c t="s"><v>0</v></c>')(given)
    return workbook(given, shared=f"<si><t>{'a' * 1_000_000}</t></si>")


def two_tables(given: Given, hidden: int = 0) -> bytes:
    other = official.outlooks("en", moved=9)
    old = sheet([other.header, *other.rows])
    return book(old, sheet([given.header, *given.rows]), hidden=hidden)


def notes_first(given: Given) -> bytes:
    return book(sheet([["Notes"], ["x"]]), sheet([given.header, *given.rows]))


BROKEN, LOCKED = "the archive is broken", "the archive is locked by a password"
UNREADABLE = "the workbook cannot be read"
LOST = "accents were lost in an earlier conversion"
CONTENTS = {
    "locked": (WAGES, REJ, lambda g: zipped(g.bytes(), bit=1), LOCKED),
    "packed otherwise": (WAGES, REJ, lambda g: zipped(g.bytes(), method=97), BROKEN),
    "taken for another code page": (
        WAGES, REJ, lambda g: g.text().encode().decode("cp850").encode(), LOST,
    ),
    "taken for an old Macintosh's": (
        WAGES, REJ, lambda g: g.text().encode().decode("mac-roman").encode(), LOST,
    ),
    "locked workbook": (OUTLOOKS, REJ, lambda g: marked(workbook(g), bit=1), LOCKED),
    "a cell a million rows away": (
        OUTLOOKS, REJ, far_cell, "more than %(cap)d columns",
    ),
    "a cell that is nowhere": (
        OUTLOOKS, REJ,
        lambda g: book(sheet([g.header]).replace("<c t", '<c r="A0" t', 1)), UNREADABLE,
    ),
    "entities": (OUTLOOKS, REJ, declared, UNREADABLE),
    "XML that is cut": (
        OUTLOOKS, REJ, lambda g: book(sheet([g.header, *g.rows])[:9000]), UNREADABLE,
    ),
    "a text that is not there": (
        OUTLOOKS, REJ,
        lambda g: each("Outlook", lambda _v: '<c t="s"><v>7</v></c>')(g) or workbook(g),
        UNREADABLE,
    ),
    "a long text in each row": (
        OUTLOOKS, REJ, shared_text, "a cell holds more than %(cap)d characters",
    ),
    "two sheets of outlooks": (
        OUTLOOKS, REJ, two_tables, "two sheets hold a table of this dataset",
    ),
    "last year's on a hidden sheet": (
        OUTLOOKS, PUB, lambda g: two_tables(g, hidden=1), "",
    ),
    "notes on the first sheet": (OUTLOOKS, PUB, notes_first, ""),
}  # fmt: skip


@pytest.mark.parametrize("case", CONTENTS)
def test_a_spoilt_content(attempt, case):
    kind, expected, make, message = CONTENTS[case]
    given = upcoming(kind)
    content = make(given)
    release = attempt(given.dataset, expected, content, given)
    assert message in said(release) | {""}
    if expected == PUB:
        rows = Outlook.objects.filter(release=release).exclude(value="")
        published = set(rows.values_list("unit_group_id", "value"))
        assert published == {
            (row[0].removeprefix("NOC_"), row[2].replace(" ", "_"))
            for row in upcoming(kind).rows
            if row[5] == "Québec" and row[2] != "undetermined"
        }


@pytest.mark.parametrize("edition", ["printemps", "25", "20255", "٢٠٢٥", "9" * 22])
def test_an_edition_that_names_no_year(live, db, tmp_path, edition):
    given = upcoming(WAGES)
    before = rows_of("wages")
    release = load("wages", given_files(tmp_path, given), edition=edition)
    assert release.state == "refused"
    assert said(release) == {"edition “%(edition)s” does not begin with a year"}
    assert rows_of("wages") == before


def test_a_reason_repeats_the_beginning_of_a_cell_only(attempt):
    given = upcoming(WAGES)
    given.rows[5][MEDIAN] = "9a" * 30_000
    (error,) = attempt("wages", QUAR, given=given).report["errors"]
    assert len(error["values"]["value"]) == 300
