"""How a page names the editions that its figures come from."""

from collections.abc import Iterable, Mapping

from figures.numbers import NBSP, period


def edition_label(edition, language: str) -> str:
    """How a source is named on a line: title, then its edition or period."""
    span = edition.period or edition.edition
    return f"{edition.title}, {period(span, language)}".replace(" %", f"{NBSP}%")


def lines(live: Mapping, language: str, *names: str) -> list[dict]:
    """The named sources that are live, as `source_line` prints them."""
    return [
        {
            "label": edition_label(live[name], language),
            "transcribed": live[name].transcribed,
        }
        for name in names
        if name in live
    ]


def in_a_cell(sources: Iterable[Mapping]) -> str:
    """The sources that `cited` gives, for a column of a file."""
    return "; ".join(
        f"{one['source']}, {one['edition']}"
        + (", transcribed_unverified" if one["transcribed_unverified"] else "")
        for one in sources
    )


def cited(live: Mapping, *names: str) -> list[dict]:
    """The named sources that are live, as files to take away cite them."""
    return [
        {
            "source": live[name].title,
            "publisher": live[name].publisher,
            "edition": live[name].edition,
            "period": live[name].period,
            "licence": live[name].licence,
            "transcribed_unverified": live[name].transcribed,
        }
        for name in names
        if name in live
    ]
