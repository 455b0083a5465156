"""Files as they were given: paths, uploads, or the members of an archive."""

import hashlib
import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.utils.translation import gettext_noop as _

from datasets.reasons import FileRefused

MIB = 1 << 20
MAX_PACKED = 64 * MIB
MAX_UNPACKED = 192 * MIB
MAX_MEMBERS = 256
LOCKED = 0x1  # the bit of an encrypted member
CHUNK = 256 * 1024


class GivenFile:
    """A file as it was given: a path, or an uploaded file."""

    max_packed, max_unpacked = MAX_PACKED, MAX_UNPACKED

    def __init__(self, source):
        """`source` is a path, an open file, or anything with a `path` and a `name`."""
        self.source = getattr(source, "path", source)
        self.name = Path(getattr(source, "name", str(source))).name
        self._digest: tuple[str, int] | None = None

    @contextmanager
    def open(self) -> Iterator[io.BufferedIOBase]:
        if isinstance(self.source, (str, Path)):
            with open(self.source, "rb") as stream:
                yield stream
        else:
            self.source.seek(0)
            yield self.source

    def digest(self, cap: int | None = None) -> tuple[str, int]:
        """SHA-256 and size in bytes, of which there may be `cap`."""
        if self._digest:
            return self._digest
        cap = cap or self.max_packed
        total, size = hashlib.sha256(), 0
        with self.open() as stream:
            while chunk := stream.read(CHUNK):
                size += len(chunk)
                if size > cap:
                    raise FileRefused(
                        _("the file is larger than %(cap)d MB"), cap=cap // MIB
                    )
                total.update(chunk)
        self._digest = total.hexdigest(), size
        return self._digest


class Member(GivenFile):
    """One file of an archive that holds the files of a release."""

    def __init__(self, archive: GivenFile, member: str):
        super().__init__(archive.source)
        self.max_unpacked = archive.max_unpacked
        self.archive, self.member, self.name = archive, member, Path(member).name

    @contextmanager
    def open(self) -> Iterator[io.BufferedIOBase]:
        with self.archive.open() as packed, zipfile.ZipFile(packed) as archive:
            with archive.open(self.member) as stream:
                yield stream

    def digest(self, cap: int | None = None) -> tuple[str, int]:
        return self.archive.digest(cap)


def members(archive: GivenFile) -> list[Member]:
    """The files of an archive; none when the file is no archive."""
    with archive.open() as stream:
        if not zipfile.is_zipfile(stream):
            return []
    try:
        with archive.open() as packed, zipfile.ZipFile(packed) as opened:
            return [Member(archive, name) for name in sorted(names_in(opened))]
    except zipfile.BadZipFile as error:
        raise FileRefused(_("the archive is broken")) from error


def names_in(archive: zipfile.ZipFile) -> set[str]:
    """The files of an archive; one that no publisher would make is refused."""
    infos = archive.infolist()
    if len(infos) > MAX_MEMBERS:
        raise FileRefused(_("the archive holds too many files"))
    for info in infos:
        path = Path(info.filename.replace("\\", "/"))
        if path.is_absolute() or ".." in path.parts:
            raise FileRefused(_("the archive names a file outside itself"))
        if info.flag_bits & LOCKED:
            raise FileRefused(_("the archive is locked by a password"))
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise FileRefused(_("the archive is broken"))
    return {info.filename for info in infos}
