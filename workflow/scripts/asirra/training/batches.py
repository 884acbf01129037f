"""Which photos and which patches of them make a batch; no TensorFlow."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from asirra.seeds import seed_sequence
from asirra.tables import read_photos
from asirra.training.batch_size import check_batch_size

# Of a photo that is predicted by a final model.
NUM_TEST_PATCHES = 10


@dataclass(frozen=True)
class Split:
    """The photos of one split.

    Attributes:
        images: (num_photos, image_size, image_size, 3) uint8, memory-mapped: all.
        rows: (num_rows,) int64, the photos of this split.
        labels: (num_rows,) int32, their classes as indices into `classes`.
        classes: the names of all classes, sorted.
        files: (num_rows,) their names.
    """

    images: np.ndarray
    rows: np.ndarray
    labels: np.ndarray
    classes: list[str]
    files: list[str]

    def __len__(self) -> int:
        return len(self.rows)


def load_split(images_path: str | Path, photos_path: str | Path, split: str) -> Split:
    """Open the packed photos of one split; nothing is read before it is asked for."""
    photos = read_photos(photos_path)
    classes = sorted(set(photos["label"]))
    rows = np.flatnonzero(photos["split"] == split)
    labels = np.searchsorted(classes, photos["label"].to_numpy(str)[rows])
    # As a plain array: each slice of a memmap object costs some 0.1 ms more.
    images = np.asarray(np.load(images_path, mmap_mode="r", allow_pickle=False))
    files = photos["file"].iloc[rows].tolist()
    return Split(images, rows, labels.astype(np.int32), classes, files)


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
        seed: of this training.
        step: counts from 0 over all epochs.

    Returns:
        Crops (batch_size, crop, crop, 3) uint8; mirrored (batch_size,) bool, which of
        them `mirror` is to turn; labels (batch_size,) int32.
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
    """Return the full batches in an epoch.

    Raises:
        InputError: when the photos do not fill one.
    """
    check_batch_size(len(split), batch_size)
    return len(split) // batch_size


def patch_offsets(image_size_px: int, crop_size_px: int) -> list[tuple[int, int, bool]]:
    """Return (top, left, mirrored) of the 10 patches, the centre first.

    Four corners and the centre, each and its mirror image, as in Krizhevsky et al.
    2012, 4.1. The first one alone is the single patch.
    """
    far = image_size_px - crop_size_px
    places = [(far // 2, far // 2), (0, 0), (0, far), (far, 0), (far, far)]
    return [(top, left, mirror) for mirror in (False, True) for top, left in places]
