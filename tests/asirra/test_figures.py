import pandas as pd
import pytest

from asirra.figures import plot_best_so_far, plot_learning_curve, save_figure

HISTORY = pd.DataFrame(
    {
        "epoch": [1, 2, 3],
        "loss": [0.9, 0.7, 0.6],
        "train_accuracy": [0.5, 0.6, 0.7],
        "validation_accuracy": [0.5, 0.7, 0.6],
    }
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
    top, bottom = plot_learning_curve(HISTORY, 2, "manual, seed 0").axes
    assert top.get_title() == "manual, seed 0"
    assert top.lines[0].get_ydata().tolist() == [0.9, 0.7, 0.6]
    training, validation, chosen = bottom.lines
    assert training.get_ydata().tolist() == [0.5, 0.6, 0.7]
    assert validation.get_ydata().tolist() == [0.5, 0.7, 0.6]
    assert list(chosen.get_xdata()) == [2, 2]
    assert labels(bottom) == [
        "training accuracy",
        "validation accuracy",
        "chosen epoch 2",
    ]
    assert (bottom.get_xlabel(), bottom.get_ylabel()) == ("epoch", "accuracy")


def test_a_training_without_an_epoch_can_be_drawn():
    top, bottom = plot_learning_curve(HISTORY[:0], 0, "manual, seed 0").axes
    assert len(top.lines[0].get_ydata()) == 0
    assert len(bottom.lines) == 2


def test_best_so_far_rises_and_diverged_trials_are_marked():
    (axes,) = plot_best_so_far(TRIALS).axes
    best, complete, diverged = axes.lines
    assert best.get_ydata().tolist() == [0.6, 0.6, 0.8]
    assert complete.get_xdata().tolist() == [0, 2]
    assert (diverged.get_xdata().tolist(), diverged.get_marker()) == ([1], "x")
    assert (axes.get_xlabel(), axes.get_ylabel()) == ("trial", "validation accuracy")


@pytest.mark.parametrize("draw", [lambda: plot_best_so_far(TRIALS)])
def test_a_figure_drawn_again_has_the_same_bytes(draw, tmp_path):
    for name in ("a.svg", "b.svg"):
        save_figure(draw(), tmp_path / name)
    first = (tmp_path / "a.svg").read_bytes()
    assert first.startswith(b"<?xml")
    assert first == (tmp_path / "b.svg").read_bytes()
