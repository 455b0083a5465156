"""What changed since the live edition: of a long file only that is read again.

Lines are compared as they stand, whatever their order, with those of the files that the
live edition was read from. What is published of a unit comes from its own lines: where
all of them stand in both editions, its rows are left as they are.
"""

import csv
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain
from zipfile import BadZipFile

from datasets.contents import MAX_LINE, Packed
from datasets.given import GivenFile, members
from datasets.keeping import kept_files
from datasets.models import Release
from datasets.reader import Table
from datasets.reasons import FileRefused
from datasets.targets import Target

BLOCK = 64 * 1024  # bytes of which the lines are compared at once
MOST = 1_000_000  # lines in memory that wait for their like in the other edition


@dataclass(frozen=True, eq=False)
class Unit:
    """What rows of several files and targets are about: a business, by its number.

    `field` names it in the layouts, first among the columns of a file or not; a file
    without it must be the same in both editions. `columns` name it in each target, as
    it is written in the files.
    """

    field: str
    columns: dict[Target, str]


class Unsure(Exception):
    """What changed cannot be told by lines: every row is read."""


class Changes:
    """The units of which a line is in one of two editions only."""

    def __init__(self, live: Release, units: set[bytes]):
        self.live, self.units = live, units
        self.rows = self.last = 0

    def lines(self, table: Table, field: str) -> Iterator[tuple[int, bytes]]:
        """The lines of units that changed, with their numbers; at the end `rows` is
        how many other rows the file holds, `last` the number of its last line."""
        units_of = _units_of(table, field)
        self.rows, self.last = 0, 1
        for lines in _blocks(table.content):
            numbered = enumerate(
                zip(lines, units_of(lines), strict=True), self.last + 1
            )
            found = [(n, line) for n, (line, unit) in numbered if unit in self.units]
            yield from found
            self.rows += sum(map(bool, lines)) - sum(bool(line) for _n, line in found)
            self.last += len(lines)


def since(live: Release | None, tables: list[Table], unit: Unit) -> Changes | None:
    """What changed since the live edition; None where lines do not tell."""
    if live is None or live.rows_refused:
        return None
    if any("rows" in warning for warning in live.report.get("warnings", ())):
        return None
    try:
        pairs = list(_pairs(live, tables))
        sizes = live.report["sizes"]
        units = set(chain.from_iterable(_changed(*p, sizes, unit) for p in pairs))
    except (Unsure, FileRefused, OSError, EOFError, BadZipFile, zlib.error):
        return None  # a kept file that no longer opens tells nothing either
    return Changes(live, units) if all(map(bytes.isascii, units)) else None


def _pairs(live: Release, tables: list[Table]) -> Iterator[tuple[Packed, Table]]:
    """The file of each layout in the live edition, and in the new one."""
    given = [GivenFile(file) for file in kept_files(live)]
    before = list(chain.from_iterable(members(file) or [file] for file in given))
    if len({table.layout for table in tables}) < len(tables):
        raise Unsure
    for table in tables:
        files = [file for file in before if table.layout.names(file.name)]
        if len(files) != 1 or table.content.workbook:
            raise Unsure
        files[0].max_unpacked = table.file.max_unpacked
        yield Packed(files[0]), table


def _changed(
    before: Packed, table: Table, sizes: dict[str, int], unit: Unit
) -> Iterator[bytes]:
    """The units of one file of which a line is in one edition only."""
    if _header(before) != _header(table.content):
        raise Unsure
    if sizes[table.layout.name] == table.content.size:
        if _sum(before) == _sum(table.content):
            return  # the same lines, in another order or not
    gone, fresh = _only_in_one(_blocks(before), _blocks(table.content))
    if not (gone or fresh):
        return
    if unit.field not in table.positions:
        raise Unsure
    yield from _units_of(table, unit.field)(list(gone | fresh))


def _only_in_one(before: Iterator, after: Iterator) -> tuple[set[bytes], set[bytes]]:
    """The lines that only one side has, or that a side has twice.

    Both sides are read at one pace: editions mostly keep their order, and few lines
    wait for their like.
    """
    gone, fresh, twice = set(), set(), set()
    sides = [(before, gone, fresh), (after, fresh, gone)]
    while sides:
        # The side that is behind, while both have lines.
        side = min(sides, key=lambda side: len(side[1]))
        lines, here, there = next(side[0], None), side[1], side[2]
        if lines is None:
            sides.remove(side)
            continue
        some = set(lines)
        if len(some) < len(lines):
            counts = Counter(lines)
            twice.update(line for line, count in counts.items() if count > 1)
        met = some & there
        there -= met
        some -= met
        here |= some
        if len(gone) + len(fresh) > MOST:
            raise Unsure
    return gone | twice, fresh | twice


def _sum(content: Packed) -> int:
    """What tells lines from others in this process, whatever their order."""
    return sum(sum(map(hash, lines)) for lines in _blocks(content))


def _header(content: Packed) -> bytes:
    with content.unpacked() as stream:
        return stream.readline(MAX_LINE).rstrip(b"\r\n")


def _blocks(content: Packed) -> Iterator[list[bytes]]:
    """The lines after the header, some thousands at a time; each is a row."""
    with content.unpacked() as stream:
        stream.readline(MAX_LINE)
        while block := stream.read(BLOCK):
            end = stream.readline(MAX_LINE)
            if len(end) == MAX_LINE:
                raise Unsure
            lines = (block + end).splitlines()
            if b'"' in block and any(line.count(b'"') & 1 for line in lines):
                raise Unsure  # a cell holds ends of lines: their order matters
            yield lines


def _units_of(table: Table, field: str) -> Callable[[list[bytes]], list[bytes]]:
    """What reads the units of lines."""
    at, separator = table.positions[field], table.separator
    encoding, first = table.content.encoding, separator.encode()

    def read(line: bytes) -> bytes:
        text = line.decode(encoding, "replace")
        try:
            cells = next(csv.reader([text], delimiter=separator), [])
        except csv.Error:
            return b""  # with all that are broken so
        return "".join(cells[at : at + 1]).strip().encode()

    def read_first(lines: list[bytes]) -> list[bytes]:
        heads = [line.partition(first)[0] for line in lines]
        return [
            head if head.isalnum() else read(line)
            for head, line in zip(heads, lines, strict=True)
        ]

    return (lambda lines: list(map(read, lines))) if at else read_first
