"""Publishing an edition: one function for the command, the admin site and Celery.

Hash the files, read and validate every row, compare with the live edition, hold what
needs an analyst's eye, then write and flip in one transaction. Whatever fails leaves
the live release untouched.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from django.db import DataError, IntegrityError, connection, transaction
from django.utils.translation import gettext_noop as _

from datasets.layouts import Bundle
from datasets.models import Publication, Release, Source
from datasets.reader import GivenFile, Table, open_table
from datasets.reasons import FileRefused, Reason
from datasets.registry import Loader, loaders
from datasets.staging import Stage, canonical, fingerprint, stage

Follower = Callable[[set[str]], None]
_followers: list[Follower] = []
_deferred: set[str] | None = None


def follow(function: Follower) -> Follower:
    """Have `function` called with the names of the datasets that were published.

    It runs in the transaction that publishes.
    """
    _followers.append(function)
    return function


@contextmanager
def deferred_followers() -> Iterator[None]:
    """Publish several datasets in one transaction, and call each follower once."""
    global _deferred
    with transaction.atomic():
        _deferred = set()
        try:
            yield
            names, _deferred = _deferred, None
            _call_followers(names)
        finally:
            _deferred = None


def _call_followers(names: set[str]) -> None:
    if _deferred is not None:
        _deferred.update(names)
    elif names:
        for function in _followers:
            function(names)


def edition_key(edition: str) -> tuple[int, ...]:
    """Editions in order of time: "2024-2028" is (2024, 2028)."""
    return tuple(int(number) for number in re.findall(r"\d+", edition))


def open_files(name: str, files: Iterable) -> list[Table]:
    """Recognise each file among the layouts of a dataset."""
    return [open_table(GivenFile(file), loaders()[name].layouts) for file in files]


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
        tables = open_files(name, files)
        found = {e for table in tables for e in loaders()[name].editions(table)}
    except FileRefused:
        return []  # `load` meets the same reason, and stores it
    return sorted(found, key=edition_key)


def load(
    name: str,
    files: Iterable,
    *,
    edition: str | None = None,
    dry_run: bool = False,
    approve: bool = False,
    by=None,
    progress: Callable[[int], None] = lambda rows: None,
) -> Release:
    """Publish files as an edition of a dataset, and return the attempt with its report.

    `files` are paths or uploaded files. The state of the release says what happened;
    a release without a primary key is one for which nothing was written.
    """
    loader_type = loaders()[name]
    release = Release(
        source=_declared(loader_type), edition=edition or "", created_by=by
    )
    try:
        tables = open_files(name, files)
        bundle, tables = choose(loader_type, tables)
        release.files = [
            {"name": t.file.name, "sha256": t.sha256, "bytes": t.size} for t in tables
        ]
        release.report = {"layouts": sorted({t.layout.name for t in tables})}
        release.edition = edition or _edition(loader_type, tables)
        if reason := _nothing_new(loader_type, release, bundle):
            return _unchanged(release, reason)
        loader = loader_type(release.edition)
        try:
            loader.read(tables, progress)
        finally:
            _describe(release, loader, tables)
        with transaction.atomic():
            return _publish(release, loader, dry_run, approve)
    except FileRefused as reason:
        return _refused(release, reason)
    except (DataError, IntegrityError) as error:
        detail = str(error).strip().splitlines()[0]
        reason = FileRefused(
            _("the database refuses the rows: %(detail)s"), detail=detail
        )
        return _refused(release, reason)


def roll_back(name: str, by=None) -> Release:
    """Make the release published before the live one live again."""
    if loaders()[name].kind != Loader.RELEASE:
        raise FileRefused(
            _("this dataset keeps no earlier rows: load its earlier file again")
        )
    with transaction.atomic():
        _lock(name)
        published = list(Release.objects.published().filter(source_id=name))
        published.sort(key=lambda release: (edition_key(release.edition), release.pk))
        at = next((i for i, r in enumerate(published) if r.is_current), 0)
        if at == 0:
            raise FileRefused(_("no earlier release was published"))
        previous, live = published[at - 1], published[at]
        _flip(previous, live, by)
        _call_followers({name})
    return previous


def _declared(loader: type[Loader]) -> Source:
    """The loader's source, written only where its declaration changed."""
    facts = loader.facts
    values = {"url": facts.url, "licence_url": facts.publisher.licence_url}
    for at, language in enumerate(("fr", "en")):
        values |= {
            f"title_{language}": facts.title[at],
            f"publisher_{language}": facts.publisher.name[at],
            f"licence_{language}": facts.publisher.licence[at],
            f"method_{language}": facts.method[at],
        }
    source = Source.objects.filter(slug=loader.name).first() or Source(slug=loader.name)
    if source._state.adding or any(getattr(source, n) != values[n] for n in values):
        for name, value in values.items():
            setattr(source, name, value)
        source.save()
    return source


def _edition(loader: type[Loader], tables: list[Table]) -> str:
    editions = {edition for table in tables for edition in loader.editions(table)}
    if len(editions) == 1:
        return editions.pop()
    if editions:
        raise FileRefused(
            _("several editions in the files, name one: %(names)s"),
            names=", ".join(sorted(editions)),
        )
    raise FileRefused(_("the files do not tell their edition: name it"))


def _nothing_new(loader: type[Loader], release: Release, bundle: Bundle) -> str:
    """Why there is nothing to publish, known before any row is read."""
    twin = _twin(release)
    if twin is None:
        return ""
    hashes = {file["sha256"] for file in release.files}
    if {file["sha256"] for file in twin.files} == hashes:
        return _("these files are published already")
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
    release.state = Release.State.UNCHANGED
    release.report["reason"] = Reason(reason).stored()
    return release


def _refused(release: Release, reason: Reason) -> Release:
    release.pk, release._state.adding = None, True
    release.state, release.is_current = Release.State.REFUSED, False
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


def _lock(name: str) -> None:
    """One load of a dataset at a time; the lock dies with the writing connection."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtext(%s))", [f"dataset {name}"]
        )


def _publish(release: Release, loader: Loader, dry_run: bool, approve: bool) -> Release:
    name = loader.name
    _lock(name)
    rows = {
        target: canonical(target, loader.records[target]) for target in loader.targets
    }
    loader.records.clear()
    release.fingerprint = fingerprint(rows)
    twin = _twin(release)
    if twin and twin.fingerprint == release.fingerprint:
        return _unchanged(release, _("the rows are those already published"))
    live = Release.objects.current().filter(source_id=name).first()
    older = bool(live) and edition_key(release.edition) < edition_key(live.edition)
    diff = loader.kind == Loader.DIFF
    # History is compared with nothing: only what would become live is.
    live_id = None if diff else live.pk if live and not older else 0
    staged = stage(rows, live_id)
    release.report["tables"] = {s.target.model: s.compare() for s in staged}
    release.rows_published = sum(len(lines) for lines in rows.values())
    held = list(_doubts(release, loader, staged, live, older and diff))
    if held and not approve:
        release.state = Release.State.HELD
        release.report["held"] = [doubt.stored() for doubt in held]
    elif dry_run:
        release.state = Release.State.TRIED
    if release.state:
        release.rows_published = 0
        release.save()
        _drop(staged)
        return release
    release.state = Release.State.PUBLISHED
    release.save()
    _write(staged, release, diff)
    if older and not diff:
        # Not a flip, but pages show history too: the data version must rise.
        Publication.objects.create(
            release=release, previous=None, by=release.created_by
        )
    else:
        _flip(release, live, release.created_by)
    loader.published()
    _mark_transcribed(release)
    _call_followers({name})
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
    return release


def _doubts(
    release: Release, loader: Loader, staged: list[Stage], live: Release, older: bool
) -> Iterator[Reason]:
    """What an analyst must look at before this becomes live."""
    if live is None:
        return
    if older:
        yield Reason(_("older than the live edition %(live)s"), live=live.edition)
    for counts in release.report["tables"].values():
        if counts["vanished"] > loader.max_vanished * counts["live"]:
            yield Reason(
                _("%(vanished)d of %(live)d rows of the live edition are gone"),
                vanished=counts["vanished"],
                live=counts["live"],
            )
    if drift := loader.drift:
        first, last = edition_key(live.edition), edition_key(release.edition)
        years = max(1, last[0] - first[0]) if first and last else 1
        stage_ = next(s for s in staged if s.target is drift.target)
        share = stage_.drifted(drift)
        if share > drift.share * years:
            yield Reason(
                _("%(share)d %% of the figures moved more than usual"),
                share=round(share * 100),
            )


def _write(staged: list[Stage], release: Release, diff: bool) -> None:
    for one in staged:
        if diff:
            one.upsert()
        else:
            one.append(release.pk)
    if diff:
        for one in reversed(staged):
            one.withdraw()
    with connection.cursor() as cursor:
        for one in staged:
            cursor.execute(f"ANALYZE {one.table}")
    _drop(staged)


def _drop(staged: list[Stage]) -> None:
    for one in staged:
        one.drop()


def _flip(release: Release, live: Release | None, by) -> None:
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
