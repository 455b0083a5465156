"""Ways to spoil the next edition of a dataset, one thing at a time."""

from tests.datasets import official
from tests.datasets.files import book, sheet
from tests.datasets.subjects import Given

LOW, MEDIAN, HIGH = 7, 8, 9
AVERAGE, QUARTILE1, QUARTILE3 = 10, 11, 12
WAGES, OUTLOOKS, TABLE, RATES = "wages", "outlooks", "table", "unemployment"


def upcoming(kind: str) -> Given:
    """A good next edition."""
    return {
        WAGES: lambda: official.wages(2025, 1.03),
        OUTLOOKS: lambda: official.outlooks("en", "20262028", 45_981, moved=40),
        TABLE: lambda: official.table(10),
        RATES: lambda: official.unemployment(22),
    }[kind]()


def workbook(given: Given, **form) -> bytes:
    return book(sheet([given.header, *given.rows]), **form)


def content_of(given: Given) -> bytes:
    return workbook(given) if given.name.endswith("xlsx") else given.bytes()


def each(column, change):
    """Change one column of every row."""

    def spoil(given):
        at = given.columns.get(column, column)
        for row in given.rows:
            row[at] = change(row[at])

    return spoil


def headers(one, other):
    """Two columns under each other's name."""

    def spoil(given):
        head = given.header
        head[one], head[other] = head[other], head[one]

    return spoil


def scaled(times, step=1, columns=range(LOW, QUARTILE3 + 1), first=0):
    def spoil(given):
        for row in given.rows[first::step]:
            for at in columns:
                row[at] = f"{float(row[at]) * times:.2f}"

    return spoil


def turned(column, by):
    """A column that slipped against the others."""

    def spoil(given):
        at = given.columns[column]
        cells = [row[at] for row in given.rows]
        for row, cell in zip(given.rows, cells[by:] + cells[:by], strict=True):
            row[at] = cell

    return spoil


def exchanged(column, one, other):
    return each(column, lambda v: {one: other, other: one}.get(v, v))


def one_row(at, column, value):
    def spoil(given):
        given.rows[at][given.columns[column]] = value

    return spoil


def where(test, **cells):
    def spoil(given):
        for row in given.rows:
            if test(row):
                for column, value in cells.items():
                    row[given.columns[column]] = value

    return spoil


def column_twice(header, value):
    def spoil(given):
        given.header.append(header)
        for row in given.rows:
            row.append(value)

    return spoil


def all_marked(*columns, mark="x"):
    def spoil(given):
        for column in columns:
            each(column, lambda _v: mark)(given)

    return spoil


def last_year(given):
    given.rows[:] = official.wages(2024).rows
    each("Revision_Date_Date_revision", lambda _v: "2025-11-19")(given)


def disputed(given):
    wrong = list(given.rows[40])
    wrong[LOW], wrong[MEDIAN], wrong[HIGH] = "41.00", "42.00", "43.00"
    wrong[QUARTILE1], wrong[QUARTILE3] = "41.50", "42.50"
    given.rows.insert(0, wrong)
