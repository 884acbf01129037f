"""Random photos of two classes, as a split of a packed array."""

import numpy as np

from asirra.photos.packed import Split


def make_split(num_photos, image_size=72, seed=0, rows=None):
    """Return random photos of two classes that a channel's level tells apart."""
    rng = np.random.default_rng(seed)
    labels = (np.arange(num_photos) % 2).astype(np.int32)
    images = rng.integers(0, 128, (num_photos, image_size, image_size, 3), np.uint8)
    images[labels == 1, :, :, 0] += 127
    rows = np.arange(num_photos) if rows is None else rows
    files = [f"{row}.jpg" for row in rows]
    return Split(images, rows, labels[rows], ["cat", "dog"], files)
