"""Plot the trials of a search in parallel coordinates."""

from collections.abc import Sequence
from pathlib import Path

from asirra.figures.parallel_coordinates import plot_parallel_coordinates as plot
from asirra.figures.style import save_figure
from asirra.job import logged
from asirra.objectives import OBJECTIVES, Objective
from asirra.search.space import Dimension, read_dimensions
from asirra.tables import read_trials


def plot_parallel_coordinates(
    trials_path: Path,
    strategy: str,
    space: Sequence[Dimension],
    objective: Objective,
    figure_path: Path,
) -> None:
    """Draw the trials of one strategy.

    Args:
        trials_path: trials.csv, of all strategies.
        strategy: whose trials are drawn.
        space: the dimensions.
        objective: what the search improves.
        figure_path: where to write.
    """
    trials = read_trials(trials_path)
    of_strategy = trials[trials["strategy"] == strategy]
    save_figure(plot(of_strategy, space, objective), figure_path)


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        plot_parallel_coordinates(
            trials_path=Path(snakemake.input.trials),
            strategy=snakemake.wildcards.strategy,
            space=read_dimensions(snakemake.params.space),
            objective=OBJECTIVES[snakemake.params.objective],
            figure_path=Path(snakemake.output.figure),
        )
