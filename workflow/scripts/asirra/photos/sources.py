"""Where photos come from: a folder or a zip archive."""

import hashlib
import os
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from asirra.errors import InputError

# A larger file is not read: no photo is, and a small zip can unpack to a huge one.
MAX_FILE_BYTES = 2**28
# What a zip that cannot be opened raises; the third: a name that says it is UTF-8, and
# is not; the last: a later version of the format.
NOT_OPENED = (
    zipfile.BadZipFile,
    OSError,
    UnicodeDecodeError,
    NotImplementedError,
)


class FolderSource:
    """Photos that lie in a folder; names are relative to it, with forward slashes.

    Attributes:
        paths: of all files, links and such included, by printable name. Links to
            folders are followed, but for one to a folder that it lies in.
    """

    def __init__(self, folder: Path, key: str = "data.source"):
        def raise_unreadable(error: OSError) -> None:
            raise InputError(
                f"{key}: expected a folder that can be read, got {error.filename} "
                f"({error.strerror}); give yourself permission or move it away"
            )

        self.paths: dict[str, Path] = {}
        # The real folders that lead to a folder, itself included.
        leading = {str(folder): {os.path.realpath(folder)}}
        walk = os.walk(folder, onerror=raise_unreadable, followlinks=True)
        for parent, folders, files in walk:
            above = leading.pop(parent)
            places = {name: os.path.realpath(Path(parent, name)) for name in folders}
            folders[:] = [name for name in folders if places[name] not in above]
            for name in folders:
                leading[os.path.join(parent, name)] = {*above, places[name]}
            for name in [*files, *(places.keys() - {*folders})]:
                path = Path(parent, name)
                self.paths[_printable(path.relative_to(folder).as_posix())] = path

    def names(self) -> list[str]:
        return sorted(self.paths)

    def read(self, name: str) -> bytes:
        path = self.paths[name]
        if not path.is_file():
            raise OSError("no regular file")
        _check_size(path.stat().st_size)
        return path.read_bytes()


class ZipSource:
    """Photos that lie in a zip archive, read without unpacking it to disk.

    Attributes:
        archive: open for reading.
        entries: of all files, by printable name.
    """

    def __init__(self, archive: zipfile.ZipFile):
        self.archive = archive
        entries = (entry for entry in archive.infolist() if not entry.is_dir())
        self.entries = {_printable(entry.filename): entry for entry in entries}
        self.lock = threading.Lock()

    def names(self) -> list[str]:
        return sorted(self.entries)

    def read(self, name: str) -> bytes:
        entry = self.entries[name]
        _check_size(entry.file_size)
        with self.lock:
            return self.archive.read(entry)


def _printable(name: str) -> str:
    """Escape what would break a line of a table or a terminal, reversibly."""
    if name.isprintable() and "\\" not in name:
        return name
    return "".join(
        c if c.isprintable() and c != "\\" else c.encode("unicode_escape").decode()
        for c in name
    )


def _check_size(size_bytes: int) -> None:
    if size_bytes > MAX_FILE_BYTES:
        raise OSError(f"{size_bytes} bytes, more than {MAX_FILE_BYTES}")


@contextmanager
def open_source(
    path: str | Path, key: str = "data.source"
) -> Iterator[FolderSource | ZipSource]:
    """Open a folder or zip of photos for listing and reading.

    Args:
        path: of the folder or zip.
        key: of the configuration that named it.

    Raises:
        InputError: when `path` is neither a folder nor a zip archive.
    """
    path = Path(path)
    if path.is_dir():
        yield FolderSource(path, key)
        return
    try:
        archive = zipfile.ZipFile(path)
    except NOT_OPENED as error:
        raise InputError(
            f"{key}: expected a folder or a zip archive that is whole, got {path} "
            f"({error})"
        ) from None
    with archive:
        yield ZipSource(archive)


def remove_partial_zip(path: str | Path) -> None:
    """Remove a zip whose end is missing: what a killed download leaves."""
    path = Path(path)
    if path.exists() and not zipfile.is_zipfile(path):
        path.unlink()


def check_sha256(path: str | Path, expected: str) -> None:
    """Compare an archive's SHA-256 with the configured one.

    Raises:
        InputError: when they differ; it names both.
    """
    with open(path, "rb") as file:
        actual = hashlib.file_digest(file, "sha256").hexdigest()
    if actual != expected.lower():
        raise InputError(
            f"data.sha256: expected {expected.lower()}, got {actual} from {path}: "
            "the file is damaged or another one; delete it or correct the sum"
        )
