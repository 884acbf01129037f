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
    word, *others = words_of(folder)
    return SPLIT_FOLDERS.get(word, "") if FILLERS.issuperset(others) else ""


def mentioned_split(folder: str) -> str:
    """Return the split that a folder's first or last word names, or ""."""
    words = words_of(folder)
    return SPLIT_FOLDERS.get(words[0]) or SPLIT_FOLDERS.get(words[-1], "")


def words_of(folder: str) -> list[str]:
    """Return the words of a folder's name, at least one, without numbers."""
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])|(?i:(?=set$))", " ", folder)
    words = re.split(r"[\s_\-().0-9]+", apart.casefold())
    return [word for word in words if word] or [""]


def divide_names(names: Sequence[str]) -> list[tuple[str, str]]:
    """Return the split that each file's folders tell, or "", and its name without it.

    The outermost folder that is one of a division counts, below those that all photos
    share.
    """
    shared = common_folders(photos_of(names))
    return [_divide_name(PurePosixPath(name).parts, shared) for name in names]


def _divide_name(parts: tuple[str, ...], shared: int) -> tuple[str, str]:
    for position, folder in enumerate(parts[:-1]):
        if position >= shared and (split := read_split_folder(folder)):
            return split, str(PurePosixPath(*parts[:position], *parts[position + 1 :]))
    return "", str(PurePosixPath(*parts))


def photos_of(names: Sequence[str]) -> list[str]:
    """Return the names that end like photos, or all where none does."""
    return [name for name in names if looks_like_photo(name)] or list(names)


def normalise_label(label: str) -> str:
    """Return a label in one Unicode form: two forms of a name are one class."""
    return unicodedata.normalize("NFC", label).strip()
