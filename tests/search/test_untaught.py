import numpy as np
import pandas as pd
import pytest

from asirra.objectives import OBJECTIVES, measure_untaught
from asirra.photos.findings import count_classes
from asirra.search.untaught import read_untaught
from asirra.tables import write_table

PHOTOS = pd.DataFrame(
    {
        "label": [*"aabb", "NA", *"aabbb", *"ab"],
        "split": ["validation"] * 5 + ["train"] * 5 + ["test"] * 2,
    }
)


@pytest.mark.parametrize("name", ["accuracy", "balanced_accuracy", "macro_f1"])
def test_the_numbers_of_the_classes_tell_what_needs_no_photo(tmp_path, name):
    write_table(count_classes(PHOTOS), tmp_path / "classes.csv")
    # NA, a, b.
    labels = np.array([1, 1, 2, 2, 0]), np.array([1, 1, 2, 2, 2])
    own = measure_untaught(OBJECTIVES[name], *labels)
    assert read_untaught(tmp_path / "classes.csv", OBJECTIVES[name]) == own
    if name == "accuracy":
        assert own == 0.4
