"""Plot the best so far of each strategy, over trials and epochs."""

from pathlib import Path

from asirra.figures.strategies import plot_strategies as plot
from asirra.figures.style import save_figure
from asirra.job import logged
from asirra.tables import read_trials


def plot_strategies(trials_path: Path, figure_path: Path) -> None:
    """Draw all strategies side by side."""
    save_figure(plot(read_trials(trials_path)), figure_path)


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        plot_strategies(Path(snakemake.input.trials), Path(snakemake.output.figure))
