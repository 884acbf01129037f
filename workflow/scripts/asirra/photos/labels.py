"""Label photos and split them."""

import re
from collections import defaultdict
from collections.abc import Sequence
from pathlib import PurePosixPath

import numpy as np
import pandas as pd

from asirra.errors import InputError
from asirra.seeds import seed_sequence

# "cat.0.jpg": the class before the first dot, a number, the ending.
NUMBERED_NAME = re.compile(r"(?P<label>[^.]+)\.\d+\.[^.]+")
SPLITS = ("train", "validation", "test")


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


def split_photos(
    photos: pd.DataFrame, test_fraction: float, validation_fraction: float, seed: int
) -> pd.Series:
    """Assign each photo to train, validation or test, stratified by class.

    Photos with the same packed pixels (same sha256) land on the same side. A class's
    groups of equal photos are shuffled in the order of their sha256, so the split
    depends on nothing but the seed and the photos. Equal photos with different labels
    form one group, which counts with the class that sorts first.

    Args:
        photos: columns label and sha256, one row per photo.
        test_fraction: share of all photos.
        validation_fraction: share of the photos that are not for the test.
        seed: the config's `seed`.

    Returns:
        The split of each photo, (num_photos,), same index.

    Raises:
        InputError: when there are fewer than two classes, or a class with too few
            distinct photos to be in all three splits.
    """
    groups = photos.groupby("sha256").agg(
        label=("label", "min"), size=("label", "size")
    )
    classes = sorted(set(photos["label"]))
    if len(classes) < 2:
        raise InputError(
            "data.source: expected photos of two or more classes that can be decoded, "
            f"got {len(photos)} of {', '.join(classes) or 'none'} (see rejected.csv)"
        )
    split_of = {}
    for index, label in enumerate(classes):
        of_class = groups[groups["label"] == label].sort_index()
        rng = np.random.default_rng(seed_sequence(seed, "split", index))
        of_class = of_class.iloc[rng.permutation(len(of_class))]
        total = of_class["size"].sum()
        # A group belongs where its first photo falls in the shuffled order; validation
        # starts where the last group of the test ends.
        position = of_class["size"].cumsum() - of_class["size"]
        is_test = position < round(total * test_fraction)
        num_test = of_class["size"][is_test].sum()
        num_held_out = num_test + round((total - num_test) * validation_fraction)
        splits = np.select(
            [is_test, position < num_held_out], ["test", "validation"], "train"
        )
        if set(splits) != set(SPLITS):
            raise InputError(
                f"data.source: class '{label}' has {len(of_class)} distinct photos: "
                "too few for train, validation and test; add photos or change "
                "data.test_fraction and data.validation_fraction"
            )
        split_of.update(zip(of_class.index, splits, strict=True))
    return photos["sha256"].map(split_of)
