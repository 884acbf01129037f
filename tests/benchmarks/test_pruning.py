import json

import numpy as np
import pandas as pd
import pytest

from tests.benchmarks.pruning import measure, read_curves
from tests.tools.collect_curves import collect

RATES, DECAYS = np.geomspace(1e-4, 1e-1, 5), np.geomspace(1e-5, 1e-1, 5)


def accuracy(rate, decay, epoch):
    """Slower and lower the farther from a rate of 0.01."""
    distance = abs(np.log10(rate) + 2)
    return 0.5 + 0.3 * (1 - np.exp(-epoch / 4)) * np.exp(-(distance**2)) - 0 * decay


@pytest.fixture
def curves(tmp_path):
    """A folder of trials as the workflow leaves them, collected into a table."""
    number = 0
    for rate in RATES:
        for decay in DECAYS:
            folder = tmp_path / f"trial_{number:03d}"
            folder.mkdir()
            point = {"learning_rate": rate, "weight_decay": decay}
            (folder / "parameters.json").write_text(json.dumps(point))
            # One ends early, and one before its first epoch.
            epochs = range(1, {0: 4, 1: 1}.get(number, 16))
            scores = [accuracy(rate, decay, epoch) for epoch in epochs]
            history = {"epoch": epochs, "loss": 1.0, "validation_accuracy": scores}
            pd.DataFrame(history).to_csv(folder / "history.csv", index=False)
            number += 1
    table = collect(tmp_path)
    table.to_csv(tmp_path / "curves.csv", index=False)
    return tmp_path / "curves.csv"


def test_a_training_that_ended_early_keeps_what_it_had(curves):
    table = pd.read_csv(curves)
    assert len(table) == 25 * 15
    first = table.iloc[:15]["validation_accuracy"].tolist()
    assert first[3:] == [first[2]] * 12
    assert set(table.iloc[15:30]["validation_accuracy"]) == {0.5}
    assert table.notna().all(axis=None)
    assert table.equals(table.sort_values(["learning_rate", "weight_decay", "epoch"]))


def test_a_point_between_has_a_curve_between(curves):
    space, curve, num_epochs = read_curves(curves)
    assert num_epochs == 15
    assert [d.name for d in space] == ["learning_rate", "weight_decay"]
    one, other = RATES[1], RATES[2]
    middle = curve({"learning_rate": np.sqrt(one * other), "weight_decay": DECAYS[3]})
    expected = [
        (accuracy(one, 1, epoch) + accuracy(other, 1, epoch)) / 2
        for epoch in range(1, 16)
    ]
    np.testing.assert_allclose(middle, expected, atol=1e-4)


def test_pruning_saves_epochs_and_halving_more(curves):
    table = measure(curves, 1).set_index("rule")
    epochs = table["epochs"]
    assert epochs["none"] == 1
    # In each of 4 rounds 6 trials train 2 epochs, two of them 5, and one 15.
    assert epochs["halving"] == pytest.approx(4 * (6 * 2 + 2 * 3 + 10) / (30 * 15))
    assert epochs["halving"] < epochs["median"] < 1
    assert table["best"].between(0.5, 0.8).all()
