"""Plot the sizes of the accepted photos and the reasons of the rejected ones."""

from pathlib import Path

from asirra.figures.photos import plot_photos as plot
from asirra.figures.style import save_figure
from asirra.job import logged
from asirra.tables import read_photos


def plot_photos(photos_path: Path, rejected_path: Path, figure_path: Path) -> None:
    """Draw photos.csv and rejected.csv."""
    save_figure(plot(read_photos(photos_path), read_photos(rejected_path)), figure_path)


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        plot_photos(
            photos_path=Path(snakemake.input.photos),
            rejected_path=Path(snakemake.input.rejected),
            figure_path=Path(snakemake.output.figure),
        )
