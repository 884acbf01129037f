"""Two parts of the CPU stand for two GPUs.

They are set up once per process, before TensorFlow computes anything: so the trainings
run in a process of their own.
"""

import json
import subprocess
import sys

import numpy as np
import pytest

from tests.conftest import ROOT
from tests.splits import make_split
from tests.training import examples

SCORES = ["loss", "train_accuracy", "validation_accuracy"]
# Where two devices are compared with one to the end, or in their first steps alone.
EPOCHS = {"float32": 4, "bfloat16": 1, "float16": 1}
CODE = f"""
import json, sys
sys.path[:0] = [{str(ROOT / "workflow/scripts")!r}, {str(ROOT)!r}]
from asirra.machine.devices import configure_device
from tests.training.test_replicas import EPOCHS, train_on
configure_device("float32", 2)
found = {{name: [train_on(n, name) for n in (1, 2)] for name in EPOCHS}}
print(json.dumps(found))
"""


def train_on(num_devices, precision):
    """Return what a training on some devices ended with (in this process)."""
    from asirra.machine.devices import configure_device

    if precision != "float32":
        configure_device(precision)
    training = examples.run(
        make_split(40),
        devices=num_devices,
        precision=precision,
        num_epochs=EPOCHS[precision],
    )
    dropout = training.model.get_layer("dropout6")
    return {
        "losses": training.losses,
        "history": training.history,
        "weights": [float(np.abs(w).sum()) for w in training.model.get_weights()],
        "dropout": type(dropout).__name__,
    }


@pytest.fixture(scope="module")
def trainings():
    """The same training on one and on two devices, by precision."""
    run = subprocess.run(
        [sys.executable, "-c", CODE], capture_output=True, text=True, cwd=ROOT
    )
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout.splitlines()[-1])


def test_two_devices_learn_what_one_learns(trainings):
    one, two = trainings["float32"]
    assert len(one["losses"]) > 8
    np.testing.assert_allclose(two["losses"], one["losses"], rtol=1e-5)
    np.testing.assert_allclose(two["weights"], one["weights"], rtol=1e-5)
    for key in SCORES:
        expected = [row[key] for row in one["history"]]
        np.testing.assert_allclose([row[key] for row in two["history"]], expected, 1e-5)


@pytest.mark.parametrize("precision", ["bfloat16", "float16"])
def test_they_start_alike_in_mixed_precision(trainings, precision):
    one, two = trainings[precision]
    # Coarser rounding soon leads elsewhere.
    np.testing.assert_allclose(two["losses"][:5], one["losses"][:5], rtol=0.02)


def test_what_two_devices_trained_is_saved_as_a_network_for_one(trainings):
    assert [found["dropout"] for found in trainings["float32"]] == ["Dropout"] * 2
