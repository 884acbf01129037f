"""Draw the default experiment's photos."""

from pathlib import Path

from asirra.files import written
from asirra.job import logged
from asirra.photos.drawings import write_drawings


def draw_photos(photos_path: Path, seed: int, num_workers: int) -> None:
    """Write a zip of drawn cats and dogs, with a few broken files among them."""
    with written(photos_path) as partial:
        write_drawings(partial, seed, num_workers)


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        draw_photos(
            photos_path=Path(snakemake.output.photos),
            seed=snakemake.params.seed,
            num_workers=snakemake.threads,
        )
