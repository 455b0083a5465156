"""What stands in a file: text in some packing and encoding, or a workbook.

A file is read twice as a stream: once to measure and distrust it (size, unpacked size,
longest line, encoding, what it really is), once for its rows. Nothing is unpacked to
disk and nothing is held whole in memory but the shared texts of a workbook, capped.
"""

import codecs
import csv
import gzip
import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.utils.translation import gettext_noop as _

from datasets import workbooks
from datasets.given import CHUNK, MIB, GivenFile, names_in
from datasets.layouts import Layout
from datasets.reasons import FileRefused

MAX_WORKBOOK = 96 * MIB  # unpacked, and of texts in its cells
MAX_LINE = MIB
MAX_CELL = 64 * 1024
# Blank ones too, which are no rows: no loader takes half as many of these.
MAX_LINES = 30_000_000
# What is split into cells at once: more would leave the processor's cache.
PIECE = 64 * 1024
# Other than tabs and ends of lines; no table is written with them.
CONTROL = re.compile(r"[\x01-\x08\x0b\x0c\x0e-\x1f\x7f]")
CLEAN = None, bytes(n for n in range(128) if CONTROL.match(chr(n)))
# Accents that were decoded as Windows-1252 once (é as Ã©), or lost on the way.
LOST = re.compile(
    "Ã[\u0080-\u00bf\u0152-\u2122]|â€[\u0080-\u2122]|\ufffd|├[^ ]|√[^ 0-9]"
)
# In regular CSV a quote stands beside a separator, a line end or another quote.
STRAY_QUOTE = re.compile(r'"(?<=[^",;\t\r\n\ufeff]")(?=[^",;\t\r\n])')


def examine(file: GivenFile) -> "Content":
    """Look at the first bytes, then at all of them; refuse what is not a table."""
    with file.open() as stream:
        if stream.read(2) == b"PK":
            stream.seek(0)
            with zipfile.ZipFile(stream) as archive:
                if "xl/workbook.xml" in names_in(archive):
                    return Workbook(file)
    return Text(file)


class Packed:
    """The bytes of a CSV file: as they are, gzipped, or alone in a zip."""

    def __init__(self, file: GivenFile):
        self.file = file
        with file.open() as stream:
            magic = stream.read(2)
        self.packing = {b"PK": "zip", b"\x1f\x8b": "gzip"}.get(magic, "")

    @contextmanager
    def unpacked(self) -> Iterator[io.BufferedReader]:
        with self.file.open() as packed:
            if self.packing == "gzip":
                stream = gzip.GzipFile(fileobj=packed)
            elif self.packing == "zip":
                stream = self._only_member(zipfile.ZipFile(packed))
            else:
                stream = packed
            yield io.BufferedReader(_Capped(stream, self.file.max_unpacked), CHUNK)

    def _only_member(self, archive: zipfile.ZipFile):
        names_in(archive)
        tables = [
            info
            for info in archive.infolist()
            if not info.is_dir()
            and not info.filename.startswith("__MACOSX")
            # Statistics Canada's notes beside each of its tables.
            and not info.filename.casefold().endswith("_metadata.csv")
        ]
        if len(tables) != 1 or not tables[0].filename.casefold().endswith(".csv"):
            raise FileRefused(_("the archive must hold one CSV file and nothing else"))
        return archive.open(tables[0])


class Text(Packed):
    """The text of a CSV file, plain or packed, in the encoding that was found."""

    workbook = False
    unsuited = _("the text is neither UTF-8 nor as declared")

    def __init__(self, file: GivenFile):
        super().__init__(file)
        self._survey()

    def suits(self, layout: Layout) -> bool:
        return self.encoding != "cp1252" or layout.windows_1252

    def parts(self, layout: Layout) -> Iterable[str]:
        """What may part the cells."""
        return layout.separators

    def records(self, separator: str) -> Iterator[list[str]]:
        with self.unpacked() as stream:
            text = io.TextIOWrapper(stream, self.encoding, newline="")
            yield from self.read(text, separator)

    def pieces(self) -> Iterator[str]:
        """The text some thousands of lines at a time, in whole rows."""
        decoder, text = codecs.getincrementaldecoder(self.encoding)(), ""
        with self.unpacked() as stream:
            while chunk := stream.read(PIECE):
                text += decoder.decode(chunk)
                end = text.rfind("\n") + 1 or text.rfind("\r", 0, -1) + 1
                # Inside quotes, an end of line is not the end of a row.
                if text.count('"', 0, end) & 1 and len(text) < MAX_LINE:
                    continue
                if end:
                    yield text[:end]
                text = text[end:]
        if text:
            yield text

    def read(self, lines: Iterable[str], separator: str) -> Iterator[list[str]]:
        if self.stray_quotes:
            raise FileRefused(_("a quote stands inside a cell that is not quoted"))
        csv.field_size_limit(MAX_CELL)
        try:
            yield from csv.reader(lines, delimiter=separator, strict=True)
        except csv.Error as error:
            raise FileRefused(
                _("the text is not regular CSV: %(detail)s"), detail=str(error)
            ) from error

    def _survey(self) -> None:
        """Settle the encoding; refuse what no table of ours can be."""
        with self.unpacked() as stream:
            head = stream.peek(4)
            wide = head[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
            self.encoding = "utf-16" if wide else "utf-8-sig"
            decoder = codecs.getincrementaldecoder(self.encoding)()
            self.accents = self.stray_quotes = False
            tail, first, last = b"", "", ""
            self.size = length = lines = 0
            while chunk := stream.read(CHUNK):
                if not wide and b"\0" in chunk:
                    raise FileRefused(_("the file holds NUL bytes: it is not text"))
                self.size += len(chunk)
                end = max(chunk.rfind(b"\n"), chunk.rfind(b"\r"))
                length = len(chunk) - 1 - end + (length if end < 0 else 0)
                if length > MAX_LINE:
                    raise FileRefused(_("a line is longer than any row of a table"))
                lines += max(chunk.count(b"\n"), chunk.count(b"\r"))
                if lines > MAX_LINES:
                    raise FileRefused(
                        _("more than %(cap)d lines, blank ones included"), cap=MAX_LINES
                    )
                tail = chunk[-1:] if not wide else chunk[-2:].strip(b"\0")
                text = self._decoded(decoder, chunk)
                if wide and "\0" in text:
                    raise FileRefused(_("the file holds NUL bytes: it is not text"))
                if CONTROL.search(text) if wide else chunk != chunk.translate(*CLEAN):
                    raise FileRefused(_("the file holds control characters"))
                joined = last + text
                if not joined.isascii() and LOST.search(joined):
                    raise FileRefused(_("accents were lost in an earlier conversion"))
                if '"' in text or '"' in last:
                    self.stray_quotes |= bool(STRAY_QUOTE.search(joined))
                last = text[-3:]
                if len(first) < 512:
                    first = (first + text[:512]).lstrip("\ufeff \t\r\n")
            self._decoded(decoder, b"", final=True)
        self.ends_with_newline = tail in (b"\n", b"\r")
        if not first:
            raise FileRefused(_("the file is empty"))
        if first[0] == "<":
            raise FileRefused(_("the file is a web page, not a table"))
        if first[0] in "{[":
            raise FileRefused(_("the file is JSON, not a table"))

    def _decoded(self, decoder, chunk: bytes, final: bool = False) -> str:
        if self.encoding == "cp1252":
            return chunk.decode("cp1252")
        try:
            text = decoder.decode(chunk, final)
            self.accents = self.accents or not text.isascii()
            return text
        except UnicodeDecodeError as error:
            # Accents that were good UTF-8 so far: broken UTF-8, not Windows-1252.
            before = error.object[: error.start]
            if self.encoding != "utf-8-sig" or self.accents or not before.isascii():
                raise
            self.encoding = "cp1252"
            return chunk.decode("cp1252")


class Workbook:
    """The sheets that are not hidden of an Excel workbook."""

    workbook = True
    encoding = ""
    size = 0
    ends_with_newline = True
    unsuited = _("the file is a workbook, and this dataset is published as CSV")

    def __init__(self, file: GivenFile):
        self.file = file
        with file.open() as stream, zipfile.ZipFile(stream) as archive:
            unpacked = 0
            for info in archive.infolist():
                # The declared sizes may lie: what counts is what comes out.
                with archive.open(info) as member:
                    while chunk := member.read(CHUNK):
                        unpacked += len(chunk)
                        if unpacked > MAX_WORKBOOK:
                            raise self._too_large()
            self.sheets = workbooks.sheets(archive)

    def _too_large(self) -> FileRefused:
        message = _("the file unpacks to more than %(cap)d MB")
        return FileRefused(message, cap=MAX_WORKBOOK // MIB)

    def suits(self, layout: Layout) -> bool:
        return layout.workbook

    def parts(self, layout: Layout) -> Iterable[str]:
        """The parts of the archive that are its sheets."""
        return [sheet.part for sheet in self.sheets]

    def records(self, sheet: str) -> Iterator[list[str]]:
        with self.file.open() as stream, zipfile.ZipFile(stream) as archive:
            width = given = 0
            for cells in workbooks.rows(archive, sheet):
                # Many cells may repeat one long text that is written once.
                if (given := given + sum(map(len, cells))) > MAX_WORKBOOK:
                    raise self._too_large()
                # Blank cells at the end of a row may be written, or not.
                while cells and not cells[-1]:
                    cells.pop()
                width = width or len(cells)
                yield cells + [""] * (width - len(cells))


Content = Text | Workbook


class _Capped(io.RawIOBase):
    """A stream that refuses to give more than the cap: archives can be bombs."""

    def __init__(self, stream, cap: int):
        self.stream, self.cap, self.given = stream, cap, 0

    def readable(self):
        return True

    def readinto(self, buffer) -> int:
        chunk = self.stream.read(len(buffer))
        self.given += len(chunk)
        if self.given > self.cap:
            raise FileRefused(
                _("the file unpacks to more than %(cap)d MB"), cap=self.cap // MIB
            )
        buffer[: len(chunk)] = chunk
        return len(chunk)
