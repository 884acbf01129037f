"""Whether the training photos fill a batch."""

import csv
from pathlib import Path

from asirra.errors import InputError


def check_batch_size(num_photos: int, batch_size: int) -> None:
    """Compare a batch with the training photos.

    Raises:
        InputError: when they do not fill one.
    """
    if num_photos < batch_size:
        raise InputError(
            f"training.batch_size: expected at most the number of training photos, "
            f"{num_photos}, got {batch_size}; use a smaller batch or more photos"
        )


def check_split(photos_path: Path, batch_size: int) -> None:
    """Compare a batch with the training photos of a photos.csv, if there is one.

    Before any job starts: Snakemake removes a trial's results when it trains it again.
    """
    if photos_path.exists():
        with open(photos_path, newline="") as file:
            splits = [row["split"] for row in csv.DictReader(file)]
        check_batch_size(splits.count("train"), batch_size)
