"""Recognising a file that a stranger made, and reading it row by row."""

import gzip
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import tee

from django.utils.translation import gettext_noop as _

from datasets.contents import Content, examine
from datasets.given import GivenFile
from datasets.layouts import Layout
from datasets.reasons import FileRefused, Reason, RowError

MAX_COLUMNS = 256


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
    separator: str
    warnings: list[Reason] = field(default_factory=list)

    def rows(self) -> Iterator[tuple[int, dict[str, str] | RowError]]:
        """Row number (the header is row 1) with its cells by field, or its error."""
        records = enumerate(self.content.records(self.separator), start=1)
        next(records, None)
        return self.read(records)

    def rows_of(
        self, lines: Iterable[tuple[int, bytes]]
    ) -> Iterator[tuple[int, dict[str, str] | RowError]]:
        """Some lines as rows; each has its number, and is a whole row."""
        numbers, several = tee(lines)
        texts = (line.decode(self.content.encoding) for _number, line in several)
        records = self.content.read(texts, self.separator)
        yield from self.read(zip((n for n, _line in numbers), records, strict=True))

    def read(
        self, records: Iterable[tuple[int, list[str]]]
    ) -> Iterator[tuple[int, dict[str, str] | RowError]]:
        for number, cells in records:
            if flaw := self._flaw(cells):
                yield number, flaw
            elif not _blank(cells):
                yield (
                    number,
                    {name: cells[at].strip() for name, at in self.positions.items()},
                )

    def _flaw(self, cells: list[str]) -> RowError | None:
        """Why these cells cannot be a row of this table; a blank line is none."""
        if self.width <= len(cells) <= self.cells and not any(cells[self.width :]):
            return None
        if _blank(cells):
            return None
        if len(cells) < self.width:
            return RowError(_("the row lacks cells"))
        # Even a blank one: a title lost from the header shifts the others.
        return RowError(_("the row has too many cells"))


def _blank(cells: list[str]) -> bool:
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
    for layout in candidates:
        if not content.suits(layout):
            continue
        for separator in layout.separators if not content.workbook else ",":
            header = next(content.records(separator), [])
            if len(header) > MAX_COLUMNS:
                raise FileRefused(_("more than %(cap)d columns"), cap=MAX_COLUMNS)
            positions, missing, extra = layout.find(header)
            if not missing:
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
                return table
            if nearest is None or len(missing) < nearest[0]:
                nearest = len(missing), missing
    if nearest is None:
        raise FileRefused(content.unsuited)
    raise FileRefused(
        _("missing columns: %(names)s"), names=", ".join(nearest[1])[:300]
    )
