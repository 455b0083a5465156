"""Rows read a thousand at a time, column by column: each different text once."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import compress

from datasets.contents import MAX_CELL
from datasets.reader import Block
from datasets.reasons import TOO_LONG, RowError
from datasets.staging import cell

TEXTS = 30_000  # different texts of a column in memory
FEW = 3_000  # so many may be judged one by one before a column counts as varied


# A reading may have `at_once`: many texts in, as COPY has what is read in them, or None
# where they must be read one by one. It is for columns of ever other texts.


class Matching:
    """Reads texts as they are where a pattern matches the whole of them.

    The pattern may match neither ends of lines nor `\\`.
    """

    def __init__(self, pattern: str, message: str):
        """`message` is the reason that refuses a text; it may name its `value`."""
        self.one = re.compile(pattern)
        self.all = re.compile(f"(?:{pattern})(?:\n(?:{pattern}))*+")
        self.message = message

    def __call__(self, text: str) -> str:
        if not self.one.fullmatch(text):
            raise RowError(self.message, value=text)
        return text

    def at_once(self, texts: Sequence[str]) -> Sequence[str] | None:
        joined = "\n".join(texts)
        # A quoted cell may hold ends of lines: it is not two cells.
        whole = joined.count("\n") == len(texts) - 1 and "\r" not in joined
        return texts if whole and self.all.fullmatch(joined) else None


class Spaced:
    """Reads texts with one blank where several stand, cut to so many characters."""

    def __init__(self, most: int):
        self.most = most

    def __call__(self, text: str) -> str:
        return " ".join(text.split())[: self.most]

    def at_once(self, texts: Sequence[str]) -> Sequence[str] | None:
        most = self.most
        # No other character that COPY escapes is left.
        return [" ".join(t.split())[:most].replace("\\", r"\\") for t in texts]


class Column:
    """The texts of one column of a file, as what is read in them is written to COPY."""

    def __init__(self, field: str, read: Callable[[str], object]):
        self.field, self.read = field, read
        self.at_once = getattr(read, "at_once", None)
        self.varied = False  # blocks keep bringing texts that are not known
        self.written: dict[str, str] = {}
        self.refused: dict[str, RowError] = {}
        self.as_given = True  # no known text is written otherwise than it stands

    def write(self, texts: Sequence[str]) -> Sequence[str]:
        if self.varied and max(map(len, texts)) <= MAX_CELL:
            if (written := self.at_once(texts)) is not None:
                return written
        several = set(texts)
        if new := several.difference(self.written):
            many = len(self.written) > FEW and len(new) * 4 > len(texts)
            self.varied = many and self.at_once is not None
            self._learn(several)
        if self.as_given:
            return texts
        return list(map(self.written.__getitem__, texts))

    def _learn(self, texts: set[str]) -> None:
        if len(self.written) > TEXTS:
            self.written.clear()
            self.refused.clear()
            self.as_given = True
        for text in texts.difference(self.written):
            try:
                if len(text) > MAX_CELL:
                    raise RowError(TOO_LONG, value=text[:40], most=MAX_CELL)
                written = cell(self.read(text.strip()))
            except RowError as reason:
                written, self.refused[text] = "", reason
            self.written[text] = written
            self.as_given &= written == text

    def flaws(self, texts: Sequence[str]) -> Iterator[tuple[int, RowError]]:
        """The places of refused texts, and why."""
        if self.refused and not self.refused.keys().isdisjoint(texts):
            for at, text in enumerate(texts):
                if text in self.refused:
                    yield at, self.refused[text]


def lines_of(
    blocks: Iterable[Block],
    columns: Sequence[Column],
    order: Sequence[Column | str],
    before: int | None,
    refuse: Callable[[int, RowError], None],
) -> Iterator[str]:
    """Blocks of rows as COPY reads them in `order`: columns, or texts that stand in
    every row; first the rows' numbers, where it is said how many rows came before."""
    for block in blocks:
        for number, reason in block.flaws:
            refuse(number, reason)
        if not block.numbers:
            continue
        given = {c: block.columns[block.positions[c.field]] for c in columns}
        written = {column: column.write(texts) for column, texts in given.items()}
        flawed: dict[int, RowError] = {}
        for column, texts in given.items():
            for at, reason in column.flaws(texts):
                flawed.setdefault(at, reason)
        cells = [written.get(one) or [one] * len(block.numbers) for one in order]
        if before is not None:
            cells.insert(0, [str(before + number) for number in block.numbers])
        if flawed:
            good = [at not in flawed for at in range(len(block.numbers))]
            cells = [list(compress(column, good)) for column in cells]
        for at, reason in sorted(flawed.items()):
            if not block.is_blank(at):
                refuse(block.numbers[at], reason)
        yield _rows(cells)


def _rows(cells: Sequence[Sequence[str]]) -> str:
    """Columns as lines of COPY."""
    return "".join(f"{line}\n" for line in map("\t".join, zip(*cells, strict=True)))
