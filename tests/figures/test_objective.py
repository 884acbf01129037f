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
