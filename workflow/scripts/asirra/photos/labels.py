"""The class of each photo, by its name or folder."""

import re
from collections import defaultdict
from collections.abc import Sequence
from pathlib import PurePosixPath

import pandas as pd

from asirra.errors import InputError

# "cat.0.jpg": the class before the first dot, a number, the ending.
NUMBERED_NAME = re.compile(r"(?P<label>[^.]+)\.\d+\.[^.]+")


def label_files(names: Sequence[str]) -> list[str]:
    """Return each file's class, or "" for a file that has none.

    In Kaggle's layout the class is the part of the name before the first dot; a file
    that is not named like `cat.0.jpg` has none. It is Kaggle's layout when at least
    half of the files are named so and share a folder with another class.

    In any other layout, such as Microsoft's, the class is the name of the file's
    folder.

    Args:
        names: of files, relative to the source, with forward slashes.
    """
    prefixes: dict[PurePosixPath, list[str]] = defaultdict(list)
    matches = [NUMBERED_NAME.fullmatch(PurePosixPath(name).name) for name in names]
    for name, match in zip(names, matches, strict=True):
        if match:
            prefixes[PurePosixPath(name).parent].append(match["label"])
    mixed = (labels for labels in prefixes.values() if len(set(labels)) > 1)
    if 2 * sum(map(len, mixed)) >= max(len(names), 1):
        return [match["label"] if match else "" for match in matches]
    folders = [PurePosixPath(name).parent.name for name in names]
    return ["" if folder == ".." else folder for folder in folders]


def list_files(names: Sequence[str]) -> pd.DataFrame:
    """Return the listing of a source: one row per file, in the order of the names.

    Args:
        names: of files, relative to the source, with forward slashes.

    Returns:
        Columns file, label ("" for a file without a class) and split, which is "": the
        names say nothing of it.

    Raises:
        InputError: when the names show fewer than two classes.
    """
    labels = label_files(names)
    classes = sorted(set(labels) - {""})
    if len(classes) < 2:
        raise InputError(
            "data.source: expected photos of two or more classes, in folders named by "
            "class (Cat/1.jpg) or named by class, number and ending (cat.1.jpg); "
            f"got {len(names)} files, "
            + (f"all of class '{classes[0]}'" if classes else "none with a class")
        )
    return pd.DataFrame({"file": names, "label": labels, "split": ""})
