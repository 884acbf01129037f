import re
from dataclasses import fields

import pytest

from asirra.search.settings import SearchSettings
from asirra.search.strategies import STRATEGIES


@pytest.mark.parametrize("name", STRATEGIES)
def test_a_strategy_is_found_by_its_name_and_reads_keys_that_settings_have(name):
    strategy = STRATEGIES[name]
    assert strategy.name == name
    known = {field.name for field in fields(SearchSettings)} - {"first", "seed"}
    assert set(strategy.keys) <= known


@pytest.mark.parametrize("name", STRATEGIES)
def test_a_name_is_one_that_paths_can_be_read_by(name):
    assert re.fullmatch("[a-z]+", name)


def test_of_these_the_bayesian_one_alone_learns_from_results():
    names = ("bayesian", "random", "sobol", "grid")
    learns = [STRATEGIES[name].learns for name in names]
    assert learns == [True, False, False, False]


def test_no_strategy_is_called_like_the_candidate_that_none_suggests():
    assert "manual" not in STRATEGIES


def test_every_key_of_the_settings_is_read_by_a_strategy():
    read = {key for strategy in STRATEGIES.values() for key in strategy.keys}
    assert read | {"first", "seed"} == {field.name for field in fields(SearchSettings)}
