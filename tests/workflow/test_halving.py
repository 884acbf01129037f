"""Successive halving over hyperparameters of several kinds, as a user runs it."""

import json
import re

import pandas as pd
import pytest

from tests.conftest import tiny_project

RESULTS = "results/tiny"
TARGET = f"{RESULTS}/tables/trials.csv"
SEARCH = {
    "num_trials": 4,
    "num_initial": 2,
    "trials_per_round": 2,
    "pruning": "halving",
    "num_rungs": 2,
    "reduction_factor": 2,
    "space": {
        "weight_decay": None,
        "batch_size": {"values": [4, 8]},
        "num_epochs": None,
        "momentum": {"low": 0.5, "high": 0.95, "scale": "linear"},
    },
}


def table(project, name):
    return pd.read_csv(project.folder / RESULTS / name)


@pytest.fixture(scope="module")
def halved(photo_folder, tmp_path_factory):
    """A search in two rounds of two trials, of which one goes on to the end."""
    project = tiny_project(tmp_path_factory.mktemp("halving") / "p", photo_folder)
    project.options += (
        f"search={json.dumps(SEARCH)}",
        'training={"num_epochs": 2, "schedule": "cosine"}',
    )
    run = project.snakemake(TARGET)
    assert run.returncode == 0, run.stdout + run.stderr
    return project


def test_the_better_trial_of_each_round_goes_on(halved):
    trials = table(halved, "tables/trials.csv")
    assert trials["round"].tolist() == [0, 0, 1, 1]
    for _, of_round in trials.groupby("round"):
        first_rung = {}
        for trial in of_round["trial"]:
            path = f"{RESULTS}/search/bayesian/trial_{trial:03d}/rung_0/result.json"
            result = json.loads(halved.read(path))
            if result["status"] == "paused":
                first_rung[trial] = result["validation_accuracy"]
        best = max(first_rung, key=first_rung.get, default=None)
        for row in of_round.to_dict("records"):
            if row["trial"] == best:
                assert row["num_epochs"] == 2 or row["status"] == "diverged"
                assert row["status"] in ("complete", "diverged")
            else:
                assert row["num_epochs"] <= 1
                assert row["status"] in ("pruned", "diverged")


def test_a_trial_that_went_on_trained_as_if_it_had_never_paused(halved):
    trials = table(halved, "tables/trials.csv")
    went_on = trials.loc[trials["num_epochs"] == 2, "trial"].iloc[0]
    folder = f"search/bayesian/trial_{went_on:03d}"
    earlier, whole = (
        table(halved, f"{folder}/{name}")
        for name in ("rung_0/history.csv", "history.csv")
    )
    assert whole["epoch"].tolist() == [1, 2]
    assert whole[:1].equals(earlier)
    # The schedule is that of the whole length.
    first, second = whole["learning_rate"]
    assert second == pytest.approx(first / 2)
    result = json.loads(halved.read(f"{RESULTS}/{folder}/result.json"))
    assert result["epoch_scores"] == whole["validation_accuracy"].tolist()
    assert max(result["epoch_scores"]) == result["validation_accuracy"]


def test_each_hyperparameter_has_a_value_of_its_kind(halved):
    for trial in range(4):
        path = f"{RESULTS}/search/bayesian/trial_{trial:03d}/parameters.json"
        point = json.loads(halved.read(path))
        assert set(point) == {"learning_rate", "batch_size", "momentum"}
        assert point["batch_size"] in (4, 8)
        assert 0.5 <= point["momentum"] <= 0.95


def test_a_trial_is_told_once_with_the_rung_that_it_reached(halved):
    # The log of the first run has what it printed.
    log = min((halved.folder / ".snakemake" / "log").glob("*.log")).read_text()
    told = re.findall(r"^trial (\d) of 4: ", log, re.MULTILINE)
    assert sorted(told) == ["1", "2", "3", "4"]
    statuses = table(halved, "tables/trials.csv")["status"]
    stopped = re.findall(r"^trial (\d) of 4: .*: (\w+) after", log, re.MULTILINE)
    expected = {str(n + 1): s for n, s in enumerate(statuses) if s != "complete"}
    assert dict(stopped) == expected


def test_no_weights_are_kept_and_nothing_is_left_to_do(halved):
    search = halved.folder / RESULTS / "search"
    assert not list(search.rglob("*.npz"))
    again = halved.snakemake(TARGET)
    assert "Nothing to be done" in again.stdout + again.stderr
