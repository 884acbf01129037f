import pytest

from asirra.figures.best_so_far import plot_best_so_far
from tests.figures.tables import ACCURACY, TRIALS, looks, of_strategies


def test_best_so_far_rises_and_diverged_trials_are_marked():
    (axes,) = plot_best_so_far(TRIALS, ACCURACY).axes
    best, complete, diverged = axes.lines
    assert best.get_ydata().tolist() == [0.6, 0.6, 0.8]
    assert complete.get_xdata().tolist() == [0, 2]
    assert (diverged.get_xdata().tolist(), diverged.get_marker()) == ([1], "x")
    assert (axes.get_xlabel(), axes.get_ylabel()) == ("trial", "validation accuracy")


@pytest.mark.parametrize("number", [5, 9])
def test_every_strategy_is_drawn_and_told_apart(number):
    """A fifth strategy vanished without a word."""
    (axes,) = plot_best_so_far(of_strategies(number), ACCURACY).axes
    best = [line for line in axes.lines if line.get_label().endswith("best so far")]
    assert [line.get_label()[:2] for line in best] == [f"s{k}" for k in range(number)]
    assert len(looks(best)) == number
    complete = [line for line in axes.lines if line.get_label().endswith("complete")]
    markers = {(line.get_color(), line.get_fillstyle()) for line in complete}
    assert len(markers) == len(complete) == number
    legend = [text.get_text() for text in axes.get_legend().get_texts()]
    assert legend == [
        *[f"s{k}: best so far" for k in range(number)],
        *("complete", "diverged"),
    ]


def test_a_trial_that_failed_stands_on_the_lower_edge_and_the_line_goes_on():
    trials = TRIALS.assign(status=["complete", "failed", "complete"])
    trials.loc[1, "validation_accuracy"] = float("nan")
    (axes,) = plot_best_so_far(trials, ACCURACY).axes
    best, _, failed = axes.lines
    assert best.get_ydata().tolist() == [0.6, 0.6, 0.8]
    assert failed.get_xdata().tolist() == [1]
    place = failed.get_transform().transform([(1, failed.get_ydata()[0])])
    assert axes.transAxes.inverted().transform(place)[0][1] == pytest.approx(0)
    # The axis shows what ran.
    assert axes.get_ylim()[0] > 0.5
