import io

import numpy as np
import pandas as pd
from PIL import Image

from asirra.photos.decoding import decode_photo
from asirra.photos.near_duplicates import (
    MAX_OTHERS,
    find_near_duplicates,
    hash_photos,
)


def draw(seed, size=256):
    """Return a picture of smooth shapes, as a photo has them."""
    rng = np.random.default_rng(seed)
    coarse = rng.integers(0, 256, (12, 12, 3), np.uint8)
    return Image.fromarray(coarse).resize((size, size), Image.Resampling.BICUBIC)


def pack(image, **options):
    file = io.BytesIO()
    image.save(file, "JPEG", **options)
    return decode_photo(file.getvalue(), 72).pixels


def test_a_copy_that_was_compressed_or_resized_is_found():
    originals = [pack(draw(seed), quality=95) for seed in range(20)]
    copies = [pack(draw(seed), quality=40) for seed in range(10)]
    copies += [
        pack(draw(seed).resize((150, 150)), quality=90) for seed in range(10, 20)
    ]
    photos = pd.DataFrame(
        {
            "file": [f"{number}.jpg" for number in range(40)],
            "split": ["train"] * 20 + ["test"] * 20,
        }
    )
    pairs = find_near_duplicates(photos, hash_photos(np.stack(originals + copies)))
    assert pairs.to_numpy().tolist() == [
        [f"{number}.jpg", f"{number + 20}.jpg", "train", "test"] for number in range(20)
    ]


def test_copies_within_a_split_are_not_named():
    photos = pd.DataFrame({"file": ["a", "b"], "split": ["test", "test"]})
    assert find_near_duplicates(photos, np.zeros(2, np.uint64)).empty


def test_of_many_blank_photos_few_are_named():
    files = [str(number) for number in range(2000)]
    photos = pd.DataFrame({"file": files, "split": ["train", "test"] * 1000})
    pairs = find_near_duplicates(photos, np.zeros(2000, np.uint64))
    assert pairs["file"].value_counts().max() == MAX_OTHERS
