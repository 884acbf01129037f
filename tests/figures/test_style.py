import pandas as pd
import pytest

from asirra.figures.best_so_far import plot_best_so_far
from asirra.figures.learning_curve import plot_learning_curve
from asirra.figures.photos import plot_photos
from asirra.figures.style import save_figure
from asirra.figures.trial_curves import plot_trial_curves

HISTORY = pd.DataFrame(
    {
        "epoch": [1, 2, 3],
        "loss": [0.9, 0.7, 0.6],
        "train_accuracy": [0.5, 0.6, 0.7],
        "validation_accuracy": [0.5, 0.7, 0.6],
        "learning_rate": [0.1, 0.1, 0.01],
    }
)
LOSSES = pd.DataFrame(
    {"epoch": [0.5, 1, 1.5, 2, 2.5, 3], "loss": [1.0, 0.8, 0.7, 0.7, 0.65, 0.55]}
)
TRIALS = pd.DataFrame(
    {
        "strategy": "bayesian",
        "trial": [0, 1, 2],
        "status": ["complete", "diverged", "complete"],
        "validation_accuracy": [0.6, 0.5, 0.8],
    }
)


def labels(axes):
    return [text.get_text() for text in axes.get_legend().get_texts()]


def test_the_learning_curve_draws_the_history():
    top, bottom = plot_learning_curve(LOSSES, HISTORY, 2, "manual, seed 0").axes
    assert top.get_title() == "manual, seed 0"
    of_steps, of_epochs = top.lines
    assert of_steps.get_ydata().tolist() == LOSSES["loss"].tolist()
    assert of_steps.get_xdata().tolist() == [0.5, 1, 1.5, 2, 2.5, 3]
    assert of_epochs.get_ydata().tolist() == [0.9, 0.7, 0.6]
    training, validation, chosen, lowered = bottom.lines
    assert training.get_ydata().tolist() == [0.5, 0.6, 0.7]
    assert validation.get_ydata().tolist() == [0.5, 0.7, 0.6]
    assert list(chosen.get_xdata()) == [2, 2]
    assert list(lowered.get_xdata()) == [2, 2]
    assert labels(bottom) == [
        "training accuracy",
        "validation accuracy",
        "chosen epoch 2",
        "learning rate 0.01",
    ]
    assert (bottom.get_xlabel(), bottom.get_ylabel()) == ("epoch", "accuracy")


def test_a_training_without_an_epoch_can_be_drawn():
    top, bottom = plot_learning_curve(LOSSES[:1], HISTORY[:0], 0, "x").axes
    assert [len(line.get_ydata()) for line in top.lines] == [1, 0]
    assert len(bottom.lines) == 2


def test_best_so_far_rises_and_diverged_trials_are_marked():
    (axes,) = plot_best_so_far(TRIALS).axes
    best, complete, diverged = axes.lines
    assert best.get_ydata().tolist() == [0.6, 0.6, 0.8]
    assert complete.get_xdata().tolist() == [0, 2]
    assert (diverged.get_xdata().tolist(), diverged.get_marker()) == ([1], "x")
    assert (axes.get_xlabel(), axes.get_ylabel()) == ("trial", "validation accuracy")


def test_the_curves_of_all_trials_are_coloured_by_score():
    worse = HISTORY.assign(validation_accuracy=[0.5, 0.5, 0.55])
    figure = plot_trial_curves({0: HISTORY, 1: worse, 2: HISTORY[:0]})
    axes, bar = figure.axes
    # The best is drawn last, on top; a trial without an epoch is not drawn.
    assert [line.get_label() for line in axes.lines] == ["trial 1", "trial 0"]
    assert axes.lines[1].get_ydata().tolist() == [0.5, 0.7, 0.6]
    assert axes.lines[0].get_color() != axes.lines[1].get_color()
    assert (axes.get_xlabel(), axes.get_ylabel()) == ("epoch", "validation accuracy")
    assert bar.get_ylabel() == "highest validation accuracy"


def test_trials_without_any_epoch_can_be_drawn():
    assert not plot_trial_curves({0: HISTORY[:0]}).axes[0].lines


PHOTOS = pd.DataFrame({"width_px": [42, 1050, 500], "height_px": [32, 768, 375]})


@pytest.mark.parametrize("reasons", [["empty", "not an image", "empty"], []])
def test_photos_are_drawn_by_size_and_rejected_ones_by_reason(reasons):
    rejected = pd.DataFrame({"reason": reasons}, dtype=str)
    left, right, _ = plot_photos(PHOTOS, rejected).axes
    assert left.get_title() == "3 photos accepted"
    assert left.collections[0].get_array().sum() == 3
    assert (left.get_xlabel(), left.get_ylabel()) == ("width, px", "height, px")
    assert right.get_title() == f"{len(reasons)} files rejected"
    assert [bar.get_width() for bar in right.patches] == ([2, 1] if reasons else [])


@pytest.mark.parametrize("draw", [lambda: plot_best_so_far(TRIALS)])
def test_a_figure_drawn_again_has_the_same_bytes(draw, tmp_path):
    for name in ("a.svg", "b.svg"):
        save_figure(draw(), tmp_path / name)
    first = (tmp_path / "a.svg").read_bytes()
    assert first.startswith(b"<?xml")
    assert first == (tmp_path / "b.svg").read_bytes()


def test_where_no_file_was_rejected_there_is_no_empty_axis():
    photos = pd.DataFrame({"width_px": [100, 200], "height_px": [50, 80]})
    rejected = pd.DataFrame({"file": [], "reason": []})
    right = plot_photos(photos, rejected).axes[1]
    assert right.get_title() == "0 files rejected"
    assert not right.axison
