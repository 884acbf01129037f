"""Where photos come from: what each kind of source can do, and which kinds there are.

Another kind is a class that fulfils `Source`, and its line in `KINDS`.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Protocol

from asirra.errors import InputError
from asirra.photos.folder_source import FolderSource
from asirra.photos.source_files import Checksum, NotThisKind
from asirra.photos.zip_source import ZipSource


class Source(Protocol):
    """Files, photos or not, that are listed and read by name."""

    def names(self) -> list[str]:
        """Return the printable names of all files, sorted.

        Folders in a name are separated by forward slashes, on every system.
        """

    def read(self, name: str) -> bytes:
        """Return the content of a file; several threads may read at once.

        Raises:
            Exception: of any class, when the file cannot be read; the text says why.
        """

    def checksums(self, known: Mapping[str, Checksum]) -> dict[str, Checksum]:
        """Return the checksum of each file, by name.

        A file is not read when its state is that of its known checksum.

        Args:
            known: what an earlier call returned, or {}.
        """

    def close(self) -> None:
        """Close what the source holds open."""


# By what a message calls it. A path is of the first kind that opens it: the kind raises
# NotThisKind when the path is another's, OSError when it may not read its own.
KINDS: dict[str, Callable[[Path], Source]] = {
    "a folder": FolderSource,
    # The last kind is the one whose reason is shown when none opens the path.
    "a zip archive that is whole": ZipSource,
}


@contextmanager
def open_source(path: str | Path, key: str = "data.source") -> Iterator[Source]:
    """Open photos, of whatever kind of source, for listing and reading.

    Args:
        path: of the folder or archive.
        key: the configuration's key that names the path.

    Raises:
        InputError: when no kind of source opens the path, or a folder in it cannot be
            read; it names the key and the path.
    """
    with closing(_find_kind(Path(path), key)) as source:
        yield source


def _find_kind(path: Path, key: str) -> Source:
    reason = ""
    for kind, open_path in KINDS.items():
        try:
            return open_path(path)
        except NotThisKind as error:
            reason = str(error)
        except OSError as error:
            raise InputError(
                f"{key}: expected {kind} that can be read, got {error.filename} "
                f"({error.strerror}); give yourself permission or move it away"
            ) from None
    raise InputError(f"{key}: expected {' or '.join(KINDS)}, got {path} ({reason})")
