"""Rows read a thousand at a time, column by column: each different text once."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import compress

from datasets.contents import MAX_CELL
from datasets.reader import Block
from datasets.reasons import TOO_LONG, RowError
from datasets.staging import cell

TEXTS = 30_000  # different texts of a column in memory


class Matching:
    """Reads texts as they are where a pattern matches the whole of them.

    Rows of which every text matches are taken at once: for columns of which nearly
    every text is another. The pattern may match neither ends of lines nor `\\`.
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

    def takes(self, texts: Sequence[str]) -> bool:
        """Whether all are read as they are."""
        joined = "\n".join(texts)
        # A quoted cell may hold ends of lines: it is not two cells.
        whole = joined.count("\n") == len(texts) - 1 and "\r" not in joined
        return whole and bool(self.all.fullmatch(joined))


class Column:
    """The texts of one column of a file, as what is read in them is written to COPY."""

    def __init__(self, field: str, read: Callable[[str], object]):
        self.field, self.read = field, read
        self.takes = getattr(read, "takes", lambda texts: False)
        self.written: dict[str, str] = {}
        self.refused: dict[str, RowError] = {}
        self.as_given = True  # no known text is written otherwise than it stands

    def write(self, texts: Sequence[str]) -> Sequence[str]:
        if self.takes(texts):
            return texts
        if not self.written.keys() >= (several := set(texts)):
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


def _rows(cells: Sequence[Iterable[str]]) -> str:
    """Columns as lines of COPY."""
    first = ["\n" + text for text in cells[0]]
    flat = [""] * (len(cells) * len(first))
    for at, column in enumerate([first, *cells[1:]]):
        flat[at :: len(cells)] = column
    # One join of all cells is faster than one for each row.
    return ("\t".join(flat) + "\t\n")[1:].replace("\t\n", "\n") if flat else ""
