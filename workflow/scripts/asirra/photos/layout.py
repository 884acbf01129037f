"""Which way of labelling the names of a source allow: one, or none that is certain."""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from pathlib import PurePosixPath

from asirra.errors import InputError
from asirra.photos.names import (
    NUMBERED_NAME,
    common_folders,
    divide_names,
    folders_of,
    mentioned_split,
    photos_of,
    read_split_folder,
    words_of,
)

Labels = list[str]
# Folders that say what kind of file lies in them, and not what a photo shows.
KIND_OF_FILE = re.compile(
    r"images?|imgs?|jpe?gs?|jpegimages|pngs?|photos?|pictures?|pics?|masks?|labels?"
    r"|annot(ation)?s?|segmentations?|gt|ground|truth|thumb(nail)?s?|bbox(es)?|folds?"
    r"|unlabell?ed|originals?|resized|rgb|depth",
    re.IGNORECASE,
)
MASK = re.compile("masks?|annotations?|segmentations?")
NUMBERED_PATTERN = r"(?P<label>[^/.]+)\.\d+\.[^./]+$"
INSIST = "data.labels: parent"


def by_parent(names: Sequence[str]) -> Labels:
    """Return the folder of each file, or "" where it lies in none."""
    folders = [folders_of(name)[-1:] for name in names]
    return [_as_label(folder) for folder in folders]


def by_top(names: Sequence[str]) -> Labels:
    """Return each file's first folder below those that all photos share, or ""."""
    shared = common_folders(photos_of(names))
    below = [folders_of(name)[shared : shared + 1] for name in names]
    return [_as_label(folder) for folder in below]


def _as_label(folder: Sequence[str]) -> str:
    return folder[0] if folder and folder[0] not in ("..", "/") else ""


def by_number(names: Sequence[str]) -> Labels:
    """Return the class in names such as `cat.0.jpg`, or "" for other names."""
    matches = (NUMBERED_NAME.fullmatch(PurePosixPath(name).name) for name in names)
    return [match["label"] if match else "" for match in matches]


# By what a message calls the reading, with the setting that decides for it.
READINGS: dict[str, tuple[Callable[[Sequence[str]], Labels], str]] = {
    "the innermost folders": (by_parent, "data.labels: parent"),
    "the outermost folders": (by_top, "data.labels: top"),
    "the beginnings of the names": (
        by_number,
        f"data.labels: {{pattern: '{NUMBERED_PATTERN}'}}",
    ),
}


def label_automatically(names: Sequence[str], split: str) -> Labels:
    """Return each file's class, or "" for a file that has none.

    In Kaggle's layout the class is the part of the name before the first dot; a file
    that is not named like `cat.0.jpg` has none. It is Kaggle's layout when at least
    half of the photos are named so and share a folder with another class. In any other
    layout, such as Microsoft's, the class is the name of the file's folder.

    Args:
        names: of files, relative to the source, with forward slashes.
        split: "folders" where the folders of a division are known, as `data.split`;
            the classes are then read from the rest of the names.

    Raises:
        InputError: where the names can be read in two ways, or the only way is
            doubtful; it says which keys decide.
    """
    if split == "folders":
        names = [name for _, name in divide_names(names)]
    photos = photos_of(names)
    readings = {key: read(photos) for key, (read, _) in READINGS.items()}
    if not is_numbered(photos):
        del readings["the beginnings of the names"]
    if split != "folders":
        _refuse_division(photos, readings)
    if "the beginnings of the names" in readings:
        # Beside Kaggle's train lies test1, whose photos nobody labelled.
        readings = {
            key: labels
            for key, labels in readings.items()
            if not all(read_split_folder(label) for label in labels if label)
        }
    valid = {k: labels for k, labels in readings.items() if len({*labels} - {""}) > 1}
    _refuse_two_readings(photos, valid)
    reading = next(iter(valid), "the innermost folders")
    if reading != "the beginnings of the names":
        _refuse_split_names(valid.get(reading, []))
        _refuse_kinds_of_file(valid.get(reading, []))
    return READINGS[reading][0](names)


def is_numbered(photos: Sequence[str]) -> bool:
    """Return whether half of the photos are named by class, in folders of several."""
    prefixes = defaultdict(list)
    for name, label in zip(photos, by_number(photos), strict=True):
        if label:
            prefixes[folders_of(name)].append(label)
    mixed = (labels for labels in prefixes.values() if len(set(labels)) > 1)
    return 2 * sum(map(len, mixed)) >= max(len(photos), 1)


def _refuse_division(photos: Sequence[str], readings: Mapping[str, Labels]) -> None:
    """Refuse folders such as train and test, which are a division or classes."""
    numbered = readings.get("the beginnings of the names")
    if numbered:
        # Photos of a test that nobody labelled are no part of a division.
        photos = [n for n, label in zip(photos, numbered, strict=True) if label]
    shared = common_folders(photos)
    found = defaultdict(set)
    for name in photos:
        for folder in folders_of(name)[shared:]:
            found[read_split_folder(folder)].add(folder)
    divided = divide_names(photos)
    outside = not all(split for split, _ in divided)
    folders = sorted(folder for split in found if split for folder in found[split])
    if len(folders) < 2 and not (folders and outside):
        return
    rest = (by_number if numbered else by_parent)([name for _, name in divided])
    if outside or len({*rest} - {""}) < 2:
        raise InputError(
            f"data.source: expected folders that are classes, got {_list(folders)}, "
            "which may be parts of a division; "
            f"{INSIST} takes them for classes"
        )
    keys = [key for read, key in READINGS.values() if read(photos) == rest]
    # Photos that nobody labelled may lie beside the others.
    key = keys[0] if keys else "a pattern or a table as data.labels"
    raise InputError(
        f"data.source: the folders {_list(folders)} can be read as a division, which "
        f"data.split: folders keeps, or as nothing: {key} takes "
        f"{_list(sorted({*rest} - {''}))} for classes and divides all photos at random"
    )


def _refuse_two_readings(photos: Sequence[str], valid: Mapping[str, Labels]) -> None:
    (first, labels), *others = [*valid.items()] or [("", [])]
    for other, found in others:
        pairs = zip(labels, found, strict=True)
        differing = [i for i, (one, two) in enumerate(pairs) if one != two]
        if differing:
            raise InputError(
                "data.source: the classes can be read in two ways, as for "
                f"{photos[differing[0]]}: {first} ({_list(sorted({*labels} - {''}))}: "
                f"{READINGS[first][1]}) or {other} ({_list(sorted({*found} - {''}))}: "
                f"{READINGS[other][1]}); set the key to choose"
            )


def _refuse_split_names(labels: Sequence[str]) -> None:
    """Refuse folders such as train_cat and test_cat."""
    parts = sorted(label for label in {*labels} - {""} if mentioned_split(label))
    if len({mentioned_split(label) for label in parts}) > 1:
        raise InputError(
            f"data.source: expected folders that are classes, got {_list(parts)}, "
            f"which may be parts of a division; {INSIST} takes them for classes"
        )


def _refuse_kinds_of_file(labels: Sequence[str]) -> None:
    kinds = sorted(
        label
        for label in {*labels} - {""}
        if all(map(KIND_OF_FILE.fullmatch, words := words_of(label)))
        or MASK.fullmatch(words[-1])
    )
    if kinds:
        raise InputError(
            f"data.source: expected folders that are classes, got {_list(kinds)}, a "
            f"kind of file; move it away, or {INSIST} takes it for a class"
        )


def _list(names: Sequence[str]) -> str:
    """Return the first names, for a message of one line."""
    shown = ", ".join(names[:4])
    return shown if len(names) <= 4 else f"{shown} and {len(names) - 4} more"
