import dataclasses

import numpy as np
import pandas as pd
from matplotlib.colors import LogNorm

from asirra.figures.posterior import plot_posterior
from asirra.search.space import Choice, Interval
from tests.figures.tables import ACCURACY, make_posteriors

SPACE = [
    Interval("learning_rate", 1e-5, 1e-1, "log", False),
    Interval("dropout", 0.0, 0.8, "linear", False),
    Interval("weight_decay", 1e-5, 1e-1, "log", False),
]
TRIALS = pd.DataFrame(
    {
        "trial": range(6),
        "round": range(6),
        "learning_rate": [1e-2, 3e-5, 2e-4, 5e-2, 1e-3, 4e-3],
        "dropout": [0.1, 0.8, 0.3, 0.0, 0.5, 0.4],
        "weight_decay": [1e-3, 2e-2, 4e-5, 1e-4, 5e-3, 3e-4],
        "status": ["complete", "diverged", *["complete"] * 4],
        "validation_accuracy": [0.8, 0.5, 0.6, 0.7, 0.75, 0.9],
    }
)
NAME = "expected improvement"
# Three random trials came first, then rounds of one.
KNOWN = [3, 4, 5]


def test_three_panels_with_the_trials_known_and_the_next():
    space = [SPACE[0], SPACE[2]]
    posteriors = make_posteriors(space, KNOWN)
    figure = plot_posterior(posteriors, 1, TRIALS, space, ACCURACY, NAME)
    assert figure.get_suptitle() == "Before trial 4; noise of a trial: ± 0.01"
    panels = [axes for axes in figure.axes if axes.get_label() != "<colorbar>"]
    assert [axes.get_title() for axes in panels] == [
        "mean of the validation accuracy",
        "its standard deviation",
        "expected improvement",
    ]
    for axes in panels:
        drawn = {line.get_label(): line.get_xdata().tolist() for line in axes.lines}
        rates = TRIALS["learning_rate"]
        assert drawn == {
            "complete": rates[[0, 2, 3]].tolist(),
            "diverged": [rates[1]],
            "best seen": [rates[0]],
            "selected": [rates[3]],
            "next": [rates[4]],
        }
        assert (axes.get_xscale(), axes.get_yscale()) == ("log", "log")
        assert axes.get_xlim() == (1e-5, 1e-1)
        assert axes.get_xlabel() == "learning rate"
    assert panels[0].get_ylabel() == "weight decay"


def test_all_rounds_share_one_scale_of_colours():
    space = SPACE[:2]
    posteriors = make_posteriors(space, KNOWN)
    limits = []
    for index in range(len(posteriors)):
        figure = plot_posterior(posteriors, index, TRIALS, space, ACCURACY, NAME)
        limits.append([axes.collections[0].get_clim() for axes in figure.axes[:3]])
    assert limits[0] == limits[1] == limits[2]
    means = [posterior.mean for posterior in posteriors]
    assert limits[0][0] == (np.min(means), np.max(means))


def test_one_dimension_is_a_line_with_its_acquisition():
    posteriors = make_posteriors(SPACE[:1], [2, 4])
    trials = TRIALS.assign(round=TRIALS["trial"] // 2)
    figure = plot_posterior(posteriors, 1, trials, SPACE[:1], ACCURACY, NAME)
    top, bottom = figure.axes
    assert figure.get_suptitle().startswith("Before trials 4 to 5;")
    marked = {line.get_label(): line for line in top.lines}
    assert marked["best seen"].get_ydata().tolist() == [0.8]
    assert marked["selected"].get_ydata().tolist() == [0.7]
    assert top.lines[0].get_ydata().tolist() == posteriors[1].mean.tolist()
    assert bottom.lines[0].get_ydata().tolist() == posteriors[1].acquisition.tolist()
    assert bottom.get_xlabel() == "learning rate"
    assert bottom.get_ylabel() == "expected\nimprovement"


def test_a_search_of_random_trials_alone_is_drawn_after_all():
    space = [SPACE[0], Interval("batch_size", 8, 64, "linear", True)]
    trials = TRIALS.assign(batch_size=range(8, 14))
    posteriors = make_posteriors(space, [6])
    figure = plot_posterior(posteriors, 0, trials, space, ACCURACY, NAME)
    assert figure.get_suptitle().startswith("After all trials;")


def test_a_choice_is_an_axis_of_its_values():
    space = [SPACE[0], Choice("initializer", ("alexnet", "he_normal"))]
    trials = TRIALS.assign(initializer=["alexnet", "he_normal"] * 3)
    posteriors = make_posteriors(space, KNOWN)
    panel = plot_posterior(posteriors, 0, trials, space, ACCURACY, NAME).axes[0]
    labels = [label.get_text() for label in panel.get_yticklabels()]
    assert labels == ["alexnet", "he_normal"]
    drawn = {line.get_label(): line.get_ydata().tolist() for line in panel.lines}
    assert drawn == {
        "complete": [0, 0],
        "diverged": [1],
        "best seen": [0],
        "selected": [0],
        "next": [1],
    }


def test_a_plane_of_a_larger_space_says_where_the_rest_stays():
    posteriors = make_posteriors(SPACE, KNOWN)
    figure = plot_posterior(posteriors, 0, TRIALS, SPACE, ACCURACY, NAME)
    assert "the other hyperparameters as in the selected trial" in figure.get_suptitle()


def test_an_acquisition_that_may_be_negative_has_a_linear_scale():
    space = SPACE[:2]
    gains = make_posteriors(space, KNOWN)
    bounds = [dataclasses.replace(p, acquisition=p.mean - 1) for p in gains]
    for posteriors, is_log in ((gains, True), (bounds, False)):
        panel = plot_posterior(posteriors, 0, TRIALS, space, ACCURACY, "bound").axes[2]
        assert panel.get_title() == "bound"
        assert isinstance(panel.collections[0].norm, LogNorm) == is_log


FAILED = TRIALS.assign(
    status=["complete", "failed", *["complete"] * 4],
    validation_accuracy=[0.8, np.nan, 0.6, 0.7, 0.75, 0.9],
)


def test_a_trial_that_failed_is_marked_on_a_plane_and_on_a_line():
    for space in (SPACE[:1], SPACE[:2]):
        posteriors = make_posteriors(space, KNOWN)
        panel = plot_posterior(posteriors, 1, FAILED, space, ACCURACY, NAME).axes[0]
        drawn = {line.get_label(): line for line in panel.lines}
        assert drawn["failed"].get_xdata().tolist() == [3e-5]
        assert np.isfinite(drawn["failed"].get_ydata()).all()
        assert drawn["best seen"].get_xdata().tolist() == [1e-2]


def test_where_all_known_trials_failed_none_is_the_best_seen():
    trials = TRIALS.assign(status="failed", validation_accuracy=np.nan)
    posteriors = make_posteriors(SPACE[:1], KNOWN)
    top = plot_posterior(posteriors, 1, trials, SPACE[:1], ACCURACY, NAME).axes[0]
    labels = {line.get_label() for line in top.lines}
    assert "best seen" not in labels
    assert {"failed", "selected"} <= labels
