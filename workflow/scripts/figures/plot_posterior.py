"""Plot what a Bayesian search believed before each of its rounds."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from matplotlib.figure import Figure

from asirra.analysis.planes import read_posteriors
from asirra.figures.animation import save_animation
from asirra.figures.posterior import plot_posterior as plot
from asirra.figures.style import save_figure
from asirra.files import written
from asirra.job import logged
from asirra.objectives import OBJECTIVES, Objective
from asirra.report.pages import make_animation_page
from asirra.search.space import Dimension, read_dimensions
from asirra.tables import read_trials


@dataclass(frozen=True)
class Outputs:
    """Where to write.

    Attributes:
        figure: the last round, as PNG.
        animation: all rounds, as GIF.
        page: the animation as an HTML page, for the report.
    """

    figure: Path
    animation: Path
    page: Path


def plot_posterior(
    posteriors_path: Path,
    trials_path: Path,
    strategy: str,
    space: Sequence[Dimension],
    objective: Objective,
    outputs: Outputs,
) -> None:
    """Draw the last round as a picture, and all rounds as an animation.

    Args:
        posteriors_path: the posteriors of all rounds, as .npz.
        trials_path: trials.csv, of all strategies.
        strategy: whose rounds are drawn.
        space: the dimensions.
        objective: what the search improves.
        outputs: where to write.
    """
    posteriors, acquisition_name = read_posteriors(posteriors_path)
    trials = read_trials(trials_path)
    trials = trials[trials["strategy"] == strategy]

    def draw(index: int) -> Figure:
        return plot(posteriors, index, trials, space, objective, acquisition_name)

    save_animation(map(draw, range(len(posteriors))), outputs.animation)
    title = f"{strategy} search, round by round"
    with written(outputs.page) as partial:
        partial.write_text(make_animation_page(outputs.animation.read_bytes(), title))
    save_figure(draw(len(posteriors) - 1), outputs.figure)


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        plot_posterior(
            posteriors_path=Path(snakemake.input.posteriors),
            trials_path=Path(snakemake.input.trials),
            strategy=snakemake.wildcards.strategy,
            space=read_dimensions(snakemake.params.space),
            objective=OBJECTIVES[snakemake.params.objective],
            outputs=Outputs(**{n: Path(p) for n, p in snakemake.output.items()}),
        )
