import numpy as np
import pytest

from asirra.analysis.posterior import (
    GRID_SIZE,
    choose_plane,
    compute_posterior,
    compute_rounds,
)
from asirra.search.acquisition import improvement_at
from asirra.search.bayesian import suggest_bayesian
from asirra.search.gaussian_process import make_optimizer, raise_hopeless
from asirra.search.space import Choice, Interval
from tests.search.test_suggest import SETTINGS

SPACE = [
    Interval("learning_rate", 1e-5, 1e-1, "log", False),
    Interval("dropout", 0.0, 0.8, "linear", False),
    Interval("weight_decay", 1e-5, 1e-1, "log", False),
]
RNG = np.random.default_rng(0)
POINTS = [
    {d.name: d.to_value(RNG.uniform(*d.bounds)) for d in SPACE} for _ in range(12)
]
# The weight decay changes nothing.
SCORES = [
    0.8 - 0.05 * (np.log10(p["learning_rate"]) + 2) ** 2 - 0.3 * p["dropout"] ** 2
    for p in POINTS
]


def test_the_plane_holds_what_matters_in_the_order_of_the_space():
    assert choose_plane(SPACE, POINTS, SCORES, SETTINGS) == [
        *("learning_rate", "dropout")
    ]
    assert choose_plane(SPACE[:1], [], [], SETTINGS) == ["learning_rate"]


def test_the_posterior_goes_through_the_results_and_the_best_is_where_it_suggests():
    space = [SPACE[0]]
    points = [{"learning_rate": p["learning_rate"]} for p in POINTS]
    scores = [-abs(np.log10(p["learning_rate"]) + 2) for p in points]
    posterior = compute_posterior(space, points, scores, ["learning_rate"], SETTINGS)
    grid = posterior.grid["learning_rate"]
    assert (grid[0], grid[-1]) == (pytest.approx(1e-5), pytest.approx(1e-1))
    at = [int(np.abs(np.log(grid / p["learning_rate"])).argmin()) for p in points]
    believed = raise_hopeless(scores, SETTINGS["xi"])
    np.testing.assert_allclose(posterior.mean[at], believed, atol=0.15)
    assert posterior.deviation.min() > 0
    assert posterior.improvement.min() >= 0
    suggested = suggest_bayesian(space, points, scores, 0, SETTINGS)["learning_rate"]
    best = grid[posterior.improvement.argmax()]
    assert abs(np.log10(suggested / best)) < 4 / GRID_SIZE * 2


@pytest.mark.parametrize(
    ("num_initial", "per_round", "known"),
    [(3, 1, [3, 4, 5]), (3, 2, [4]), (2, 2, [2, 4]), (6, 1, [6]), (1, 6, [6])],
)
def test_a_posterior_per_round_that_was_not_random(num_initial, per_round, known):
    settings = SETTINGS | {"num_initial": num_initial, "trials_per_round": per_round}
    rung_scores = [[score] for score in SCORES[:6]]
    posteriors = compute_rounds(SPACE[:2], POINTS[:6], rung_scores, settings)
    assert [posterior.num_known for posterior in posteriors] == known
    for posterior in posteriors:
        assert list(posterior.grid) == ["learning_rate", "dropout"]
        assert posterior.mean.shape == (GRID_SIZE, GRID_SIZE)


def test_what_later_rounds_gain_is_not_known_before_them():
    settings = SETTINGS | {"num_initial": 2, "trials_per_round": 2}
    rung_scores = [[0.5, 0.6], [0.4], [0.5, 0.9], [0.6]]
    before, *_ = compute_rounds(SPACE[:2], POINTS[:4], rung_scores, settings)
    plane = ["learning_rate", "dropout"]
    known = compute_posterior(SPACE[:2], POINTS[:2], [0.6, 0.5], plane, settings)
    np.testing.assert_array_equal(before.mean, known.mean)


def test_a_choice_is_asked_about_at_its_values():
    space = [SPACE[0], Choice("initializer", ("alexnet", "he_normal"))]
    points = [
        {**point, "initializer": ("alexnet", "he_normal")[k % 2]}
        for k, point in enumerate(POINTS)
    ]
    scores = [0.5 + 0.3 * (p["initializer"] == "he_normal") for p in points]
    plane = ["learning_rate", "initializer"]
    posterior = compute_posterior(space, points, scores, plane, SETTINGS)
    assert posterior.grid["initializer"] == ("alexnet", "he_normal")
    assert posterior.mean.shape == (2, GRID_SIZE)
    assert (posterior.mean[1] > posterior.mean[0]).all()


def test_the_suggestion_expects_more_than_points_that_were_tried():
    optimizer = make_optimizer(SPACE, POINTS, SCORES, SETTINGS)
    suggested = suggest_bayesian(SPACE, POINTS, SCORES, 0, SETTINGS)
    expected = improvement_at(optimizer, SPACE, suggested, SETTINGS)
    assert expected > 0
    for point in POINTS:
        assert improvement_at(optimizer, SPACE, point, SETTINGS) <= expected
