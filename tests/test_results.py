"""Where files lie: results.py against the layout that users and scripts rely on."""

import os
import re

import pytest

from asirra.results import (
    TRAINED,
    Results,
    chosen_model,
    read_candidate,
    read_seed,
    read_selected,
    read_trial,
    trial_point,
)

RESULTS = Results("quick")
# A name may look like that of a folder inside.
EXPERIMENTS = ["quick", "trial_1", "seed_3", "a-b.c_D"]


def test_an_experiment_is_its_folder():
    assert str(RESULTS) == f"{RESULTS}" == os.fspath(RESULTS) == "results/quick"


def test_each_file_of_a_trial_lies_in_a_folder_of_strategy_and_number():
    for name in ("parameters.json", "history.csv", "result.json"):
        path = RESULTS.trial(name, "bayesian", 7)
        assert path == f"results/quick/search/bayesian/trial_007/{name}"
    assert RESULTS.trial("result.json", "grid", 1234).endswith(
        "grid/trial_1234/result.json"
    )


def test_trials_are_paths_by_number():
    assert RESULTS.trials("result.json", "sobol", range(2)) == [
        "results/quick/search/sobol/trial_000/result.json",
        "results/quick/search/sobol/trial_001/result.json",
    ]
    assert RESULTS.trials("result.json", "sobol", []) == []


def test_each_file_of_a_final_model_lies_in_a_folder_of_candidate_and_seed():
    for name in (*TRAINED, "predictions.csv"):
        path = RESULTS.final(name, "manual", 3)
        assert path == f"results/quick/final/manual/seed_3/{name}"
    assert {"model.keras", "history.csv"} <= set(TRAINED)


def test_a_point_that_is_trained_again_lies_beside_the_final_models():
    assert trial_point("bayesian", 7) == "bayesian/trial_007"
    assert RESULTS.point("result.json", trial_point("bayesian", 7), 3) == (
        "results/quick/final/bayesian/trial_007/seed_3/result.json"
    )
    # The manual point is the manual candidate: trained once, never copied.
    manual = RESULTS.point("result.json", "manual", 3)
    assert manual == RESULTS.final("result.json", "manual", 3)


def test_a_log_is_found_by_its_rule_and_wildcards():
    assert RESULTS.log("split_photos") == "results/quick/logs/split_photos.log"
    assert RESULTS.log("train_trial/{strategy}_{trial}") == (
        "results/quick/logs/train_trial/{strategy}_{trial}.log"
    )


def test_a_part_that_is_not_given_is_a_wildcard_that_a_rule_fills():
    patterns = {
        RESULTS.trial("result.json"): RESULTS.trial("result.json", "grid", 12),
        RESULTS.point("losses.csv"): RESULTS.point("losses.csv", "grid/trial_012", 1),
        RESULTS.final("model.keras"): RESULTS.final("model.keras", "grid", 1),
    }
    wildcards = {"strategy": "grid", "trial": "012", "point": "grid/trial_012"}
    wildcards |= {"candidate": "grid", "final_seed": 1}
    for pattern, path in patterns.items():
        assert pattern.format(**wildcards) == path
    assert re.findall(r"{(\w+)}", "".join(patterns)) == [
        *("strategy", "trial", "point", "final_seed", "candidate", "final_seed")
    ]


@pytest.mark.parametrize("experiment", EXPERIMENTS)
@pytest.mark.parametrize("seed", [0, 12])
def test_candidate_and_seed_are_read_from_the_paths_that_have_them(experiment, seed):
    results = Results(experiment)
    final = results.final("predictions.csv", "bayesian", seed)
    assert (read_candidate(final), read_seed(final)) == ("bayesian", seed)
    assert read_seed(results.point("result.json", "grid/trial_003", seed)) == seed


@pytest.mark.parametrize("experiment", EXPERIMENTS)
@pytest.mark.parametrize("trial", [("bayesian", 7), ("grid", 1234)])
def test_strategy_and_number_are_read_from_the_paths_that_have_them(experiment, trial):
    results = Results(experiment)
    point = results.point("result.json", trial_point(*trial), 0)
    assert (
        read_trial(point) == read_trial(results.trial("history.csv", *trial)) == trial
    )
    rung = results.trial("rung_1/result.json", *trial)
    assert read_trial(rung) == trial


def test_a_path_of_no_trial_is_an_error_that_names_it():
    path = RESULTS.final("result.json", "manual", 0)
    with pytest.raises(ValueError, match=f"got {path}"):
        read_trial(path)


def test_the_trials_of_a_table_are_read_in_its_order(tmp_path):
    table = tmp_path / "top_trials.csv"
    table.write_text("strategy,trial,learning_rate\nsobol,12,0.1\nbayesian,3,0.01\n")
    assert read_selected(table) == [("sobol", 12), ("bayesian", 3)]
    table.write_text("strategy,trial\n")
    assert read_selected(table) == []


def test_other_photos_are_predicted_by_the_first_searchs_best_with_the_first_seed():
    assert chosen_model(["manual", "sobol", "bayesian"], [2, 0]) == ("sobol", 2)
    assert chosen_model(["manual"], [1]) == ("manual", 1)
