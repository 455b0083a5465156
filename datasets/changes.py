"""What changed since the live edition: of a long file only that is read again.

Lines are compared as they stand, whatever their order, with those of the files that the
live edition was read from. What is published of a unit comes from its own lines: where
all of them stand in both editions, its rows are left as they are.
"""

import csv
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, compress
from operator import ne
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


@dataclass(frozen=True)
class Fresh:
    """The lines that only the new edition of a file has, with their numbers.

    `replaced` are the units that had another line before, `rows` and `last` are how
    many rows the file holds, and the number of its last line.
    """

    lines: list[tuple[int, bytes]]
    replaced: set[bytes]
    rows: int
    last: int


class Changes:
    """The units of which a line is in one of two editions only."""

    def __init__(self, live: Release):
        self.live = live
        self.units: set[bytes] = set()
        # Where a unit is one row of one file, and a row one line.
        self.fresh: Fresh | None = None
        self.rows = self.last = 0

    def new_units(self) -> set[bytes]:
        """Units that have a new line beside none that is gone: were one of them live,
        it would have kept its line, and have another."""
        return self.units - self.fresh.replaced if self.fresh else set()

    def lines(self, table: Table, field: str) -> Iterator[tuple[int, bytes]]:
        """The lines of units that changed, with their numbers; at the end `rows` is
        how many other rows the file holds, `last` the number of its last line."""
        if fresh := self.fresh:
            yield from fresh.lines
            self.rows, self.last = fresh.rows - _rows(fresh.lines), fresh.last
            return
        units_of = _units_of(table, field)
        self.rows, self.last = 0, 1
        for lines in _blocks(table.content):
            numbered = enumerate(
                zip(lines, units_of(lines), strict=True), self.last + 1
            )
            found = [(n, line) for n, (line, unit) in numbered if unit in self.units]
            yield from found
            self.rows += sum(map(bool, lines)) - _rows(found)
            self.last += len(lines)


def _rows(numbered: list[tuple[int, bytes]]) -> int:
    """How many of these lines are rows: a blank one is none."""
    return sum(bool(line) for _number, line in numbered)


class Side:
    """The lines of a file in one edition, read some thousands at a time."""

    def __init__(self, content: Packed):
        self.blocks = _blocks(content)
        self.ahead: list[bytes] = []
        # Lines that the other side has not had yet, with their numbers.
        self.alone: dict[bytes, int] = {}
        self.twice: set[bytes] = set()
        self.rows, self.last = 0, 1

    def has_more(self) -> bool:
        self.ahead = self.ahead or next(self.blocks, [])
        return bool(self.ahead)

    def take(self, most: int) -> tuple[list[bytes], range]:
        """The next lines, and their numbers."""
        lines, self.ahead = self.ahead[:most], self.ahead[most:]
        numbers = range(self.last + 1, self.last + 1 + len(lines))
        self.last += len(lines)
        self.rows += len(lines) - lines.count(b"")
        return lines, numbers

    def meet(self, other: "Side", lines: list[bytes], numbers: Iterable[int]) -> None:
        mine = dict(zip(lines, numbers, strict=True))
        if len(mine) < len(lines) or not self.alone.keys().isdisjoint(mine):
            counts = Counter(lines) + Counter(self.alone.keys() & mine.keys())
            self.twice.update(line for line, times in counts.items() if times > 1)
        for line in mine.keys() & other.alone.keys():
            del other.alone[line], mine[line]
        self.alone.update(mine)
        if len(self.alone) + len(other.alone) > MOST:
            raise Unsure


def since(live: Release | None, tables: list[Table], unit: Unit) -> Changes | None:
    """What changed since the live edition; None where lines do not tell."""
    if live is None or live.rows_refused:
        return None
    if any("rows" in warning for warning in live.report.get("warnings", ())):
        return None
    changes = Changes(live)
    try:
        for before, table in _pairs(live, tables):
            if not _are_alike(before, table, live.report["sizes"]):
                old, new = _only_in_one(before, table.content)
                if old.alone or new.alone or old.twice or new.twice:
                    _note(changes, old, new, table, unit)
    except (Unsure, FileRefused, OSError, EOFError, BadZipFile, zlib.error):
        return None  # a kept file that no longer opens tells nothing either
    if len(tables) > 1 or any(t.key != (name,) for t, name in unit.columns.items()):
        changes.fresh = None
    return changes if all(map(bytes.isascii, changes.units)) else None


def _note(changes: Changes, old: Side, new: Side, table: Table, unit: Unit) -> None:
    """The units of the lines that only one side has, or that a side has twice."""
    if unit.field not in table.positions:
        raise Unsure
    units_of = _units_of(table, unit.field)
    gone = set(units_of([*old.alone, *old.twice]))
    changes.units |= gone.union(units_of([*new.alone, *new.twice]))
    if not (old.twice or new.twice):
        lines = sorted((number, line) for line, number in new.alone.items())
        changes.fresh = Fresh(lines, gone, new.rows, new.last)


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


def _are_alike(before: Packed, table: Table, sizes: dict[str, int]) -> bool:
    """Whether a file has the same lines in both editions, in another order or not."""
    if _header(before) != _header(table.content):
        raise Unsure
    same_size = sizes[table.layout.name] == table.content.size
    return same_size and _sum(before) == _sum(table.content)


def _only_in_one(before: Packed, after: Packed) -> tuple[Side, Side]:
    """Both sides once they were read, at one pace: editions mostly keep their order,
    so that most lines stand at one place, and few wait for their like."""
    old, new = Side(before), Side(after)
    while old.has_more() and new.has_more():
        most = min(len(old.ahead), len(new.ahead))
        (was, numbers), (now, _same) = old.take(most), new.take(most)
        if was != now:
            moved = list(map(ne, was, now))
            places = list(compress(numbers, moved))
            old.meet(new, list(compress(was, moved)), places)
            new.meet(old, list(compress(now, moved)), places)
    for side, other in ((old, new), (new, old)):
        while side.has_more():
            side.meet(other, *side.take(len(side.ahead)))
    return old, new


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
