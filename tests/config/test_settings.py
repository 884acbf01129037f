import copy

import pytest
import yaml

from asirra.config.settings import pruning_settings, search_settings
from tests.conftest import ROOT

CONFIG = yaml.safe_load((ROOT / "config/config.yaml").read_text())


def changed(**search):
    config = copy.deepcopy(CONFIG)
    config["search"] |= search
    return config


@pytest.mark.parametrize("strategy", ["random", "sobol"])
def test_what_a_strategy_does_not_read_changes_nothing(strategy):
    others = changed(num_trials=40, xi=0.5, num_initial=4, trials_per_round=3)
    assert search_settings(others, strategy) == search_settings(CONFIG, strategy)


def test_the_budget_is_the_grids_alone():
    more = changed(num_trials=9)
    assert search_settings(more, "bayesian") == search_settings(CONFIG, "bayesian")
    assert search_settings(more, "grid") != search_settings(CONFIG, "grid")


def test_a_rule_has_its_own_keys_alone():
    assert pruning_settings(CONFIG, 9) == {"rule": "none"}
    first = [{"learning_rate": 0.01, "weight_decay": 1e-4}]
    median = changed(pruning="median", warmup_epochs=2, first=first, num_initial=3)
    assert pruning_settings(median, 4) == {"rule": "median", "warmup_epochs": 2}
    assert pruning_settings(median, 3) == {"rule": "none"}
    in_rounds = median["search"] | {"trials_per_round": 3}
    # Trial 3 is random, so the rest of its round is.
    for trial, rule in [(5, "none"), (6, "median")]:
        found = pruning_settings(median | {"search": in_rounds}, trial)
        assert found["rule"] == rule
    halving = changed(pruning="halving", trials_per_round=4, num_rungs=2)
    assert pruning_settings(halving, 0) == {
        "rule": "halving",
        "trials_per_round": 4,
        "reduction_factor": 3,
        "epochs": [2, 5],
    }
