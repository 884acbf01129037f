"""Which photos, and which crops of them, make a batch; no TensorFlow."""

import numpy as np

from asirra.photos.packed import Split
from asirra.seeds import seed_sequence
from asirra.training.batch_size import check_batch_size


def training_batch(
    split: Split, crop_size_px: int, batch_size: int, seed: int, step: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return batch number `step`: random crops, which to mirror, and their labels.

    Every epoch goes through the photos in a new order; photos that do not fill a last
    batch are left out of that epoch. The batch is a pure function of (seed, step).

    Args:
        split: the training photos.
        crop_size_px: edge of the random crops.
        batch_size: photos in a batch.
        seed: seed of this training.
        step: number of the step, counted from 0 over all epochs.

    Returns:
        Crops, (batch_size, crop, crop, 3) uint8; which of them to mirror, (batch_size,)
        bool; labels, (batch_size,) int32.
    """
    epoch, index = divmod(step, count_steps(split, batch_size))
    order = np.random.default_rng(seed_sequence(seed, "order", epoch)).permutation(
        len(split)
    )
    chosen = order[index * batch_size : (index + 1) * batch_size]
    rng = np.random.default_rng(seed_sequence(seed, "augmentation", step))
    margin = split.images.shape[1] - crop_size_px
    tops, lefts = rng.integers(0, margin + 1, (2, batch_size))
    mirrored = rng.random(batch_size) < 0.5
    crops = np.empty((batch_size, crop_size_px, crop_size_px, 3), np.uint8)
    for k, row in enumerate(split.rows[chosen]):
        rows = slice(tops[k], tops[k] + crop_size_px)
        columns = slice(lefts[k], lefts[k] + crop_size_px)
        crops[k] = split.images[row, rows, columns]
    return crops, mirrored, split.labels[chosen]


def count_steps(split: Split, batch_size: int) -> int:
    """Return the number of full batches in an epoch.

    Raises:
        InputError: when the photos do not fill one.
    """
    check_batch_size(len(split), batch_size)
    return len(split) // batch_size
