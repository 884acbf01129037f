"""Divide photos into training, validation and test."""

import numpy as np
import pandas as pd

from asirra.errors import InputError
from asirra.seeds import seed_sequence

SPLITS = ("train", "validation", "test")


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
