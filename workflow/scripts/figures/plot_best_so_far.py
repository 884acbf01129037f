"""Plot the best score so far over the trials."""

from pathlib import Path

from asirra.figures.best_so_far import plot_best_so_far as plot
from asirra.figures.style import save_figure
from asirra.job import logged
from asirra.objectives import OBJECTIVES, Objective
from asirra.search.untaught import read_untaught
from asirra.tables import read_trials


def plot_best_so_far(
    trials_path: Path, classes_path: Path, objective: Objective, figure_path: Path
) -> None:
    """Draw the score of every trial and the best so far of each strategy.

    Args:
        trials_path: trials.csv.
        classes_path: classes.csv.
        objective: what the searches improve.
        figure_path: where to write.
    """
    trials = read_trials(trials_path)
    untaught = read_untaught(classes_path, objective)
    save_figure(plot(trials, objective, untaught), figure_path)


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        plot_best_so_far(
            trials_path=Path(snakemake.input.trials),
            classes_path=Path(snakemake.input.classes),
            objective=OBJECTIVES[snakemake.params.objective],
            figure_path=Path(snakemake.output.figure),
        )
