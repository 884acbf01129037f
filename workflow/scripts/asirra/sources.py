"""Where photos come from: a folder or a zip archive."""

import hashlib
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from asirra.errors import InputError


class FolderSource:
    """Photos that lie in a folder; names are relative to it, with forward slashes."""

    def __init__(self, folder: Path):
        self.folder = folder

    def names(self) -> list[str]:
        files = (path for path in self.folder.rglob("*") if path.is_file())
        return sorted(path.relative_to(self.folder).as_posix() for path in files)

    def read(self, name: str) -> bytes:
        return (self.folder / name).read_bytes()


class ZipSource:
    """Photos that lie in a zip archive, read without unpacking it to disk."""

    def __init__(self, archive: zipfile.ZipFile):
        self.archive = archive
        self.lock = threading.Lock()

    def names(self) -> list[str]:
        entries = self.archive.infolist()
        return sorted({entry.filename for entry in entries if not entry.is_dir()})

    def read(self, name: str) -> bytes:
        with self.lock:
            return self.archive.read(name)


def fingerprint_folder(folder: str | Path) -> str:
    """Return a sum over the names, sizes and times of a folder's files."""
    source = FolderSource(Path(folder))
    digest = hashlib.sha256()
    for name in source.names():
        status = (source.folder / name).stat()
        digest.update(f"{name}\0{status.st_size}\0{status.st_mtime_ns}\0".encode())
    return digest.hexdigest()


@contextmanager
def open_source(path: str | Path) -> Iterator[FolderSource | ZipSource]:
    """Open a folder or zip of photos for listing and reading.

    Raises:
        InputError: when `path` is neither a folder nor a zip archive.
    """
    path = Path(path)
    if path.is_dir():
        yield FolderSource(path)
        return
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError) as error:
        raise InputError(
            f"data.source: expected a folder or a zip archive, got {path} ({error})"
        ) from None
    with archive:
        yield ZipSource(archive)


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
