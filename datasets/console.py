"""What the loading commands print: a bar while it runs, a readable report after."""

from contextlib import contextmanager

from django.utils.translation import gettext as _
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table

from datasets.folder import Line
from datasets.models import Release
from datasets.reasons import say
from datasets.reports import report_lines


def console(stream) -> Console:
    """Colours on a terminal, plain text elsewhere."""
    terminal = hasattr(stream, "isatty") and stream.isatty()
    return Console(
        file=stream, force_terminal=terminal, width=None if terminal else 160
    )


@contextmanager
def progress_bar(out: Console, total: int | None):
    """A bar that only a terminal sees; yields `advance(description, done)`."""
    columns = [TextColumn("{task.description}"), BarColumn()]
    if total is not None:
        columns.append(MofNCompleteColumn())
    with Progress(
        *columns, console=out, transient=True, disable=not out.is_terminal
    ) as bar:
        task = bar.add_task("", total=total)

        def advance(description: str, done: int | None = None) -> None:
            bar.update(task, description=description, completed=done)

        yield advance


def print_release(out: Console, release: Release) -> None:
    """The report of one load."""
    verdict, *reasons = report_lines(release)
    out.print(verdict, highlight=False, markup=False)
    for line in reasons:
        out.print(f"  {line}", highlight=False, markup=False)


def print_folder(out: Console, lines: list[Line]) -> None:
    """A table of every file."""
    table = Table(box=None, pad_edge=False)
    for title in (
        _("file"),
        _("dataset"),
        _("outcome"),
        _("read"),
        _("refused"),
        _("published"),
        _("note"),
    ):
        table.add_column(title, overflow="fold")
    for line in sorted(lines, key=lambda line: (str(line.file), line.dataset)):
        release = line.release
        note = str(line.note or "")
        if release and not note:
            note = "; ".join(say(stored) for stored in release.report.get("held", ()))
        table.add_row(
            line.file.name,
            f"{line.dataset} {release.edition if release else ''}".strip(),
            release.get_state_display()
            if release and line.outcome == Line.LOADED
            else _(line.outcome),
            *(
                str(number) if release and number else ""
                for number in (
                    release and release.rows_read,
                    release and release.rows_refused,
                    release and release.rows_published,
                )
            ),
            note,
        )
    out.print(table)
