"""Archives that no kind of source opens: what each is, and what to do with it."""

import lzma
import tarfile
import zlib
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

UNPACK = "unpack it and name the folder"
# By the bytes that a file starts with.
STARTS = {
    b"7z\xbc\xaf\x27\x1c": f"a 7z archive: {UNPACK}, as with 7z x",
    b"Rar!\x1a\x07": f"a RAR archive: {UNPACK}, as with unrar x",
    b"\x1f\x8b": f"a gzip file: {UNPACK}, as with gunzip",
}
ARCHIVES = {".zip", ".tar", ".tgz", ".txz", ".gz", ".bz2", ".xz", ".7z", ".rar"}
# What may lie beside archives: lists and texts, which are no photos either.
TEXTS = {".csv", ".tsv", ".txt", ".md", ".json", ".html", ".pdf"}
NUM_SHOWN = 5


def describe_archive(path: Path) -> str:
    """Return what an archive that is no zip is and how to unpack it, or ""."""
    if not path.is_file():
        return ""
    try:
        if tarfile.is_tarfile(path):
            return f"a tar archive: {UNPACK}, as with tar -xf"
        with open(path, "rb") as file:
            start = file.read(8)
    except (OSError, EOFError, zlib.error, lzma.LZMAError):
        return ""
    return next((what for head, what in STARTS.items() if start.startswith(head)), "")


def find_archives_alone(names: Iterable[str]) -> str:
    """Return what a zip is that holds archives and no photos, or "".

    Args:
        names: of its files.
    """
    shown = [name for name in sorted(names) if "__MACOSX" not in name.split("/")]
    endings = {name: PurePosixPath(name).suffix.lower() for name in shown}
    archives = [name for name, ending in endings.items() if ending in ARCHIVES]
    if not archives or not set(endings.values()) <= ARCHIVES | TEXTS:
        return ""
    more = f" and {len(archives) - NUM_SHOWN} more" if archives[NUM_SHOWN:] else ""
    return (
        f"it holds archives and no photos: {', '.join(archives[:NUM_SHOWN])}{more}; "
        "unpack it and name one of them, or the folder of photos"
    )
