"""Refreshing a source by itself: look, fetch, load, and tell what went wrong, once."""

from collections.abc import Callable
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop as _

from datasets.download import MAX_TRIES, PassingFault, discard, fetch, next_try
from datasets.given import MIB
from datasets.keeping import KeptFile, folder
from datasets.loading import load
from datasets.locks import is_free, locked
from datasets.models import Release, Retrieval, Source
from datasets.reasons import FileRefused, Reason

Watcher = Callable[[Source, Retrieval], None]
_watchers: list[Watcher] = []


def watch(function: Watcher) -> Watcher:
    """Have `function` told when a source begins to fail, waits, or works again."""
    _watchers.append(function)
    return function


def begin_due() -> list[int]:
    """Write a retrieval for every source that is due; two callers never share one."""
    begun = []
    now = timezone.now()
    with transaction.atomic():
        for source in Source.objects.due(now).select_for_update(skip_locked=True):
            source.next_check_at = now + timedelta(hours=source.every_hours)
            source.save(update_fields=["next_check_at"])
            begun.append(begin(source).pk)
    return begun


def begin(source: Source) -> Retrieval:
    return Retrieval.objects.create(source=source)


def unfinished() -> list[int]:
    """Retrievals to carry on: their next try has come, or their worker died."""
    late = Retrieval.objects.running().filter(next_try_at__lte=timezone.now())
    rows = late.values_list("pk", "source_id")
    return [pk for pk, name in rows if is_free(name)]


def retrieve(pk: int) -> Retrieval:
    """Carry out a retrieval; called again, it goes on or does nothing."""
    retrieval = Retrieval.objects.select_related("source").get(pk=pk)
    with locked(retrieval.source_id):
        retrieval.refresh_from_db()
        if retrieval.state != Retrieval.State.RUNNING:
            return retrieval
        if retrieval.tries >= MAX_TRIES:  # its worker died each time
            tries = {"tries": retrieval.tries}
            reason = Reason(_("it was begun %(tries)d times and never ended"), **tries)
            retrieval.reason = reason.stored()
            _end(retrieval, Retrieval.State.FAILED)
            return retrieval
        retrieval.tries += 1
        retrieval.next_try_at = timezone.now()
        retrieval.save(update_fields=["tries", "next_try_at"])
        try:
            _fetch_and_load(retrieval)
        except PassingFault as fault:
            retrieval.reason = fault.stored()
            retrieval.next_try_at = next_try(fault, retrieval.tries)
            if retrieval.tries >= MAX_TRIES:
                _end(retrieval, Retrieval.State.FAILED)
        except FileRefused as reason:
            retrieval.reason = reason.stored()
            _end(retrieval, Retrieval.State.FAILED)
        except OSError as error:
            reason = Reason(_("this machine failed: %(error)s"), error=str(error)[:200])
            retrieval.reason = reason.stored()
            _end(retrieval, Retrieval.State.FAILED)
        retrieval.save()
    return retrieval


def _fetch_and_load(retrieval: Retrieval) -> None:
    source = retrieval.source
    known = Retrieval.objects.known_answers(source)
    fetched, files = [], []
    try:
        for url in source.downloads:
            last = known.get(url, {})
            kept = folder() / last["sha256"] if last else None
            file = fetch(
                url, last if kept and kept.exists() else {}, source.max_megabytes * MIB
            )
            if file:
                fetched.append(file)
                files.append(file)
            else:
                files.append(KeptFile(kept, last["name"]))
            retrieval.answers[url] = file.answer if file else last
        if not fetched:
            _end(retrieval, Retrieval.State.SAME)
            return
        release = load(source.slug, files)
    finally:
        discard(fetched)
    if release.state == Release.State.UNCHANGED:
        _end(retrieval, Retrieval.State.SAME)
        return
    retrieval.release = release
    if release.state == Release.State.REFUSED:
        retrieval.reason = release.report["reason"]
        _end(retrieval, Retrieval.State.FAILED)
    else:
        _end(retrieval, Retrieval.State.LOADED)


def _end(retrieval: Retrieval, state: str) -> None:
    retrieval.state, retrieval.ended_at = state, timezone.now()
    failed = state == Retrieval.State.FAILED
    with transaction.atomic():
        retrieval.save()
        source = Source.objects.select_for_update().get(pk=retrieval.source_id)
        source.failures = source.failures + 1 if failed else 0
        source.save(update_fields=["failures"])
        for function in _watchers:
            function(source, retrieval)
