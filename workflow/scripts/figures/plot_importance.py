"""Plot what each hyperparameter does."""

from collections.abc import Sequence
from pathlib import Path

from asirra.figures.importance import plot_importance as plot
from asirra.figures.style import save_figure
from asirra.job import logged
from asirra.objectives import OBJECTIVES, Objective
from asirra.search.space import Dimension, read_dimensions
from asirra.tables import read_trials


def plot_importance(
    importance_path: Path,
    dependence_path: Path,
    strategy: str,
    space: Sequence[Dimension],
    objective: Objective,
    figure_path: Path,
) -> None:
    """Draw importance and partial dependence by one strategy's trials.

    Args:
        importance_path: importance.csv, of all strategies.
        dependence_path: partial_dependence.csv, of all strategies.
        strategy: whose trials tell.
        space: the dimensions.
        objective: what the search improves.
        figure_path: where to write.
    """
    importance, dependence = (
        table[table["strategy"] == strategy]
        for table in map(read_trials, (importance_path, dependence_path))
    )
    figure = plot(importance, dependence, space, objective)
    save_figure(figure, figure_path)


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        plot_importance(
            importance_path=Path(snakemake.input.importance),
            dependence_path=Path(snakemake.input.dependence),
            strategy=snakemake.wildcards.strategy,
            space=read_dimensions(snakemake.params.space),
            objective=OBJECTIVES[snakemake.params.objective],
            figure_path=Path(snakemake.output.figure),
        )
