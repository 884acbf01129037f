"""Decode, check, resize and pack the photos."""

from pathlib import Path

from asirra.files import written
from asirra.job import logged
from asirra.photos.levels import describe_levels
from asirra.photos.packing import pack_photos as pack
from asirra.photos.sources import open_source
from asirra.tables import read_photos, write_table


def pack_photos(
    source_path: Path,
    files_path: Path,
    images_path: Path,
    packed_path: Path,
    rejected_path: Path,
    image_size_px: int,
    num_workers: int,
) -> None:
    """Write the packed array and the tables of accepted and rejected files."""
    files = read_photos(files_path)
    with open_source(source_path) as source, written(images_path) as partial:
        packed, rejected = pack(files, source.read, partial, image_size_px, num_workers)
    write_table(packed, packed_path)
    write_table(rejected, rejected_path)
    print(f"{len(packed)} photos packed, {len(rejected)} files rejected")
    print(f"{packed['sha256'].duplicated().sum()} photos are copies of another")
    for line in describe_levels(packed["white_level"]):
        print(line)


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        pack_photos(
            source_path=Path(snakemake.input.source),
            files_path=Path(snakemake.input.files),
            images_path=Path(snakemake.output.images),
            packed_path=Path(snakemake.output.packed),
            rejected_path=Path(snakemake.output.rejected),
            image_size_px=snakemake.params.image_size_px,
            num_workers=snakemake.threads,
        )
