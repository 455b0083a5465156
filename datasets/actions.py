"""What people decide about releases: check, approve, publish, drop, roll back."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop as _

from datasets.declared import declared
from datasets.doubts import edition_key
from datasets.followers import call_followers
from datasets.given import MIB, GivenFile
from datasets.keeping import keep, kept_files
from datasets.loading import flip, load, lock
from datasets.locks import locked
from datasets.models import Release
from datasets.reasons import ActionRefused, Reason
from datasets.registry import Loader, loaders

MAX_TRIES = 5


def announce(name: str, files: Iterable, edition: str = "", by=None) -> Release:
    """Keep given files and write the attempt that `check` will carry out."""
    source = declared(loaders()[name])
    return Release.objects.create(
        source=source,
        edition=edition,
        created_by=by,
        files=[keep(GivenFile(file), source.max_megabytes * MIB) for file in files],
        state=Release.State.CHECKING,
    )


def check(pk: int) -> Release:
    """Read an announced release and compare it with the live one; publish nothing."""
    release = Release.objects.get(pk=pk)
    with locked(release.source_id):
        release.refresh_from_db()
        if release.state != Release.State.CHECKING or _given_up(release):
            return release
        return load(
            release.source_id,
            kept_files(release),
            edition=release.edition or None,
            dry_run=True,
            attempt=release,
        )


def approve(release: Release, by, at: datetime | None = None) -> None:
    """Have a checked release published, at once or at a time.

    What waits for approval needs another person than the one who gave the file.
    """
    with transaction.atomic():
        release = Release.objects.select_for_update(of=["self"]).get(pk=release.pk)
        if release.state not in Release.WAITING:
            raise ActionRefused(_("this release was decided upon already"))
        if release.state == Release.State.HELD and release.created_by_id == by.pk:
            raise ActionRefused(
                _("its figures move more than usual: another person must approve it")
            )
        if release.report.get("live") != _live_pk(release.source_id):
            raise ActionRefused(
                _("another edition was published since this check: check it again")
            )
        release.approved_by, release.publish_at = by, at or timezone.now()
        release.save(update_fields=["approved_by", "publish_at"])


def check_again(release: Release) -> None:
    """Have a release that waits compared with what is live by now."""
    again = Release.objects.waiting().filter(pk=release.pk)
    state = Release.State.CHECKING
    if not again.update(state=state, approved_by=None, publish_at=None, tries=0):
        raise ActionRefused(_("this release was decided upon already"))


def publish(pk: int) -> Release:
    """Publish an approved release whose time has come; a second call does nothing."""
    release = Release.objects.get(pk=pk)
    with locked(release.source_id):
        release.refresh_from_db()
        if release not in Release.objects.due(timezone.now()) or _given_up(release):
            return release
        if release.report.get("live") != _live_pk(release.source_id):
            # What was approved is a difference from an edition no longer live.
            release.approved_by = release.publish_at = None
            release.state = Release.State.CHECKING
            release.save()
            return release
        files = kept_files(release)
        edition = release.edition
        return load(
            release.source_id, files, edition=edition, approve=True, attempt=release
        )


def drop(release: Release, by) -> None:
    """Set a checked release aside for good."""
    dropped = Release.objects.waiting().filter(pk=release.pk)
    if not dropped.update(state=Release.State.DROPPED, approved_by=by, publish_at=None):
        raise ActionRefused(_("this release was decided upon already"))


def _given_up(release: Release) -> bool:
    """Count a try; one that never ends (its worker dies each time) is refused."""
    release.tries += 1
    if release.tries > MAX_TRIES:
        release.state = Release.State.REFUSED
        release.report["reason"] = Reason(
            _("it was begun %(tries)d times and never ended"), tries=MAX_TRIES
        ).stored()
    release.save(update_fields=["tries", "state", "report"])
    return release.tries > MAX_TRIES


def _live_pk(name: str) -> int | None:
    return Release.objects.current_ids().get(name)


def earlier(name: str) -> Release | None:
    """What a roll back would make live again; None where nothing earlier is kept."""
    loader, published = loaders().get(name), Release.objects.published()
    published = list(published.filter(source_id=name).order_by("pk"))
    live = next((release for release in published if release.is_current), None)
    if loader is None or live is None:
        return None
    if loader.kind == Loader.DIFF:
        before = published[: published.index(live)]
        return next((one for one in reversed(before) if kept_files(one)), None)
    published.sort(key=lambda release: (edition_key(release.edition), release.pk))
    at = published.index(live)
    return published[at - 1] if at and published[at - 1].rows_kept else None


def roll_back(name: str, by=None) -> Release:
    """Make the release published before the live one live again.

    A dataset that keeps no earlier rows loads the kept files of its earlier release.
    """
    with transaction.atomic():
        if loaders()[name].kind != Loader.DIFF:
            lock(name)
        previous = earlier(name)
        if previous is None:
            raise ActionRefused(_("no earlier release was published"))
        if loaders()[name].kind == Loader.DIFF:
            return _load_again(previous, by)
        live = Release.objects.current().get(source_id=name)
        flip(previous, live, by)
        call_followers({name})
    return previous


def _load_again(release: Release, by) -> Release:
    again = load(
        release.source_id,
        kept_files(release),
        edition=release.edition,
        approve=True,
        again=True,
        by=by,
    )
    if again.state != Release.State.PUBLISHED:
        raise ActionRefused(_("the earlier file can no longer be published"))
    return again
