import numpy as np
import pytest

from asirra.prediction.table import make_predictions_table
from tests.splits import make_split


def test_a_photo_is_a_row_with_its_label_and_every_probability():
    # The split is some of the photos: rows count within it.
    split = make_split(6, rows=np.array([1, 2, 5]))
    probabilities = np.array([[0.9, 0.1], [0.6, 0.4], [1 / 3, 2 / 3]], "f4")
    table = make_predictions_table(split, probabilities)
    assert table.to_dict("list") == {
        "file": ["1.jpg", "2.jpg", "5.jpg"],
        "label": ["dog", "cat", "dog"],
        "predicted": ["cat", "cat", "dog"],
        "probability_cat": [0.9, 0.6, 0.333333],
        "probability_dog": [0.1, 0.4, 0.666667],
    }


def test_probabilities_of_another_number_of_photos_are_an_error():
    with pytest.raises(ValueError, match="length"):
        make_predictions_table(make_split(3), np.zeros((2, 2), "f4"))
