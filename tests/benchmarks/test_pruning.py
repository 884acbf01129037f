import json

import numpy as np
import pandas as pd
import pytest

from tests.benchmarks.pruning import Trainings, measure
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
    table = collect(tmp_path, collect(tmp_path))
    table.to_csv(tmp_path / "curves.csv", index=False)
    return tmp_path / "curves.csv"


def test_a_training_that_ended_early_keeps_what_it_had(curves):
    table = pd.read_csv(curves)
    # The same trials were collected twice: as two seeds of each point.
    assert len(table) == 25 * 2 * 15
    first = table.iloc[:15]["validation_accuracy"].tolist()
    assert first[3:] == [first[3]] * 12
    assert set(table.iloc[30:60]["validation_accuracy"]) == {
        *table.iloc[30:31]["validation_accuracy"]
    }
    assert table.notna().all(axis=None)
    by = ["learning_rate", "weight_decay", "seed", "epoch"]
    assert table.equals(table.sort_values(by))
    assert table["seed"].tolist() == ([0] * 15 + [1] * 15) * 25


def test_a_training_deviates_from_the_mean_as_a_real_one_did(curves):
    trainings = Trainings(curves)
    assert trainings.num_epochs == 15
    assert [d.name for d in trainings.space] == ["learning_rate", "weight_decay"]
    point = {"learning_rate": RATES[2], "weight_decay": DECAYS[3]}
    drawn = [trainings.train(point, 0, trial) for trial in range(20)]
    assert trainings.train(point, 0, 0) == drawn[0]
    # Both seeds of the table are equal here: there is nothing to deviate by.
    assert all(np.ptp([curve[-1] for curve in drawn]) < 1e-9 for _ in drawn)
    assert drawn[0][-1] > drawn[0][0]
    assert 0.5 < trainings.expected(point) <= 0.8


def test_pruning_saves_epochs_and_halving_more(curves):
    table = measure(curves, [0]).set_index("rule")
    epochs = table["epochs"]
    assert epochs["none"] == 1
    # In each of 4 rounds 6 trials train 2 epochs, two of them 5, and one 15.
    assert epochs["halving"] == pytest.approx(4 * (6 * 2 + 2 * 3 + 10) / (30 * 15))
    assert epochs["halving"] < epochs["median"] < 1
    assert table["expected"].between(0.5, 0.8).all()
    assert table.loc["none", "difference"] == 0
