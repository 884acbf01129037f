"""What every kind of source says of its files."""

from typing import NamedTuple

# A larger file is not read: no photo is so large, and a small zip can unpack to a huge
# file.
MAX_FILE_BYTES = 2**28


class NotThisKind(Exception):
    """A path that this kind of source does not open; the text says why."""


class Checksum(NamedTuple):
    """What tells whether a file changed.

    Attributes:
        crc32: of the file's content; -1 when it cannot be read.
        state: numbers that change with the file and are known without reading it, such
            as its size and times; () when the source knows `crc32` without reading.
    """

    crc32: int
    state: tuple[int, ...] = ()


def printable_name(name: str) -> str:
    """Escape what would break a line of a table or a terminal, reversibly."""
    if name.isprintable() and "\\" not in name:
        return name
    return "".join(
        c if c.isprintable() and c != "\\" else c.encode("unicode_escape").decode()
        for c in name
    )


def check_size(size_bytes: int) -> None:
    """Compare a file's size with the largest that is read.

    Raises:
        OSError: when it is larger; it names both sizes.
    """
    if size_bytes > MAX_FILE_BYTES:
        raise OSError(f"{size_bytes} bytes, more than {MAX_FILE_BYTES}")
