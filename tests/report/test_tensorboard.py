import subprocess
import sys

import pandas as pd
from tensorboard.backend.event_processing.event_file_loader import EventFileLoader
from tensorboard.plugins.hparams import api_pb2
from tensorboard.plugins.hparams.plugin_data_pb2 import HParamsPluginData

from asirra.objectives import OBJECTIVES
from asirra.report.tensorboard import write_events
from tests.conftest import ROOT
from tests.search.studies import BALANCED

HISTORY = pd.DataFrame(
    {
        "epoch": [1, 2],
        "loss": [0.7, 0.6],
        "train_accuracy": [0.5, 0.6],
        "validation_accuracy": [0.75, 0.5],
        "learning_rate": [0.01, 0.01],
    }
)
POINT = {"learning_rate": 0.01, "batch_size": 32}


ACCURACY = OBJECTIVES["accuracy"]


def write(path, objective=ACCURACY, history=HISTORY):
    write_events(path, "bayesian 007", POINT, history, objective, value=0.75)


def read(path):
    """Return scalars by tag and step, and what the HParams tab reads."""
    scalars, hparams = {}, []
    for event in EventFileLoader(str(path)).Load():
        for value in event.summary.value:
            if value.metadata.plugin_data.plugin_name == "hparams":
                hparams.append(value.metadata.plugin_data.content)
            else:
                scalars[value.tag, event.step] = round(value.tensor.float_val[0], 6)
    return scalars, hparams


def test_a_trial_is_written_with_its_scalars_and_hyperparameters(tmp_path):
    write(tmp_path / "events.out.tfevents.0")
    scalars, hparams = read(tmp_path / "events.out.tfevents.0")
    assert scalars["epoch/loss", 1] == 0.7
    assert scalars["epoch/validation_accuracy", 2] == 0.5
    assert scalars["validation_accuracy", 2] == 0.75
    # The experiment, the trial's values and its end.
    assert len(hparams) == 3
    assert b"validation_accuracy" in hparams[0]
    assert b"batch_size" in hparams[1]
    assert b"bayesian 007" in hparams[1]


def test_the_score_is_called_after_its_objective(tmp_path):
    history = HISTORY.rename(columns={ACCURACY.column: BALANCED.column})
    write(tmp_path / "events.out.tfevents.0", BALANCED, history)
    scalars, hparams = read(tmp_path / "events.out.tfevents.0")
    assert scalars["epoch/validation_balanced_accuracy", 2] == 0.5
    assert scalars["validation_balanced_accuracy", 2] == 0.75
    assert b"validation_balanced_accuracy" in hparams[0]


def test_the_same_trial_gives_the_same_bytes(tmp_path):
    for name in ("a", "b"):
        write(tmp_path / name)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_it_does_not_load_tensorflow_whose_start_takes_seconds():
    code = (
        "import sys, asirra.report.tensorboard; sys.exit('tensorflow' in sys.modules)"
    )
    folder = ROOT / "workflow" / "scripts"
    assert subprocess.run([sys.executable, "-c", code], cwd=folder).returncode == 0


def test_a_trial_that_failed_has_no_value_and_says_so(tmp_path):
    path = tmp_path / "events.out.tfevents.0"
    write_events(path, "bayesian 007", POINT, HISTORY[:0], ACCURACY, value=None)
    scalars, hparams = read(path)
    assert scalars == {}
    data = HParamsPluginData.FromString(hparams[-1])
    assert data.session_end_info.status == api_pb2.STATUS_FAILURE
    write(path)
    data = HParamsPluginData.FromString(read(path)[1][-1])
    assert data.session_end_info.status == api_pb2.STATUS_SUCCESS
