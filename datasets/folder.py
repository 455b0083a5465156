"""Loading a whole folder: each file is recognised, loaded and answered for."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation import gettext_noop as _

from datasets.given import GivenFile
from datasets.loading import choose, edition_key, editions_in, load
from datasets.models import Release
from datasets.reader import Table
from datasets.reasons import FileRefused, Reason
from datasets.registry import Loader, loaders, why_not_used


@dataclass
class Line:
    """What became of one file in one edition of a dataset."""

    LOADED, SUPERSEDED, NOT_USED, REFUSED = (
        _("loaded"),
        _("superseded"),
        _("not used"),
        _("refused"),
    )

    file: Path
    outcome: str
    note: Reason | None = None
    dataset: str = ""
    release: Release | None = None


@dataclass
class Job:
    """One edition of a dataset, and the files that make it."""

    loader: type[Loader]
    edition: str
    tables: list[Table] = field(default_factory=list)


def files_of(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def plan(files: Iterable[Path]) -> tuple[list[Job], list[Line]]:
    """Which files make which edition, in loading order; and the files left aside."""
    jobs: dict[tuple[str, str], Job] = {}
    lines = []
    for path in files:
        if known := why_not_used(path.name):
            outcome = Line.SUPERSEDED if known.superseded else Line.NOT_USED
            lines.append(Line(path, outcome, Reason(known.reason)))
            continue
        loader = _loader_for(path.name)
        if loader is None:
            lines.append(
                Line(path, Line.NOT_USED, Reason(_("no dataset bears this name")))
            )
            continue
        try:
            tables = loader.open(path)
            editions = editions_in(loader, tables) or [loader.edition]
        except FileRefused as reason:
            lines.append(Line(path, Line.REFUSED, reason, loader.name))
            continue
        for edition in editions:
            job = jobs.setdefault((loader.name, edition), Job(loader, edition))
            job.tables += tables
    _share_editionless(jobs)
    return in_order(jobs.values()), lines


def in_order(jobs: Iterable[Job]) -> list[Job]:
    """By loading order, older editions first."""
    order = list(loaders())
    return sorted(
        jobs,
        key=lambda job: (order.index(job.loader.name), edition_key(job.edition)),
    )


def _share_editionless(jobs: dict[tuple[str, str], Job]) -> None:
    """A file whose name tells no edition joins the only one of its dataset."""
    for name, edition in [key for key in jobs if not key[1]]:
        others = [key for key in jobs if key[0] == name and key[1]]
        if len(others) == 1:
            jobs[others[0]].tables += jobs.pop((name, edition)).tables


def published_already(files: Iterable[Path]) -> bool:
    """Whether the last published releases were made from these very files."""
    releases = Release.objects.published().order_by("source_id", "edition", "-pk")
    hashes = {
        file["sha256"]
        for release in releases.distinct("source_id", "edition")
        for file in release.files
    }
    return all(
        GivenFile(path).digest()[0] in hashes
        for path in files
        if _loader_for(path.name)
    )


def _loader_for(file_name: str) -> type[Loader] | None:
    for loader in loaders().values():
        if any(layout.names(file_name) for layout in loader.layouts):
            return loader
        if loader.archive_name and re.search(loader.archive_name, file_name.casefold()):
            return loader
    return None


def run(
    jobs: Iterable[Job], report: Callable[[Job, int], None], **options
) -> list[Line]:
    """Load each job, and say of each of its files what became of it."""
    lines = []
    for job in jobs:
        report(job, 0)
        paths = list(dict.fromkeys(table.file.source for table in job.tables))
        try:
            _bundle, chosen = choose(job.loader, job.tables)
        except FileRefused as reason:
            lines += [Line(p, Line.REFUSED, reason, job.loader.name) for p in paths]
            continue
        release = load(
            job.loader.name,
            # The tables of an archive have one source.
            list(dict.fromkeys(table.file.source for table in chosen)),
            edition=job.edition or None,
            progress=lambda rows, job=job: report(job, rows),
            **options,
        )
        refused = release.state == Release.State.REFUSED
        names = ", ".join(table.file.name for table in chosen)
        for table in job.tables:
            line = Line(table.file.source, Line.LOADED, None, job.loader.name, release)
            if table not in chosen:
                line.outcome, line.release = Line.SUPERSEDED, None
                line.note = Reason(_("superseded by %(names)s"), names=names)
            elif refused:
                line.outcome = Line.REFUSED
            if line.release and (stored := release.report.get("reason")):
                line.note = Reason(stored["message"], **stored["values"])
            lines.append(line)
    return lines
