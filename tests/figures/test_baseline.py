import math

import matplotlib.pyplot as plt
import pytest

from asirra.figures.baseline import draw_baseline
from asirra.figures.best_so_far import plot_best_so_far
from asirra.figures.strategies import plot_strategies
from asirra.figures.trial_curves import plot_trial_curves
from tests.figures.tables import ACCURACY, HISTORY, TRIALS, of_strategies

FIGURES = {
    "best_so_far": lambda value: plot_best_so_far(TRIALS, ACCURACY, value),
    "best_so_far, a legend beside it": lambda value: plot_best_so_far(
        of_strategies(9), ACCURACY, value
    ),
    "strategies": lambda value: plot_strategies(TRIALS, ACCURACY, value),
    "trial_curves": lambda value: plot_trial_curves({0: HISTORY}, ACCURACY, value),
}


@pytest.mark.parametrize("draw", FIGURES.values(), ids=FIGURES)
def test_figures_of_trials_say_what_needs_no_photo(draw):
    axes = draw(0.55).axes[0]
    lines = [
        line for line in axes.lines if "guess without the photo" in line.get_label()
    ]
    assert [line.get_label() for line in lines] == ["guess without the photo: 0.55"]
    assert list(lines[0].get_ydata()) == [0.55, 0.55]
    legend = [text.get_text() for text in axes.get_legend().get_texts()]
    assert "guess without the photo: 0.55" in legend


@pytest.mark.parametrize("draw", FIGURES.values(), ids=FIGURES)
def test_what_lies_far_away_does_not_stretch_the_axes(draw):
    limits = draw(math.nan).axes[0].get_ylim()
    axes = draw(-3.0).axes[0]
    assert axes.get_ylim() == limits
    legend = [text.get_text() for text in axes.get_legend().get_texts()]
    assert "guess without the photo: -3, off this axis" in legend


@pytest.mark.parametrize(("value", "is_drawn"), [(1.5, True), (4.5, False)])
def test_a_line_may_stretch_an_axis_somewhat(value, is_drawn):
    _, axes = plt.subplots()
    axes.plot([0, 1], [0, 1])
    (line,) = draw_baseline(axes, value, "least", vertical=True)
    assert bool(len(line.get_xdata())) == is_drawn
    assert (axes.get_xlim()[1] > 1.1) == is_drawn
    assert draw_baseline(axes, math.nan, "least") == []


def test_nothing_is_drawn_where_there_is_nothing_to_compare():
    assert draw_baseline(plt.subplots()[1], 0.5, "least") == []
