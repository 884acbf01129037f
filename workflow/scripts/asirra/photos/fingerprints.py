"""Tell whether the photos of a source changed: by content, whatever their times."""

import contextlib
import hashlib
import json
import os
import zlib
from pathlib import Path
from tempfile import NamedTemporaryFile

from asirra.photos.sources import FolderSource, ZipSource, open_source


def fingerprint_source(
    path: str | Path, cache_folder: Path, key: str = "data.source"
) -> str:
    """Return a sum over the names and contents of a source's files.

    A zip holds its files' checksums. A folder's files are read once; one whose size and
    times are as they were is not read again.

    Args:
        path: a folder or zip.
        cache_folder: remembers the checksums of folders' files.
        key: of the configuration that named the path.

    Raises:
        InputError: when `path` is neither, or a folder cannot be read.
    """
    with open_source(path, key) as source:
        if isinstance(source, ZipSource):
            entries = [(name, entry.CRC) for name, entry in source.entries.items()]
        else:
            place = hashlib.sha256(str(Path(path).resolve()).encode()).hexdigest()
            entries = _checksum_files(source, cache_folder / f"{place}.json")
    return hashlib.sha256(json.dumps(sorted(entries)).encode()).hexdigest()


def _checksum_files(source: FolderSource, cache_path: Path) -> list[tuple[str, int]]:
    known = {}
    # A cache that is missing or damaged is made again.
    with contextlib.suppress(OSError, ValueError):
        known = json.loads(cache_path.read_text())
    found = {}
    for name, path in source.paths.items():
        times = _times(path)
        *times_known, checksum = known.get(name, [None])
        if times != times_known:
            checksum = _checksum(source, name)
        found[name] = [*times, checksum]
    if found != known:
        cache_path.parent.mkdir(parents=True, exist_ok=True)
        # A name of its own: two runs may write it at once.
        with NamedTemporaryFile("w", dir=cache_path.parent, delete=False) as file:
            json.dump(found, file)
        os.replace(file.name, cache_path)
    return [(name, checksum) for name, (*_, checksum) in found.items()]


def _times(path: Path) -> list[int]:
    """Return a file's size and times; of one that cannot be looked at, three zeros."""
    try:
        status = path.stat()
    except OSError:
        return [0, 0, 0]
    # The second time is that of any change, and nobody can set it.
    return [status.st_size, status.st_mtime_ns, status.st_ctime_ns]


def _checksum(source: FolderSource, name: str) -> int:
    try:
        return zlib.crc32(source.read(name))
    # What cannot be read is rejected when the photos are packed.
    except OSError:
        return -1
