"""Divide photos into training, validation and test."""

import numpy as np
import pandas as pd

from asirra.errors import InputError
from asirra.seeds import seed_sequence

SPLITS = ("train", "validation", "test")


def split_photos(
    photos: pd.DataFrame, test_fraction: float, validation_fraction: float, seed: int
) -> pd.Series:
    """Return the split of each photo: the given one, or else one drawn at random.

    Copies are photos with the same packed pixels (same sha256). They stay together:
    where one has a given split, its copies without one follow it. Copies with different
    given splits keep them.

    The other photos are divided, stratified by class: the groups of copies of each
    class are sorted by sha256, then shuffled. So the split depends on nothing but the
    seed and the photos. Copies with different labels count with the class that sorts
    first. Where a class has given test photos, none is drawn for the test; likewise
    for validation.

    Args:
        photos: columns label, split ("" where none is given) and sha256, one row per
            photo.
        test_fraction: share of the photos that are divided.
        validation_fraction: share of those among them that are not for the test.
        seed: the config's `seed`.

    Returns:
        "train", "validation" or "test" for each photo, (num_photos,), same index.

    Raises:
        InputError: when there are fewer than two classes, or a class has too few
            distinct photos to be in all three splits.
    """
    classes, groups = _list_classes(photos), _group_copies(photos)
    for index, label in enumerate(classes):
        of_class = groups[groups["label"] == label]
        sizes = of_class["size"][of_class["split"] == ""]
        rng = np.random.default_rng(seed_sequence(seed, "split", index))
        given = set(of_class["split"])
        drawn = _divide(
            sizes,
            0.0 if "test" in given else test_fraction,
            0.0 if "validation" in given else validation_fraction,
            rng,
        )
        if not set(SPLITS) <= {*given, *drawn}:
            raise InputError(
                f"data.source: class '{label}' has {len(sizes)} distinct photos to "
                "divide: too few for train, validation and test; add photos or change "
                "data.test_fraction and data.validation_fraction"
            )
        groups.loc[drawn.index, "split"] = drawn
    of_photos = photos["split"]
    return of_photos.where(of_photos != "", photos["sha256"].map(groups["split"]))


def _group_copies(photos: pd.DataFrame) -> pd.DataFrame:
    """Return a row per sha256, sorted: label, split and size of its photos."""
    return photos.groupby("sha256").agg(
        label=("label", "min"),
        # A given one, if any: all of them sort after "".
        split=("split", "max"),
        size=("label", "size"),
    )


def _list_classes(photos: pd.DataFrame) -> list[str]:
    classes = sorted(set(photos["label"]))
    if len(classes) < 2:
        raise InputError(
            "data.source: expected photos of two or more classes that can be decoded, "
            f"got {len(photos)} of {', '.join(classes) or 'none'} (see rejected.csv)"
        )
    return classes


def _divide(
    sizes: pd.Series,
    test_fraction: float,
    validation_fraction: float,
    rng: np.random.Generator,
) -> pd.Series:
    """Draw a split for each group of copies, given the number of photos in each."""
    shuffled = sizes.iloc[rng.permutation(len(sizes))]
    # A group belongs where its first photo falls in the shuffled order. Validation
    # starts where the last group of the test ends.
    position = shuffled.cumsum() - shuffled
    total = shuffled.sum()
    is_test = position < round(total * test_fraction)
    num_test = shuffled[is_test].sum()
    num_held_out = num_test + round((total - num_test) * validation_fraction)
    splits = np.select(
        [is_test, position < num_held_out], ["test", "validation"], "train"
    )
    return pd.Series(splits, shuffled.index)
