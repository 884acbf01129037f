"""Find photos of different splits that look the same."""

from collections.abc import Callable
from pathlib import Path

import numpy as np

from asirra.job import logged
from asirra.photos.near_duplicates import find_near_duplicates as find
from asirra.photos.near_duplicates import hash_photos
from asirra.tables import read_photos, write_table


def find_near_duplicates(
    images_path: Path, photos_path: Path, pairs_path: Path, say: Callable[[str], None]
) -> None:
    """Write near_duplicates.csv, and say how many there are."""
    images = np.load(images_path, mmap_mode="r", allow_pickle=False)
    pairs = find(read_photos(photos_path), hash_photos(images))
    write_table(pairs, pairs_path)
    if len(pairs):
        say(
            f"WARNING: {len(pairs)} pairs of photos in different splits look the same, "
            f"as {pairs['file'][0]} and {pairs['other'][0]}; all are in {pairs_path}"
        )


if __name__ == "__main__":
    with logged(snakemake.log[0]) as say:
        find_near_duplicates(
            images_path=Path(snakemake.input.images),
            photos_path=Path(snakemake.input.photos),
            pairs_path=Path(snakemake.output.pairs),
            say=say,
        )
