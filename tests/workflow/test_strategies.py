"""Strategies side by side, a known point, median pruning and an early end, as run."""

import json
import re

import pandas as pd
import pytest

from asirra.search.acquisition import COLUMN
from tests.conftest import tiny_project

RESULTS = "results/tiny"
KNOWN = {"learning_rate": 0.01, "weight_decay": 0.0005}
SEARCH = {
    "strategies": ["bayesian", "random"],
    "num_trials": 4,
    "num_initial": 1,
    "first": [KNOWN],
    "stop": {"rounds_without_gain": 1, "min_gain": 1.0},
    "pruning": "median",
    "warmup_epochs": 1,
}
# What a run makes of other searches too is left out.
TABLES = ("trials", "rounds", "importance")
TARGETS = [f"{RESULTS}/tables/{name}.csv" for name in TABLES]
OVER = "the last 1 rounds "


def table(project, name):
    return pd.read_csv(project.folder / RESULTS / name)


@pytest.fixture(scope="module")
def searched(photo_folder, tmp_path_factory):
    """A search by two strategies, of which one ends early, and what that printed."""
    project = tiny_project(tmp_path_factory.mktemp("strategies") / "p", photo_folder)
    project.options += (
        f"search={json.dumps(SEARCH)}",
        'training={"num_epochs": 2}',
    )
    run = project.snakemake(*TARGETS)
    assert run.returncode == 0, run.stdout + run.stderr
    return project, run.stdout + run.stderr


def test_the_known_point_is_trial_0_of_each_strategy_with_the_same_seed(searched):
    trials = table(searched[0], "tables/trials.csv").set_index(["strategy", "trial"])
    for strategy in ("bayesian", "random"):
        row = trials.loc[strategy, 0]
        assert (row["learning_rate"], row["weight_decay"]) == (0.01, 0.0005)
    first = [
        searched[0].read(f"{RESULTS}/search/{strategy}/trial_000/history.csv")
        for strategy in ("bayesian", "random")
    ]
    assert first[0] == first[1]


def test_a_search_that_gains_too_little_ends_and_says_why(searched):
    rounds = table(searched[0], "tables/rounds.csv")
    of_bayesian = rounds[rounds["strategy"] == "bayesian"]
    assert of_bayesian["round"].tolist() == [0, 1, 2]
    assert of_bayesian["reason"].iloc[-1].startswith(OVER)
    assert of_bayesian["reason"].iloc[:-1].isna().all()
    assert of_bayesian[COLUMN].notna().tolist() == [False, False, True]
    of_random = rounds[rounds["strategy"] == "random"]
    assert len(of_random) == 4
    assert of_random["reason"].isna().all()
    trials = table(searched[0], "tables/trials.csv")
    assert trials["strategy"].value_counts().to_dict() == {"random": 4, "bayesian": 3}


def test_what_was_pruned_was_below_the_median_of_the_finished_ones(searched):
    trials = table(searched[0], "tables/trials.csv")
    assert set(trials["status"]) <= {"complete", "pruned", "diverged"}
    # The known and the random trial before the first are compared with nothing.
    assert (trials.loc[trials["trial"] < 2, "status"] != "pruned").all()
    for strategy, trial in trials[["strategy", "trial"]].itertuples(index=False):
        if trial < 2:
            continue
        earlier = trials[(trials["strategy"] == strategy) & (trials["trial"] < trial)]
        firsts = [
            table(searched[0], f"search/{strategy}/trial_{n:03d}/history.csv")
            for n in earlier.loc[earlier["status"] == "complete", "trial"]
        ]
        median = pd.Series([f["validation_accuracy"].iloc[0] for f in firsts]).median()
        history = table(searched[0], f"search/{strategy}/trial_{trial:03d}/history.csv")
        is_below = history["validation_accuracy"].iloc[0] < median
        status = trials.set_index(["strategy", "trial"]).loc[strategy, trial]["status"]
        assert (status == "pruned") == is_below


def test_the_space_is_explained_for_each_strategy(searched):
    importance = table(searched[0], "tables/importance.csv")
    assert importance[["strategy", "hyperparameter"]].values.tolist() == [
        [strategy, key] for strategy in ("bayesian", "random") for key in KNOWN
    ]
    best_points = table(searched[0], "tables/best_points.csv")
    assert best_points["point"].tolist() == ["tried", "posterior"] * 2


def test_strategies_are_independent_of_each_other(searched):
    # Once unfolded, trials whose points depend on nothing wait for none.
    order = re.findall(r"Suggest trial (\d+) \((\w+)\)", searched[1])
    assert {strategy for _, strategy in order} == {"bayesian", "random"}
    again = searched[0].snakemake(*TARGETS)
    assert "Nothing to be done" in again.stdout + again.stderr


def test_each_trial_is_told_once_under_the_name_of_its_strategy(searched):
    told = re.findall(r"^(\w+) trial (\d) of 4: ", searched[1], re.MULTILINE)
    trials = table(searched[0], "tables/trials.csv")
    expected = [
        (row.strategy, str(row.trial + 1)) for row in trials.itertuples(index=False)
    ]
    assert sorted(told) == sorted(expected)


def test_a_trial_that_others_wait_for_goes_first(searched):
    order = re.findall(r"Train trial \d+ \((\w+)\)", searched[1])
    last = max(place for place, strategy in enumerate(order) if strategy == "bayesian")
    assert "random" in order[last:]
