"""Recognising a file that a stranger made, and reading it row by row."""

import gzip
import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple

from django.utils.translation import gettext_noop as _

from datasets.contents import Content, examine
from datasets.given import GivenFile
from datasets.layouts import Layout
from datasets.reasons import FileRefused, Reason, RowError
from datasets.workbooks import MAX_COLUMNS

LINES = 2_000


class Block(NamedTuple):
    """The columns of rows that were read together: neither blank ones, nor those of
    which the cells are too few or too many, which are `flaws`."""

    positions: dict[str, int]
    numbers: Sequence[int]
    columns: list[Sequence[str]]
    flaws: Sequence[tuple[int, RowError]] = ()

    @property
    def last(self) -> int:
        """The number of the last row; 0 when there is none."""
        return max([*self.numbers[-1:], *(n for n, _flaw in self.flaws)], default=0)

    def is_blank(self, at: int) -> bool:
        return blank(column[at] for column in self.columns)


@dataclass
class Table:
    """A file whose layout was recognised, ready to be read row by row."""

    file: GivenFile
    sha256: str
    size: int
    layout: Layout
    content: Content
    positions: dict[str, int]
    width: int
    cells: int
    separator: str  # of a workbook, its sheet
    warnings: list[Reason] = field(default_factory=list)

    def rows(self) -> Iterator[tuple[int, dict[str, str] | RowError]]:
        """Row number (the header is row 1) with its cells by field, or its error."""
        records = enumerate(self.content.records(self.separator), start=1)
        next(records, None)
        for number, cells in records:
            if flaw := self._flaw(cells):
                yield number, flaw
            elif not blank(cells):
                yield (
                    number,
                    {name: cells[at].strip() for name, at in self.positions.items()},
                )

    def blocks(self) -> Iterator["Block"]:
        """The same rows by column, some thousands at a time."""
        if self.content.workbook:
            raise FileRefused(self.content.unsuited)
        last = 0
        for text in self.content.pieces():
            if last and (columns := self._regular(text)):
                numbers = range(last + 1, last + 1 + len(columns[0]))
                yield Block(self.positions, numbers, columns)
            else:
                rows = list(
                    self.content.read(io.StringIO(text, newline=""), self.separator)
                )
                numbers = range(last + 1, last + 1 + len(rows))
                header = not last
                yield self._block(numbers[header:], rows[header:])
            last = numbers[-1]

    def blocks_of(self, lines: Iterable[tuple[int, bytes]]) -> Iterator["Block"]:
        """Some lines as rows by column; each has its number."""
        lines = iter(lines)
        while some := list(islice(lines, LINES)):
            numbers, several = zip(*some, strict=True)
            text = b"\n".join([*several, b""]).decode(self.content.encoding)
            if columns := self._regular(text):
                yield Block(self.positions, numbers, columns)
            else:
                rows = list(self.content.read(text.split("\n")[:-1], self.separator))
                yield self._block(numbers, rows)

    def _regular(self, text: str) -> list[list[str]] | None:
        """The columns of lines without quotes, of which each is a row of as many
        cells as the header: faster than `csv`, and the same."""
        end = "\r\n" if "\r" in text else "\n"
        rows, separator = text.count(end), self.separator
        if '"' in text or self.width < self.cells or not text.endswith(end):
            return None
        if text.count("\n") + text.count("\r") != rows * len(end):
            return None
        if f"\n{separator * (self.cells - 1)}{end}" in "\n" + text:
            return None  # a blank row
        # Ends of lines become cells: they must stand where rows of this width end.
        cells = text.replace(end, f"{separator}\n{separator}").split(separator)
        cells.pop()
        width = self.cells + 1
        ends = cells[self.cells :: width]
        if len(cells) != rows * width or ends.count("\n") != rows:
            return None
        return [cells[at::width] for at in range(self.cells)]

    def _block(self, numbers: Sequence[int], rows: list[list[str]]) -> "Block":
        good, flaws = [], []
        for number, row in zip(numbers, rows, strict=True):
            if flaw := self._flaw(row):
                flaws.append((number, flaw))
            elif not blank(row):
                good.append((number, row[: self.width]))
        columns = list(zip(*(row for _number, row in good), strict=True))
        return Block(self.positions, [n for n, _row in good], columns, flaws)

    def _flaw(self, cells: list[str]) -> RowError | None:
        """Why these cells cannot be a row of this table; a blank line is none."""
        if self.width <= len(cells) <= self.cells and not any(cells[self.width :]):
            return None
        if blank(cells):
            return None
        if len(cells) < self.width:
            return RowError(_("the row lacks cells"))
        # Even a blank one: a title lost from the header shifts the others.
        return RowError(_("the row has too many cells"))


def blank(cells: Iterable[str]) -> bool:
    return not any(cell and not cell.isspace() for cell in cells)


def open_table(file: GivenFile, layouts: Iterable[Layout]) -> Table:
    """Recognise a file among layouts by its header, and by its name where needed."""
    named = [layout for layout in layouts if layout.names(file.name)]
    candidates = named + [
        layout for layout in layouts if layout not in named and not layout.by_name
    ]
    if not candidates:
        raise FileRefused(_("no layout of this dataset bears this name"))
    sha256, size = file.digest()
    try:
        content = examine(file)
        return _recognised(file, sha256, size, content, candidates)
    except (EOFError, zlib.error, gzip.BadGzipFile, zipfile.BadZipFile) as error:
        raise FileRefused(_("the archive is broken")) from error
    except UnicodeDecodeError as error:
        raise FileRefused(_("the text is neither UTF-8 nor as declared")) from error


def _recognised(file, sha256, size, content, candidates) -> Table:
    nearest: tuple[int, list[str]] | None = None
    tables: list[Table] = []
    for layout in candidates:
        if tables or not content.suits(layout):
            continue
        for separator in content.parts(layout):
            header = next(content.records(separator), [])
            if len(header) > MAX_COLUMNS:
                raise FileRefused(_("more than %(cap)d columns"), cap=MAX_COLUMNS)
            positions, missing, extra, twice = layout.find(header)
            if not missing:
                if twice:
                    raise FileRefused(
                        _("columns given twice: %(names)s"),
                        names=", ".join(twice)[:300],
                    )
                width = 1 + max(i for i, title in enumerate(header) if title.strip())
                table = Table(
                    file,
                    sha256,
                    size,
                    layout,
                    content,
                    positions,
                    width,
                    len(header),
                    separator,
                )
                if extra:
                    table.warnings.append(
                        Reason(
                            _("unknown columns: %(names)s"),
                            names=", ".join(extra)[:300],
                        )
                    )
                tables.append(table)
            elif nearest is None or len(missing) < nearest[0]:
                nearest = len(missing), missing
    if len(tables) > 1:
        raise FileRefused(_("two sheets hold a table of this dataset"))
    if tables:
        return tables[0]
    if nearest is None:
        raise FileRefused(content.unsuited)
    raise FileRefused(
        _("missing columns: %(names)s"), names=", ".join(nearest[1])[:300]
    )
