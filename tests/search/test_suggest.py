import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asirra.search.designs import suggest_random
from asirra.search.space import Choice, Interval
from asirra.search.suggest import is_exhausted, suggest

SPACE = [
    Interval("learning_rate", 1e-5, 1e-1, "log", False),
    Interval("dropout", 0.0, 0.8, "linear", False),
]
SETTINGS = {
    "first": [],
    "num_initial": 3,
    "trials_per_round": 1,
    "xi": 0.01,
    "gaussian_process": "regularised",
    "stop": None,
    "seed": 0,
}


def score(point):
    """Return a smooth score whose maximum, 1, is at 10^-2 and 0.3."""
    distance = (np.log10(point["learning_rate"]) + 2) ** 2 / 4
    return float(np.exp(-distance - 4 * (point["dropout"] - 0.3) ** 2))


def run(length, strategy="bayesian", **changes):
    given = SETTINGS | changes
    points = []
    for trial in range(length):
        start = trial // given["trials_per_round"] * given["trials_per_round"]
        scores = [[score(point)] for point in points[:start]]
        points.append(suggest(strategy, SPACE, points[:start], scores, trial, given))
    return points


def test_the_first_points_are_random_and_do_not_depend_on_the_scores():
    first = run(3)
    assert first == [suggest_random(SPACE, 0, trial) for trial in range(3)]
    assert len({point["learning_rate"] for point in first}) == 3


@pytest.mark.parametrize(
    # The published process takes one length scale for both dimensions.
    ("gaussian_process", "least"),
    [("regularised", 0.98), ("published", 0.8)],
)
def test_the_search_finds_the_maximum(gaussian_process, least):
    scores = [score(p) for p in run(12, gaussian_process=gaussian_process)]
    assert max(scores) > least > max(scores[:3])


@pytest.mark.parametrize("strategy", ["bayesian", "random", "sobol", "grid"])
def test_known_points_come_first_whatever_the_strategy(strategy):
    known = {"learning_rate": 0.01, "dropout": 0.5}
    points = run(5, strategy, first=[known], num_trials=5)
    assert points[0] == known
    assert known not in points[1:]
    without = run(4, strategy, num_trials=4)
    if strategy != "bayesian":
        assert points[1:] == without


def test_points_of_other_strategies_depend_on_no_result():
    for strategy in ("random", "sobol", "grid"):
        given = SETTINGS | {"num_trials": 4}
        blind = [suggest(strategy, SPACE, [], [], trial, given) for trial in range(4)]
        assert blind == run(4, strategy, num_trials=4)


def test_a_search_that_gains_nothing_ends_with_its_reason():
    points = run(6)
    flat = [[0.5]] * 6
    stop = {"rounds_without_gain": 3, "min_gain": 0.01}
    over = suggest("bayesian", SPACE, points, flat, 6, SETTINGS | {"stop": stop})
    assert over == {
        "over": "the last 3 rounds did not raise the best validation accuracy"
    }
    rising = [[0.1 * k] for k in range(6)]
    point = suggest("bayesian", SPACE, points, rising, 6, SETTINGS | {"stop": stop})
    assert set(point) == {"learning_rate", "dropout"}


def test_a_space_of_integers_and_choices_ends_when_all_are_tried():
    space = [
        Interval("batch_size", 1, 2, "linear", True),
        Choice("initializer", ("alexnet", "he_normal")),
    ]
    points = [
        {"batch_size": size, "initializer": initializer}
        for size in (1, 2)
        for initializer in ("alexnet", "he_normal")
    ]
    assert not is_exhausted(space, points[:3])
    assert not is_exhausted(SPACE, [suggest_random(SPACE, 0, 0)])
    scores = [[0.1], [0.2], [0.3], [0.4]]
    over = suggest("bayesian", space, points, scores, 4, SETTINGS)
    assert over == {"over": "every point of the space has been tried"}


@settings(max_examples=10, deadline=None)
@given(
    scores=st.lists(st.floats(0, 1), min_size=3, max_size=6),
    seed=st.integers(0, 2**32 - 1),
)
def test_suggestions_stay_in_bounds(scores, seed):
    points = [suggest_random(SPACE, seed, trial) for trial in range(len(scores))]
    suggestion = suggest(
        *("bayesian", SPACE, points, [[s] for s in scores], len(points)),
        SETTINGS | {"seed": seed},
    )
    for dimension in SPACE:
        assert dimension.low <= suggestion[dimension.name] <= dimension.high


@pytest.mark.parametrize("trial", [0, 2])
def test_a_first_round_that_is_longer_than_the_random_start_is_random(trial):
    given = SETTINGS | {"num_initial": 1, "trials_per_round": 4}
    point = suggest("bayesian", SPACE, [], [], trial, given)
    assert point == suggest_random(SPACE, 0, trial)


def test_trials_that_halving_ended_count_with_what_they_would_have_reached():
    points = run(4)
    pruned = [[0.5, 0.7], [0.4], [0.45, 0.65], [0.5]]
    completed = [[0.7], [0.6], [0.65], [0.7]]
    assert suggest("bayesian", SPACE, points, pruned, 4, SETTINGS) == suggest(
        "bayesian", SPACE, points, completed, 4, SETTINGS
    )


@pytest.mark.parametrize(("trial", "is_random"), [(2, True), (3, True), (4, False)])
def test_a_round_that_is_random_in_part_is_random_to_its_end(trial, is_random):
    given = SETTINGS | {"num_initial": 3, "trials_per_round": 2}
    points = run(4)[: trial - trial % 2]
    scores = [[0.1 * place] for place in range(len(points))]
    point = suggest("bayesian", SPACE, points, scores, trial, given)
    assert (point == suggest_random(SPACE, 0, trial)) == is_random
