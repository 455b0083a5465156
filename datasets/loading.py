"""Publishing an edition: one function for the command, the admin site and Celery.

Hash the files, read and validate every row, compare with the live edition, hold what
needs an analyst's eye, then write and flip in one transaction. Whatever fails leaves
the live release untouched.
"""

import gc
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from django.db import (
    DataError,
    IntegrityError,
    OperationalError,
    connection,
    transaction,
)
from django.utils import timezone
from django.utils.translation import gettext_noop as _

from datasets.changes import Changes
from datasets.declared import declared
from datasets.doubts import doubts, edition_key, refuse_cut_file
from datasets.followers import call_followers
from datasets.given import MIB, GivenFile
from datasets.keeping import keep
from datasets.layouts import Bundle
from datasets.locks import lock
from datasets.models import Publication, Release, Source
from datasets.reader import Table
from datasets.reasons import FileRefused, Reason
from datasets.registry import Loader, loaders
from datasets.staging import Stage, fingerprint

# The year of an edition, which a month or a day may follow.
YEAR = re.compile(r"(?:19|20)[0-9]{2}(?![0-9])|(?:19|20)[0-9]{2}(?=[0-9]{4}(?![0-9]))")
# What comparing two editions may hold in memory rather than on disk.
SORTED = "128MB"


@contextmanager
def without_collector() -> Iterator[None]:
    """A million small objects and no cycle: collecting them costs a tenth of a load."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def choose(loader: type[Loader], tables: list[Table]) -> tuple[Bundle, list[Table]]:
    """The fullest bundle that the files complete, and its files."""
    given = {table.layout.name for table in tables}
    bundles = loader.preferences()
    for bundle in bundles:
        if given.issuperset(bundle.required):
            return bundle, [table for table in tables if table.layout in bundle]
    near = min(bundles, key=lambda bundle: len(set(bundle.required) - given))
    missing = sorted(set(near.required) - given)
    raise FileRefused(_("files are missing: %(names)s"), names=", ".join(missing))


def editions_of(name: str, files: Iterable) -> list[str]:
    """The editions that files hold, oldest first; empty when they do not tell."""
    try:
        tables = [table for file in files for table in loaders()[name].open(file)]
        return editions_in(loaders()[name], tables)
    except FileRefused:
        return []  # `load` meets the same reason, and stores it


def editions_in(loader: type[Loader], tables: Iterable[Table]) -> list[str]:
    """The editions that tables hold, oldest first."""
    found = {edition for table in tables for edition in loader.editions(table)}
    return sorted(found, key=edition_key)


@without_collector()
def load(
    name: str,
    files: Iterable,
    *,
    edition: str | None = None,
    dry_run: bool = False,
    approve: bool = False,
    again: bool = False,
    attempt: Release | None = None,
    by=None,
    progress: Callable[[int], None] = lambda rows: None,
) -> Release:
    """Publish files as an edition of a dataset, and return the attempt with its report.

    `files` are paths or uploaded files. The state of the release says what happened;
    a release without a primary key is one for which nothing was written. `attempt` is
    the row of a release that was checked before, or waits to be; `again` publishes
    what was published already, to roll back a dataset without releases.
    """
    loader_type = loaders()[name]
    source = declared(loader_type)
    release = attempt or Release(source=source, edition=edition or "", created_by=by)
    try:
        given = [GivenFile(file) for file in files]
        release.files = [keep(file, source.max_megabytes * MIB) for file in given]
        tables = [table for file in given for table in loader_type.open(file)]
        bundle, tables = choose(loader_type, tables)
        used = {table.sha256 for table in tables}
        release.files = [f for f in release.files if f["sha256"] in used]
        release.report = {"layouts": sorted({t.layout.name for t in tables})}
        release.edition = edition or _edition(loader_type, tables)
        _not_ahead(release, loader_type)
        live = Release.objects.current().filter(source_id=name).first()
        changes = loader_type.changes(release, live, tables)
        nothing_new = _nothing_new(loader_type, release, bundle, changes)
        if nothing_new and not again:
            return _unchanged(release, nothing_new)
        loader = loader_type(release.edition, source.thresholds)
        loader.changed = changes
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute(f"SET LOCAL work_mem = '{SORTED}'")
            try:
                staged = loader.stage(tables, progress)
            finally:
                _describe(release, loader, tables)
            if loader.published_on and loader.published_on > timezone.localdate():
                raise FileRefused(_("the file is dated in the future"))
            release = _publish(release, loader, staged, dry_run, approve, again)
            for one in staged:
                if release.state != Release.State.PUBLISHED:
                    one.discard()
                one.drop()
            return release
    except FileRefused as reason:
        return _refused(release, reason)
    except (DataError, IntegrityError) as error:
        detail = str(error).strip().splitlines()[0]
        reason = FileRefused(
            _("the database refuses the rows: %(detail)s"), detail=detail
        )
        return _refused(release, reason)
    except (OSError, OperationalError) as error:
        if isinstance(error, OperationalError) and not _lacks_resources(error):
            raise  # the connection died: the release may be begun again
        detail = str(error).strip().splitlines()[0][:200]
        reason = FileRefused(_("this machine failed: %(error)s"), error=detail)
        return _refused(release, reason)


def _lacks_resources(error: OperationalError) -> bool:
    """Whether PostgreSQL itself lacks disk, memory or the like (class 53)."""
    return (getattr(error.__cause__, "pgcode", None) or "").startswith("53")


def _edition(loader: type[Loader], tables: list[Table]) -> str:
    editions = editions_in(loader, tables)
    if len(editions) == 1:
        return editions[0]
    if editions:
        raise FileRefused(
            _("several editions in the files, name one: %(names)s"),
            names=", ".join(editions),
        )
    raise FileRefused(_("the files do not tell their edition: name it"))


def _not_ahead(release: Release, loader: type[Loader]) -> None:
    """An edition that names no year, or one to come, is a mistake, not news."""
    if release.edition in {loader.edition, *(one.edition for one in loader.layouts)}:
        return
    if not (named := YEAR.match(release.edition)):
        raise FileRefused(
            _("edition “%(edition)s” does not begin with a year"),
            edition=release.edition,
        )
    year = int(named[0])
    if year > timezone.localdate().year + loader.ahead:
        raise FileRefused(
            _("edition %(edition)s is in the future"), edition=release.edition
        )


def _nothing_new(
    loader: type[Loader], release: Release, bundle: Bundle, changes: Changes | None
) -> str:
    """Why there is nothing to publish, known before any row is read."""
    twin = _twin(release)
    if twin is None:
        return ""
    hashes = {file["sha256"] for file in release.files}
    if {file["sha256"] for file in twin.files} == hashes:
        return _("these files are published already")
    if changes and changes.live == twin and not changes.units:
        return _("the rows are those already published")
    layouts = set(twin.report.get("layouts", ()))
    fuller = loader.preferences()[: loader.preferences().index(bundle)]
    if any(layouts.issuperset(better.required) for better in fuller):
        return _("this edition is published already from fuller files")
    return ""


def _twin(release: Release) -> Release | None:
    """The last release of the same edition, unless a roll back has put it aside."""
    published = Release.objects.published().filter(source_id=release.source_id)
    twin = published.filter(edition=release.edition).first()
    if twin and not twin.is_current:
        live = published.filter(is_current=True).first()
        if not live or edition_key(live.edition) <= edition_key(twin.edition):
            return None
    return twin


def _unchanged(release: Release, reason: str) -> Release:
    """Nothing is written, but the end of an attempt that was announced."""
    release.state = Release.State.UNCHANGED
    release.report["reason"] = Reason(reason).stored()
    if release.pk:
        release.save()
    return release


def _refused(release: Release, reason: Reason) -> Release:
    if not Release.objects.filter(pk=release.pk).exists():
        # The transaction that wrote it was rolled back.
        release.pk, release._state.adding = None, True
    release.state, release.is_current = Release.State.REFUSED, False
    release.rows_published = 0
    release.report["reason"] = reason.stored()
    release.save()
    return release


def _describe(release: Release, loader: Loader, tables: list[Table]) -> None:
    """Move what the reading found to the release and its report."""
    release.period = loader.period[:60]
    release.published_on = loader.published_on
    release.rows_read, release.rows_refused = loader.rows_read, loader.rows_refused
    warnings = [
        {"message": message, "values": {}, "rows": rows}
        for message, rows in loader.warnings.items()
    ]
    release.report |= {
        "errors": loader.errors,
        "warnings": warnings + [w.stored() for t in tables for w in t.warnings],
        "ignored": dict(loader.ignored),
        "transcribed": any(t.layout.transcribed for t in tables),
    }


def _publish(
    release: Release,
    loader: Loader,
    staged: list[Stage],
    dry_run: bool,
    approve: bool,
    again: bool,
) -> Release:
    name = loader.name
    lock(name)
    release.fingerprint = fingerprint({one.target: one.sum() for one in staged})
    twin = _twin(release)
    if not again and twin and twin.fingerprint == release.fingerprint:
        return _unchanged(release, _("the rows are those already published"))
    live = Release.objects.current().filter(source_id=name).first()
    older = bool(live) and edition_key(release.edition) < edition_key(live.edition)
    diff = loader.kind == Loader.DIFF
    # History is compared with nothing: only what would become live is.
    live_id = None if diff else live.pk if live and not older else 0
    for one in staged:
        one.beside(live_id)
    tables = {one.target.model: one.compare() for one in staged}
    release.report |= {"tables": tables, "live": live.pk if live else None}
    release.rows_published = sum(one.rows for one in staged)
    if not again:
        refuse_cut_file(loader, staged, tables)
    held = list(doubts(release, loader, staged, live, older and diff))
    release.report["held"] = [doubt.stored() for doubt in held]
    if (held and not approve) or dry_run:
        release.state = Release.State.HELD if held else Release.State.TRIED
        release.rows_published = 0
        release.report["differences"] = {
            one.target.model: one.differences()
            for one in staged
            if tables[one.target.model]["live"]
        }
        release.save()
        return release
    release.state = Release.State.PUBLISHED
    release.save()
    _write(staged, release, diff)
    if older and not diff:
        # Not a flip, but pages show history too: the data version must rise.
        Publication.objects.create(
            release=release, previous=None, by=release.published_by
        )
    else:
        flip(release, live, release.published_by)
    loader.published()
    _mark_transcribed(release)
    call_followers({name})
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
    return release


def _write(staged: list[Stage], release: Release, diff: bool) -> None:
    for one in staged:
        if diff:
            one.upsert()
        else:
            one.append(release.pk)
    if diff:
        tables = release.report["tables"]
        for one in reversed(staged):
            if tables[one.target.model]["live"]:
                one.withdraw()
    with connection.cursor() as cursor:
        for one in staged:
            counts = release.report["tables"][one.target.model]
            moved = counts["added"] + counts["changed"] + counts["vanished"]
            # Under a tenth moved, autovacuum's own time is soon enough.
            if moved * 10 >= counts["live"]:
                cursor.execute(f"ANALYZE {one.table}")


def flip(release: Release, live: Release | None, by) -> None:
    """Make a release live, with its audit row."""
    if live:
        Release.objects.filter(pk=live.pk).update(is_current=False)
    Release.objects.filter(pk=release.pk).update(is_current=True)
    release.is_current = True
    Publication.objects.create(release=release, previous=live, by=by)


def _mark_transcribed(release: Release) -> None:
    """A source is marked by the files that made its live release."""
    if release.is_current:
        Source.objects.filter(pk=release.source_id).update(
            transcribed=release.report["transcribed"]
        )
