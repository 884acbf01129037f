import numpy as np
import pytest

from asirra.objectives import OBJECTIVES, Objective


@pytest.mark.parametrize("name", OBJECTIVES)
def test_an_objective_is_found_by_its_name(name):
    assert OBJECTIVES[name].name == name


def test_the_accuracy_is_the_share_of_photos_whose_likeliest_class_is_their_own():
    labels = np.array([0, 1, 1, 2], np.int32)
    probabilities = np.array(
        [[0.5, 0.3, 0.2], [0.6, 0.3, 0.1], [0.1, 0.8, 0.1], [0.3, 0.3, 0.4]], "f4"
    )
    measured = OBJECTIVES["accuracy"].measure(labels, probabilities)
    assert measured == 0.75
    assert type(measured) is float


def test_columns_and_captions_are_called_after_the_objective():
    accuracy = OBJECTIVES["accuracy"]
    assert accuracy.column == "validation_accuracy"
    assert accuracy.label == "validation accuracy"
    other = Objective("balanced_accuracy", accuracy.measure)
    assert other.column == "validation_balanced_accuracy"
    assert other.label == "validation balanced accuracy"
