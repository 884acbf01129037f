"""Plot what a Bayesian search believed before each of its rounds."""

from pathlib import Path

from matplotlib.figure import Figure

from asirra.analysis.posterior import compute_rounds
from asirra.figures.animation import save_animation
from asirra.figures.posterior import plot_posterior as plot
from asirra.figures.style import save_figure
from asirra.files import written
from asirra.job import logged
from asirra.report.pages import make_animation_page
from asirra.search.space import read_dimension
from asirra.search.study import read_rung_scores
from asirra.tables import read_trials


def plot_posterior(
    trials_path: Path,
    result_paths: list[str],
    strategy: str,
    space: list[dict],
    search: dict,
    figure_path: Path,
    animation_path: Path,
    page_path: Path,
) -> None:
    """Draw the last round as a picture, and all rounds as an animation.

    Args:
        trials_path: the table of all trials.
        result_paths: of the trials of the strategy, by trial.
        strategy: whose rounds are drawn.
        space: the fields of each dimension.
        search: as `search_settings` returns it for "bayesian".
        figure_path: of the last round.
        animation_path: of all rounds.
        page_path: the same, for the report.
    """
    trials = read_trials(trials_path)
    trials = trials[trials["strategy"] == strategy].reset_index(drop=True)
    dimensions = [read_dimension(fields) for fields in space]
    points = trials[[dimension.name for dimension in dimensions]].to_dict("records")
    rung_scores = read_rung_scores(result_paths)
    posteriors = compute_rounds(dimensions, points, rung_scores, search)
    per_round = search["trials_per_round"]

    def draw(index: int) -> Figure:
        return plot(posteriors, index, trials, dimensions, per_round)

    save_animation((draw(index) for index in range(len(posteriors))), animation_path)
    title = f"{strategy} search, round by round"
    with written(page_path) as partial:
        partial.write_text(make_animation_page(animation_path.read_bytes(), title))
    save_figure(draw(len(posteriors) - 1), figure_path)


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        plot_posterior(
            Path(snakemake.input.trials),
            snakemake.input.results,
            snakemake.wildcards.strategy,
            snakemake.params.space,
            snakemake.params.search,
            Path(snakemake.output.figure),
            Path(snakemake.output.animation),
            Path(snakemake.output.page),
        )
