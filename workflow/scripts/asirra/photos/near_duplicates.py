"""Photos that look the same in two splits: re-encoded or resized copies."""

from collections.abc import Iterator

import imagehash
import numpy as np
import pandas as pd
from PIL import Image

# Bits of 64 that may differ. A copy that was resized or compressed again differs by 0
# to 4; two photos of different things by 32 in the mean.
MAX_BITS = 4
# Photos that are compared with all others at once, which bounds the memory.
PHOTOS_AT_ONCE = 256
# Of one photo, so many others are named: thousands of blank photos all look the same.
MAX_OTHERS = 10
COLUMNS = ["file", "other", "split", "other_split"]


def hash_photos(images: np.ndarray) -> np.ndarray:
    """Return the perceptual hash of each photo, (num_photos,) uint64.

    It says which of the 64 lowest frequencies are above their median: `phash` of the
    library imagehash (Zauner 2010, "Implementation and benchmarking of perceptual image
    hash functions", 3.2.1).

    Args:
        images: (num_photos, image_size, image_size, 3) uint8.
    """
    bits = [imagehash.phash(Image.fromarray(image)).hash.ravel() for image in images]
    return np.packbits(np.reshape(bits, (-1, 64)), axis=1).view(np.uint64).ravel()


def find_near_duplicates(photos: pd.DataFrame, hashes: np.ndarray) -> pd.DataFrame:
    """Return the pairs of photos in different splits that look the same.

    Copies with the same pixels are none: they stay in one split.

    Args:
        photos: columns file and split, one row per photo.
        hashes: as `hash_photos` returns them.

    Returns:
        Columns file, other, split and other_split, in the order of the photos; at most
        MAX_OTHERS rows with the same file.
    """
    files, splits = photos["file"].tolist(), photos["split"].tolist()
    codes = pd.factorize(photos["split"])[0]
    rows = [
        (files[one], files[other], splits[one], splits[other])
        for one, other in _find_pairs(hashes, codes)
    ]
    return pd.DataFrame(rows, columns=COLUMNS)


def _find_pairs(hashes: np.ndarray, codes: np.ndarray) -> Iterator[tuple[int, int]]:
    """Yield the pairs of rows whose hashes are alike and whose codes differ."""
    for start in range(0, len(hashes), PHOTOS_AT_ONCE):
        here = slice(start, start + PHOTOS_AT_ONCE)
        differing = np.bitwise_count(hashes[here, None] ^ hashes[None, start:])
        alike = (differing <= MAX_BITS) & (codes[here, None] != codes[None, start:])
        # Each pair once: the columns before the diagonal were rows before.
        alike &= np.arange(alike.shape[1]) > np.arange(alike.shape[0])[:, None]
        alike &= alike.cumsum(axis=1) <= MAX_OTHERS
        for one, other in np.argwhere(alike).tolist():
            yield start + one, start + other
