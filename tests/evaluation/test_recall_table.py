import numpy as np
import pandas as pd
import pytest

from asirra.evaluation.metrics import wilson_interval
from asirra.evaluation.recall_table import make_recall_rows
from tests.evaluation.test_outcomes import PREDICTIONS


@pytest.mark.filterwarnings("error")
def test_a_row_per_class_says_how_much_of_it_is_recognised():
    table = pd.DataFrame(make_recall_rows("manual", 3, PREDICTIONS))
    assert table.columns.tolist() == [
        *("candidate", "seed", "label", "num_photos", "recall"),
        *("ci_low", "ci_high"),
    ]
    assert table["label"].tolist() == ["ox", "cat", "1"]
    assert table["num_photos"].tolist() == [2, 3, 0]
    np.testing.assert_allclose(table["recall"], [1 / 2, 2 / 3, np.nan])
    assert table.loc[1, ["ci_low", "ci_high"]].tolist() == [*wilson_interval(2, 3)]
    assert table.loc[2, ["ci_low", "ci_high"]].isna().all()
    assert (table["candidate"] == "manual").all() and (table["seed"] == 3).all()
