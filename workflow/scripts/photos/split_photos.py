"""Split the photos into training, validation and test."""

from pathlib import Path

import pandas as pd

from asirra.job import logged
from asirra.photos.splits import split_photos as split
from asirra.tables import read_photos, write_table
from asirra.training.batch_size import check_batch_size


def split_photos(
    packed_path: Path,
    files_path: Path,
    photos_path: Path,
    test_fraction: float,
    validation_fraction: float,
    seed: int,
    batch_size: int,
) -> None:
    """Write photos.csv: the packed photos, in their order, each with its split.

    This is the first job that can tell whether the training photos fill a batch.
    """
    photos = read_photos(packed_path)
    groups = read_photos(files_path).set_index("file")["group"]
    given = photos.assign(group=photos["file"].map(groups))
    splits = split(given, test_fraction, validation_fraction, seed)
    check_batch_size(int((splits == "train").sum()), batch_size)
    photos["split"] = splits
    write_table(photos, photos_path)
    print(pd.crosstab(photos["label"], photos["split"]).to_string())


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        split_photos(
            packed_path=Path(snakemake.input.packed),
            files_path=Path(snakemake.input.files),
            photos_path=Path(snakemake.output.photos),
            **snakemake.params.split,
            batch_size=snakemake.resources.batch_size,
        )
