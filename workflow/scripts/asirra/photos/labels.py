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
    """Return each file's class, or "" where it has none.

    Where half of the files lie in a folder that mixes names such as `cat.0.jpg` and
    `dog.0.jpg`, the part before the first dot is the class (Kaggle's layout), and other
    files have none. Elsewhere the class is the name of the folder that the file lies in
    (Microsoft's layout).
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
    """Return one row per file of the source: file, label.

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
    return pd.DataFrame({"file": names, "label": labels})
