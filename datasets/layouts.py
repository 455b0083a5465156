"""What a published file looks like: its columns under every name they have borne."""

import re
from dataclasses import dataclass, field
from typing import NamedTuple


def fold_header(text: str) -> str:
    """A column's name as it is compared: case, blanks and underscores do not count."""
    return (
        " ".join(re.split(r"[\s_\ufeff]+", text.replace("’", "'"))).strip().casefold()
    )


class Found(NamedTuple):
    """The places of a layout's fields in a header; the required columns that it lacks,
    those that nobody knows, and those that give a field a second time."""

    positions: dict[str, int]
    missing: list[str]
    extra: list[str]
    twice: list[str]


@dataclass(frozen=True, eq=False)
class Layout:
    """One published form of a file.

    `columns` gives the accepted headers of each field. `file_name` is a regular
    expression of the published name; its group `edition`, when it has one, tells the
    edition. `by_name` says that headers alone do not tell this layout from another.
    With `rest`, the other columns are handed over too, under their folded header.
    `others` are published columns that no page needs; a `partial` layout leaves any
    other column behind without a warning.
    `read` names the loader's method that reads a row.
    """

    name: str
    columns: dict[str, tuple[str, ...]]
    file_name: str
    read: str = "row"
    optional: frozenset[str] = frozenset()
    by_name: bool = False
    rest: bool = False
    others: tuple[str, ...] = ()
    partial: bool = False
    separators: str = ","
    windows_1252: bool = False
    workbook: bool = False
    transcribed: bool = False
    edition: str = ""
    _headers: dict[str, str] = field(init=False, repr=False)
    _others: frozenset[str] = field(init=False, repr=False)

    def __post_init__(self):
        headers = {
            fold_header(header): name
            for name, accepted in self.columns.items()
            for header in accepted
        }
        object.__setattr__(self, "_headers", headers)
        object.__setattr__(self, "_others", frozenset(map(fold_header, self.others)))

    def names(self, file_name: str) -> re.Match | None:
        """Whether a file bears this layout's published name."""
        return re.search(self.file_name, file_name.casefold())

    def find(self, header: list[str]) -> "Found":
        """Where each field stands, and what is amiss with the columns."""
        found: dict[str, int] = {}
        extra, twice = [], []
        for position, title in enumerate(header):
            folded = fold_header(title)
            name = self._headers.get(folded)
            if name and name not in found:
                found[name] = position
            elif name:
                twice.append(title)
            elif folded and self.rest and folded not in found:
                found[folded] = position
            elif folded and not self.partial and folded not in self._others:
                extra.append(title)
        missing = [
            accepted[0]
            for name, accepted in self.columns.items()
            if name not in found and name not in self.optional
        ]
        return Found(found, missing, extra, twice)


@dataclass(frozen=True)
class Bundle:
    """Files that make one release together, named by their layouts."""

    required: tuple[str, ...]
    optional: tuple[str, ...] = ()

    def __contains__(self, layout: Layout) -> bool:
        return layout.name in self.required or layout.name in self.optional
