"""Every figure that shows scores reads one column and one label: the objective's."""

import pytest
from matplotlib.text import Text

from asirra.figures.best_so_far import plot_best_so_far
from asirra.figures.importance import plot_importance
from asirra.figures.learning_curve import plot_learning_curve
from asirra.figures.parallel_coordinates import plot_parallel_coordinates
from asirra.figures.posterior import plot_posterior
from asirra.figures.strategies import plot_strategies
from asirra.figures.trial_curves import plot_trial_curves
from tests.figures import test_importance as importance
from tests.figures import test_parallel_coordinates as coordinates
from tests.figures import test_posterior as posterior
from tests.figures.tables import (
    ACCURACY,
    HISTORY,
    LOG_LOSS,
    LOSSES,
    MACRO_F1,
    TRIALS,
    make_posteriors,
)


def renamed(table):
    return table.rename(columns={ACCURACY.column: MACRO_F1.column})


def draw_posterior(space):
    posteriors = make_posteriors(space, posterior.KNOWN)
    trials = renamed(posterior.TRIALS)
    return plot_posterior(posteriors, 0, trials, space, MACRO_F1, "gain")


FIGURES = {
    "best_so_far": lambda: plot_best_so_far(renamed(TRIALS), MACRO_F1),
    "strategies": lambda: plot_strategies(renamed(TRIALS), MACRO_F1),
    "trial_curves": lambda: plot_trial_curves({0: renamed(HISTORY)}, MACRO_F1),
    "learning_curve": lambda: plot_learning_curve(
        LOSSES, renamed(HISTORY), 2, "x", MACRO_F1
    ),
    "posterior of a line": lambda: draw_posterior(posterior.SPACE[:1]),
    "posterior of a plane": lambda: draw_posterior(posterior.SPACE[:2]),
    "importance": lambda: plot_importance(
        importance.IMPORTANCE, importance.DEPENDENCE, importance.SPACE, MACRO_F1
    ),
    "parallel_coordinates": lambda: plot_parallel_coordinates(
        renamed(coordinates.TRIALS), coordinates.SPACE, MACRO_F1
    ),
}


@pytest.mark.parametrize("draw", FIGURES.values(), ids=FIGURES)
def test_a_figure_names_the_objective_that_it_draws(draw):
    texts = [text.get_text() for text in draw().findobj(Text)]
    assert any("validation macro F1" in text for text in texts)
    assert not any("validation accuracy" in text for text in texts)


def test_the_best_of_a_loss_is_the_lowest():
    trials = TRIALS.rename(columns={ACCURACY.column: LOG_LOSS.column})
    lowest = trials.groupby("strategy", sort=False)[LOG_LOSS.column].cummin().tolist()
    for plot in (plot_best_so_far, plot_strategies):
        axes = plot(trials, LOG_LOSS).axes[0]
        lines = [line for line in axes.lines if line.get_drawstyle() == "steps-post"]
        drawn = [value for line in lines for value in line.get_ydata()]
        assert drawn == lowest


def test_the_best_of_a_loss_lies_on_top_and_is_the_brightest():
    column = {ACCURACY.column: LOG_LOSS.column}
    worse = HISTORY.assign(validation_accuracy=[0.9, 0.9, 0.9])
    histories = {k: t.rename(columns=column) for k, t in enumerate([HISTORY, worse])}
    figure = plot_trial_curves(histories, LOG_LOSS)
    assert [line.get_label() for line in figure.axes[0].lines] == ["trial 1", "trial 0"]
    trials = coordinates.TRIALS.rename(columns=column)
    on_top = plot_parallel_coordinates(trials, coordinates.SPACE, LOG_LOSS).axes[0]
    labels = [line.get_label() for line in on_top.lines]
    drawn = [label for label in labels if label.startswith("trial")]
    best = trials.loc[trials[LOG_LOSS.column].idxmin(), "trial"]
    assert drawn[-1] == f"trial {best}"
