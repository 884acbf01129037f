import numpy as np
import pytest

from asirra.search.acquisition import improvement_at
from asirra.search.bayesian import suggest_bayesian
from asirra.search.designs import suggest_random
from asirra.search.gaussian_process import make_optimizer, raise_hopeless
from asirra.search.space import Choice, Interval
from tests.search.test_suggest import SETTINGS, SPACE, run, score

MIXED = [
    Interval("learning_rate", 1e-4, 1e-1, "log", False),
    Interval("momentum", 0.0, 0.99, "linear", False),
    Interval("num_epochs", 5, 20, "linear", True),
    Interval("batch_size", 8, 256, "log", True),
    Choice("initializer", ("alexnet", "he_normal")),
]


def results(num_trials):
    points = run(num_trials)
    return points, [score(point) for point in points]


def test_a_suggestion_is_a_pure_function_of_its_arguments():
    points, scores = results(5)
    suggestions = [suggest_bayesian(SPACE, points, scores, 0, SETTINGS) for _ in "ab"]
    assert suggestions[0] == suggestions[1]


def test_a_suggestion_depends_on_the_scores():
    points, scores = results(4)
    base = suggest_bayesian(SPACE, points, scores, 0, SETTINGS)
    assert suggest_bayesian(SPACE, points, scores[::-1], 0, SETTINGS) != base


def test_xi_reaches_the_acquisition_function():
    points, scores = results(6)
    greedy, curious = (
        suggest_bayesian(SPACE, points, scores, 0, SETTINGS | {"xi": xi})
        for xi in (0.0, 0.5)
    )
    assert greedy != curious


def test_the_published_process_is_the_librarys_own():
    points, scores = results(6)
    optimizer = make_optimizer(
        SPACE, points, scores, SETTINGS | {"gaussian_process": "published"}
    )
    assert np.ndim(optimizer._gp.kernel.length_scale) == 0
    assert optimizer._gp.alpha == 1e-6


def test_the_regularised_process_has_a_length_scale_per_dimension_and_noise():
    points, scores = results(6)
    optimizer = make_optimizer(SPACE, points, scores, SETTINGS)
    optimizer.predict(points[0] | {"learning_rate": -2.0})
    matern, noise = optimizer._gp.kernel_.k1, optimizer._gp.kernel_.k2
    assert matern.length_scale.shape == (2,)
    assert 1e-6 <= noise.noise_level <= 1.0


def test_few_points_give_no_extreme_length_scale():
    points, _ = results(3)
    optimizer = make_optimizer(SPACE, points, [0.5, 0.5, 0.51], SETTINGS)
    optimizer.predict(points[0] | {"learning_rate": -2.0})
    ranges = np.array([4.0, 0.8])
    shares = optimizer._gp.kernel_.k1.length_scale / ranges
    assert ((shares > 0.05) & (shares < 2)).all()


@pytest.mark.parametrize("space", [SPACE, MIXED])
def test_the_points_of_a_round_differ_and_the_first_does_not_depend_on_the_rest(space):
    points = [suggest_random(space, 0, trial) for trial in range(6)]
    scores = [0.5 + 0.05 * k for k in range(6)]
    of_round = [suggest_bayesian(space, points, scores, k, SETTINGS) for k in range(4)]
    assert len({tuple(point.values()) for point in of_round}) == 4
    assert of_round[0] == suggest_bayesian(space, points, scores, 0, SETTINGS)


def test_every_kind_of_hyperparameter_gets_values_of_its_kind():
    points = [suggest_random(MIXED, 0, trial) for trial in range(8)]
    scores = [0.5 + (p["initializer"] == "he_normal") * 0.2 for p in points]
    for _ in range(4):
        point = suggest_bayesian(MIXED, points, scores, 0, SETTINGS)
        assert list(point) == [dimension.name for dimension in MIXED]
        assert type(point["num_epochs"]) is type(point["batch_size"]) is int
        assert 5 <= point["num_epochs"] <= 20
        assert 8 <= point["batch_size"] <= 256
        assert point["initializer"] in ("alexnet", "he_normal")
        points.append(point)
        scores.append(0.5 + (point["initializer"] == "he_normal") * 0.2)
    chosen = [point["initializer"] for point in points[8:]]
    assert chosen.count("he_normal") >= 3


def test_scores_that_are_all_equal_and_points_that_repeat_are_borne():
    point = suggest_random(SPACE, 0, 0)
    suggestion = suggest_bayesian(SPACE, [point] * 4, [0.5] * 4, 0, SETTINGS)
    assert set(suggestion) == {"learning_rate", "dropout"}


def test_scores_far_below_the_median_are_raised():
    assert raise_hopeless([2, 6, 7, 9, -50], 0.01) == [3, 6, 7, 9, 3]
    assert raise_hopeless([6, 7, 8], 0.01) == [6, 7, 8]
    # A gain that counts stays within what the scores differ by.
    assert raise_hopeless([0.0, 0.75, 0.76, 0.77, 0.75], 0.5) == [
        0.25,
        *[0.75, 0.76, 0.77, 0.75],
    ]
    # Where most are the best, the others must still be seen to be worse.
    assert raise_hopeless([0.7, 0.7, 0.7, 0.5], 0.01) == [0.7, 0.7, 0.7, 0.5]
    assert raise_hopeless([0.5], 0.01) == [0.5]


def test_where_most_scores_are_alike_the_search_still_goes_where_little_is_known():
    space = [
        Interval("learning_rate", 1e-3, 1e-1, "log", False),
        Interval("weight_decay", 1e-5, 1e-2, "log", False),
    ]
    points = [suggest_random(space, 0, trial) for trial in range(12)]
    scores = [
        0.8 + 0.001 * (k % 3) if p["learning_rate"] > 3e-3 else 0.5
        for k, p in enumerate(points)
    ]
    assert 0 < scores.count(0.5) < 6
    settings = SETTINGS | {"xi": 0.01}
    optimizer = make_optimizer(space, points, scores, settings)
    suggestion = suggest_bayesian(space, points, scores, 0, settings)
    assert improvement_at(optimizer, space, suggestion, settings) > 1e-9


def test_a_point_on_a_bound_counts_as_the_best_so_far():
    space = [Interval("learning_rate", 0.002, 0.05, "log", False)]
    points = [{"learning_rate": rate} for rate in (0.05, 0.01, 0.002)]
    optimizer = make_optimizer(space, points, [0.9, 0.6, 0.7], SETTINGS)
    assert optimizer.space._target_max() == 0.9


def test_how_bad_a_hopeless_point_was_changes_no_suggestion():
    points, scores = results(6)
    suggestions = []
    for bad in (-10.0, -1000.0):
        changed = [bad if score == min(scores) else score for score in scores]
        suggestions.append(suggest_bayesian(SPACE, points, changed, 0, SETTINGS))
    assert suggestions[0] == suggestions[1]
