"""What the name of a file says before anyone looks into it."""

import re
import unicodedata
from collections.abc import Sequence
from pathlib import PurePosixPath

# "cat.0.jpg": the class before the first dot, a number, the ending.
NUMBERED_NAME = re.compile(r"(?P<label>[^.]+)\.\d+\.[^.]+")
# Folders that systems and programs make beside photos; all others of theirs start with
# a dot.
SYSTEM_FOLDERS = {
    "__macosx",
    "@eadir",
    "#recycle",
    "#snapshot",
    "$recycle.bin",
    "recycler",
    "system volume information",
    "lost+found",
    "__pycache__",
}
# What a photo's name ends with, for the layout of the folders; every file is decoded.
PHOTO_ENDING = re.compile(
    r"\.(jpe?g|jpe|jfif|png|gif|bmp|dib|tiff?|webp|avif|jp2|j2k|jpx|p[pgbn]m"
    # Not read, but photos: their folders count.
    r"|hei[cf]|jxl|dcm|dng|cr[23]|nef|arw|orf|rw2|raf)",
    re.IGNORECASE,
)
# Folders of a division, in any case of letters, also numbered: test1.
SPLIT_FOLDERS = {
    "train": "train",
    "training": "train",
    "val": "validation",
    "valid": "validation",
    "validation": "validation",
    "dev": "validation",
    "test": "test",
    "testing": "test",
}
# Words that a folder's name may have beside that of a part.
FILLERS = {"", "set", "data", "dataset", "images", "imgs", "photos", "pictures"}


def is_hidden(name: str) -> bool:
    """Return whether a file is hidden or a system's, or lies in such a folder."""
    return any(
        (part.startswith(".") and part not in (".", ".."))
        or part.casefold() in SYSTEM_FOLDERS
        for part in PurePosixPath(name).parts
    )


def looks_like_photo(name: str) -> bool:
    """Return whether a name ends like a photo's."""
    return bool(PHOTO_ENDING.fullmatch(PurePosixPath(name).suffix))


def folders_of(name: str) -> tuple[str, ...]:
    """Return the folders that lead to a file, the outermost first."""
    return PurePosixPath(name).parts[:-1]


def common_folders(names: Sequence[str]) -> int:
    """Return how many outermost folders all names share."""
    paths = [folders_of(name) for name in names]
    if not paths:
        return 0
    first, last = min(paths), max(paths)
    pairs = zip(first, last, strict=False)
    return next(
        (i for i, (one, other) in enumerate(pairs) if one != other),
        min(len(first), len(last)),
    )


def read_split_folder(folder: str) -> str:
    """Return "train", "validation" or "test" for a folder of a division, or "".

    Such a folder may have a number, and words that say no more: `test1`, `Train set`.
    """
    word, *others = re.split(r"[\s_-]+", folder.casefold())
    says_no_more = all(other.isdigit() or other in FILLERS for other in others)
    return SPLIT_FOLDERS.get(word.rstrip("0123456789"), "") if says_no_more else ""


def divide_name(name: str) -> tuple[str, str]:
    """Return the split that a file's folders tell, or "", and its name without it.

    The outermost folder that is one of a division counts.
    """
    path = PurePosixPath(name)
    for position, folder in enumerate(path.parts[:-1]):
        if split := read_split_folder(folder):
            rest = path.parts[:position] + path.parts[position + 1 :]
            return split, str(PurePosixPath(*rest))
    return "", name


def normalise_label(label: str) -> str:
    """Return a label in one Unicode form: two forms of a name are one class."""
    return unicodedata.normalize("NFC", label).strip()
