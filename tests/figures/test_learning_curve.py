import pandas as pd

from asirra.figures.learning_curve import plot_learning_curve
from tests.figures.tables import ACCURACY, HISTORY, LOSSES, MACRO_F1


def labels(axes):
    return [text.get_text() for text in axes.get_legend().get_texts()]


def test_the_learning_curve_draws_the_history():
    figure = plot_learning_curve(LOSSES, HISTORY, 2, "manual, seed 0", ACCURACY)
    top, bottom = figure.axes
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
    top, bottom = plot_learning_curve(LOSSES[:1], HISTORY[:0], 0, "x", ACCURACY).axes
    assert [len(line.get_ydata()) for line in top.lines] == [1, 0]
    assert len(bottom.lines) == 2


def test_another_objective_stands_beside_the_training_accuracy():
    history = HISTORY.rename(columns={ACCURACY.column: MACRO_F1.column})
    bottom = plot_learning_curve(LOSSES, history, 2, "x", MACRO_F1).axes[1]
    assert labels(bottom)[:2] == ["training accuracy", "validation macro F1"]
    assert bottom.get_ylabel() == "accuracy and macro F1"


def test_a_rate_that_falls_at_every_epoch_is_one_curve_not_a_legend_of_falls():
    epochs = range(1, 61)
    history = pd.DataFrame(
        {
            "epoch": epochs,
            "loss": 1.0,
            "train_accuracy": 0.5,
            ACCURACY.column: 0.5,
            "learning_rate": [0.02 * (1 - epoch / 60) for epoch in epochs],
        }
    )
    bottom = plot_learning_curve(LOSSES, history, 0, "x", ACCURACY).axes[1]
    assert labels(bottom) == [
        "training accuracy",
        "validation accuracy",
        "learning rate / 0.02",
    ]
    assert bottom.lines[-1].get_ydata()[0] == 1.0
