"""The mean image of photos."""

import numpy as np


def compute_mean_image(images: np.ndarray, rows: np.ndarray) -> np.ndarray:
    """Return the mean of some photos, (image_size, image_size, 3) float32 in [0, 1].

    It adds up integers, exactly, so the order of the photos does not matter.

    Args:
        images: (num_photos, image_size, image_size, 3) uint8, may be memory-mapped.
        rows: (num_rows,) int64, the photos to average, one or more.
    """
    total = np.zeros(images.shape[1:], np.uint64)
    for row in rows:
        total += images[row]
    return (total / (255.0 * len(rows))).astype(np.float32)
