"""Photos that lie in a zip archive."""

import threading
import zipfile
from collections.abc import Mapping
from pathlib import Path

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
            raise NotThisKind(str(error)) from None
        entries = (entry for entry in self.archive.infolist() if not entry.is_dir())
        self.entries = {printable_name(entry.filename): entry for entry in entries}
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
