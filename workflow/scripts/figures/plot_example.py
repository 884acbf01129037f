"""Plot the one-dimensional example."""

from pathlib import Path

from asirra.figures.example import plot_example as plot
from asirra.figures.style import save_figure
from asirra.job import logged
from asirra.tables import read_trials


def plot_example(points_path: Path, posterior_path: Path, figure_path: Path) -> None:
    """Draw the function, the posterior and the points.

    Args:
        points_path: points.csv, in the order tried.
        posterior_path: posterior.csv, along x.
        figure_path: where to write.
    """
    points, posterior = read_trials(points_path), read_trials(posterior_path)
    save_figure(plot(points, posterior), figure_path)


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        plot_example(
            points_path=Path(snakemake.input.points),
            posterior_path=Path(snakemake.input.posterior),
            figure_path=Path(snakemake.output.figure),
        )
