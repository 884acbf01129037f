"""Plot what each hyperparameter does."""

from pathlib import Path

from asirra.figures.importance import plot_importance as plot
from asirra.figures.style import save_figure
from asirra.job import logged
from asirra.search.space import read_dimension
from asirra.tables import read_trials


def plot_importance(
    importance_path: Path,
    dependence_path: Path,
    strategy: str,
    space: list[dict],
    figure_path: Path,
) -> None:
    """Draw importance and partial dependence by one strategy's trials.

    Args:
        importance_path: of all strategies.
        dependence_path: of all strategies.
        strategy: whose trials tell.
        space: the fields of each dimension.
        figure_path: where to write.
    """
    tables = [read_trials(path) for path in (importance_path, dependence_path)]
    of_strategy = [table[table["strategy"] == strategy] for table in tables]
    save_figure(plot(*of_strategy, [read_dimension(f) for f in space]), figure_path)


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        plot_importance(
            Path(snakemake.input.importance),
            Path(snakemake.input.dependence),
            snakemake.wildcards.strategy,
            snakemake.params.space,
            Path(snakemake.output.figure),
        )
