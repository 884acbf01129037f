"""Plot the trials of a search in parallel coordinates."""

from pathlib import Path

from asirra.figures.parallel_coordinates import plot_parallel_coordinates as plot
from asirra.figures.style import save_figure
from asirra.job import logged
from asirra.search.space import read_dimension
from asirra.tables import read_trials


def plot_parallel_coordinates(
    trials_path: Path, strategy: str, space: list[dict], figure_path: Path
) -> None:
    """Draw the trials of one strategy.

    Args:
        trials_path: the table of all trials.
        strategy: whose trials are drawn.
        space: the fields of each dimension.
        figure_path: where to write.
    """
    trials = read_trials(trials_path)
    dimensions = [read_dimension(fields) for fields in space]
    save_figure(plot(trials[trials["strategy"] == strategy], dimensions), figure_path)


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        plot_parallel_coordinates(
            Path(snakemake.input.trials),
            snakemake.wildcards.strategy,
            snakemake.params.space,
            Path(snakemake.output.figure),
        )
