import pandas as pd

from asirra.figures.importance import plot_importance
from asirra.search.space import Choice, Interval
from tests.figures.tables import ACCURACY

SPACE = [
    Interval("learning_rate", 1e-4, 1e-1, "log", False),
    Choice("initializer", ("alexnet", "he_normal")),
]
IMPORTANCE = pd.DataFrame(
    {
        "hyperparameter": ["learning_rate", "initializer"],
        "first_order": [0.7, 0.1],
        "total_order": [0.8, 0.2],
        "note": ["", ""],
    }
)
DEPENDENCE = pd.DataFrame(
    {
        "hyperparameter": ["learning_rate"] * 2 + ["initializer"] * 2,
        "value": ["0.0001", "0.1", "alexnet", "he_normal"],
        "mean": [0.5, 0.7, 0.6, 0.65],
        "deviation": [0.01, 0.02, 0.01, 0.01],
    }
)


def test_importance_and_a_panel_for_each_hyperparameter():
    figure = plot_importance(IMPORTANCE, DEPENDENCE, SPACE, ACCURACY)
    shares, of_rate, of_choice = figure.axes
    assert [bar.get_width() for bar in shares.patches] == [0.7, 0.1, 0.8, 0.2]
    names = [label.get_text() for label in shares.get_yticklabels()]
    assert names == ["learning rate", "initializer"]
    assert of_rate.lines[0].get_ydata().tolist() == [0.5, 0.7]
    assert of_rate.get_xscale() == "log"
    assert of_rate.get_ylabel() == "validation accuracy"
    labels = [label.get_text() for label in of_choice.get_xticklabels()]
    assert labels == ["alexnet", "he_normal"]
    assert of_choice.get_xlabel() == "initializer"


def test_what_was_not_varied_has_a_note_instead_of_bars():
    importance = IMPORTANCE.assign(note=["", "not varied"])
    importance.loc[1, ["first_order", "total_order"]] = float("nan")
    figure = plot_importance(importance, DEPENDENCE, SPACE, ACCURACY)
    shares = figure.axes[0]
    notes = [text.get_text() for text in shares.texts if text.get_text()]
    assert notes == ["not varied"]
    assert shares.texts[1].get_position()[1] == 1
