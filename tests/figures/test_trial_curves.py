from asirra.figures.trial_curves import plot_trial_curves
from tests.figures.tables import ACCURACY, HISTORY


def test_the_curves_of_all_trials_are_coloured_by_score():
    worse = HISTORY.assign(validation_accuracy=[0.5, 0.5, 0.55])
    figure = plot_trial_curves({0: HISTORY, 1: worse, 2: HISTORY[:0]}, ACCURACY)
    axes, bar = figure.axes
    # The best is drawn last, on top; a trial without an epoch is not drawn.
    assert [line.get_label() for line in axes.lines] == ["trial 1", "trial 0"]
    assert axes.lines[1].get_ydata().tolist() == [0.5, 0.7, 0.6]
    assert axes.lines[0].get_color() != axes.lines[1].get_color()
    assert (axes.get_xlabel(), axes.get_ylabel()) == ("epoch", "validation accuracy")
    assert bar.get_ylabel() == "best validation accuracy"


def test_trials_without_any_epoch_can_be_drawn():
    assert not plot_trial_curves({0: HISTORY[:0]}, ACCURACY).axes[0].lines
