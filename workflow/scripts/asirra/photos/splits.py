"""Divide photos into training, validation and test."""

import numpy as np
import pandas as pd
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from asirra.errors import InputError
from asirra.seeds import seed_sequence

SPLITS = ("train", "validation", "test")
# What a photo may be given, by how far it is kept from the training.
GIVEN = ["", *SPLITS]
# Stands for the label of groups that have several; no label has a line break.
MIXED = "\n"


def split_photos(
    photos: pd.DataFrame, test_fraction: float, validation_fraction: float, seed: int
) -> pd.Series:
    """Return the split of each photo: the given one, or else one drawn at random.

    What belongs together stays together: copies, which are photos with the same packed
    pixels (same sha256), and the photos of a group. Where one of them has a given
    split, the others follow it; of several, test goes before validation and validation
    before train, so that nothing of a given test is ever trained on.

    The other photos are divided, stratified by class: what belongs together is sorted
    by sha256, then shuffled. So the split depends on nothing but the seed and the
    photos. Copies with different labels count with the class that sorts first; groups
    with photos of several classes are divided beside the classes. Where a class has
    given test photos, none is drawn for the test; likewise for validation.

    Args:
        photos: columns label, split ("" where none is given), sha256 and perhaps group
            ("" for a photo in none), one row per photo.
        test_fraction: share of the photos that are divided; 0 where the test is given.
        validation_fraction: share of those among them that are not for the test.
        seed: the config's `seed`.

    Returns:
        "train", "validation" or "test" for each photo, (num_photos,), same index.

    Raises:
        InputError: when there are fewer than two classes, or a class has too few
            distinct photos to be in all three splits.
    """
    classes, together = _list_classes(photos), _find_together(photos)
    groups = _describe_groups(photos, together)
    for index, label in enumerate([*classes, MIXED]):
        of_class = groups[groups["label"] == label]
        given = set(of_class["split"])
        groups.loc[of_class.index, "split"] = _divide(
            of_class,
            0.0 if "test" in given else test_fraction,
            0.0 if "validation" in given else validation_fraction,
            np.random.default_rng(seed_sequence(seed, "split", index)),
        )
    splits = together.map(groups["split"])
    _check_classes(photos.assign(together=together), splits)
    return splits


def _check_classes(photos: pd.DataFrame, splits: pd.Series) -> None:
    """Check that each class is in all splits."""
    for label, found in splits.groupby(photos["label"]):
        if missing := [split for split in SPLITS if split not in {*found}]:
            of_class = photos[photos["label"] == label]
            num_drawn = of_class["together"][of_class["split"] == ""].nunique()
            raise InputError(
                f"data.source: class '{label}' has {num_drawn} distinct photos to "
                "divide (copies and groups count once): too few for "
                f"{', '.join(missing)}; add photos or change "
                "data.test_fraction, data.validation_fraction or data.split"
            )


def _find_together(photos: pd.DataFrame) -> pd.Series:
    """Return for each photo the first sha256 of what must stay together with it."""
    sums = photos["sha256"]
    if "group" not in photos or (photos["group"] == "").all():
        return sums
    # Photos are linked by their checksum and by their group, if any.
    codes, unique = pd.factorize(sums)
    names = photos["group"].where(photos["group"] != "", "sha256 " + sums)
    group_codes, groups = pd.factorize(names)
    size = len(unique) + len(groups)
    links = coo_array(
        (np.ones(len(photos)), (codes, group_codes + len(unique))), (size, size)
    )
    _, component = connected_components(links, directed=False)
    return sums.groupby(component[codes]).transform("min")


def _describe_groups(photos: pd.DataFrame, together: pd.Series) -> pd.DataFrame:
    """Return a row per group, sorted: label, split and size of its photos."""
    groups = photos.assign(rank=photos["split"].map(GIVEN.index)).groupby(together)
    found = groups.agg(
        label=("label", "min"),
        last=("label", "max"),
        rank=("rank", "max"),
        size=("label", "size"),
    )
    if not together.equals(photos["sha256"]):
        found["label"] = found["label"].where(found["label"] == found["last"], MIXED)
    return found.assign(split=found["rank"].map(GIVEN.__getitem__).astype(str))


def _list_classes(photos: pd.DataFrame) -> list[str]:
    classes = sorted(set(photos["label"]))
    if len(classes) < 2:
        raise InputError(
            "data.source: expected photos of two or more classes that can be decoded, "
            f"got {len(photos)} of {', '.join(classes) or 'none'} (see rejected.csv)"
        )
    return classes


def _divide(
    groups: pd.DataFrame,
    test_fraction: float,
    validation_fraction: float,
    rng: np.random.Generator,
) -> pd.Series:
    """Return the split of each group: the given one, or else one drawn at random."""
    sizes = groups["size"][groups["split"] == ""]
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
    drawn = pd.Series(splits, shuffled.index)
    return groups["split"].where(groups["split"] != "", drawn.reindex(groups.index))
