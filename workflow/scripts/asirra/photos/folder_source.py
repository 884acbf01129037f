"""Photos that lie in a folder."""

import os
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from asirra.photos.source_files import Checksum, NotThisKind, check_size, printable_name


class FolderSource:
    """Photos that lie in a folder and its subfolders, links to folders included.

    Attributes:
        paths: of all files, by printable name, which is relative to the folder. Broken
            links, pipes and the like count as files that cannot be read. So does a link
            to a folder that holds the link: following it would never end.
    """

    def __init__(self, folder: Path):
        if not folder.is_dir():
            raise NotThisKind("no folder")
        self.paths = {
            printable_name(path.relative_to(folder).as_posix()): path
            for path in _walk(folder)
        }

    def names(self) -> list[str]:
        return sorted(self.paths)

    def read(self, name: str) -> bytes:
        path = self.paths[name]
        if not path.is_file():
            raise OSError("no regular file")
        check_size(path.stat().st_size)
        return path.read_bytes()

    def checksums(self, known: Mapping[str, Checksum]) -> dict[str, Checksum]:
        return {name: self._checksum(name, known.get(name)) for name in self.paths}

    def _checksum(self, name: str, known: Checksum | None) -> Checksum:
        state = _size_and_times(self.paths[name])
        if known is not None and known.state == state:
            return known
        try:
            return Checksum(zlib.crc32(self.read(name)), state)
        # The file is rejected later, when the photos are packed.
        except OSError:
            return Checksum(-1, state)

    def close(self) -> None:
        """Do nothing: each file is closed once it is read."""


def _walk(folder: Path) -> Iterator[Path]:
    """Yield every file in a folder and its subfolders."""
    # By folder to walk: the real paths of the folders that lead to it, and its own.
    leading = {str(folder): {os.path.realpath(folder)}}
    for parent, folders, files in os.walk(folder, onerror=_raise, followlinks=True):
        above = leading.pop(parent)
        places = {name: os.path.realpath(Path(parent, name)) for name in folders}
        # os.walk goes on with what this list is left with.
        folders[:] = [name for name in folders if places[name] not in above]
        for name in folders:
            leading[os.path.join(parent, name)] = {*above, places[name]}
        for name in [*files, *(places.keys() - {*folders})]:
            yield Path(parent, name)


def _raise(error: OSError) -> None:
    raise error


def _size_and_times(path: Path) -> tuple[int, int, int]:
    """Return a file's size and times; three zeros when they cannot be asked for."""
    try:
        status = path.stat()
    except OSError:
        return 0, 0, 0
    # Every change sets the second time, and no program can set it back.
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns
