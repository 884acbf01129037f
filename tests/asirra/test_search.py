import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asirra.search import is_exhausted, suggest, suggest_bayesian, suggest_random
from asirra.space import Dimension

SPACE = [
    Dimension("learning_rate", 1e-5, 1e-1, "log", False),
    Dimension("dropout", 0.0, 0.8, "linear", False),
]
SETTINGS = {"num_initial": 3, "trials_per_round": 1, "xi": 0.01, "seed": 0}


def score(point):
    """Return a smooth score whose maximum, 1, is at 10^-2 and 0.3."""
    distance = (np.log10(point["learning_rate"]) + 2) ** 2 / 4
    return float(np.exp(-distance - 4 * (point["dropout"] - 0.3) ** 2))


def run(num_trials, **changes):
    points = []
    for trial in range(num_trials):
        start = trial // changes.get("trials_per_round", 1)
        start *= changes.get("trials_per_round", 1)
        scores = [score(point) for point in points[:start]]
        arguments = SETTINGS | changes
        points.append(suggest(SPACE, points[:start], scores, trial, **arguments))
    return points


def test_the_first_points_are_random_and_do_not_depend_on_the_scores():
    first = run(3)
    assert first == [suggest_random(SPACE, 0, trial) for trial in range(3)]
    assert len({point["learning_rate"] for point in first}) == 3


def test_the_search_finds_the_maximum_and_beats_its_random_start():
    scores = [score(point) for point in run(12)]
    assert max(scores) > 0.98
    assert max(scores) > max(scores[:3])


def test_a_suggestion_is_a_pure_function_of_its_arguments():
    points = run(5)
    scores = [score(point) for point in points]
    suggestions = [suggest(SPACE, points, scores, 5, **SETTINGS) for _ in range(2)]
    assert suggestions[0] == suggestions[1]


def test_a_suggestion_depends_on_the_scores_and_the_seed():
    points = run(4)
    scores = [score(point) for point in points]
    base = suggest_bayesian(SPACE, points, scores, 0, 0.01, 0)
    assert suggest_bayesian(SPACE, points, scores[::-1], 0, 0.01, 0) != base


def test_xi_reaches_the_acquisition_function():
    points = run(6)
    scores = [score(point) for point in points]
    greedy = suggest_bayesian(SPACE, points, scores, 0, 0.0, 0)
    assert suggest_bayesian(SPACE, points, scores, 0, 0.5, 0) != greedy


def test_the_points_of_a_round_avoid_each_other():
    points = run(8, trials_per_round=4)
    coordinates = np.array(
        [[np.log10(p["learning_rate"]), p["dropout"]] for p in points]
    )
    of_round = coordinates[4:]
    distances = np.linalg.norm(of_round[:, None] - of_round[None], axis=2)
    assert distances[np.triu_indices(4, 1)].min() > 0.01


def test_scores_that_are_all_equal_and_points_that_repeat_are_borne():
    point = suggest_random(SPACE, 0, 0)
    suggestion = suggest(SPACE, [point] * 4, [0.5] * 4, 4, **SETTINGS)
    assert set(suggestion) == {"learning_rate", "dropout"}


def test_a_space_of_integers_ends_when_all_are_tried():
    space = [Dimension("batch_size", 1, 3, "linear", True)]
    points = [{"batch_size": size} for size in (1, 2, 3)]
    assert not is_exhausted(space, points[:2])
    assert not is_exhausted(SPACE, points and [suggest_random(SPACE, 0, 0)])
    over = suggest(space, points, [0.1, 0.2, 0.3], 3, **SETTINGS)
    assert list(over) == ["over"]


@settings(max_examples=10, deadline=None)
@given(
    scores=st.lists(st.floats(0, 1), min_size=3, max_size=6),
    seed=st.integers(0, 2**32 - 1),
)
def test_suggestions_stay_in_bounds(scores, seed):
    points = [suggest_random(SPACE, seed, trial) for trial in range(len(scores))]
    arguments = SETTINGS | {"seed": seed}
    suggestion = suggest(SPACE, points, scores, len(points), **arguments)
    for dimension in SPACE:
        assert dimension.low <= suggestion[dimension.name] <= dimension.high


@pytest.mark.parametrize("trial", [0, 2])
def test_a_first_round_that_is_longer_than_the_random_start_is_random(trial):
    arguments = SETTINGS | {"num_initial": 1, "trials_per_round": 4}
    assert suggest(SPACE, [], [], trial, **arguments) == suggest_random(SPACE, 0, trial)
