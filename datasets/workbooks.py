"""Excel workbooks read as a stream: a row at a time, and nothing but what cells say.

A workbook is a stranger's XML. One that names a cell a million columns away, or repeats
one long text in each of a million cells, costs no more here than what it holds; one
with a document type, where XML hides its bombs, is refused.
"""

import re
import zipfile
from collections.abc import Iterator
from posixpath import join, normpath
from typing import NamedTuple
from xml.parsers import expat

from django.utils.translation import gettext_noop as _

from datasets.given import CHUNK
from datasets.reasons import FileRefused

MAX_COLUMNS = 256
MAX_TEXTS = 1_000_000  # different texts, which are kept while the cells are read
BROKEN = _("the workbook cannot be read")
MAX_TEXT = 32_767  # characters of a cell, which is Excel's own limit
MAX_ROWS = 1 << 20  # Excel's own
REFERENCE = re.compile(r"([A-Z]{1,3})[1-9][0-9]*")
WHOLE = re.compile(r"(-?[0-9]+)\.0+")
EXPONENT = re.compile(r"-?[0-9]+(?:\.[0-9]+)?[eE][-+]?[0-9]{1,3}")


class Sheet(NamedTuple):
    """A sheet that whoever opens the workbook sees."""

    name: str
    part: str


class _Parser:
    """Feeds a part of the archive to expat; a subclass says what elements mean."""

    def __init__(self):
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        # Some programs write a prefix before each name.
        self.parser.StartElementHandler = lambda tag, given: self.start(
            tag.rpartition(":")[2] if ":" in tag else tag, given
        )
        self.parser.EndElementHandler = lambda tag: self.end(
            tag.rpartition(":")[2] if ":" in tag else tag
        )
        self.parser.StartDoctypeDeclHandler = self._refuse

    def feed(self, archive: zipfile.ZipFile, part: str) -> Iterator[None]:
        """Comes back after each piece, so that what was read can be taken."""
        try:
            with archive.open(part) as stream:
                while chunk := stream.read(CHUNK):
                    self.parser.Parse(chunk, False)
                    yield
                self.parser.Parse(b"", True)
                yield
        except (KeyError, expat.ExpatError) as error:
            raise FileRefused(BROKEN) from error

    def start(self, tag: str, given: dict) -> None: ...

    def end(self, tag: str) -> None: ...

    @staticmethod
    def _refuse(*_declared) -> None:
        raise FileRefused(BROKEN)


class _Elements(_Parser):
    """The attributes of the elements of one name, in a small part."""

    def __init__(self, archive: zipfile.ZipFile, part: str, tag: str):
        super().__init__()
        self.tag, self.found = tag, []
        for _piece in self.feed(archive, part):
            pass

    def start(self, tag, given):
        if tag == self.tag:
            self.found.append({k.rpartition(":")[2]: v for k, v in given.items()})


class _Texts(_Parser):
    """Texts of an element: runs are joined, and how to pronounce them is not read."""

    def __init__(self, around: str):
        super().__init__()
        self.around, self.spoken, self.words = around, False, []

    def start(self, tag, given):
        if tag == self.around:
            self.words = []
        elif tag == "rPh":
            self.spoken = True
        elif tag == "t" and not self.spoken:
            self.parser.CharacterDataHandler = self.words.append

    def end(self, tag):
        self.parser.CharacterDataHandler = None
        if tag == "rPh":
            self.spoken = False


class _Shared(_Texts):
    """The texts that cells name by their number."""

    def __init__(self, archive: zipfile.ZipFile, part: str):
        super().__init__("si")
        self.texts: list[str] = []
        for _piece in self.feed(archive, part):
            if len(self.texts) > MAX_TEXTS:
                raise FileRefused(BROKEN)

    def end(self, tag):
        super().end(tag)
        if tag == "si":
            self.texts.append("".join(self.words))


class _Rows(_Texts):
    """The rows of a sheet and their numbers; a cell that is not written is blank."""

    def __init__(self, shared: list[str]):
        super().__init__("c")
        self.shared, self.rows, self.number, self.cells = shared, [], 0, []
        self.at, self.kind, self.value = 0, "", []

    def start(self, tag, given):
        super().start(tag, given)
        if tag == "row":
            named = given.get("r", "")
            self.number = int(named) if named.isdecimal() else self.number + 1
            if self.number > MAX_ROWS:
                raise FileRefused(BROKEN)
            self.cells = []
        elif tag == "c":
            self.kind, self.value = given.get("t", "n"), []
            self.at = _column(given["r"]) if "r" in given else len(self.cells)
        elif tag == "v":
            self.parser.CharacterDataHandler = self.value.append

    def end(self, tag):
        super().end(tag)
        if tag == "c" and ((text := self._text()) or self.at < MAX_COLUMNS):
            if self.at >= MAX_COLUMNS:
                raise FileRefused(_("more than %(cap)d columns"), cap=MAX_COLUMNS)
            self.cells += [""] * (self.at + 1 - len(self.cells))
            if len(text) > MAX_TEXT:
                raise FileRefused(
                    _("a cell holds more than %(cap)d characters"), cap=MAX_TEXT
                )
            self.cells[self.at] = text
        elif tag == "row":
            self.rows.append((self.number, self.cells))

    def _text(self) -> str:
        if self.kind == "inlineStr":
            return "".join(self.words)
        value = "".join(self.value)
        if self.kind == "s":
            try:
                return self.shared[int(value)] if value.isdecimal() else ""
            except IndexError as error:
                raise FileRefused(BROKEN) from error
        return _number(value) if self.kind == "n" else value


def _column(reference: str) -> int:
    """The place of a cell in its row: "A1" is 0, "AB7" is 27."""
    if not (found := REFERENCE.fullmatch(reference)):
        raise FileRefused(BROKEN)
    at = 0
    for letter in found[1]:
        at = at * 26 + ord(letter) - ord("A") + 1
    return at - 1


def _number(text: str) -> str:
    """A number as people write it: 21231 for "21231.0" and "2.1231E4"."""
    if EXPONENT.fullmatch(text):
        text = f"{float(text):.15g}"
    whole = WHOLE.fullmatch(text)
    return whole[1] if whole else text


def sheets(archive: zipfile.ZipFile) -> list[Sheet]:
    """The sheets that are not hidden, in their order."""
    targets = {
        one.get("Id"): normpath(join("xl", one.get("Target", "")).lstrip("/"))
        for one in _Elements(
            archive, "xl/_rels/workbook.xml.rels", "Relationship"
        ).found
    }
    return [
        Sheet(one.get("name", ""), targets.get(one.get("id"), ""))
        for one in _Elements(archive, "xl/workbook.xml", "sheet").found
        if one.get("state", "visible") == "visible"
    ]


def rows(archive: zipfile.ZipFile, part: str) -> Iterator[list[str]]:
    """The rows of a sheet as texts, and the blank ones between them."""
    shared: list[str] = []
    if "xl/sharedStrings.xml" in archive.namelist():
        shared = _Shared(archive, "xl/sharedStrings.xml").texts
    reading, last = _Rows(shared), 0
    for _piece in reading.feed(archive, part):
        for number, cells in reading.rows:
            for _blank in range(last + 1, number) if last else ():
                yield []
            yield cells
            last = number
        reading.rows.clear()
