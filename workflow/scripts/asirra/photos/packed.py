"""The packed photos of one split."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from asirra.tables import read_photos


@dataclass(frozen=True)
class Split:
    """The photos of one split.

    Attributes:
        images: (num_photos, image_size, image_size, 3) uint8, memory-mapped: the photos
            of all splits.
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
    """Open the packed photos of one split; pixels are read when they are asked for.

    Args:
        images_path: images.npy, the array of all packed photos.
        photos_path: photos.csv, the table of the same photos in the same order.
        split: "train", "validation" or "test".
    """
    photos = read_photos(photos_path)
    classes = sorted(set(photos["label"]))
    rows = np.flatnonzero(photos["split"] == split)
    labels = np.searchsorted(classes, photos["label"].to_numpy(str)[rows])
    # A plain array: each slice of a memmap object costs some 0.1 ms more.
    images = np.asarray(np.load(images_path, mmap_mode="r", allow_pickle=False))
    files = photos["file"].iloc[rows].tolist()
    return Split(images, rows, labels.astype(np.int32), classes, files)
