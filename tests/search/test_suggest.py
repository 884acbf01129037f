from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asirra.search.designs import suggest_random
from asirra.search.strategies import STRATEGIES
from asirra.search.suggest import SUGGESTIONS, suggest
from tests.search.studies import SETTINGS, SPACE, make_study, run_search


def test_every_strategy_of_the_registry_suggests_and_no_other():
    assert list(SUGGESTIONS) == list(STRATEGIES)


@pytest.mark.parametrize("strategy", STRATEGIES)
def test_known_points_come_first_whatever_the_strategy(strategy):
    known = {"learning_rate": 0.01, "dropout": 0.5}
    points = run_search(5, strategy, first=(known,), num_trials=5).points
    assert points[0] == known
    assert known not in points[1:]
    if not STRATEGIES[strategy].learns:
        assert points[1:] == run_search(4, strategy, num_trials=4).points


@pytest.mark.parametrize("strategy", ["random", "sobol", "grid"])
def test_points_of_other_strategies_depend_on_no_result(strategy):
    given = replace(SETTINGS, num_trials=4)
    nothing = make_study([], [], strategy=strategy)
    blind = [suggest(nothing, trial, given).point for trial in range(4)]
    assert blind == run_search(4, strategy, num_trials=4).points


@settings(max_examples=10, deadline=None)
@given(
    scores=st.lists(st.floats(0, 1), min_size=3, max_size=6),
    seed=st.integers(0, 2**32 - 1),
)
def test_suggestions_stay_in_bounds(scores, seed):
    points = [suggest_random(SPACE, seed, trial) for trial in range(len(scores))]
    study = make_study(points, scores)
    point = suggest(study, len(points), replace(SETTINGS, seed=seed)).point
    for dimension in SPACE:
        assert dimension.low <= point[dimension.name] <= dimension.high
