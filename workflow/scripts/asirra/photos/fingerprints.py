"""Tell whether the photos of a source changed: by content, whatever their times."""

import contextlib
import hashlib
import json
import os
from pathlib import Path
from tempfile import NamedTemporaryFile

from asirra.photos.source_files import Checksum
from asirra.photos.sources import open_source


def fingerprint_source(
    path: str | Path, cache_folder: Path, key: str = "data.source"
) -> str:
    """Return a sum over the names and contents of a source's files.

    A file in a folder is read once, and again only when its size or times changed. An
    archive holds its files' checksums, so none of them is read.

    Args:
        path: of the folder or archive.
        cache_folder: where checksums that cost reading are remembered, a JSON file per
            source; it is made when it is needed.
        key: the configuration's key that names the path.

    Returns:
        64 hexadecimal digits.

    Raises:
        InputError: when no kind of source opens the path, or a folder in it cannot be
            read.
    """
    place = hashlib.sha256(str(Path(path).resolve()).encode()).hexdigest()
    cache_path = cache_folder / f"{place}.json"
    known = _recall(cache_path)
    with open_source(path, key) as source:
        found = source.checksums(known)
    costly = {name: checksum for name, checksum in found.items() if checksum.state}
    if costly != known:
        _remember(costly, cache_path)
    contents = sorted((name, checksum.crc32) for name, checksum in found.items())
    return hashlib.sha256(json.dumps(contents).encode()).hexdigest()


def _recall(cache_path: Path) -> dict[str, Checksum]:
    # A cache that is missing or damaged is made again.
    with contextlib.suppress(OSError, ValueError):
        return {
            name: Checksum(crc32, tuple(state))
            for name, (*state, crc32) in json.loads(cache_path.read_text()).items()
        }
    return {}


def _remember(checksums: dict[str, Checksum], cache_path: Path) -> None:
    cache_path.parent.mkdir(parents=True, exist_ok=True)
    content = {name: [*state, crc32] for name, (crc32, state) in checksums.items()}
    # Two runs may write at once: each writes a file of its own, and renames it.
    with NamedTemporaryFile("w", dir=cache_path.parent, delete=False) as file:
        json.dump(content, file)
    os.replace(file.name, cache_path)
