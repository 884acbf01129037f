"""Photos that lie in a zip archive."""

import threading
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from asirra.photos.other_archives import describe_archive, find_archives_alone
from asirra.photos.source_files import Checksum, NotThisKind, check_size, printable_name

# What zipfile raises on an archive that it cannot open.
NOT_OPENED = (
    zipfile.BadZipFile,
    OSError,
    # A name in the archive claims to be UTF-8 and is not.
    UnicodeDecodeError,
    # The archive needs a later version of the format.
    NotImplementedError,
)
# What an entry's `create_system` is where it was made on Windows.
WINDOWS = 0


class ZipSource:
    """Photos that lie in a zip archive, which is never unpacked to disk.

    Attributes:
        archive: open for reading.
        entries: of all files, by printable name.
    """

    def __init__(self, path: Path):
        try:
            self.archive = zipfile.ZipFile(path)
        except NOT_OPENED as error:
            raise NotThisKind(describe_archive(path) or str(error)) from None
        self.entries = _find_files(self.archive.infolist())
        if reason := find_archives_alone(self.entries):
            self.archive.close()
            raise NotThisKind(reason)
        self._lock = threading.Lock()

    def names(self) -> list[str]:
        return sorted(self.entries)

    def read(self, name: str) -> bytes:
        entry = self.entries[name]
        check_size(entry.file_size)
        with self._lock:
            return self.archive.read(entry)

    def checksums(self, known: Mapping[str, Checksum]) -> dict[str, Checksum]:
        # The archive holds its files' checksums, so none has to be known.
        return {name: Checksum(entry.CRC) for name, entry in self.entries.items()}

    def close(self) -> None:
        self.archive.close()


def _find_files(entries: Sequence[zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
    """Return the entry of each file by its printable name."""
    # Programs on Windows write `\\` between folders. Most say that they ran there;
    # Python's zipfile and others do not.
    slashes = any("/" in entry.filename for entry in entries)
    found = {}
    for entry in entries:
        name = entry.filename
        if entry.create_system == WINDOWS or not slashes:
            name = name.replace("\\", "/")
        if not name.endswith("/"):
            found[printable_name(name)] = entry
    return found
