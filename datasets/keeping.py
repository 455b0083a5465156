"""What is kept of releases: files by their content, rows for history and roll back."""

import os
import shutil
import tempfile
import time
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from datasets.given import GivenFile
from datasets.models import Release, Retrieval, Source
from datasets.registry import Loader, loaders

KEPT_RELEASES = 3
KEPT_RETRIEVALS = timedelta(days=400)


def folder() -> Path:
    return Path(settings.MEDIA_ROOT) / "releases"


def keep(file: GivenFile, cap: int) -> dict:
    """Copy a file beside the others, once, under its SHA-256; what a release notes."""
    sha256, size = file.digest(cap)
    noted = {"name": file.name, "sha256": sha256, "bytes": size}
    path = folder() / sha256
    if path.exists():
        return noted
    path.parent.mkdir(parents=True, exist_ok=True)
    with (
        file.open() as stream,
        tempfile.NamedTemporaryFile(dir=path.parent, prefix=".", delete=False) as draft,
    ):
        try:
            shutil.copyfileobj(stream, draft)
            draft.flush()
            os.replace(draft.name, path)
        except BaseException:
            os.unlink(draft.name)
            raise
    return noted


class KeptFile:
    """A kept file under the name it was given with."""

    def __init__(self, path: Path, name: str):
        self.path, self.name = path, name


def kept_files(release: Release) -> list[KeptFile]:
    """The files of a release; empty unless all of them are still there."""
    files = [KeptFile(folder() / f["sha256"], f["name"]) for f in release.files]
    return files if all(file.path.exists() for file in files) else []


def prune() -> None:
    """Forget rows, files and retrievals that nothing will ask for again.

    The last three releases of a source stay for roll back, and the last release of
    each edition for history.
    """
    wanted = set()
    for name, loader in loaders().items():
        published = list(Release.objects.published().filter(source_id=name))
        last_of_edition = {release.edition: release.pk for release in published[::-1]}
        stay = {release.pk for release in published[:KEPT_RELEASES]}
        for release in published:
            if release.pk in stay or release.is_current:
                wanted |= {file["sha256"] for file in release.files}
            elif loader.kind == Loader.RELEASE and release.rows_kept:
                if release.pk not in last_of_edition.values():
                    _forget_rows(release, loader)
    undecided = Release.objects.waiting() | Release.objects.filter(
        state=Release.State.CHECKING
    )
    for release in undecided:
        wanted |= {file["sha256"] for file in release.files}
    for source in Source.objects.all():
        answers = Retrieval.objects.known_answers(source).values()
        wanted |= {answer["sha256"] for answer in answers}
    Retrieval.objects.filter(ended_at__lt=timezone.now() - KEPT_RETRIEVALS).delete()
    yesterday = time.time() - 86_400
    for path in folder().glob("*"):
        if path.name not in wanted and path.stat().st_mtime < yesterday:
            path.unlink(missing_ok=True)


def _forget_rows(release: Release, loader: type[Loader]) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        for target in loader.targets:
            table = target.model_class._meta.db_table
            cursor.execute(f"DELETE FROM {table} WHERE release_id = %s", [release.pk])
        Release.objects.filter(pk=release.pk).update(rows_kept=False)
