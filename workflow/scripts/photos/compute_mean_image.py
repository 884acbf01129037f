"""Compute the mean image of the training photos."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
from PIL import Image

from asirra.files import written
from asirra.job import logged
from asirra.photos.mean_image import compute_mean_image as compute
from asirra.photos.packed import load_split

# A mean image that is darker than this share of white throughout shows nothing.
DARK = 0.03


def compute_mean_image(
    images_path: Path,
    photos_path: Path,
    array_path: Path,
    picture_path: Path,
    say: Callable[[str], None],
) -> None:
    """Write the mean image as an array in [0, 1] and as a picture."""
    split = load_split(images_path, photos_path, "train")
    mean_image = compute(split.images, split.rows)
    with written(array_path) as partial:
        np.save(partial, mean_image, allow_pickle=False)
    with written(picture_path) as partial:
        Image.fromarray(np.rint(mean_image * 255).astype(np.uint8)).save(partial)
    if mean_image.max() < DARK:
        say(
            f"WARNING: the training photos are nearly black: their mean is at most "
            f"{mean_image.max():.3f} of white; see data/photos.csv, white_level"
        )
    print(f"mean of {len(split)} photos per channel: {mean_image.mean(axis=(0, 1))}")


if __name__ == "__main__":
    with logged(snakemake.log[0]) as say:
        compute_mean_image(
            images_path=Path(snakemake.input.images),
            photos_path=Path(snakemake.input.photos),
            array_path=Path(snakemake.output.array),
            picture_path=Path(snakemake.output.picture),
            say=say,
        )
